"""Where scim2-server reads and writes Users: what they do is `service.use_cases.provisioning`."""

from dataclasses import replace
from typing import Any

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

from graph.accounts import Holder
from service.hr.scim import Told
from service.scim.resources import told_of, user_of, version_of
from service.settings import ScimEmployee
from service.use_cases.provisioning import Provisioning


class Storage(ScimStorage):
    """Users, as the protocol asks for them; `employee` is the attribute that has an employee's number."""

    def __init__(self, provisioning: Provisioning, *, employee: ScimEmployee) -> None:
        self._provisioning = provisioning
        self._employee = employee

    def get(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        response_parameters: ResponseParameters[Any] | None = None,
    ) -> Resource[Any]:
        """One User. Raises `graph.errors.NotFound`."""
        return user_of(self._provisioning.store.accounts.get(resource_id))

    def search(
        self,
        resource_types: list[ResourceType],
        search_request: SearchRequest[Any],
        *,
        position: Any = None,
    ) -> SearchPage:
        """One page of the Users that a filter lets through, in the order of their ids."""
        asked = search_request.filter
        users = [user_of(each) for each in self._candidates(asked)]
        found = [each for each in users if asked is None or asked.match(each)]
        start = search_request.start_index_0 or 0
        stop = None if search_request.count is None else start + search_request.count
        return SearchPage(len(found), found[start:stop])

    def create(self, resource_type: ResourceType, resource: Resource[Any]) -> Resource[Any]:
        """Somebody joins. Raises what `Provisioning.join` does."""
        return user_of(self._provisioning.join(self._numbered(told_of(resource))))

    def update(
        self,
        resource_type: ResourceType,
        resource: Resource[Any],
        *,
        expected_version: str | None = None,
    ) -> Resource[Any]:
        """Somebody moves, or is switched on or off. Raises what `Provisioning.change` does."""
        assert resource.id is not None  # noqa: S101
        self._hold(resource.id, expected_version)
        return user_of(self._provisioning.change(resource.id, told_of(resource)))

    def delete(
        self,
        resource_type: ResourceType,
        resource_id: str,
        *,
        expected_version: str | None = None,
    ) -> None:
        """Somebody leaves."""
        self._hold(resource_id, expected_version)
        self._provisioning.leave(resource_id)

    def _hold(self, id: str, expected_version: str | None) -> None:
        stands = user_of(self._provisioning.store.accounts.get(id))
        if expected_version is not None and version_of(stands) != expected_version:
            raise PreconditionFailedException

    def _numbered(self, told: Told) -> Told:
        """With the employee's number from where it comes."""
        if self._employee is ScimEmployee.EXTERNAL_ID:
            return replace(told, employee=told.external_id)
        if self._employee is ScimEmployee.USER_NAME:
            return replace(told, employee=told.user_name)
        return told

    def _candidates(self, asked: ScimFilter[Any] | None) -> list[Holder]:
        """Those whom a filter can let through: looked up for what sign-in systems ask, or all."""
        accounts = self._provisioning.store.accounts
        node = None if asked is None else asked.ast
        if isinstance(node, Comparison) and node.op == CompareOperator.eq and isinstance(node.value, str):
            look_up = {
                "username": accounts.called,
                "externalid": accounts.with_external_id,
                "employeenumber": accounts.with_employee,
            }.get(str(node.attr_path).rpartition(":")[2].lower())
            if look_up is not None:
                return look_up(node.value)
        return accounts.all()
