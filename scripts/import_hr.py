"""Load workplaces, employees, competences and past tasks from HR's own files: `tvaers import-hr`.

Everything given is loaded together, in one transaction, or not at all. See docs/hr-files.md.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any, TypeVar

import click
from rich.console import Console

from scripts.command_line import DanishCommand
from scripts.graph_work import graph_of_settings
from scripts.hr.importing import import_sources, take_in_all, terms_of
from scripts.hr.options import apply_option, limit_options, rejects_option
from service.hr.comparing import CAN_BE_COMPLETE
from service.hr.schemas import FILE_KINDS, FileKind
from service.hr.tables import read_table
from service.settings import load_settings

EXAMPLES = """
  Se, hvad der ville ske:
    tvaers import-hr --workplaces arbejdspladser.csv --employees medarbejdere.xlsx
  Skriv det:
    tvaers import-hr --workplaces arbejdspladser.csv --employees medarbejdere.xlsx --apply
  Komplette udtræk, hvor det, der mangler i filen, skal udgå:
    tvaers import-hr --employees medarbejdere.csv --complete --apply
  Alt i ét regneark med et ark for hver slags:
    tvaers import-hr --employees alt.xlsx --competences alt.xlsx --apply

Afslutningskoder: 0 alt er godt, 1 kunne ikke køre, 2 nogle rækker er afvist, 3 for mange er afvist
eller ville udgå, så intet er skrevet.
"""
_ALL = "alle"
_KINDS = {name: kind for kind in FILE_KINDS for name in (kind.name, kind.danish)}

T = TypeVar("T", bound=Callable[..., Any])


def file_options(command: T) -> T:
    """One option for each kind of file, by its English and its Danish name."""
    for kind in reversed(FILE_KINDS):
        command = click.option(
            f"--{kind.name}",
            f"--{kind.danish}",
            kind.name,
            metavar="FIL",
            type=click.Path(path_type=Path),
            help=f"Fil med {kind.danish}.",
        )(command)
    return command


@click.command("import-hr", cls=DanishCommand, examples=EXAMPLES)
@file_options
@apply_option
@click.option(
    "--complete",
    multiple=True,
    is_flag=False,
    flag_value=_ALL,
    metavar="[SLAGS]",
    type=click.Choice([_ALL, *_KINDS]),
    help="Filerne er komplette: det, de ikke har, udgår. Uden SLAGS alle givne filer undtagen opgaver; "
    "kan gentages.",
)
@limit_options
@rejects_option
def command(
    *,
    apply: bool,
    complete: tuple[str, ...],
    max_rejected: float,
    max_gone: float,
    rejects: Path,
    **given: Path | None,
) -> int:
    """Indlæs arbejdspladser, medarbejdere, kompetencer og opgaver fra CSV eller XLSX, mindst én fil.

    Uden --apply vises kun, hvad der ville ske.
    """
    paths = {kind: path for kind in FILE_KINDS if (path := given[kind.name]) is not None}
    if not paths:
        raise click.UsageError("Angiv mindst én fil, for eksempel --employees medarbejdere.csv.")
    terms = terms_of(
        load_settings(), complete=_complete(complete, paths), max_rejected=max_rejected, max_gone=max_gone
    )
    sources = {kind: read_table(path, sheets=(kind.danish, kind.name)) for kind, path in paths.items()}
    intakes = take_in_all(sources, terms, rejects=rejects)
    with graph_of_settings() as store:
        return import_sources(
            store, intakes, terms, apply=apply, rejects=rejects, console=Console(), command="import-hr"
        )


def _complete(words: Collection[str], given: Collection[FileKind]) -> tuple[FileKind, ...]:
    """The kinds of file that are said to be complete."""
    named = {_KINDS[word] for word in words if word != _ALL}
    if _ALL in words:
        named.update(kind for kind in CAN_BE_COMPLETE if kind in given)
    if missing := [kind for kind in FILE_KINDS if kind in named and kind not in given]:
        name = missing[0].name
        raise click.UsageError(f"--complete {name} kræver filen selv: --{name} FIL.")
    return tuple(kind for kind in FILE_KINDS if kind in named)
