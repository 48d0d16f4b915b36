"""What a sign-in system does with groups by SCIM: where the house has named one, being in it gives a role.

Who loses a role by it is signed out at once, since roles are given when somebody signs in.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.account_groups import AccountGroup
from graph.store import GraphStore
from service.clock import Clock
from service.roles import Role
from service.settings import Settings
from service.use_cases.provisioning import ID_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisioningGroups:
    """What a sign-in system may do; `roles` are by a group's name. Everything raises GraphUnavailable."""

    store: GraphStore
    clock: Clock
    roles: Mapping[str, Role]

    @classmethod
    def on(cls, settings: Settings, store: GraphStore, clock: Clock) -> "ProvisioningGroups":
        """The same by what is set."""
        return cls(store=store, clock=clock, roles=dict(settings.scim_roles))

    def create(self, name: str, *, external_id: str, members: frozenset[str]) -> AccountGroup:
        """Make a new group. Raises `graph.errors.UnknownReference`."""
        now = self.clock.now()
        group = AccountGroup(
            id=secrets.token_hex(ID_BYTES),
            name=name,
            external_id=external_id,
            members=members,
            created=now,
            modified=now,
        )
        self.store.account_groups.save(group, signing_out=(), at=now)
        return self.store.account_groups.get(group.id)

    def change(self, id: str, name: str, *, external_id: str, members: frozenset[str]) -> AccountGroup:
        """Make a group what is told. Raises `graph.errors.NotFound`, `graph.errors.UnknownReference`."""
        before, now = self.store.account_groups.get(id), self.clock.now()
        after = replace(before, name=name, external_id=external_id, members=members, modified=now)
        self.store.account_groups.save(after, signing_out=self._losing(before, after), at=now)
        return self.store.account_groups.get(id)

    def delete(self, id: str) -> None:
        """Delete a group. Raises `graph.errors.NotFound`."""
        before = self.store.account_groups.get(id)
        signing_out = self._losing(before, replace(before, members=frozenset()))
        self.store.account_groups.delete(id, signing_out=signing_out, at=self.clock.now())

    def _losing(self, before: AccountGroup, after: AccountGroup) -> frozenset[str]:
        """The accounts whose holders lose a role."""
        role = self.roles.get(before.name)
        if role is None:
            return frozenset()
        return before.members - (after.members if self.roles.get(after.name) is role else frozenset())
