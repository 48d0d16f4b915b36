"""Where scim2-server reads and writes: Users and Groups, who do what `service.use_cases` lets them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

from scim2_models import (
    PreconditionFailedException,
    Resource,
    ResourceType,
    ResponseParameters,
    ScimFilter,
    SearchRequest,
)
from scim2_models.path import CompareOperator, Comparison
from scim2_server.storage import ScimStorage, SearchPage

from service.hr.scim import Told
from service.scim.resources import (
    GROUPS,
    USERS,
    resource_of_group,
    told_of,
    user_of,
    version_of,
)
from service.settings import ScimEmployee
from service.use_cases.provisioning import Provisioning
from service.use_cases.provisioning_groups import ProvisioningGroups

Found = Sequence[Resource[Any]]
LookUps = Mapping[str, Callable[[str], Found]]
"""What a sign-in system looks for by an attribute (in small letters), and how it is found."""


class Shelf(Protocol):
    """The resources of one type."""

    @property
    def look_ups(self) -> LookUps:
        """What is found without reading all."""

    def get(self, id: str) -> Resource[Any]:
        """One of them. Raises `graph.errors.NotFound`."""

    def all(self) -> Found:
        """All of them, in the order of their ids."""

    def create(self, resource: Resource[Any]) -> Resource[Any]:
        """Make a new one."""

    def change(self, id: str, resource: Resource[Any]) -> Resource[Any]:
        """Make one what is given."""

    def delete(self, id: str) -> None:
        """Delete one."""


class Users:
    """Employees' accounts; `employee` is the attribute that has an employee's number."""

    def __init__(self, provisioning: Provisioning, *, employee: ScimEmployee) -> None:
        self._provisioning = provisioning
        self._accounts = provisioning.store.accounts
        self._employee = employee

    @property
    def look_ups(self) -> LookUps:
        """By name, by its system's id and by the employee's number."""
        return {
            "username": lambda name: [*map(user_of, self._accounts.called(name))],
            "externalid": lambda id: [*map(user_of, self._accounts.with_external_id(id))],
            "employeenumber": lambda number: [*map(user_of, self._accounts.with_employee(number))],
        }

    def get(self, id: str) -> Resource[Any]:
        """One account. Raises `graph.errors.NotFound`."""
        return user_of(self._accounts.get(id))

    def all(self) -> Found:
        """All accounts."""
        return [*map(user_of, self._accounts.all())]

    def create(self, resource: Resource[Any]) -> Resource[Any]:
        """Somebody joins. Raises what `Provisioning.join` does."""
        return user_of(self._provisioning.join(self._numbered(told_of(resource))))

    def change(self, id: str, resource: Resource[Any]) -> Resource[Any]:
        """Somebody moves, or is switched on or off. Raises what `Provisioning.change` does."""
        return user_of(self._provisioning.change(id, told_of(resource)))

    def delete(self, id: str) -> None:
        """Somebody leaves."""
        self._provisioning.leave(id)

    def _numbered(self, told: Told) -> Told:
        """With the employee's number from where it comes."""
        if self._employee is ScimEmployee.EXTERNAL_ID:
            return replace(told, employee=told.external_id)
        if self._employee is ScimEmployee.USER_NAME:
            return replace(told, employee=told.user_name)
        return told


class Groups:
    """Groups of accounts."""

    def __init__(self, provisioning: ProvisioningGroups) -> None:
        self._provisioning = provisioning
        self._groups = provisioning.store.account_groups

    @property
    def look_ups(self) -> LookUps:
        """By its system's id."""
        return {"externalid": lambda id: [*map(resource_of_group, self._groups.with_external_id(id))]}

    def get(self, id: str) -> Resource[Any]:
        """One group. Raises `graph.errors.NotFound`."""
        return resource_of_group(self._groups.get(id))

    def all(self) -> Found:
        """All groups."""
        return [*map(resource_of_group, self._groups.all())]

    def create(self, resource: Any) -> Resource[Any]:
        """Make a new one."""
        return resource_of_group(self._provisioning.create(**_group_told(resource)))

    def change(self, id: str, resource: Any) -> Resource[Any]:
        """Make one what is given."""
        return resource_of_group(self._provisioning.change(id, **_group_told(resource)))

    def delete(self, id: str) -> None:
        """Delete one."""
        self._provisioning.delete(id)


class Storage(ScimStorage):
    """Both, as the protocol asks for them."""

    def __init__(self, users: Users, groups: Groups) -> None:
        self._shelves: dict[str | None, Shelf] = {USERS: users, GROUPS: groups}

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,
    ) -> Resource[Any]:
        """One resource. Raises `graph.errors.NotFound`."""
        return self._shelves[resource_type.name].get(resource_id)

    def search(
        self,
        resource_types: list[ResourceType],
        search_request: SearchRequest[Any],
        *,
        position: Any = None,
    ) -> SearchPage:
        """One page of the resources that a filter lets through, type by type, in the order of their ids."""
        asked = search_request.filter
        known = [each for type in resource_types for each in _candidates(self._shelves[type.name], asked)]
        found = [each for each in known if asked is None or asked.match(each)]
        start = search_request.start_index_0 or 0
        stop = None if search_request.count is None else start + search_request.count
        return SearchPage(len(found), found[start:stop])

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        """Make a new resource. Raises what its shelf does."""
        return self._shelves[resource_type.name].create(resource)

    def update(
        self,
        resource_type: ResourceType,
        resource: Resource[Any],
        *,
        expected_version: str | None = None,
    ) -> Resource[Any]:
        """Make a resource what is given. Raises what its shelf does."""
        assert resource.id is not None  # noqa: S101
        shelf = self._shelves[resource_type.name]
        _hold(shelf, resource.id, expected_version)
        return shelf.change(resource.id, resource)

    def delete(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        expected_version: str | None = None,
    ) -> None:
        """Delete a resource. Raises `graph.errors.NotFound`."""
        shelf = self._shelves[resource_type.name]
        _hold(shelf, resource_id, expected_version)
        shelf.delete(resource_id)


def _hold(shelf: Shelf, id: str, expected_version: str | None) -> None:
    if expected_version is not None and version_of(shelf.get(id)) != expected_version:
        raise PreconditionFailedException


def _candidates(shelf: Shelf, asked: ScimFilter[Any] | None) -> Found:
    """Those whom a filter can let through: looked up for what sign-in systems ask, or all."""
    node = None if asked is None else asked.ast
    if isinstance(node, Comparison) and node.op == CompareOperator.eq and isinstance(node.value, str):
        look_up = shelf.look_ups.get(str(node.attr_path).rpartition(":")[2].lower())
        if look_up is not None:
            return look_up(node.value)
    return shelf.all()


def _group_told(group: Any) -> dict[str, Any]:
    return {
        "name": group.display_name,
        "external_id": group.external_id or "",
        "members": frozenset(each.value for each in group.members or () if each.value),
    }
