"""Load workplaces, employees, competences and past tasks from HR's own files: `python -m scripts.import_hr`.

Everything given is loaded together, in one transaction, or not at all. See docs/hr-files.md.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

from rich.console import Console

from scripts.command_line import CommandParser, graph_of_settings, run
from scripts.hr.importing import MAX_GONE, MAX_REJECTED, REJECTS, Terms, import_sources, take_in_all
from scripts.hr.schemas import COMPETENCES, EMPLOYEES, FILE_KINDS, PARTICIPANTS, WORKPLACES, FileKind
from scripts.hr.tables import read_table

# What `--complete` means without words: tasks are history, and many are made in Tværs itself.
COMPLETE_BY_DEFAULT = (WORKPLACES, EMPLOYEES, COMPETENCES, PARTICIPANTS)

EXAMPLES = """  Se, hvad der ville ske:
    python -m scripts.import_hr --workplaces arbejdspladser.csv --employees medarbejdere.xlsx
  Skriv det:
    python -m scripts.import_hr --workplaces arbejdspladser.csv --employees medarbejdere.xlsx --apply
  Komplette udtræk, hvor det, der mangler i filen, skal udgå:
    python -m scripts.import_hr --employees medarbejdere.csv --complete --apply
  Alt i ét regneark med et ark for hver slags:
    python -m scripts.import_hr --employees alt.xlsx --competences alt.xlsx --apply

Afslutningskoder: 0 alt er godt, 1 kunne ikke køre, 2 nogle rækker er afvist, 3 for mange er afvist
eller ville udgå, så intet er skrevet."""


def percentage(text: str) -> float:
    value = float(text.replace(",", "."))
    if not 0 <= value <= 100:
        raise ValueError
    return value


def parser() -> CommandParser:
    """The command's arguments; docs/hr-files.md describes each, and a test holds that it does."""
    made = CommandParser(
        name="import_hr",
        description="Indlæs arbejdspladser, medarbejdere, kompetencer og opgaver fra CSV eller XLSX.\n"
        "Uden --apply vises kun, hvad der ville ske.",
        examples=EXAMPLES,
    )
    files = made.add_argument_group("filer (mindst én)")
    for kind in FILE_KINDS:
        files.add_argument(
            f"--{kind.name}",
            f"--{kind.danish}",
            dest=kind.name,
            metavar="FIL",
            type=Path,
            help=f"fil med {kind.danish}",
        )
    made.add_argument("--apply", action="store_true", help="skriv det til grafen")
    made.add_argument(
        "--complete",
        nargs="*",
        metavar="SLAGS",
        choices=[name for kind in FILE_KINDS for name in (kind.name, kind.danish)],
        help="filerne er komplette: det, de ikke har, udgår. Uden SLAGS alle givne filer undtagen opgaver",
    )
    made.add_argument(
        "--max-rejected",
        type=percentage,
        default=MAX_REJECTED,
        metavar="PROCENT",
        help="så stor en del af en fils rækker må afvises (10)",
    )
    made.add_argument(
        "--max-gone",
        type=percentage,
        default=MAX_GONE,
        metavar="PROCENT",
        help="så stor en del af grafens må udgå (20)",
    )
    made.add_argument(
        "--rejects",
        type=Path,
        default=REJECTS,
        metavar="FIL",
        help=f"hvor de afviste rækker skrives ({REJECTS})",
    )
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    made = parser()
    options = made.parse_args(arguments)
    paths = {kind: path for kind in FILE_KINDS if (path := getattr(options, kind.name)) is not None}
    if not paths:
        made.error("angiv mindst én fil, for eksempel --employees medarbejdere.csv")
    terms = Terms(
        apply=options.apply,
        complete=_complete(made, options.complete, paths),
        max_rejected=options.max_rejected,
        max_gone=options.max_gone,
        rejects=options.rejects,
    )
    sources = {kind: read_table(path, sheets=(kind.danish, kind.name)) for kind, path in paths.items()}
    intakes = take_in_all(sources, terms)
    with graph_of_settings() as store:
        return import_sources(store, intakes, terms, console=Console())


def _complete(
    made: CommandParser, words: list[str] | None, given: Collection[FileKind]
) -> tuple[FileKind, ...]:
    """The kinds of file that are said to be complete."""
    if words is None:
        return ()
    if not words:
        return tuple(kind for kind in COMPLETE_BY_DEFAULT if kind in given)
    named = tuple(kind for kind in FILE_KINDS if {kind.name, kind.danish} & set(words))
    for kind in named:
        if kind not in given:
            made.error(f"--complete {kind.name} kræver filen selv: --{kind.name} FIL")
    return named


if __name__ == "__main__":
    run(main)
