"""Learn from the organisation's own tasks how much each reason counts: `python -m scripts.learn`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from graph.errors import NotFound
from graph.store import GraphStore
from matching.index.index import Changes
from matching.language.linking import SkillLinker
from matching.learning.backtest import SEED, TooFewTasks, fit
from matching.weights import SHIPPED, RankingModel
from scripts.command_line import DONE, DRY_RUN, FAILED, CommandParser, graph_of_settings, progress_bar, run
from scripts.model_card import model_card, words_of
from scripts.report import say

EXAMPLES = """  Lær, og se, om det er bedre:
    python -m scripts.learn --card modelkort.md
  Lær, og brug det, hvis det er bedre:
    python -m scripts.learn --apply
  Se alle versioner, og gå tilbage til en tidligere:
    python -m scripts.learn --list
    python -m scripts.learn --use 1"""


def parser() -> CommandParser:
    """The command's arguments; docs/hr-files.md describes each, and a test holds that it does."""
    made = CommandParser(
        name="learn",
        description="Lær af egne afsluttede opgaver, hvor meget hver grund tæller, når kolleger foreslås.\n"
        "Det nye bruges kun, hvis det er bedre på senere opgaver. Uden --apply skrives intet.",
        examples=EXAMPLES,
    )
    made.add_argument(
        "--apply", action="store_true", help="gem en ny version, hvis den er bedre, og brug den"
    )
    made.add_argument("--card", type=Path, metavar="FIL", help="skriv modelkortet til en fil (Markdown)")
    made.add_argument("--seed", type=int, default=SEED, metavar="TAL", help=f"frø for lodtrækning ({SEED})")
    made.add_argument("--list", action="store_true", help="vis alle versioner")
    made.add_argument("--use", metavar="VERSION", help="brug en tidligere version, eller shipped")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    options = parser().parse_args(arguments)
    console = Console()
    with graph_of_settings() as store:
        if options.list:
            return _show_all(console, store)
        if options.use:
            return _use(console, store, options.use)
        try:
            model = learned(store, seed=options.seed)
        except TooFewTasks as few:
            say(console, f"Der er {few.found} opgaver med deltagere; der skal mindst være {few.needed}.")
            return FAILED
        _show(console, model)
        version = _keep(console, store, model, apply=options.apply)
        if options.card:
            options.card.write_text(model_card(model, version=version), encoding="utf-8")
            say(console, f"Modelkortet står i {options.card}.")
        return DONE


def learned(store: GraphStore, *, seed: int) -> RankingModel:
    """What the graph teaches now. Raises TooFewTasks, GraphUnavailable."""
    number = store.changes.number()
    skills = list(store.skills.all())
    read = Changes(
        number=number,
        skills=skills,
        professions=list(store.professions.all()),
        workplaces=list(store.workplaces.all()),
        tasks=sorted(store.tasks.all(), key=lambda task: task.id),
        employees=store.columns.employees(),
    )
    with progress_bar("Lærer") as progress:
        return fit(
            read,
            terms=SkillLinker().fit(skills).terms,
            in_use=store.ranking_models.weights(),
            fitted_on=date.today(),
            seed=seed,
            progress=progress,
        )


def _keep(console: Console, store: GraphStore, model: RankingModel, *, apply: bool) -> str | None:
    """The version that the model was kept as; None where it was not."""
    if not model.better:
        worse = [words_of(each.situation) for each in model.comparisons if each.high < 0]
        why = f" (sikkert dårligere: {'; '.join(worse)})" if worse else ""
        say(console, f"Det er ikke bedre end version {model.replaced}, som fortsat bruges{why}.")
        return None
    if not apply:
        say(console, f"Det er bedre end version {model.replaced}.", DRY_RUN)
        return None
    version = store.ranking_models.add(model)
    say(console, f"Det er gemt og bruges som version {version}.")
    return version


def _use(console: Console, store: GraphStore, version: str) -> int:
    try:
        store.ranking_models.use(version)
    except NotFound:
        known = ", ".join([SHIPPED.version, *(each.weights.version for each in store.ranking_models.all())])
        say(console, f"Der er ingen version {version}. Vælg mellem: {known}.")
        return FAILED
    say(console, f"Version {version} bruges.")
    return DONE


def _show(console: Console, model: RankingModel) -> None:
    """How the new weights do beside those in use."""
    table = Table("Situation", title=f"NDCG@10 i % på {model.n_tested} senere opgaver", title_justify="left")
    for column in ("Spørgsmål", f"Version {model.replaced}", "Ny", "Forskel, 95 %"):
        table.add_column(column, justify="right")
    for each in model.comparisons:
        ends = f"{100 * each.low:+.1f} til {100 * each.high:+.1f}"
        figures = (str(each.questions), f"{100 * each.before:.1f}", f"{100 * each.after:.1f}", ends)
        table.add_row(words_of(each.situation), *figures)
    console.print(table)


def _show_all(console: Console, store: GraphStore) -> int:
    in_use = store.ranking_models.weights().version
    table = Table("Version", "Lært", "Opgaver", "Gevinst", "I brug")
    table.add_row(SHIPPED.version, "", "", "", "ja" if in_use == SHIPPED.version else "")
    for each in store.ranking_models.all():
        version = each.weights.version
        row = (version, str(each.fitted_on), str(each.n_learned), f"{100 * each.gain:+.1f}")
        table.add_row(*row, "ja" if in_use == version else "")
    console.print(table)
    return DONE


if __name__ == "__main__":
    run(main)
