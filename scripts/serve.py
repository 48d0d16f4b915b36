"""Start everything and serve until told to stop: `tvaers serve`."""

import click

from scripts.command_line import DanishCommand

EXAMPLES = """
  På denne maskine, med grafen indbygget:
    tvaers serve
  På en anden port:
    TVAERS_PORT=8080 tvaers serve
"""


@click.command("serve", cls=DanishCommand, examples=EXAMPLES)
def command() -> int:
    """Start grafen (hvis ingen Neo4j er nævnt), byg indekset, og svar på spørgsmål, til Ctrl-C.

    Alt sættes med miljøvariabler; se docs/settings.md.
    """
    from service.__main__ import main  # --help needs none of it

    return main()
