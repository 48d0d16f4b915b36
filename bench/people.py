"""Whether a lead would nod at the first ten people: task texts, asked of the demo and judged by hand.

`bench/judged/people_dev.jsonl` has a task a line: its `text`, the skills that it cannot do without
(`essential`, ids), those recognised that have nothing to do with it (`wrong`), and `people` that were judged:
their profession, the skills by which they met a need, whether they had part in a similar task, and a grade:
2 a lead nods, 1 could be, 0 no. Judged, without a look at the order, was everybody who was among the first
ten by any of some dozens of variants. Who is suggested has the grade of the most like of the same profession,
since the demo's people are others with each change of the catalogue; one judged person from the next has the
right grade in 92 of 100 cases. `unjudged_share` are professions that nobody judged for the task; nobody nods
at them. Each figure is given as the text is read, and (`confirmed_`) after a lead has put its skills right:
the essential ones alone are asked for, confirmed.

The constants of `matching.ranking.shortlist` and `matching.index.reach` are chosen on these tasks, so figures
on others will be somewhat lower.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

import numpy as np

from bench.given import seats_of
from bench.measuring import Figures, arguments, report
from bench.municipality import TODAY, everything, made
from graph.vocabulary.task_examples import read_task_examples
from matching.bounds import MOST_REQUIREMENTS
from matching.index.cache import Cache
from matching.index.index import Index
from matching.index.reach import Reaches, levels_of
from matching.language.linking import SkillLinker
from matching.model import Evidence, Requirement
from matching.question import Candidate, Question, Signal, TeamQuestion
from matching.ranking import shortlist
from matching.ranking.similar import ALIKE
from matching.teams import candidates
from matching.teams.answer import TeamAnswer, propose
from service.web.task.sentences import SIMILAR

JUDGED = Path(__file__).parent / "judged" / "people_dev.jsonl"
ALTERNATIVES = {
    "TRADE": (0.0, 4.0, 6.0, 12.0),
    "GENERAL": (0.0, 0.15, 0.35),
    "SPREAD": (5.0, 8.0, 16.0),
    "ACROSS": (0.0, 0.25, 0.4, 0.7),
    "ENOUGH": (0.5, 0.6, 0.75, 0.9),
    "POOL": (50, 100, 200),
}
SEATS = (0.5, 0.55, 0.65, 0.7)
"""Other probabilities from which on a need is worth a seat (`matching.teams.candidates`)."""
BESIDES = ((1.0, 1.0), (0.8, 0.9), (0.6, 0.75), (0.5, 0.6), (0.4, 0.4))
"""What counts of a need beside the profession: as somebody says themselves, and as others have seen."""
FIRST = 10
NODS, WRONG = 2, 0
SIMILARS = (0.02, 0.03, 0.04, 0.05)
"""What similar tasks could have to give of the score to be called so, beside what ships."""
LEVEL = 3
SEEN = (Evidence.CONFIRMED, Evidence.USED)


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody is judged by: profession, skills that meet a need (ids), part in a similar task."""

    profession: str
    skills: frozenset[str]
    similar_tasks: bool

    def unlike(self, other: "Person") -> int:
        """In how many things two of one profession differ."""
        return len(self.skills ^ other.skills) + (self.similar_tasks != other.similar_tasks)


@dataclass(frozen=True, slots=True)
class JudgedTask:
    """A text, what it cannot do without, the people judged for it, graded 0 to 2, and `wrong` skills."""

    text: str
    essential: tuple[str, ...]
    people: tuple[tuple[Person, int], ...]
    wrong: frozenset[str] = frozenset()

    def grade(self, person: Person) -> int | None:
        """That of the most like of the same profession, of several the lowest; None of another profession."""
        alike = [
            (person.unlike(each), grade)
            for each, grade in self.people
            if each.profession == person.profession
        ]
        return min(alike)[1] if alike else None


def read(path: Path = JUDGED) -> list[JudgedTask]:
    """The judged tasks of a file."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        JudgedTask(
            row["text"],
            tuple(row["essential"]),
            tuple(
                (Person(one["profession"], frozenset(one["skills"]), one["similar_tasks"]), one["grade"])
                for one in row["people"]
            ),
            frozenset(row["wrong"]),
        )
        for row in rows
    ]


def measure(index: Index, asked: Sequence[tuple[JudgedTask, Question]]) -> Figures:
    """Of the first people those at whom a lead nods, and the essential needs that the ten cover.

    `seats_wrong` are seats of the first proposed team that are held for wrong skills only, and
    `team_covered` the essential needs that it covers.
    """
    grades: list[list[int | None]] = []
    covered: list[bool] = []
    seats: list[bool] = []
    in_team: list[bool] = []
    for task, question in asked:
        found = shortlist.shortlist(index, question).candidates
        grades.append([task.grade(person_of(each)) for each in found])
        listed = [each.employee for each in found]
        covered += [_anybody_covers(index, skill, listed) for skill in task.essential]
        team = propose(index, TeamQuestion(requirements=question.requirements, text=question.text))
        seats += [task.wrong.issuperset(skills) for skills in seats_of(team)]
        in_team += [_anybody_covers(index, skill, _members(index, team)) for skill in task.essential]
    shown = [grade for each in grades for grade in each]
    return {
        "p5": float(np.mean([each[:5].count(NODS) / 5 for each in grades])),
        "p10": float(np.mean([each.count(NODS) / FIRST for each in grades])),
        "wrong10": float(np.mean([each.count(WRONG) / FIRST for each in grades])),
        "essential_covered": float(np.mean(covered)),
        "unjudged_share": shown.count(None) / max(1, len(shown)),
        "seats": len(seats) / len(asked),
        "seats_wrong": float(np.mean(seats)),
        "team_covered": float(np.mean(in_team)),
    }


def person_of(candidate: Candidate) -> Person:
    """What a candidate is judged by."""
    voted = sum(part.value for part in candidate.contributions if part.signal is Signal.PAST_TASKS)
    held = frozenset(part.held.skill for part in candidate.coverage if part.held)
    return Person(candidate.profession, held, voted >= SIMILAR)


def similar(index: Index, asked: Sequence[tuple[JudgedTask, Question]], least: float) -> Figures:
    """How true it is to call past tasks similar that give so much of the score, and not where they give less.

    They are alike if one of those that are named is (`ALIKE`). Agreed is with those of the judged people who
    have the same profession and skills.
    """
    said: list[bool] = []
    alike: list[bool] = []
    agreed: list[bool] = []
    joint_work = index.history.joint_work
    for task, question in asked:
        like = index.history.similar(question.requirements, question.text)
        cosines = {
            joint_work.task_ids[row]: cosine
            for row, cosine in zip(like.tasks.tolist(), like.values.tolist(), strict=True)
        }
        for each in shortlist.shortlist(index, question).candidates:
            votes = [part for part in each.contributions if part.signal is Signal.PAST_TASKS]
            if votes:
                said.append(votes[0].value >= least)
                alike.append(max(cosines.get(id, 0.0) for id in votes[0].tasks) >= ALIKE)
                person = person_of(each)
                twins = [
                    one
                    for one, _ in task.people
                    if (one.profession, one.skills) == (person.profession, person.skills)
                ]
                agreed += [one.similar_tasks == said[-1] for one in twins]
    of_said, of_others = np.array(alike)[said], np.array(alike)[~np.array(said)]
    return {
        "said": len(of_said),
        "alike_where_said": float(of_said.mean()),
        "alike_elsewhere": float(of_others.mean()),
        "agreed_with_judged": float(np.mean(agreed)),
    }


def questions(tasks: Sequence[JudgedTask], linker: SkillLinker) -> list[Question]:
    """The tasks asked as a page asks them: the needed skills weigh as much as they are sure."""
    return [Question(requirements=tuple(_recognised(linker, task.text)), text=task.text) for task in tasks]


def confirmed(tasks: Sequence[JudgedTask]) -> list[Question]:
    """The tasks asked after a lead has put their skills right."""
    needs = [tuple(Requirement(skill=skill) for skill in task.essential) for task in tasks]
    return [Question(requirements=of, text=task.text) for task, of in zip(tasks, needs, strict=True)]


@contextmanager
def choosing(constant: str, value: float, *, of: ModuleType = shortlist) -> Iterator[None]:
    """The short list, or another module, with another value of a constant than the one that ships."""
    shipped = getattr(of, constant)
    setattr(of, constant, value)
    try:
        yield
    finally:
        setattr(of, constant, shipped)


def counting(index: Index, said: float, seen: float) -> Index:
    """The index in which a need beside the profession counts so much."""
    beside = {rung: seen if rung in SEEN else said for rung in Evidence}
    return replace(index, reaches=Reaches(beside), _reached=Cache(len(index.taxonomy.skills)))


def main() -> None:
    parser = arguments(__doc__ or "")
    parser.add_argument("--alternatives", action="store_true", help="other constants too, one at a time")
    options = parser.parse_args()
    of = made(options.employees)
    linker = SkillLinker().fit(of.skills, professions=of.professions, examples=read_task_examples())
    index = Index.build(everything(of), today=TODAY, terms=linker.terms)
    tasks = read()
    read_as, put_right = (
        list(zip(tasks, of, strict=True)) for of in (questions(tasks, linker), confirmed(tasks))
    )

    def tell(title: str, index: Index) -> None:
        corrected = measure(index, put_right)
        figures = measure(index, read_as) | {f"confirmed_{name}": value for name, value in corrected.items()}
        report(title, figures, as_json=options.json)

    tell("People, judged by hand", index)
    if options.alternatives:
        for constant, values in ALTERNATIVES.items():
            for value in values:
                with choosing(constant, value):
                    tell(f"{constant} {value}", index)
        for value in SEATS:
            with choosing("WORTH_A_SEAT", value, of=candidates):
                tell(f"WORTH_A_SEAT {value}", index)
        for least in SIMILARS:
            figures = similar(index, read_as, least)
            report(f"Similar tasks from {least} on", figures, as_json=options.json)
        for said, seen in BESIDES:
            tell(f"Beside the profession {said}, seen {seen}", counting(index, said, seen))


def _recognised(linker: SkillLinker, text: str) -> Iterator[Requirement]:
    for each in linker.link(text, limit=MOST_REQUIREMENTS):
        if each.needed:
            yield Requirement(skill=each.skill, weight=each.score, confirmed=False)


def _members(index: Index, team: TeamAnswer) -> list[str]:
    """Who is in the first proposed team; nobody, if there is none."""
    return [
        index.workforce.ids[team.formulation.rows[seat.member]]
        for proposal in team.proposals[:1]
        for seat in proposal.seats
    ]


def _anybody_covers(index: Index, skill: str, employees: Sequence[str]) -> bool:
    """Whether any of them has the skill at `LEVEL`, exactly or a narrower one, more than assumed."""
    needs, rows = index.needs([Requirement(skill=skill)]), np.array(index.rows_of(employees), np.intp)
    return bool((levels_of(needs, rows, n_rows=len(index.workforce.ids)) >= LEVEL).any())


if __name__ == "__main__":
    main()
