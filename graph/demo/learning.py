"""What people would teach others and what they wish to learn; the open ones do both."""

from collections.abc import Mapping, Sequence

from graph.demo.chance import Chance, cumulated
from graph.demo.people import People
from graph.demo.tables import WORKPLACE, SideSkill, Staffing
from matching.model import Evidence, HeldSkill, Skill

TEACHING_LEVEL = 4
MOST_TAUGHT, MOST_WISHED = 4, 3
KNOWN_WELL = 3

OWN_TRADE, NEXT_TO_IT, POPULAR = 0.45, 0.8, 1.0
"""Where a wish comes from, as running sums: the profession, what is related to a skill, the house."""


class Ambitions:
    """Chooses what somebody teaches and wishes, given what they can."""

    def __init__(
        self, chance: Chance, *, skills: Mapping[str, Skill], staffing: list[Staffing], side: list[SideSkill]
    ) -> None:
        self._chance = chance
        self._skills = skills
        self._trade = [[id for id, _ in post.profession.requires if id in skills] for post in staffing]
        self._popular = [each for each in side if each.origin == WORKPLACE]
        self._popular_shares = cumulated([each.weight for each in self._popular]).tolist()

    def teaches(self, held: Sequence[HeldSkill], people: People, person: int) -> tuple[str, ...]:
        """Skills at level 4 or 5 that somebody would pass on, by id."""
        open_ = float(people.openness[person])
        likely = 0.42 * open_ * open_
        taught = [
            each.skill
            for each in held
            if each.level >= TEACHING_LEVEL
            and each.evidence is not Evidence.ASSUMED
            and self._chance.next() < likely + 0.12 * (each.level - TEACHING_LEVEL) * open_
        ]
        return tuple(sorted(taught[:MOST_TAUGHT]))

    def wishes(self, held: Sequence[HeldSkill], people: People, person: int) -> tuple[str, ...]:
        """Skills that somebody has not, or not well, and would like to learn, by id."""
        chance = self._chance
        well = {each.skill for each in held if each.level >= KNOWN_WELL}
        count = int(MOST_WISHED * people.openness[person] * chance.next() + 0.35)
        wished: dict[str, None] = {}
        for _ in range(count):
            skill = self._wish(held, int(people.staffing[person]))
            if skill is not None and skill not in well:
                wished[skill] = None
        return tuple(sorted(wished))

    def _wish(self, held: Sequence[HeldSkill], job: int) -> str | None:
        source = self._chance.next()
        if source < OWN_TRADE and self._trade[job]:
            return self._chance.one_of(self._trade[job])
        if source < NEXT_TO_IT and held:
            near = self._skills[self._chance.one_of(held).skill]
            related = [id for id in (*near.related, *near.broader) if id in self._skills]
            return self._chance.one_of(related) if related else None
        return self._popular[self._chance.weighted(self._popular_shares)].skill
