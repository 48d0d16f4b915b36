"""A shortlist as the page shows it: a card for each colleague, and what the list covers as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.index.index import Index
from matching.index.naming import employee_name, task_title, workplace_name
from matching.insight.small_groups import at_least
from matching.question import Band, Candidate, Coverage, Signal
from matching.ranking.answer import SimilarTask
from matching.ranking.signals import weights_for
from service.use_cases.answering import Answered
from service.web.frame.texts import month
from service.web.frame.wording import band_words, capitalised, profession_heading, skill_label
from service.web.task.picture import Needs, needs_met
from service.web.task.sentences import Background, Reason, coverage_detail, qualified_sentence, reasons
from service.web.task.ways import way_sentences

PARTICLES = frozenset({"af", "da", "de", "del", "den", "der", "la", "von", "van", "el", "al"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Needs on a card that are met by the same: what they are, how far, and by what."""

    needs: tuple[str, ...]
    coverage: Coverage
    detail: str

    @property
    def size(self) -> int:
        """How many needs it is."""
        return len(self.needs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A suggested colleague. `coverage` is of each need in the order of the task; `lines` say it in words.

    `way` tells how the one who asks gets to know them; empty where nobody is known to ask. Who is shown only
    because they are in a proposed team is there `for_team`; `no_hours` where nothing of their
    time is free; `qualified` are sentences on what is demanded.
    """

    employee: str
    anchor: str
    name: str
    initials: str
    workplace: str
    area: str
    profession: str
    band: Band
    band_words: str
    way: str
    coverage: tuple[Coverage, ...]
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    for_team: bool
    no_hours: bool
    qualified: tuple[str, ...]

    def with_coverage(self, coverage: str) -> list[Line]:
        """The lines with this coverage."""
        return [line for line in self.lines if line.coverage == coverage]


@dataclass(frozen=True, slots=True)
class Named:
    """An employee's id, and what they are called."""

    employee: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer:
    """Something beside the list, and whom to ask: a need that others cover, or a task like this one."""

    what: str
    when: str = ""
    people: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole answer: cards, needs, and from how many areas and professions the colleagues come.

    `elsewhere` are the needs that nobody on the list covers though somebody else does; `unqualified` says of
    how many more at least, in tens, a qualification is missing.
    """

    cards: tuple[Card, ...]
    needs: Needs
    elsewhere: tuple[Pointer, ...]
    similar: tuple[Pointer, ...]
    areas: int
    professions: int
    unqualified: int | None


def overview(answered: Answered) -> Overview:
    """Everything that is shown of a shortlist."""
    index, candidates = answered.index, answered.shortlist.candidates
    background = background_of(answered)
    cards = tuple(
        card(candidate, mark, index=index, background=background)
        for candidate, mark in zip(candidates, initials([each.name for each in candidates]), strict=True)
    )
    asked = (
        (capitalised(background.label(each.skill)), each.essential) for each in answered.question.requirements
    )
    return Overview(
        cards=cards,
        needs=needs_met(asked, cards),
        elsewhere=tuple(
            Pointer(what=capitalised(background.label(each.skill)), people=named(each.employees, index))
            for each in answered.shortlist.elsewhere
        ),
        similar=similar_pointers(answered.shortlist.similar, index),
        areas=len({index.area_of(each.workplace) for each in candidates}),
        professions=len({each.profession for each in candidates}),
        unqualified=at_least(answered.shortlist.unqualified),
    )


def similar_pointers(similar: Sequence[SimilarTask], index: Index) -> tuple[Pointer, ...]:
    """Past tasks by title and month, and whom to ask about each."""
    return tuple(
        Pointer(
            what=task_title(index, each.task),
            when=month(each.closed_on),
            people=named(each.employees, index),
        )
        for each in similar
    )


def named(employees: Sequence[str], index: Index) -> tuple[Named, ...]:
    """Employees with their names."""
    return tuple(Named(each, employee_name(index, each)) for each in employees)


def background_of(answered: Answered) -> Background:
    """What the sentences of an answer mention."""
    index = answered.index
    weights = weights_for(answered.question, index.weights)
    return Background(
        label=lambda skill: skill_label(index, skill),
        titles=index.history.joint_work.titles,
        ways=way_sentences(answered),
        lack=weights.get(Signal.MISSING_IN_UNIT, 0.0) / (weights.get(Signal.SKILL) or 1.0),
    )


def card(candidate: Candidate, mark: str, *, index: Index, background: Background) -> Card:
    """One candidate with names and words instead of ids and values; `mark` are the initials."""
    return Card(
        employee=candidate.employee,
        anchor=f"kollega-{candidate.employee}",
        name=candidate.name,
        initials=mark,
        workplace=workplace_name(index, candidate.workplace),
        area=area_name(candidate.workplace, index),
        profession=profession_heading(index, candidate.profession),
        band=candidate.band,
        band_words=band_words(candidate.band),
        way=background.ways.get(candidate.employee, ""),
        coverage=tuple(part.coverage for part in candidate.coverage),
        lines=tuple(_lines(candidate, background)),
        reasons=tuple(reasons(candidate, background)),
        for_team=candidate.for_team,
        no_hours=candidate.free_hours == 0,
        qualified=tuple(qualified_sentence(each, index) for each in candidate.qualified),
    )


def area_name(workplace: str, index: Index) -> str:
    """The name of the area that a workplace lies in, empty where it is one itself."""
    area = index.area_of(workplace)
    return "" if area == workplace else workplace_name(index, area)


def initials(names: Sequence[str]) -> list[str]:
    """Two letters for the circle that stands for each person, with a number where they are the same."""
    letters = [_letters(name) for name in names]
    return [
        mark if letters.count(mark) == 1 else f"{mark}{letters[: at + 1].count(mark)}"
        for at, mark in enumerate(letters)
    ]


def _letters(name: str) -> str:
    """Of the first and the last name, without particles."""
    parts = [part for part in name.split() if part.lower() not in PARTICLES]
    chosen = [parts[0], parts[-1]] if len(parts) > 1 else parts
    return "".join(part[0] for part in chosen).upper()


def _lines(candidate: Candidate, background: Background) -> list[Line]:
    """One line for all needs that the same skill meets equally far, in the order of the task."""
    needs: dict[tuple[Coverage, str], list[str]] = {}
    for part in candidate.coverage:
        key = part.coverage, coverage_detail(part, background.label)
        needs.setdefault(key, []).append(background.label(part.requirement.skill))
    return [
        Line(needs=(capitalised(first), *others), coverage=coverage, detail=detail)
        for (coverage, detail), (first, *others) in needs.items()
    ]
