"""What somebody can be to the service, and the one table of who may do what: each route names a set of it."""

from enum import StrEnum


class Role(StrEnum):
    """What somebody is to the service."""

    EMPLOYEE = "employee"
    LEAD = "lead"
    HR = "hr"
    TOOL = "tool"
    ANONYMOUS = "anonymous"


EVERYBODY = frozenset(Role)
IDENTIFIED = EVERYBODY - {Role.ANONYMOUS}
PERSONS = IDENTIFIED - {Role.TOOL}
ORGANISERS = frozenset({Role.LEAD, Role.TOOL})
"""Who puts tasks together: asks for colleagues, writes tasks, invites. HR has no part in this, since a
suggestion is never for pay, appraisal or dismissal."""
LEADS = frozenset({Role.LEAD})
HR = frozenset({Role.HR})
SEES_LEADS_VIEW = frozenset({Role.LEAD, Role.HR})
"""Who also sees those employees who show themselves to leads only."""
