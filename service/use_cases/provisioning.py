"""What a sign-in system does by SCIM: lets people join, move, be away and leave.

It says of one person at a time what a source of rows says of many, so that is read, refused, fitted in and
written as every row is (`service.hr`); only the limits for whole files have no meaning here. Who is switched
off or deleted there hides here at once, can't sign in, and loses nothing before `TVAERS_LEFT_DAYS` are over.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from graph.accounts import KIND, Account, Holder
from graph.erasure.erased import ErasedIds
from graph.errors import AlreadyExists, NotFound, StaleVersion
from graph.loading import Altered, Plan
from graph.store import GraphStore
from graph.vocabulary.neutral_titles import NEUTRAL, NeutralTitles
from matching.model import Employee, Visibility
from service.clock import Clock
from service.erased_ids import erased_ids
from service.hr.assembly import assemble
from service.hr.erased import refuse_erased
from service.hr.intake import take_in
from service.hr.schemas import EMPLOYEES
from service.hr.scim import RowRefused, Told, source_of
from service.hr.snapshot import read_snapshot_of
from service.settings import Settings

T = TypeVar("T")

ID_BYTES = 16
"""Random bytes of an account's id: nobody guesses another's."""
TRIES = 3
"""So often it is tried to write what others change meanwhile: they are other rows of the same person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provisioning:
    """What a sign-in system may do with the accounts of employees. Everything raises GraphUnavailable.

    `decides` is whether it says where somebody works, and as what, who is here already.
    """

    store: GraphStore
    clock: Clock
    titles: NeutralTitles
    erased: ErasedIds
    decides: bool

    @classmethod
    def on(cls, settings: Settings, store: GraphStore, clock: Clock) -> "Provisioning":
        """The same by what is set."""
        return cls(
            store=store,
            clock=clock,
            titles=NeutralTitles.shipped(settings.sensitive_titles),
            erased=erased_ids(settings),
            decides=settings.scim_decides,
        )

    def join(self, told: Told) -> Holder:
        """Give an employee an account, who comes with it if nobody knew them.

        Raises RowRefused, `graph.errors.AlreadyExists`.
        """

        def join() -> Holder:
            now = self.clock.now()
            blank = Account(
                id=_new_id(),
                employee=told.employee,
                user_name="",
                since=self.clock.today(),
                created=now,
                modified=now,
            )
            return self._save(replace(told, active=told.active is not False), self._taken_up(blank))

        return _again(join)

    def change(self, id: str, told: Told) -> Holder:
        """Make an account what is told: a move, a new name, switched on or off, or another employee's.

        Raises RowRefused, `graph.errors.NotFound`, `graph.errors.AlreadyExists`.
        """

        def change() -> Holder:
            holder = self.store.accounts.get(id)
            account = holder.account
            if not told.employee or told.employee == account.employee:
                return self._save(_news(told, holder), account)
            passed_on = replace(account, employee=told.employee, active=True, since=self.clock.today())
            return self._save(told, self._taken_up(passed_on), earlier=account)

        return _again(change)

    def leave(self, id: str) -> None:
        """Delete an account; the employee hides, and goes when their time is over. Raises NotFound."""

        def leave() -> None:
            number = self.store.changes.number()
            gone, hiding = self._gone(self.store.accounts.get(id).account)
            plan = self.store.loading.plan_employees([], known=[])
            self._apply(replace(plan, changed=hiding, number=number), gone)

        _again(leave)

    def _taken_up(self, account: Account) -> Account:
        """The account of somebody who may have had one that is deleted: then they are away until now.

        Raises AlreadyExists where it isn't deleted.
        """
        kept = self.store.accounts.kept_of(account.employee)
        if kept is None:
            return account
        if not kept.deleted:
            raise AlreadyExists(KIND, kept.id)
        return replace(account, active=False, since=kept.since, shown=kept.shown)

    def _gone(self, account: Account) -> tuple[Account, tuple[Altered[Employee], ...]]:
        """What is kept of an account that is deleted: not what it was called; and its holder, who hides."""
        before = self.store.employees.get(account.employee).value
        switched = self._switched(account, on=False, shown=before.visibility)
        gone = replace(switched, id=_new_id(), deleted=True, user_name="", external_id="")
        hidden = replace(before, visibility=Visibility.HIDDEN)
        return gone, (Altered(before, hidden),) if hidden != before else ()

    def _save(self, told: Told, account: Account, *, earlier: Account | None = None) -> Holder:
        """Write what is told of the holder of an account, and the account, at once.

        `earlier` is what it was where another had it, who leaves.
        """
        number = self.store.changes.number()
        before = self._known(account.employee)
        plan, after = self._planned(told, before)
        plan = replace(plan, number=number)
        on = account.active if told.active is None else told.active
        switched = self._switched(account, on=on, shown=after.visibility)
        if not on:
            plan = _showing(plan, before, replace(after, visibility=Visibility.HIDDEN))
        elif not account.active:
            plan = _showing(plan, before, _shown_again(after, account.shown))
        saved = [replace(switched, user_name=told.user_name, external_id=told.external_id)]
        if earlier is not None:
            gone, hiding = self._gone(earlier)
            plan, saved = replace(plan, changed=(*plan.changed, *hiding)), [gone, *saved]
        self._apply(plan, *saved, neutral=after.profession == NEUTRAL.id)
        return self.store.accounts.get(account.id)

    def _known(self, employee: str) -> Employee | None:
        try:
            return self.store.employees.get(employee).value
        except NotFound:
            return None

    def _planned(self, told: Told, before: Employee | None) -> tuple[Plan[Employee], Employee]:
        """What the row would write, and the employee as they then are; without news there is no row."""
        news = told.name or told.workplace or told.title
        if before is not None and not (news and self.decides):
            after = before
        else:
            snapshot = read_snapshot_of(self.store, told.employee, self.clock.today())
            intake = take_in(source_of(told, before), EMPLOYEES, clock=self.clock, titles=self.titles)
            refuse_erased(intake, self.erased)
            made = assemble({EMPLOYEES: intake}, snapshot, max_gone=0)
            if intake.rejects:
                raise RowRefused(intake.rejects)
            after = made.employees[told.employee]
        plan = self.store.loading.plan_employees([after], known=[before] if before else [])
        planned = [*plan.new, *(each.after for each in plan.changed)]
        return plan, planned[0] if planned else after

    def _switched(self, account: Account, *, on: bool, shown: Visibility) -> Account:
        """An account that lets its holder in or not; who it is that holds it was `shown` so."""
        account = replace(account, modified=self.clock.now())
        if on is account.active:
            return account
        return replace(account, active=on, since=self.clock.today(), shown=account.shown if on else shown)

    def _apply(self, plan: Plan[Employee], *accounts: Account, neutral: bool = False) -> None:
        loading = self.store.loading
        plans = (loading.plan_professions([NEUTRAL]), plan) if neutral else (plan,)
        loading.apply(*plans, also=self.store.accounts.saving(*accounts, at=self.clock.now()))


def _news(told: Told, holder: Holder) -> Told:
    """What is told of the holder of an account that isn't so already.

    A name that several workplaces have is no news of the one where they work, and stops nobody from leaving.
    """
    return replace(
        told,
        employee=holder.account.employee,
        name="" if told.name == holder.name else told.name,
        workplace="" if told.workplace == holder.workplace_name else told.workplace,
        title="" if told.title == holder.title else told.title,
    )


def _new_id() -> str:
    return secrets.token_hex(ID_BYTES)


def _showing(plan: Plan[Employee], before: Employee | None, after: Employee) -> Plan[Employee]:
    """The same plan, after which the employee is as given."""
    if before is None:
        return replace(plan, new=(after,))
    return replace(plan, changed=(Altered(before, after),) if after != before else ())


def _shown_again(employee: Employee, shown: Visibility) -> Employee:
    """Somebody who is back, shown as before they were away, if no file has hidden them meanwhile."""
    if employee.protected:
        return employee
    return replace(employee, visibility=shown.narrowed(employee.visibility_in_file or shown))


def _again(work: Callable[[], T]) -> T:
    """Do it, once more where others changed the same meanwhile."""
    for left in reversed(range(TRIES)):
        try:
            return work()
        except StaleVersion:
            if not left:
                raise
    raise AssertionError
