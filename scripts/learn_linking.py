"""Learn from texts and own tasks which skills a lead would nod at: `tvaers learn-linking`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from graph.store import GraphStore
from graph.vocabulary.task_examples import read_task_examples
from matching.language.link_model import SHIPPED, Figure, LearnedLinking, LinkModel
from matching.language.linking import SkillLinker
from matching.language.own_tasks import OwnTasks
from matching.learning.link_fitting import SEED, JudgedText, Texts, TooFewTexts, learned
from scripts.command_line import DONE, FAILED, DanishCommand
from scripts.graph_work import graph_of_settings, progress_bar, waiting
from scripts.judged_texts import UnreadableText, read_judged_texts
from scripts.link_model_card import FIGURE_WORDS, KIND_WORDS, ends, link_model_card, number
from scripts.model_versions import keep, use
from scripts.report import say
from service.clock import Clock
from service.settings import load_settings

EXAMPLES = """
  Lær af egne opgaver, og se, om det er bedre:
    tvaers learn-linking --card modelkort.md
  Lær også af tekster, som nogen har bedømt, og brug det, hvis det er bedre:
    tvaers learn-linking --texts bedoemt.jsonl --apply
  Se alle versioner, og gå tilbage til den, der leveres:
    tvaers learn-linking --list
    tvaers learn-linking --use shipped
"""

SHIPPED_NAME = "shipped"

FILE = click.Path(path_type=Path, dir_okay=False)


@click.command("learn-linking", cls=DanishCommand, examples=EXAMPLES)
@click.option("--apply", is_flag=True, help="Gem en ny version, hvis den er bedre, og brug den.")
@click.option(
    "--texts",
    "files",
    metavar="FIL",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Lær også af bedømte tekster (JSON, en pr. linje); kan gentages.",
)
@click.option(
    "--half",
    type=click.Choice(["dev"]),
    metavar="dev",
    help="Brug kun de bedømte tekster med lige numre; resten er prøven.",
)
@click.option("--out", metavar="FIL", type=FILE, help="Skriv modellen til en fil (JSON), bedre eller ej.")
@click.option("--card", metavar="FIL", type=FILE, help="Skriv modelkortet til en fil (Markdown).")
@click.option("--seed", metavar="TAL", type=int, default=SEED, help=f"Frø for lodtrækning ({SEED}).")
@click.option("--list", "show_all", is_flag=True, help="Vis alle versioner.")
@click.option("--use", "version", metavar="VERSION", help="Brug en tidligere version, eller shipped.")
def command(
    *,
    apply: bool,
    files: tuple[Path, ...],
    half: str | None,
    out: Path | None,
    card: Path | None,
    seed: int,
    show_all: bool,
    version: str | None,
) -> int:
    """Lær af egne opgaver og bedømte tekster, hvilke kompetencer en tekst kalder på.

    Det nye bruges kun, hvis det er bedre på tekster, det ikke har lært af. Uden --apply gemmes intet.
    """
    console = Console()
    with graph_of_settings() as store:
        if show_all:
            return _show_all(console, store)
        if version:
            return use(console, store.link_models, version, known=lambda: _versions(store))
        try:
            judged = list(read_judged_texts(files, even_only=half is not None))
            found = learned_from(store, judged, seed=seed, today=Clock(load_settings().time_zone).today())
        except UnreadableText as wrong:
            say(console, f"Linje {wrong.line} i {wrong.file} er ikke en bedømt tekst.")
            return FAILED
        except TooFewTexts as few:
            say(
                console,
                f"Der er {few.found} egne opgaver og bedømte tekster; der skal mindst være {few.needed}.",
            )
            return FAILED
        _show(console, found)
        worse = [
            f"{KIND_WORDS[each.kind]}, {FIGURE_WORDS[each.figure]}"
            for each in found.comparisons
            if each.surely_worse
        ]
        kept = keep(console, store.link_models, found, worse=worse, apply=apply)
        _write(console, found, out=out, card=card, version=kept)
        return DONE


def learned_from(
    store: GraphStore, judged: Sequence[JudgedText], *, seed: int, today: date
) -> LearnedLinking:
    """What the graph and the texts teach now; it is dated `today`. Raises TooFewTexts, GraphUnavailable."""
    change = store.changes.number()
    own = OwnTasks().patched(sorted(store.tasks.all(), key=lambda task: task.id)).examples()
    skills = sorted(store.skills.all(), key=lambda skill: skill.id)
    professions = sorted(store.professions.all(), key=lambda profession: profession.id)
    with waiting("Læser kompetencerne"):
        linker = SkillLinker().fit(skills, professions=professions)
    in_use = store.link_models.in_use()
    with progress_bar("Læser teksterne") as progress:
        return learned(
            linker,
            Texts(examples=read_task_examples(), own=own, judged=judged),
            in_use=in_use,
            replaced=_name_of(store, in_use),
            change=change,
            fitted_on=today,
            seed=seed,
            progress=progress,
        )


def _name_of(store: GraphStore, in_use: LinkModel) -> str:
    """The number of the version in use, or that it is what ships."""
    names = [each.version for each in store.link_models.all() if each.in_use and each.learned.model == in_use]
    return names[0] if names else SHIPPED_NAME


def _write(
    console: Console, found: LearnedLinking, *, out: Path | None, card: Path | None, version: str | None
) -> None:
    if out:
        out.write_text(found.model.written(), encoding="utf-8")
        say(console, f"Modellen står i {out}.")
    if card:
        card.write_text(link_model_card(found, version=version), encoding="utf-8")
        say(console, f"Modelkortet står i {card}.")


def _versions(store: GraphStore) -> list[str]:
    return [SHIPPED_NAME, *(each.version for each in store.link_models.all())]


def _show(console: Console, found: LearnedLinking) -> None:
    """How the new model does beside the one in use."""
    title = "Prøvet på tekster, som det ikke har lært af"
    table = Table("Tekster", "Mål", title=title, title_justify="left")
    for column in ("Antal", f"Version {found.replaced}", "Ny", "Forskel, 95 %"):
        table.add_column(column, justify="right")
    for each in found.comparisons:
        words = (KIND_WORDS[each.kind], FIGURE_WORDS[each.figure])
        figures = (number(each.before, each.figure), number(each.after, each.figure), ends(each))
        table.add_row(*words, str(each.texts), *figures)
    console.print(table)


def _show_all(console: Console, store: GraphStore) -> int:
    kept = store.link_models.all()
    table = Table("Version", "Lært", "Tekster", "De første fem, der passer", "I brug")
    table.add_row(SHIPPED_NAME, *_told(SHIPPED), "", "" if any(each.in_use for each in kept) else "ja")
    for each in kept:
        gains = [
            f"{KIND_WORDS[one.kind]} {100 * (one.after - one.before):+.1f}"
            for one in each.learned.comparisons
            if one.figure is Figure.PRECISION
        ]
        table.add_row(each.version, *_told(each.learned.model), "; ".join(gains), "ja" if each.in_use else "")
    console.print(table)
    return DONE


def _told(model: LinkModel) -> tuple[str, str]:
    return str(model.fitted_on), str(sum(model.learned_from.values()))
