"""Load the municipal skill catalogue that is shipped with Tværs: `python -m scripts.load_catalogue`."""

from collections.abc import Sequence

from graph.vocabulary.esco import read_catalogue
from scripts.command_line import CommandParser, graph_of_settings, run
from scripts.vocabulary import load_vocabulary, with_esco_of

EXAMPLES = """  Se, hvad der ville ske:
    python -m scripts.load_catalogue
  Skriv det:
    python -m scripts.load_catalogue --apply"""


def parser() -> CommandParser:
    """The command's arguments; docs/hr-files.md describes each, and a test holds that it does."""
    made = CommandParser(
        name="load_catalogue",
        description="Indlæs det kommunale kompetencekatalog, som følger med Tværs.\n"
        "Uden --apply vises kun, hvad der ville ske.",
        examples=EXAMPLES,
    )
    made.add_argument("--apply", action="store_true", help="skriv det til grafen")
    made.add_argument(
        "--complete",
        action="store_true",
        help="det, kataloget ikke længere har, og som ingen bruger, udgår",
    )
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    options = parser().parse_args(arguments)
    catalogue = read_catalogue()
    with graph_of_settings() as store:
        vocabulary = with_esco_of(store, catalogue)
        return load_vocabulary(store, vocabulary, complete=options.complete, apply=options.apply)


if __name__ == "__main__":
    run(main)
