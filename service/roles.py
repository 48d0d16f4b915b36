"""What somebody can be to the service, and what a tool's token can be for."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the service; a person can be several at once, a tool and a stranger only that."""

    EMPLOYEE = "employee"
    LEAD = "lead"
    HR = "hr"
    HEAD = "head"
    COUNCIL = "council"
    DPO = "dpo"
    ADMIN = "admin"
    TOOL = "tool"
    ANONYMOUS = "anonymous"


class Scope(StrEnum):
    """A family of routes: a tool may call only the families in its token's scopes."""

    VOCABULARY = "vocabulary"
    PEOPLE = "people"
    MATCHING = "matching"
    READ_TASKS = "tasks:read"
    WRITE_TASKS = "tasks:write"
    READ_INVITATIONS = "invitations:read"
    WRITE_INVITATIONS = "invitations:write"
    PROVISIONING = "scim"
    """People who join, move and leave, whether or not they show themselves: for a sign-in system alone."""
    OPERATION = "operation"


EVERYBODY = frozenset(Role)
IDENTIFIED = EVERYBODY - {Role.ANONYMOUS}
PERSONS = IDENTIFIED - {Role.TOOL}
