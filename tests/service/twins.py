"""Small municipalities drawn by chance in which some hide, each with its twin without them.

Everybody is tied to everything: as a participant, tie, mutual colleague, teacher, go-between, manager, the
only one with a skill, asked or put down for a task. Who hides has a name that stands nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from graph.records.changes import Mover
from graph.store import GraphStore
from graph.task_history import Done, note_change
from harness.factories import employee_id, fill, profession_id, skill_id, task_id, workplace_id
from harness.servers import empty
from matching.insight.introductions import Request
from matching.invitation import Invitation
from matching.model import (
    Assignment,
    Employee,
    Evidence,
    HeldSkill,
    Period,
    Profession,
    Qualification,
    Requirement,
    Skill,
    Task,
    TaskStatus,
    Visibility,
    Workplace,
)
from service.roles import PERSONS, Role
from tests.service.fakes import NOW

TODAY = NOW.date()
SKILLS = ("GDPR", "Korsang", "Byplanlægning", "Vejbygning", "Pædagogik", "Budget")
QUALIFICATIONS = ("urn:tvaers:qualification:koerekort-c", "urn:tvaers:qualification:kran")
SEARCHED = "Hemmelig"
"""The first name of everybody who doesn't show themselves to all."""
SEES_LEADS_VIEW = {Role.LEAD, Role.HR}
"""By the design, not by the table of rights: the oracle is a second opinion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """That somebody was put down for a task, and perhaps asked, `by` a colleague."""

    task: str
    employee: str
    by: str
    asked: bool
    agreed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What is in a graph; `made` says which task the asker made themselves."""

    workplaces: tuple[Workplace, ...]
    employees: tuple[Employee, ...]
    tasks: tuple[Task, ...]
    invited: tuple[Invited, ...]
    introductions: tuple[Request, ...]
    made: tuple[str, ...]

    def agreed(self) -> "World":
        """The same in which everybody said yes who was asked, and who asks organises nothing."""
        said = tuple(replace(each, asked=True, agreed=True) for each in self.invited)
        return replace(self, invited=said, made=())

    def without(self, gone: frozenset[str]) -> "World":
        """The twin in which these employees never were."""
        return World(
            workplaces=tuple(
                replace(each, manager=None if each.manager in gone else each.manager)
                for each in self.workplaces
            ),
            employees=tuple(
                replace(each, knows=tuple(pair for pair in each.knows if pair[0] not in gone))
                for each in self.employees
                if each.id not in gone
            ),
            tasks=tuple(
                replace(each, assignments=tuple(one for one in each.assignments if one.employee not in gone))
                for each in self.tasks
            ),
            invited=tuple(
                replace(each, by="" if each.by in gone else each.by)
                for each in self.invited
                if each.employee not in gone
            ),
            introductions=tuple(
                each
                for each in self.introductions
                if gone.isdisjoint({each.asker, each.sought, each.through})
            ),
            made=self.made,
        )


def invitation_id(task: str, employee: str) -> str:
    """The id of an invitation in both twins, so that they can be asked the same."""
    return str(uuid5(NAMESPACE_URL, f"{len(task)}:{task}:{employee}"))


def as_new(wanted: Invitation) -> Invitation:
    """Takes the place of chance in `graph.invitation_ids`."""
    return replace(wanted, id=invitation_id(wanted.task, wanted.employee))


def unseen_by(role: Role, world: World, *, also: frozenset[Role] = frozenset()) -> frozenset[str]:
    """Who doesn't show themselves to who asks in this role, and `also` in others; its name is their id."""
    shown = {Visibility.EVERYONE} | (
        set() if SEES_LEADS_VIEW.isdisjoint({role, *also}) else {Visibility.LEADS}
    )
    hidden = (each.id for each in world.employees if each.visibility not in shown)
    return frozenset(id for id in hidden if id != role.value or role is Role.TOOL)


def drawn(seed: int, role: Role, *, objecting: float = 0.0) -> World:
    """A municipality in which who asks in `role` is an employee like others, if they are a person.

    Of the others a part is `objecting` to being suggested.
    """
    chance = Random(seed)
    units = tuple(workplace_id(name) for name in ("Skolen", "Park", "Havn", "Kommunen"))
    employees = tuple(_employees(chance, units, role, objecting))
    ids = [each.id for each in employees]
    hiding = {each.id for each in employees if each.visibility is not Visibility.EVERYONE}
    tasks = tuple(_task(chance, number, ids, units) for number in range(chance.randint(7, 10)))
    open_tasks = [each for each in tasks if each.status is TaskStatus.OPEN]
    return World(
        workplaces=tuple(_workplaces(chance, units, ids)),
        employees=employees,
        tasks=tasks,
        invited=tuple(_invited(chance, open_tasks, ids, hiding)),
        introductions=tuple(_introductions(chance, ids, role)),
        made=tuple(each.id for each in chance.sample(tasks, 3)),
    )


def lay(world: World, graph: GraphStore, role: Role) -> None:
    """Put a world into an empty graph."""
    empty(graph)
    named = (skill_id(each) for each in SKILLS)
    fill(
        graph,
        *(Skill(id=id, label_da=label) for id, label in zip(named, SKILLS, strict=True)),
        *(Profession(id=profession_id(name), label_da=name) for name in ("Jurist", "Lærer")),
        *(replace(each, manager=None) for each in world.workplaces),
        *world.employees,
        *world.tasks,
    )
    graph.loading.apply(graph.loading.plan_workplaces(world.workplaces))
    for each in world.invited:
        lead = Mover(each.by, NOW)
        (made,) = graph.invitations.propose(
            [Invitation(id="", task=each.task, employee=each.employee, hours=2.0)], lead
        )
        if each.asked:
            graph.invitations.invite(made.id, lead)
        if each.agreed:
            graph.invitations.accept(made.id, Mover(each.employee, NOW))
    for request in world.introductions:
        graph.introductions.ask(request)
    maker = Mover(role.value if role in PERSONS else f"tool:{role.value}", NOW)
    for id in world.made:
        graph.changes.write(lambda change, id=id: note_change(change, id, maker, Done.CREATED))  # type: ignore[misc]


def _workplaces(chance: Random, units: tuple[str, ...], ids: list[str]) -> Iterable[Workplace]:
    *below, top = units
    yield Workplace(id=top, name="Kommunen")
    for id in below:
        yield Workplace(id=id, name=id.removeprefix("wp-").title(), part_of=top, manager=chance.choice(ids))


def _employees(chance: Random, units: tuple[str, ...], role: Role, objecting: float) -> Iterable[Employee]:
    count = chance.randint(14, 26)
    names = [f"Kollega {number}" for number in range(count)]
    ids = [employee_id(each) for each in names] + [role.value]
    for id, name in zip(ids, [*names, "Den der spørger"], strict=True):
        asker = id == role.value
        visibility = chance.choices([*Visibility], (3, 1, 1))[0]
        hides = visibility is not Visibility.EVERYONE and not asker
        held = chance.sample(SKILLS[: 5 if not hides else 6], chance.randint(0, 3))
        yield Employee(
            id=id,
            name=f"{SEARCHED} {name}" if hides else name,
            workplace=chance.choice(units),
            profession=profession_id(chance.choice(("Jurist", "Lærer"))),
            hours_offered=chance.choice((None, 2.0, 8.0)),
            invitation_cap=chance.choice((4, 5)),
            shows_bridges=chance.random() < 0.5,
            visibility=visibility,
            objects=objecting > 0 and not asker and chance.random() < objecting,
            skills=tuple(
                HeldSkill(
                    skill=skill_id(each),
                    level=chance.randint(1, 5),
                    evidence=chance.choice([*Evidence]),
                    source="medarbejder",
                    confirmed_on=TODAY - timedelta(days=chance.randint(0, 700)),
                )
                for each in sorted(held)
            ),
            qualifications=tuple(
                Qualification(
                    kind=kind,
                    valid_until=chance.choice((None, TODAY + timedelta(days=chance.randint(-30, 200)))),
                    source="hr",
                    confirmed_on=TODAY,
                )
                for kind in QUALIFICATIONS
                if chance.random() < 0.4
            ),
            wants_to_learn=_some(chance, 0.3),
            can_teach=_some(chance, 0.4),
            knows=tuple(
                (other, TODAY - timedelta(days=chance.randint(1, 900)))
                for other in sorted(chance.sample(ids, chance.randint(0, 4)))
                if other != id
            ),
        )


def _some(chance: Random, likely: float) -> tuple[str, ...]:
    return tuple(sorted(skill_id(each) for each in SKILLS if chance.random() < likely / 2))


def _task(chance: Random, number: int, ids: list[str], units: tuple[str, ...]) -> Task:
    closed = number % 5 < 3
    created = TODAY - timedelta(days=chance.randint(200, 900))
    needs = sorted(chance.sample(SKILLS, chance.randint(1, 3)))
    members = sorted(chance.sample(ids, chance.randint(1, 6)))
    title = f"Opgave {number} om {needs[0].lower()}"
    return Task(
        id=task_id(f"opgave {number}"),
        title=title,
        description=" ".join(needs),
        status=TaskStatus.CLOSED if closed else TaskStatus.OPEN,
        created_on=created,
        closed_on=created + timedelta(days=100) if closed else None,
        requirements=tuple(
            Requirement(skill=skill_id(each), level=chance.randint(1, 5), essential=chance.random() < 0.3)
            for each in needs
        ),
        owners=tuple(sorted(chance.sample(units, chance.randint(1, 2)))),
        assignments=tuple(
            Assignment(
                employee=each,
                hours=float(chance.randint(0, 3)),
                started_on=created,
                earlier=(Period(ended_on=date(2020, 1, 1), hours=1.0),) if chance.random() < 0.1 else (),
            )
            for each in members
        ),
    )


def _invited(chance: Random, tasks: list[Task], ids: list[str], hiding: set[str]) -> Iterable[Invited]:
    """Nobody has said yes: who hides after a yes is there for those who organise, as documented."""
    for task in tasks:
        taking_part = {each.employee for each in task.assignments}
        for id in chance.sample(sorted(set(ids) - taking_part), min(4, len(ids) - len(taking_part))):
            asked = id not in hiding or chance.random() < 0.5
            by = Random(f"{task.id} {id}").choice(ids)
            yield Invited(task=task.id, employee=id, by=by, asked=asked)


def _introductions(chance: Random, ids: list[str], role: Role) -> Iterable[Request]:
    if role not in PERSONS:
        return
    others = [each for each in ids if each != role.value]
    for days in range(4):
        one, two = chance.sample(others, 2)
        asker, through = (role.value, one) if days % 2 else (one, role.value)
        yield Request(
            id="",
            asker=asker,
            sought=two,
            through=through,
            message="Hej",
            asked_on=TODAY - timedelta(days=days + 1),
        )
