"""The tasks that people have solved together, and what they thereby showed that they can do.

Tasks come one after the other. Those who have worked together are found again, which is how ties
come about. A closed task leaves its mark: each participant has used what fits their part in it.
"""

from dataclasses import dataclass
from datetime import date

from graph.demo.chance import Chance, cumulated
from graph.demo.competences import Ground, Held
from graph.demo.crew import Crew
from graph.demo.tables import Need, Place, Theme
from graph.demo.wording import Writer
from matching.index.professions import Usual
from matching.model import MAX_LEVEL, Assignment, Requirement, Task, TaskStatus

DAYS_BACK = 2191
"""Six years."""
CLOSED_DAYS_AGO = 3
NEWEST_OPEN, OLDEST_OPEN = 2, 75
CLOSED_FOR_EACH_OPEN = 75

SIZES = (2, 3, 4, 5, 6, 7, 8, 9)
SIZE_SHARES = cumulated((9, 21, 24, 19, 13, 8, 4, 2)).tolist()
MOST_NEEDS = 7
OWNER_SHARES = (6, 3, 2, 1)
CO_OWNER, PEOPLE_OF_THE_PLACE = 0.5, 0.5
OPEN_WITH_A_LEAD = 0.5

USES, LEARNS, GROWS = 0.8, 0.4, 0.25

LEAD, SPARRING, SPECIALIST, MEMBER, HANDS = (
    "tovholder",
    "sparringspartner",
    "fagperson",
    "deltager",
    "praktisk hjælp",
)
LEAD_HOURS = (2.0, 3.0, 3.0, 4.0, 5.0, 6.0)
HOURS = (0.5, 1.0, 1.0, 1.5, 2.0, 2.0, 3.0, 4.0)
LATE = 0.2

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Use:
    """That somebody used a skill in a task, on which day, and at which level they then stood."""

    level: int
    day: int
    task: str


@dataclass(frozen=True, slots=True)
class Projects:
    """All tasks, and the last uses of skills by (position of the employee, position of the skill)."""

    tasks: list[Task]
    uses: dict[tuple[int, int], Use]


@dataclass(frozen=True, slots=True)
class _Plan:
    """When a task was written, begun and closed (None while open), in days since 1970-01-01."""

    written: int
    begun: int
    closed: int | None


def day(number: int) -> date:
    """The date that is `number` days after 1970-01-01."""
    return date.fromordinal(EPOCH + number)


class Office:
    """Where tasks are written, staffed and closed."""

    def __init__(
        self,
        ground: Ground,
        held: Held,
        *,
        places: list[Place],
        themes: list[Theme],
        writer: Writer,
        usual: Usual,
        chance: Chance,
    ) -> None:
        self._ground = ground
        self._usual = usual
        self._ids = list(ground.positions)
        self._places = places
        self._themes = themes
        self._writer = writer
        self._chance = chance
        self._crew = Crew(ground, held, places=places, chance=chance)
        self._desk = [post.desk for post in ground.staffing]
        self._uses: dict[tuple[int, int], Use] = {}
        self._of_kind: dict[str, list[int]] = {}
        for position, place in enumerate(places):
            if self._crew.is_staffed(position):
                self._of_kind.setdefault(place.kind, []).append(position)

    def run(self, closed: int) -> Projects:
        """`closed` past tasks of the last six years and some open ones, in the order they were written."""
        tasks = []
        by_year: dict[int, tuple[list[Theme], list[float]]] = {}
        for number, plan in enumerate(self._plans(closed), start=1):
            year = day(plan.written).year
            if year not in by_year:
                fitting = [theme for theme in self._themes if theme.first_year <= year <= theme.last_year]
                by_year[year] = fitting, cumulated([theme.share for theme in fitting]).tolist()
            fitting, shares = by_year[year]
            theme = fitting[self._chance.weighted(shares)]
            tasks.append(self._solve(theme, plan, f"fjordby-t{number:05d}"))
        return Projects(tasks, self._uses)

    def _plans(self, closed: int) -> list[_Plan]:
        chance, today = self._chance, self._ground.today
        plans = []
        for _ in range(closed):
            length = chance.between(21, 110) if chance.next() < 0.6 else chance.between(90, 330)
            room = DAYS_BACK - CLOSED_DAYS_AGO - length - 40
            # Somewhat more of them lately than six years ago.
            ago = chance.next() * room * (1 if chance.next() < 0.7 else chance.next())
            ended = today - CLOSED_DAYS_AGO - int(ago)
            plans.append(_Plan(ended - length - chance.between(6, 40), ended - length, ended))
        for _ in range(round(closed / CLOSED_FOR_EACH_OPEN)):
            written = today - chance.between(NEWEST_OPEN, OLDEST_OPEN)
            plans.append(_Plan(written, written + chance.between(14, 60), None))
        return sorted(plans, key=lambda plan: (plan.written, plan.begun, plan.closed or 0))

    def _solve(self, theme: Theme, plan: _Plan, id: str) -> Task:
        """A task: written by its owner, staffed, and if it is closed its skills noted as used."""
        chance = self._chance
        owner = self._owner(theme)
        words = self._writer.write(theme, owner=owner, begins=day(plan.begun))
        needs = words.needs[:MOST_NEEDS]
        skills = [self._ground.positions[need.skill] for need in needs]
        members: dict[int, str] = {}
        if plan.closed is not None:
            members, found_for = self._staffed(theme, owner, plan, skills=skills, named=words.places)
            for person in members:
                fitting = [
                    skill
                    for skill in skills
                    if skill == found_for.get(person) or self._is_usual(person, skill)
                ]
                self._note_uses(person, fitting, plan.closed, id)
            self._crew.part(list(members), until=plan.closed)
        elif chance.next() < OPEN_WITH_A_LEAD:
            lead = self._crew.from_place(owner, skills=skills, begun=plan.written, taken=())
            members = {} if lead is None else {lead: LEAD}
        owners = {owner, *(place for place in words.places if chance.next() < CO_OWNER)}
        return Task(
            id=id,
            title=words.title,
            description=words.description,
            status=TaskStatus.OPEN if plan.closed is None else TaskStatus.CLOSED,
            created_on=day(plan.written),
            closed_on=None if plan.closed is None else day(plan.closed),
            requirements=tuple(sorted(map(self._requirement, needs), key=lambda each: each.skill)),
            owners=tuple(sorted(self._places[each].workplace.id for each in owners)),
            life_phases=theme.life_phases,
            assignments=tuple(
                sorted(
                    (self._assignment(person, role, plan) for person, role in members.items()),
                    key=lambda each: each.employee,
                )
            ),
        )

    def _owner(self, theme: Theme) -> int:
        kinds = [kind for kind in theme.owners if kind in self._of_kind] or list(self._of_kind)[:1]
        shares = cumulated([*OWNER_SHARES, *[1] * len(kinds)][: len(kinds)]).tolist()
        return self._chance.one_of(self._of_kind[kinds[self._chance.weighted(shares)]])

    def _staffed(
        self, theme: Theme, owner: int, plan: _Plan, *, skills: list[int], named: tuple[int, ...]
    ) -> tuple[dict[int, str], dict[int, int]]:
        """Two to nine people from two workplaces or more, each with a role, and what they were found by."""
        chance, crew, begun = self._chance, self._crew, plan.begun
        size = SIZES[chance.weighted(SIZE_SHARES)]
        partners = frozenset((*theme.owners, *theme.partners))
        members: dict[int, str] = {}
        found_for: dict[int, int] = {}
        lead = crew.from_place(owner, skills=skills, begun=begun, taken=())
        if lead is not None:
            members[lead] = LEAD
        for place in named:
            if len(members) < size - 1 and chance.next() < PEOPLE_OF_THE_PLACE:
                local = crew.from_place(place, skills=skills, begun=begun, taken=tuple(members))
                if local is not None:
                    members[local] = MEMBER if chance.next() < 0.6 else HANDS
        wanted = chance.some_of(skills, len(skills))
        for attempt in range(3 * size):
            places = {crew.place_of(person) for person in members}
            if len(members) >= size and len(places) > 1:
                break
            skill = wanted[attempt % len(wanted)]
            found = crew.with_skill(skill, begun=begun, taken=tuple(members), partners=partners)
            if found is not None and (len(members) < size or crew.place_of(found) not in places):
                members[found] = self._role(found, first=not members)
                found_for[found] = skill
        return members, found_for

    def _role(self, person: int, *, first: bool) -> str:
        if first:
            return LEAD
        at_a_desk = self._desk[self._ground.people.staffing[person]]
        likely = 0.35 if at_a_desk else 0.12
        return SPARRING if self._chance.next() < likely else SPECIALIST

    def _is_usual(self, person: int, skill: int) -> bool:
        profession = self._ground.staffing[self._ground.people.staffing[person]].profession.id
        return self._usual.in_profession(self._ids[skill], profession)

    def _note_uses(self, person: int, skills: list[int], closed: int, id: str) -> None:
        """Of the skills that fit their part somebody used those they have; who had none learned one."""
        chance, crew = self._chance, self._crew
        able = [skill for skill in skills if crew.level(person, skill)]
        if skills and not able and chance.next() < LEARNS:
            skill = chance.one_of(skills)
            crew.learn(person, skill, chance.between(1, 3))
            able = [skill]
        for skill in able:
            if chance.next() < USES:
                level = crew.level(person, skill)
                if level < MAX_LEVEL - 1 and chance.next() < GROWS:
                    level += 1
                    crew.learn(person, skill, level)
                earlier = self._uses.get((person, skill))
                if earlier is None or earlier.day <= closed:
                    self._uses[person, skill] = Use(level, closed, id)

    def _requirement(self, need: Need) -> Requirement:
        shift = self._chance.next()
        level = need.level + (shift > 0.9) - (shift < 0.1)
        weight = 2.0 if need.essential else 0.5 if self._chance.next() < 0.15 else 1.0
        return Requirement(
            skill=need.skill, level=min(MAX_LEVEL, max(1, level)), weight=weight, essential=need.essential
        )

    def _assignment(self, person: int, role: str, plan: _Plan) -> Assignment:
        chance = self._chance
        starts, ends = plan.begun, plan.closed
        if ends is not None and role != LEAD and chance.next() < LATE:
            starts += (ends - starts) // 3
        return Assignment(
            employee=self._ground.people.ids[person],
            role=role,
            started_on=day(starts),
            ended_on=None if ends is None else day(ends),
            hours=chance.one_of(LEAD_HOURS if role == LEAD else HOURS),
        )
