"""How long one question takes against the index, with everything on."""

from bench.measuring import Figures, arguments, median, report, times
from bench.municipality import TODAY, everything, made, questions
from matching.index.index import Index
from matching.language.linking import SkillLinker
from matching.ranking.ranking import rank
from matching.ranking.shortlist import shortlist

QUESTIONS = 500


def measure(employees: int, *, count: int = QUESTIONS) -> Figures:
    """Rank and shortlist questions of the municipality's own tasks: 8 requirements, text, unit, member.

    `rank_first` is of an index that was just built; `rank` is of the same questions once more, when who can
    meet each need is known, as it is in a service that has been asked for a while.
    """
    of = made(employees)
    index = Index.build(everything(of), today=TODAY, terms=SkillLinker().fit(of.skills).terms)
    asked = questions(of, count)
    for question in asked[:20]:
        shortlist(index, question)
    first = times(lambda question: rank(index, question), asked)
    ranked = times(lambda question: rank(index, question), asked)
    listed = times(lambda question: shortlist(index, question), asked)
    touched = [len(rank(index, question).rows) for question in asked[:100]]
    return {
        "employees": employees,
        "past_tasks": len(index.history.joint_work),
        "questions": count,
        "touched_rows_median": median(touched),
        **first.figures("rank_first"),
        **ranked.figures("rank"),
        **listed.figures("shortlist"),
    }


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    figures = measure(options.employees)
    report(f"Ranking, {options.employees:,} employees", figures, as_json=options.json)


if __name__ == "__main__":
    main()
