"""A shortlist as the page shows it: a card for each colleague, and what the list covers as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from matching.index.index import Index
from matching.index.naming import workplace_name
from matching.model import Band, Candidate, Coverage, Requirement, Shortlist
from service.web.frame.wording import band_words, capitalised, profession_heading
from service.web.task.sentences import Background, Reason, coverage_detail, reasons

PARTICLES = frozenset({"af", "da", "de", "del", "den", "der", "la", "von", "van", "el", "al"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Needs on a card that are met by the same: what they are, how far, and by what."""

    needs: tuple[str, ...]
    coverage: Coverage
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A suggested colleague. `coverage` is of each need in the order of the task; `lines` say it in words.

    `way` tells how the one who asks gets to know them; empty where nobody is known to ask.
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

    def with_coverage(self, coverage: str) -> list[Line]:
        return [line for line in self.lines if line.coverage == coverage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A need of the task as the list meets it; `covered_by` and `partly_by` are names."""

    skill: str
    label: str
    covered_by: tuple[str, ...]
    partly_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The whole answer: cards, needs, and from how many areas and professions the colleagues come."""

    cards: tuple[Card, ...]
    needs: tuple[Need, ...]
    areas: int
    professions: int

    @property
    def covered(self) -> list[Need]:
        return [need for need in self.needs if need.covered_by]

    @property
    def gaps(self) -> list[Need]:
        return [need for need in self.needs if not need.covered_by]


def overview(
    shortlist: Shortlist, requirements: Sequence[Requirement], *, index: Index, background: Background
) -> Overview:
    """Everything that is shown of a shortlist; `requirements` are those it was found for."""
    marks = initials([candidate.name for candidate in shortlist.candidates])
    cards = tuple(
        card(candidate, mark, index=index, background=background)
        for candidate, mark in zip(shortlist.candidates, marks, strict=True)
    )
    return Overview(
        cards=cards,
        needs=tuple(_need(each, shortlist, background) for each in requirements),
        areas=len({area_of(candidate.workplace, index)[0] for candidate in shortlist.candidates}),
        professions=len({candidate.profession for candidate in shortlist.candidates}),
    )


def card(candidate: Candidate, mark: str, *, index: Index, background: Background) -> Card:
    """One candidate with names and words instead of ids and values; `mark` are the initials."""
    area, area_name = area_of(candidate.workplace, index)
    return Card(
        employee=candidate.employee,
        anchor=f"kollega-{candidate.employee}",
        name=candidate.name,
        initials=mark,
        workplace=workplace_name(index, candidate.workplace),
        area="" if area == candidate.workplace else area_name,
        profession=profession_heading(index, candidate.profession),
        band=candidate.band,
        band_words=band_words(candidate.band),
        way=background.ways.get(candidate.employee, ""),
        coverage=tuple(part.coverage for part in candidate.coverage),
        lines=tuple(_lines(candidate, background)),
        reasons=tuple(reasons(candidate, background)),
    )


def area_of(workplace: str, index: Index) -> tuple[str, str]:
    """Id and name of the municipality's area that a workplace lies in: the one just below the top."""
    area = index.area_of(workplace)
    return area, index.workplaces[area].name if area in index.workplaces else ""


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


def _need(requirement: Requirement, shortlist: Shortlist, background: Background) -> Need:
    by: dict[Coverage, list[str]] = {}
    for candidate in shortlist.candidates:
        for part in candidate.coverage:
            if part.requirement.skill == requirement.skill:
                by.setdefault(part.coverage, []).append(candidate.name)
    return Need(
        skill=requirement.skill,
        label=capitalised(background.label(requirement.skill)),
        covered_by=tuple(by.get(Coverage.COVERED, ())),
        partly_by=tuple(by.get(Coverage.PARTLY, ())),
    )
