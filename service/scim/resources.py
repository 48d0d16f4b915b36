"""What Tværs is as a SCIM 2.0 service (RFC 7643): the attributes that are read, and what it can do.

What a User has besides (mail, telephone, address, photo …) is declared nowhere here, so it is dropped unread:
`TOLERANT` says that it isn't refused, for no sign-in system leaves all of it out.
"""

import hashlib
from typing import Annotated, Any

from pydantic import Field
from scim2_models import (
    URN,
    AuthenticationScheme,
    Bulk,
    CaseExact,
    ChangePassword,
    ComplexAttribute,
    ETag,
    Extension,
    Filter,
    Meta,
    Mutability,
    Patch,
    Reference,
    Required,
    Resource,
    ResourceType,
    ScimPolicy,
    ScimProvider,
    ServiceProviderConfig,
    Sort,
    Uniqueness,
)

from graph.account_groups import AccountGroup
from graph.accounts import Holder
from service.hr.scim import Told

MOST_RESULTS = 200
"""Resources in one answer: a sign-in system asks for one, or pages. By eye."""
TOLERANT = ScimPolicy(
    unknown=ScimPolicy.Unknown.ignore,
    remove_value_as_filter=ScimPolicy.RemoveValue.apply,
    unmatched_path_filter=ScimPolicy.UnmatchedPathFilter.create,
)
"""Attributes that aren't read are dropped, and a change may be written as Entra ID does it."""


class EnterpriseUser(Extension):
    """What a User has as an employee."""

    __schema__ = URN("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User")

    employee_number: Annotated[str | None, Required.true, CaseExact.true] = None
    """The employee's number, as HR's files and the sign-in have it; another number is another employee."""

    department: Annotated[str | None, Required.true] = None
    """The id or the exact name of a workplace."""


class User(Resource[Any]):
    """An employee's account."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:User")

    user_name: Annotated[str | None, Required.true, Uniqueness.server] = None
    """What the sign-in system calls the account."""

    display_name: Annotated[str | None, Required.true] = None
    """The name that colleagues know."""

    title: Annotated[str | None, Required.true] = None
    """A profession: its name in the catalogue or ESCO, a job title that is loaded, or its URI."""

    active: Annotated[bool | None, Required.true] = None
    """Whether the employee is here; who isn't hides, and can't sign in."""


class Member(ComplexAttribute):
    """An account that is in a group."""

    value: Annotated[str | None, Mutability.immutable, CaseExact.true] = None
    """The id of a User."""

    ref: Annotated[Reference["User"] | None, Mutability.immutable] = Field(
        None, serialization_alias="$ref", validation_alias="$ref"
    )
    """Where it is."""


class Group(Resource[Any]):
    """A group, which gives a role where the house has set its name so."""

    __schema__ = URN("urn:ietf:params:scim:schemas:core:2.0:Group")

    display_name: Annotated[str | None, Required.true] = None
    """What the sign-in system calls it."""

    members: list[Member] | None = None
    """Who is in it."""


class SentEnterpriseUser(Extension):
    """The same as it comes: what is left out is as Tværs has it."""

    __schema__ = EnterpriseUser.__schema__

    employee_number: Annotated[str | None, CaseExact.true] = None
    department: str | None = None


class SentUser(Resource[Any]):
    """The same as it comes."""

    __schema__ = User.__schema__

    user_name: Annotated[str | None, Required.true] = None
    display_name: str | None = None
    title: str | None = None
    active: bool | None = None


USER: Any = User.__class_getitem__(Annotated[EnterpriseUser, Required.true])
SENT: Any = SentUser.__class_getitem__(SentEnterpriseUser)
"""Both with their extension; scim2-models makes these classes, so that no type checker knows their fields."""
USERS, GROUPS = "User", "Group"
PROVIDER = ScimProvider(
    models=[User, EnterpriseUser, Group],
    resource_types=[ResourceType.from_resource(USER), ResourceType.from_resource(Group)],
    config=ServiceProviderConfig(
        patch=Patch(supported=True),
        bulk=Bulk(supported=False, max_operations=0, max_payload_size=0),
        filter=Filter(supported=True, max_results=MOST_RESULTS),
        change_password=ChangePassword(supported=False),
        sort=Sort(supported=False),
        etag=ETag(supported=True),
        authentication_schemes=[
            AuthenticationScheme(
                type=AuthenticationScheme.Type.oauthbearertoken,
                name="Bearer token",
                description="A token with the scope scim: of the token server, or made by `tvaers token`.",
                primary=True,
            )
        ],
    ),
    policy=TOLERANT,
)


def user_of(holder: Holder) -> Resource[Any]:
    """An account as it is shown: workplace and profession by the names that they have here."""
    account = holder.account
    enterprise = EnterpriseUser(employee_number=account.employee, department=holder.workplace_name)
    user: Resource[Any] = USER(
        id=account.id,
        external_id=account.external_id or None,
        user_name=account.user_name,
        display_name=holder.name,
        title=holder.title,
        active=account.active,
    )
    user[EnterpriseUser] = enterprise
    user.meta = Meta(
        resource_type=USERS,
        created=account.created,
        last_modified=account.modified,
        version=version_of(user),
    )
    return user


def resource_of_group(group: AccountGroup) -> Group:
    """A group as it is shown."""
    members = [Member(value=id, ref=Reference(f"Users/{id}")) for id in sorted(group.members)]
    found = Group(
        id=group.id,
        external_id=group.external_id or None,
        display_name=group.name,
        members=members or None,
    )
    found.meta = Meta(
        resource_type=GROUPS,
        created=group.created,
        last_modified=group.modified,
        version=version_of(found),
    )
    return found


def version_of(resource: Resource[Any]) -> str:
    """The ETag of all that is shown of a resource."""
    shown = resource.model_dump_json(exclude={"meta"}).encode()
    return f'"{hashlib.blake2b(shown, digest_size=16).hexdigest()}"'


def completed(sent: Resource[Any], current: Resource[Any]) -> Resource[Any]:
    """What is to stand instead of a User: what was sent of it, and of what was left out what stands there."""
    told, stands = told_of(sent), told_of(current)
    user: Resource[Any] = USER(
        user_name=told.user_name,
        external_id=told.external_id or None,
        display_name=told.name or stands.name,
        title=told.title or stands.title,
        active=stands.active if told.active is None else told.active,
    )
    user[EnterpriseUser] = EnterpriseUser(
        employee_number=told.employee or stands.employee, department=told.workplace or stands.workplace
    )
    return user


def told_of(user: Any) -> Told:
    """What a User tells, however complete it is."""
    enterprise = user[EnterpriseUser]
    return Told(
        employee=(enterprise and enterprise.employee_number) or "",
        user_name=user.user_name or "",
        external_id=user.external_id or "",
        active=user.active,
        name=user.display_name or "",
        workplace=(enterprise and enterprise.department) or "",
        title=user.title or "",
    )
