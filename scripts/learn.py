"""Learn from the organisation's own tasks how much each reason counts: `tvaers learn`."""

from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from graph.store import GraphStore
from matching.index.index import Changes
from matching.language.linking import SkillLinker
from matching.learning.backtest import SEED, TooFewTasks, fit
from matching.weights import SHIPPED, RankingModel
from scripts.command_line import DONE, FAILED, DanishCommand
from scripts.graph_work import graph_of_settings, progress_bar
from scripts.model_card import model_card, words_of
from scripts.model_versions import keep, use
from scripts.report import say
from service.clock import Clock
from service.settings import load_settings

EXAMPLES = """
  Lær, og se, om det er bedre:
    tvaers learn --card modelkort.md
  Lær, og brug det, hvis det er bedre:
    tvaers learn --apply
  Se alle versioner, og gå tilbage til en tidligere:
    tvaers learn --list
    tvaers learn --use 1
"""


@click.command("learn", cls=DanishCommand, examples=EXAMPLES)
@click.option("--apply", is_flag=True, help="Gem en ny version, hvis den er bedre, og brug den.")
@click.option(
    "--card", metavar="FIL", type=click.Path(path_type=Path), help="Skriv modelkortet til en fil (Markdown)."
)
@click.option("--seed", metavar="TAL", type=int, default=SEED, help=f"Frø for lodtrækning ({SEED}).")
@click.option("--list", "show_all", is_flag=True, help="Vis alle versioner.")
@click.option("--use", "version", metavar="VERSION", help="Brug en tidligere version, eller shipped.")
def command(*, apply: bool, card: Path | None, seed: int, show_all: bool, version: str | None) -> int:
    """Lær af egne afsluttede opgaver, hvor meget hver grund tæller, når kolleger foreslås.

    Det nye bruges kun, hvis det er bedre på senere opgaver. Uden --apply skrives intet.
    """
    console = Console()
    with graph_of_settings() as store:
        if show_all:
            return _show_all(console, store)
        if version:
            return use(console, store.ranking_models, version, known=lambda: _versions(store))
        try:
            model = learned(store, seed=seed, today=Clock(load_settings().time_zone).today())
        except TooFewTasks as few:
            say(console, f"Der er {few.found} opgaver med deltagere; der skal mindst være {few.needed}.")
            return FAILED
        _show(console, model)
        worse = [words_of(each.situation) for each in model.comparisons if each.high < 0]
        kept = keep(console, store.ranking_models, model, worse=worse, apply=apply)
        if card:
            card.write_text(model_card(model, version=kept), encoding="utf-8")
            say(console, f"Modelkortet står i {card}.")
        return DONE


def learned(store: GraphStore, *, seed: int, today: date) -> RankingModel:
    """What the graph teaches now; it is dated `today`. Raises TooFewTasks, GraphUnavailable."""
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
            fitted_on=today,
            seed=seed,
            progress=progress,
        )


def _versions(store: GraphStore) -> list[str]:
    return [SHIPPED.version, *(each.weights.version for each in store.ranking_models.all())]


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
