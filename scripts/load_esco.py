"""Load ESCO's official CSV download and join it with the catalogue: `python -m scripts.load_esco FOLDER`."""

from collections.abc import Sequence
from pathlib import Path

from graph.vocabulary.esco import (
    Catalogue,
    merge_professions,
    merge_skills,
    read_catalogue,
    read_professions,
    read_skills,
)
from scripts.command_line import CommandParser, graph_of_settings, run, waiting
from scripts.vocabulary import load_vocabulary

EXAMPLES = """  Se, hvad der ville ske:
    python -m scripts.load_esco esco/
  Skriv det:
    python -m scripts.load_esco esco/ --apply"""


def parser() -> CommandParser:
    """The command's arguments; docs/hr-files.md describes each, and a test holds that it does."""
    made = CommandParser(
        name="load_esco",
        description="Indlæs EU's kompetenceklassifikation ESCO på dansk og engelsk, samlet med kataloget.\n"
        "Uden --apply vises kun, hvad der ville ske.",
        examples=EXAMPLES,
    )
    made.add_argument("folder", metavar="MAPPE", type=Path, help="mappe med de udpakkede CSV-filer fra ESCO")
    made.add_argument("--apply", action="store_true", help="skriv det til grafen")
    made.add_argument(
        "--complete",
        action="store_true",
        help="det, hverken ESCO eller kataloget længere har, og som ingen bruger, udgår",
    )
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    options = parser().parse_args(arguments)
    with waiting("Læser ESCO …"):
        ours = read_catalogue()
        vocabulary = Catalogue(
            skills=merge_skills(ours.skills, read_skills(options.folder)),
            professions=merge_professions(ours.professions, read_professions(options.folder)),
        )
    with graph_of_settings() as store:
        return load_vocabulary(store, vocabulary, complete=options.complete, apply=options.apply)


if __name__ == "__main__":
    run(main)
