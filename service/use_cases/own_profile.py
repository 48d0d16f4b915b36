"""What one says of oneself: skills, who sees one, whether one is suggested, what one learns and teaches.

Everything is the employee's own and holds from the next question on. What they say of a skill stays until
they say something else, whatever files and tasks bring (`matching.own_skills`); how their choice of who
sees them meets what HR says is `matching.showing`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from graph.errors import NotFound
from graph.records.reading import Stored
from matching import qualifications
from matching.model import Employee, HeldSkill, OwnQualification, OwnStatement, SkillKind, Visibility
from matching.own_skills import (
    by_skill,
    counting,
    disputed,
    disputing,
    is_taken_off,
    stating,
    taking_back,
    taking_off,
)
from matching.showing import chosen
from service.clock import Clock
from service.errors import FieldsRefused
from service.request.identity import Identity
from service.use_cases.visibility import own_profile

if TYPE_CHECKING:
    from graph.store import GraphStore

NOT_HELD = "You can teach what you have: say first that you have it, and at which level."


@dataclass(frozen=True, slots=True)
class OwnSkill:
    """A skill of one's own, whether one said its level oneself, and whether one disputes what others say."""

    held: HeldSkill
    own: bool
    disputed: bool


@dataclass(frozen=True, slots=True)
class OwnProfile:
    """What is kept of the employee `id`, for themselves alone: for anybody else it isn't there (NotFound)."""

    store: "GraphStore"
    identity: Identity
    clock: Clock
    id: str

    def read(self) -> Stored[Employee]:
        """All of it, with its version."""
        return own_profile(self.identity, self.store.employees, self.id)

    def state(self, skill: str, level: int) -> Employee:
        """Say that one has a skill at a level, be it new, another level or the same once more.

        Raises NotFound for what is no skill.
        """
        if self.store.skills.get(skill).value.kind is SkillKind.GROUP:
            raise NotFound("skill", skill)
        return self._change(lambda own: stating(own, skill, level, on=self._today))

    def confirm(self, skill: str) -> Employee:
        """Say that one still has a skill as it stands. Raises NotFound for one that doesn't count."""
        return self._change(lambda own: stating(own, skill, _of(counting(own), skill).level, on=self._today))

    def remove(self, skill: str) -> Employee:
        """Say that one does not have a skill. Raises NotFound for one that nobody says."""
        return self._change(lambda own: taking_off(own, _listed(own, skill), on=self._today))

    def dispute(self, skill: str) -> Employee:
        """Say that what others say of a skill isn't right. Raises NotFound where nobody else says it."""
        return self._change(lambda own: disputing(own, _of(own.skills, skill), on=self._today))

    def take_back(self, skill: str) -> Employee:
        """Take a dispute back. Raises NotFound where there is none."""
        return self._change(lambda own: taking_back(own, _of(disputed(own), skill).skill))

    def state_qualification(
        self, kind: str, *, valid_until: date | None, issuer: str = "", evidence: str = ""
    ) -> Employee:
        """Say that one has a qualification; it meets no demand before HR has seen it.

        Raises NotFound for what is no kind of qualification.
        """
        self.store.qualification_kinds.get(kind)
        said = OwnQualification(
            kind=kind, valid_until=valid_until, issuer=issuer, evidence=evidence, said_on=self._today
        )
        return self._change(lambda own: qualifications.stating(own, said))

    def dispute_qualification(self, kind: str) -> Employee:
        """Say that what HR says of a qualification isn't right. Raises NotFound where HR says nothing."""

        def said(own: Employee) -> Employee:
            seen = next((each for each in own.qualifications if each.kind == kind), None)
            if seen is None:
                raise NotFound("qualification of yours", kind)
            return qualifications.disputing(own, seen, on=self._today)

        return self._change(said)

    def take_back_qualification(self, kind: str) -> Employee:
        """Take back what one said of a qualification. Raises NotFound where one said nothing."""

        def said(own: Employee) -> Employee:
            if qualifications.own_of(own, kind) is None:
                raise NotFound("word of yours on a qualification", kind)
            return qualifications.taking_back(own, kind)

        return self._change(said)

    def show(self, visibility: Visibility) -> Employee:
        """Choose who sees one. Raises OutOfBounds for who is protected and would not hide."""
        return self._change(lambda own: chosen(own, visibility))

    def object(self, objects: bool) -> Employee:
        """Object to being suggested, or no longer."""
        return self._change(lambda own: replace(own, objects=objects))

    def learn(self, *, wants_to_learn: Sequence[str], can_teach: Sequence[str], version: int) -> Employee:
        """Say what one wants to learn, and can teach. Raises FieldsRefused for what one doesn't have."""

        def said(own: Employee) -> Employee:
            has = {each.skill for each in counting(own)}
            if lacking := [at for at, skill in enumerate(can_teach) if skill not in has]:
                raise FieldsRefused((("can_teach", at), NOT_HELD) for at in lacking)
            return replace(own, wants_to_learn=tuple(wants_to_learn), can_teach=tuple(can_teach))

        return self._change(said, version=version)

    @property
    def _today(self) -> date:
        return self.clock.today()

    def _change(self, said: Callable[[Employee], Employee], *, version: int | None = None) -> Employee:
        self.read()
        return self.store.employees.alter(self.id, said, version=version).value


def own_skills(employee: Employee) -> list[OwnSkill]:
    """What counts and what one disputes, by the skill's id."""
    said = by_skill(employee.statements)
    found = [
        *(
            OwnSkill(each, own=each.skill in said and not said[each.skill].disputes, disputed=False)
            for each in counting(employee)
        ),
        *(OwnSkill(each, own=False, disputed=True) for each in disputed(employee)),
    ]
    return sorted(found, key=lambda each: each.held.skill)


def taken_off(employee: Employee) -> list[OwnStatement]:
    """What one said that one doesn't have, by the skill's id."""
    return sorted(filter(is_taken_off, employee.statements), key=lambda each: each.skill)


def _listed(employee: Employee, skill: str) -> str:
    """The skill, if it is among `own_skills`. Raises NotFound."""
    return _of([each.held for each in own_skills(employee)], skill).skill


def _of(skills: Sequence[HeldSkill], skill: str) -> HeldSkill:
    for held in skills:
        if held.skill == skill:
            return held
    raise NotFound("skill of yours", skill)
