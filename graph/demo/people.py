"""Who works where in Fjordby Kommune: names, professions, workplaces, hours and how they wish to be seen.

People are columns here, one entry an employee, since a hundred thousand are made for benchmarks.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from graph.demo import tables
from graph.demo.chance import Chance, Floats, Ints, apportioned, cumulated, drawn
from graph.demo.tables import Name, Place, Staffing
from matching.model import Visibility

DANISH = "dansk"

MAX_YEARS_HERE = 34
MAX_CAREER = 42

# Weekly hours with how many have them, at a desk and elsewhere.
HOURS = np.array([37, 35, 34, 32, 30, 28, 24, 20, 15])
HOURS_AT_A_DESK = (72, 4, 2, 8, 8, 2, 2, 2, 0)
HOURS_ELSEWHERE = (44, 6, 4, 17, 13, 8, 4, 3, 1)

# Hours a week that somebody lends to other places' tasks, with how many do; NaN is not said.
OFFERED = np.array([np.nan, 0, 1, 2, 3, 4, 5, 6, 8])
OFFERED_AT_A_DESK = (34, 4, 12, 20, 12, 9, 4, 3, 2)
OFFERED_ELSEWHERE = (56, 6, 12, 14, 6, 4, 1, 1, 0)

VISIBILITIES = (Visibility.EVERYONE, Visibility.LEADS, Visibility.HIDDEN)
SEEN = (945, 45, 10)

MIDDLE_NAMES = 0.52
SAME_LANGUAGE = 0.82
MARRIED_ABROAD = 0.015


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Employees as columns, each of shape (n_employees,).

    `staffing` and `place` are positions in their tables; `years_here` and `career` are years;
    `engagement` is how easily somebody joins a task elsewhere (1 is usual), `openness` in [0, 1) how
    much they tell of themselves, teach and wish to learn.
    """

    ids: list[str]
    names: list[str]
    languages: list[str]
    staffing: Ints
    place: Ints
    years_here: Floats
    career: Floats
    weekly_hours: Floats
    hours_offered: Floats
    visibility: Ints
    engagement: Floats
    openness: Floats

    def __len__(self) -> int:
        return len(self.ids)


def make_people(*, seed: int, size: int, staffing: list[Staffing], places: list[Place]) -> People:
    """The employees of the municipality, in an order that says nothing about them."""
    chance = Chance(seed, 1)
    jobs, workplaces = _posts(chance, staffing=staffing, places=places, size=size)
    mixed = chance.order(size)
    jobs, workplaces = jobs[mixed], workplaces[mixed]

    seniority = chance.uniform(size)
    years_here = 0.1 + MAX_YEARS_HERE * seniority * seniority
    earlier = chance.uniform(size)
    career = np.minimum(MAX_CAREER, years_here + 22 * earlier * earlier)
    trainee = np.array(["elev" in post.profession.label_da for post in staffing])[jobs]
    years_here[trainee] = np.minimum(years_here[trainee], 0.1 + 1.9 * seniority[trainee])
    career[trainee] = years_here[trainee]

    desk = np.array([post.desk for post in staffing])[jobs]
    full_time = np.array([not _may_be_part_time(post) for post in staffing])[jobs]
    hours_at = chance.uniform(size)
    hours = np.where(desk, _from(HOURS, HOURS_AT_A_DESK, hours_at), _from(HOURS, HOURS_ELSEWHERE, hours_at))
    hours[full_time] = 37
    offered_at = chance.uniform(size)
    offered = np.where(
        desk, _from(OFFERED, OFFERED_AT_A_DESK, offered_at), _from(OFFERED, OFFERED_ELSEWHERE, offered_at)
    )
    eager = chance.uniform(size)
    names, languages = _names(chance, size)
    return People(
        ids=employee_ids(size),
        names=names,
        languages=languages,
        staffing=jobs,
        place=workplaces,
        years_here=years_here,
        career=career,
        weekly_hours=hours.astype(np.float64),
        hours_offered=offered,
        visibility=chance.choices(SEEN, size),
        engagement=np.array([post.engagement for post in staffing])[jobs] * (0.08 + eager * eager),
        openness=chance.uniform(size),
    )


def employee_ids(size: int) -> list[str]:
    """Ids that no real payroll uses."""
    return [f"fjordby-{number:05d}" for number in range(1, size + 1)]


def _posts(chance: Chance, *, staffing: list[Staffing], places: list[Place], size: int) -> tuple[Ints, Ints]:
    """Which profession and workplace each post has; the workplaces of a profession fill up evenly."""
    of_kind: dict[str, list[int]] = {}
    for position, place in enumerate(places):
        of_kind.setdefault(place.kind, []).append(position)
    jobs, workplaces = [], []
    for job, (post, count) in enumerate(
        zip(staffing, apportioned([post.share for post in staffing], size).tolist(), strict=True)
    ):
        positions: list[int] = []
        weights: list[float] = []
        for kind, weight, evenly in post.places:
            sizes = [1.0 if evenly else places[position].size for position in of_kind[kind]]
            positions += of_kind[kind]
            weights += [weight * each / sum(sizes) for each in sizes]
        # One chance number for all: an even comb over the weights (systematic sampling).
        comb = (np.arange(count) + chance.next()) / max(count, 1)
        jobs.append(np.full(count, job, dtype=np.int64))
        workplaces.append(np.array(positions, dtype=np.int64)[drawn(cumulated(weights), comb)])
    return np.concatenate(jobs), np.concatenate(workplaces)


def _may_be_part_time(post: Staffing) -> bool:
    """Those who lead a place, and trainees, are there all week."""
    label = post.profession.label_da
    return not any(word in label for word in ("leder", "chef", "direktør", "elev", "souschef"))


def _from(values: Floats | Ints, weights: tuple[int, ...], at: Floats) -> Floats:
    return values.astype(np.float64)[drawn(cumulated(weights), at)]


def _names(chance: Chance, size: int) -> tuple[list[str], list[str]]:
    """Full names, and the language of each given name."""
    given, last, middle = tables.given_names(), tables.surnames("last"), tables.surnames("middle")
    at_home: dict[str, list[Name]] = {}
    for name in last:
        at_home.setdefault(name.language, []).append(name)
    shares = {language: cumulated([name.weight for name in names]) for language, names in at_home.items()}
    abroad = [name for name in last if name.language != DANISH]

    first = chance.choices([name.weight for name in given], size).tolist()
    between = chance.choices([name.weight for name in middle], size).tolist()
    at_last, mixes, has_middle = (chance.uniform(size).tolist() for _ in range(3))
    names, languages = [], []
    for person in range(size):
        name = given[first[person]]
        language = name.language
        if language == DANISH and mixes[person] < MARRIED_ABROAD:
            surname = abroad[int(at_last[person] * len(abroad))].text
        else:
            home = language if language in at_home and mixes[person] < SAME_LANGUAGE else DANISH
            position = np.searchsorted(shares[home], at_last[person], side="right")
            surname = at_home[home][min(int(position), len(at_home[home]) - 1)].text
        parts = [name.text, surname]
        if has_middle[person] < (MIDDLE_NAMES if language == DANISH else MIDDLE_NAMES / 4):
            parts.insert(1, middle[between[person]].text)
        names.append(" ".join(part for before, part in pairwise(["", *parts]) if part != before))
        languages.append(language)
    return names, languages
