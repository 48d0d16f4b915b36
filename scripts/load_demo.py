"""Load the demo municipality, Fjordby Kommune, which is invented: `python -m scripts.load_demo`."""

import sys
from collections.abc import Sequence

from graph.demo import demo_ids, load_demo
from scripts.command_line import DONE, REFUSED, CommandParser, graph_of_settings, progress_bar, run, waiting

EXAMPLES = """  Indlæs demokommunen:
    python -m scripts.load_demo"""


def parser() -> CommandParser:
    """The command's arguments: there are none."""
    return CommandParser(
        name="load_demo",
        description="Indlæs kompetencekataloget og demokommunen Fjordby, som er opdigtet.\n"
        "En graf, der har andre medarbejdere, bliver ikke rørt.",
        examples=EXAMPLES,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser().parse_args(arguments)
    with graph_of_settings() as store:
        with waiting("Ser efter, hvem der er i grafen …"):
            others = store.employees.ids() - demo_ids()
        if others:
            print(
                f"Grafen har andre medarbejdere end demokommunens ({len(others)}). Intet er skrevet.",
                file=sys.stderr,
            )
            return REFUSED
        with progress_bar("Indlæser Fjordby Kommune") as progress:
            load_demo(store, progress)
    print("Fjordby Kommune er indlæst.")
    return DONE


if __name__ == "__main__":
    run(main)
