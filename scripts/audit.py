"""See whether the record of who was told of whom is whole: `tvaers audit verify`."""

import json
from collections.abc import Mapping
from pathlib import Path

import click
from rich.console import Console

from graph.audit.chain import Break, End
from graph.audit.lines import Chain
from scripts.command_line import DONE, FAILED, DanishCommand
from scripts.graph_work import graph_of_settings, waiting
from scripts.report import say

EXAMPLES = """
  Se efter, om noget i loggen mangler eller er ændret:
    tvaers audit verify
  Sammenlign også med enderne fra sidste gang, som ligger et andet sted:
    tvaers audit verify --witness /sikkert/sted/tvaers-log.json
"""
REASONS = {
    "missing": "mangler",
    "missing, up to the end": "mangler, og resten af kæden med",
    "does not follow the line before it": "følger ikke linjen før",
    "changed": "er ændret",
    "a person was exchanged": "har fået en person byttet ud",
    "is not the end that was noted": "er ikke den sidste, der blev noteret",
    "is not what the witness saw": "er ikke den, som vidnet så",
}
"""Why a chain breaks (`graph.audit.chain.breaks`), in the words of the command."""


@click.command("audit", cls=DanishCommand, examples=EXAMPLES)
@click.argument("_action", metavar="verify", type=click.Choice(["verify"]))
@click.option(
    "--witness",
    metavar="FIL",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Sammenlign med kædernes ender i filen, og skriv de nye i den.",
)
def command(*, _action: str, witness: Path | None) -> int:
    """Læs hele loggen over, hvem der har fået vist hvem, og se efter, om nogen linje mangler eller er ændret.

    Intet ændres. Er der et brud, siges det hvor, og koden er 1.
    """
    console = Console()
    with graph_of_settings() as store, waiting("Læser loggen"):
        chains, verdict = store.record.chains(), store.record.verify()
    seen = _seen(witness)
    breaks = [*verdict.breaks, *_against(seen, chains)]
    for each in breaks:
        say(console, f"Brud: kæde {each.chain}, linje {each.number} {REASONS[each.why]}.")
    if not breaks:
        say(console, f"Loggen er hel: {verdict.lines} linjer i {verdict.chains} kæder.")
    if witness is not None and not breaks:
        ends = {each.id: [each.end.number, each.end.digest] for each in chains}
        witness.write_text(json.dumps(ends, indent=1) + "\n", encoding="utf-8")
    return FAILED if breaks else DONE


def _seen(witness: Path | None) -> dict[str, End]:
    """The ends that a witness saw, by chain; raises click.UsageError where the file is none."""
    if witness is None or not witness.exists():
        return {}
    try:
        told = json.loads(witness.read_text(encoding="utf-8"))
        return {str(chain): End(int(number), str(digest)) for chain, (number, digest) in told.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise click.UsageError(
            f"{witness} er ikke skrevet af tvaers audit verify. Hent filen fra sidste gang, eller angiv "
            "en fil, der ikke findes; så bliver den skrevet."
        ) from error


def _against(seen: Mapping[str, End], chains: list[Chain]) -> list[Break]:
    """Chains that are gone, shorter than they were, or whose end at the same length is another."""
    known = {each.id: each.end for each in chains}
    found = []
    for chain, ended in seen.items():
        end = known.get(chain)
        if end is None or end.number < ended.number:
            found.append(Break(chain, ended.number, "missing, up to the end"))
        elif end.number == ended.number and end.digest != ended.digest:
            found.append(Break(chain, end.number, "is not what the witness saw"))
    return found
