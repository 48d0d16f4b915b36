"""How the employee who asks gets to know others: the way, asking for it, and whom they know already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.errors import NotFound, UnknownReference
from graph.records.reading import Stored
from matching.index.index import Index
from matching.insight.introductions import Request, RequestRefused, RequestState, Step
from matching.model import Employee
from service.request.identity import Identity
from service.use_cases.answering import find_ways
from service.use_cases.visibility import hold_seen, own_profile, unseen, with_unseen

if TYPE_CHECKING:
    from graph.store import GraphStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Introducing:
    """What the employee who asks does today to know others. Who hides from them isn't there (NotFound)."""

    store: "GraphStore"
    index: Index
    identity: Identity
    today: date

    def way(self, sought: str) -> tuple[Step, ...]:
        """The shortest way to a colleague, over and to nobody who objects; none where it is too long."""
        hold_seen(self.identity, self.index, sought)
        own, seen = self.identity.subject, self.index.seen_by(self.identity.audience)
        return find_ways(own, [sought], identity=self.identity, index=seen)[sought]

    def ask(self, sought: str, message: str) -> Request:
        """Ask the first colleague on the way to introduce one. Raises RequestRefused where there is none."""
        steps = self.way(sought)
        if len(steps) < 2:
            raise RequestRefused("there is nobody in between" if steps else "there is no way to them")
        request = Request(
            id="",
            asker=self.identity.subject,
            sought=sought,
            through=steps[0].colleague,
            message=message,
            asked_on=self.today,
        )
        return self.store.introductions.ask(request)

    def all(self) -> list[Request]:
        """What one asked for, or is asked to make, between those who show themselves, newest first."""
        own = self.identity.subject
        found = self.store.introductions.of_employee(own)
        return [each.seen_by(own) for each in found if self._all_seen(each)]

    def answer(self, id: str, *, made: bool) -> Request:
        """Say that one made an introduction, or that one won't. Raises RequestRefused for a second answer."""
        asked = [each for each in self.all() if each.id == id and each.through == self.identity.subject]
        if not asked:
            raise NotFound("introduction", id)
        state = RequestState.MADE if made else RequestState.DECLINED
        return self.store.introductions.answer(id, state, on=self.today)

    def known(self, own: Employee) -> list[tuple[str, date]]:
        """Whom one said one knows, with the day, as far as they show themselves."""
        return [(id, on) for id, on in own.knows if self.sees(id)]

    def know(self, colleagues: Sequence[str], *, version: int) -> Stored[Employee]:
        """Say anew whom one knows; who hides stays on the list. Raises UnknownReference, StaleVersion."""
        if hidden := unseen(self.identity, self.index, colleagues):
            raise UnknownReference("employee", hidden)
        own = own_profile(self.identity, self.store.employees, self.identity.subject).value
        known = with_unseen(colleagues, [id for id, _ in own.knows], sees=self.sees)
        return self.store.employees.name_colleagues(own.id, version, known, on=self.today)

    def sees(self, employee: str) -> bool:
        """Whether there is such a colleague for them."""
        return not unseen(self.identity, self.index, [employee])

    def _all_seen(self, request: Request) -> bool:
        return all(map(self.sees, (request.asker, request.sought, request.through)))
