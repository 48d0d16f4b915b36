"""How long the picture of the whole organisation takes: everything that HR sees of it, from the index."""

from bench.measuring import Figures, arguments, report, timed
from bench.municipality import TODAY, everything, made
from matching.index.index import Index
from matching.insight.collaboration import bridges, collaboration
from matching.insight.organisation import of_one_workplace, skill_balances, uncovered
from matching.language.linking import SkillLinker


def measure(employees: int) -> Figures:
    """Each part once, on an index that was just built; all consent to be shown as bridges."""
    of = made(employees)
    index = Index.build(everything(of), today=TODAY, terms=SkillLinker().fit(of.skills).terms)
    index.workforce.shows_bridges[:] = True
    parts = {
        "balances": lambda: len(skill_balances(index)),
        "one_workplace": lambda: len(of_one_workplace(index)),
        "uncovered": lambda: len(uncovered(index)),
        "areas": lambda: sum(each.nnz for each in collaboration(index, by_area=True).tasks.values()),
        "workplaces": lambda: sum(each.nnz for each in collaboration(index, by_area=False).tasks.values()),
        "bridges": lambda: len(bridges(index)),
    }
    figures: Figures = {"employees": employees, "past_tasks": len(index.history.joint_work)}
    for name, work in parts.items():
        figures[f"{name}_s"], figures[f"{name}_found"] = timed(work)
    figures["picture_s"] = sum(figures[f"{name}_s"] for name in parts)
    return figures


def main() -> None:
    options = arguments(__doc__ or "").parse_args()
    figures = measure(options.employees)
    report(f"The organisation, {options.employees:,} employees", figures, as_json=options.json)


if __name__ == "__main__":
    main()
