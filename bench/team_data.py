"""Real pieces of joint work as a municipality would have them: tasks, colleagues, workplaces, skills.

A data set is JSON lines, plain or gzipped: `t` (year, or years since any start), `members`, and where there
are any `id`, `skills`, `terms` (the terms of its text, in any order) and `workplaces` (one beside each
member, null if unknown).
It is only ever cut by time. What lies before the cut becomes closed tasks and employees, what lies
after it becomes questions:

- a task closes on 1 July of its year; its skills are its requirements, its terms its description;
- an employee's workplace is the latest known one, their profession a discipline: one of 12 clusters
  of the tf-idf of the skills of their tasks (k-means);
- they hold the skills of their tasks as used in work, confirmed by the newest of them, at level 3
  after one task, 4 after two, 5 after four or more.
"""

import gzip
import json
import math
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.cluster import KMeans
from sklearn.feature_extraction.text import TfidfTransformer

from matching.index.columns import EmployeeColumns
from matching.index.index import Changes
from matching.model import (
    MAX_LEVEL,
    Assignment,
    Employee,
    Evidence,
    HeldSkill,
    Profession,
    Requirement,
    Skill,
    Task,
    TaskStatus,
    Visibility,
    Workplace,
)

DISCIPLINES = 12
EXPERIENCED = 3
"""How many tasks somebody needs for the pool of candidates; disciplines are learned from them too."""
EVALUATED_YEARS = 2
FIRST_YEAR = 1000
"""What is lower counts years since some start, which is taken for `START`: dates have no year 0."""
START = 2000
FEWEST_YEARS = 5
"""With fewer distinct years a data set is cut by share of tasks instead."""
EVALUATED_SHARE = 0.1


class BadLine(ValueError):
    """A line of a data set that is not a piece of joint work; the message names it."""


class Split(StrEnum):
    """Which period is asked about: the last one, or the one before it to tune on."""

    TUNE = "tune"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of joint work. `workplaces` stand beside `members`, empty where unknown."""

    id: str
    year: int
    skills: tuple[str, ...]
    terms: tuple[str, ...]
    members: tuple[str, ...]
    workplaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """What has been done by a day (`history`), and what came after it, both by rising year."""

    history: tuple[Work, ...]
    later: tuple[Work, ...]
    today: date


@dataclass(frozen=True, slots=True)
class People:
    """Everybody in a history, by first appearance; (n_people,) each.

    `workplaces` are empty where unknown; `disciplines` are numbers below `DISCIPLINES`; `skills` is
    for each skill that somebody has used in how many tasks, and in which year last.
    """

    ids: tuple[str, ...]
    workplaces: tuple[str, ...]
    disciplines: NDArray[np.intp]
    tasks: NDArray[np.intp]
    skills: tuple[dict[str, tuple[int, int]], ...]


def read(path: Path) -> list[Work]:
    """All pieces of work of a data set, by rising year and else in the order of the file.

    Where an id comes again, the line is added to it.

    Raises `BadLine` for a line that is not JSON or lacks a usable `t` or `members`.
    """
    found: dict[str, Work] = {}
    number = 0
    try:
        with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        work = _work(json.loads(line), number)
                    except (TypeError, ValueError) as error:
                        raise BadLine(f"line {number}: {error}") from error
                    found[work.id if work.id not in found else f"{work.id} in line {number}"] = work
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BadLine(f"after line {number}: {error}") from error
    unique = (replace(work, id=id) for id, work in found.items())
    return sorted(unique, key=lambda work: work.year)


def cut(works: Sequence[Work], split: Split) -> Cut:
    """Cut by time: two years are asked about, with all before them as history.

    The test is the last two years, tuning the two before. A data set of few years is cut by number
    instead: the last tenth, and the tenth before. Raises `ValueError` where nothing would be left.
    """
    periods_back = 1 if split is Split.TEST else 2
    years = sorted({work.year for work in works})
    if len(years) >= FEWEST_YEARS:
        end = years[-1] + 1 - EVALUATED_YEARS * (periods_back - 1)
        history = tuple(work for work in works if work.year < end - EVALUATED_YEARS)
        later = tuple(work for work in works if end - EVALUATED_YEARS <= work.year < end)
    else:
        size = math.ceil(EVALUATED_SHARE * len(works))
        stop = len(works) - size * (periods_back - 1)
        history, later = tuple(works[: stop - size]), tuple(works[stop - size : stop])
    if not history or not later:
        raise ValueError("too few pieces of work to cut by time")
    return Cut(history, later, date(later[0].year, 1, 1))


def people(history: Sequence[Work], *, seed: int) -> People:
    """Everybody who took part in the history."""
    row_of: dict[str, int] = {}
    workplaces: list[str] = []
    used: list[dict[str, tuple[int, int]]] = []
    tasks: Counter[int] = Counter()
    for work in history:
        for member, workplace in zip(work.members, work.workplaces, strict=True):
            row = row_of.setdefault(member, len(row_of))
            if row == len(used):
                used.append({})
                workplaces.append("")
            workplaces[row] = workplace or workplaces[row]
            tasks[row] += 1
            for skill in work.skills:
                used[row][skill] = (used[row].get(skill, (0, 0))[0] + 1, work.year)
    counts = np.array([tasks[row] for row in range(len(used))], np.intp)
    return People(
        ids=tuple(row_of),
        workplaces=tuple(workplaces),
        disciplines=_disciplines(used, counts >= EXPERIENCED, seed=seed),
        tasks=counts,
        skills=tuple(used),
    )


def changes(history: Sequence[Work], people: People, *, shown: Collection[int] | None = None) -> Changes:
    """The history and its people as the index reads them.

    Of the people all show themselves, or those in the rows `shown`.
    """
    everybody = [
        _employee(people, row, shown=shown is None or row in shown) for row in range(len(people.ids))
    ]
    used = dict.fromkeys(skill for skills in people.skills for skill in skills)
    return Changes(
        number=1,
        skills=[Skill(id=skill, label_en=skill) for skill in used],
        professions=[
            Profession(id=_discipline(number), label_en=_discipline(number)) for number in range(DISCIPLINES)
        ],
        workplaces=[Workplace(id=id, name=id) for id in dict.fromkeys(people.workplaces) if id],
        tasks=[task(work) for work in history],
        employees=[EmployeeColumns.of(everybody)],
    )


def _employee(people: People, row: int, *, shown: bool) -> Employee:
    """Somebody whose level in a skill rises with how often they have used it."""
    return Employee(
        id=people.ids[row],
        name=people.ids[row],
        workplace=people.workplaces[row],
        profession=_discipline(int(people.disciplines[row])),
        visibility=Visibility.EVERYONE if shown else Visibility.HIDDEN,
        skills=tuple(
            HeldSkill(
                skill=skill,
                level=min(MAX_LEVEL, 3 + int(math.log2(times))),
                evidence=Evidence.USED,
                source="tasks",
                confirmed_on=_closed_on(year),
            )
            for skill, (times, year) in people.skills[row].items()
        ),
    )


def text(work: Work) -> str:
    """The terms as one text, a line each, so that one of several words stays one; see `lines`."""
    return "\n".join(work.terms)


def lines(text: str) -> list[str]:
    """A text split into its terms again."""
    return [line for line in text.split("\n") if line]


def _work(record: object, number: int) -> Work:
    if not isinstance(record, dict):
        raise TypeError("not a JSON object")
    year = record.get("t")
    if not isinstance(year, int | float | str) or not 1 - START <= int(year) <= 9999:
        raise ValueError("`t` must be a year")
    year = int(year) if int(year) >= FIRST_YEAR else START + int(year)
    members = _strings(record, "members")
    places = record.get("workplaces") or [None] * len(members)
    if not isinstance(places, list) or len(places) != len(members):
        raise ValueError("`workplaces` must be a list beside `members`")
    place_of: dict[str, str] = {}
    for member, place in zip(members, places, strict=True):
        place_of.setdefault(member, "" if place is None else str(place))
    return Work(
        id=str(record.get("id", number)),
        year=year,
        skills=tuple(dict.fromkeys(_strings(record, "skills"))),
        terms=tuple(dict.fromkeys(" ".join(term.split()) for term in _strings(record, "terms"))),
        members=tuple(place_of),
        workplaces=tuple(place_of.values()),
    )


def _strings(record: dict[str, object], name: str) -> list[str]:
    values = record.get(name)
    if values is None and name != "members":
        return []
    if not isinstance(values, list) or any(isinstance(value, list | dict | None) for value in values):
        raise ValueError(f"`{name}` must be a list of strings")
    return [str(value) for value in values]


def task(work: Work) -> Task:
    """A piece of work as the graph keeps it: a closed task."""
    closed_on = _closed_on(work.year)
    return Task(
        id=work.id,
        title="",
        description=text(work),
        status=TaskStatus.CLOSED,
        created_on=closed_on,
        closed_on=closed_on,
        requirements=tuple(Requirement(skill=skill) for skill in work.skills),
        assignments=tuple(Assignment(employee=member, ended_on=closed_on) for member in work.members),
    )


def _closed_on(year: int) -> date:
    return date(year, 7, 1)


def _discipline(number: int) -> str:
    return f"discipline {number}"


def _disciplines(
    used: Sequence[dict[str, tuple[int, int]]], experienced: NDArray[np.bool_], *, seed: int
) -> NDArray[np.intp]:
    """The cluster of everybody's skills, (n_people,), learned from those with some experience."""
    profiles = counted([{skill: times for skill, (times, _) in skills.items()} for skills in used])[0]
    learned_from = np.flatnonzero(experienced & (np.diff(profiles.indptr) > 0))
    if len(learned_from) < DISCIPLINES:
        return np.zeros(len(used), np.intp)
    weighted = TfidfTransformer(sublinear_tf=True).fit_transform(profiles)
    clusters = KMeans(DISCIPLINES, n_init=3, random_state=seed).fit(weighted[learned_from])
    found: NDArray[np.intp] = clusters.predict(weighted).astype(np.intp)
    return found


def counted(
    counts: Iterable[dict[str, int]], vocabulary: dict[str, int] | None = None
) -> tuple[csr_array, dict[str, int]]:
    """Bags of terms as a matrix (n_bags, n_terms), and the column of each term.

    Terms outside a given vocabulary are left out. An empty vocabulary has one column, of zeros.
    """
    grown: dict[str, int] = {} if vocabulary is None else vocabulary
    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for bag in counts:
        for term, times in bag.items():
            column = grown.setdefault(term, len(grown)) if vocabulary is None else grown.get(term)
            if column is not None:
                columns.append(column)
                values.append(times)
        ends.append(len(columns))
    entries = (np.array(values, np.float64), np.array(columns, np.int32), np.array(ends, np.int32))
    matrix = csr_array(entries, shape=(len(ends) - 1, max(1, len(grown))))
    return matrix, grown
