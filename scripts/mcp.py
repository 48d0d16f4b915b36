"""Let an assistant ask Tværs as the person who uses it: `tvaers mcp`.

See docs/integrations/mcp.md.
"""

from importlib.util import find_spec

import click

from scripts.command_line import DONE, DanishCommand
from scripts.errors import CannotRun
from service.settings import Settings, load_settings

EXAMPLES = """
  Som assistenten starter det, med adressen og egen nøgle i miljøet:
    TVAERS_MCP_ADDRESS=https://tvaers.kommune.dk TVAERS_MCP_TOKEN_FILE=nøgle tvaers mcp
"""
EXTRA = "mcp"
"""The extra of pyproject.toml that brings the protocol, and the package that it brings."""


@click.command("mcp", cls=DanishCommand, examples=EXAMPLES)
def command() -> int:
    """Lad en assistent spørge Tværs på vegne af den, der bruger den (MCP over stdin og stdout).

    Assistenten kan kun læse, og kun det, nøglens ejer selv må se.
    """
    settings = load_settings()
    check(settings)
    from scripts.assistants.api import Api  # a house without assistants has none of it
    from scripts.assistants.server import assistant

    assistant(Api(address=settings.mcp_address, token=settings.mcp_token)).run()
    return DONE


def check(settings: Settings) -> None:
    """Raise `CannotRun` where the extra is not installed, or no setting says whom to ask as whom."""
    if find_spec(EXTRA) is None:
        raise CannotRun(f'Tilvalget {EXTRA} er ikke installeret: pip install "tvaers[{EXTRA}]".')
    if not settings.mcp_address:
        raise CannotRun("TVAERS_MCP_ADDRESS er ikke sat: se docs/integrations/mcp.md.")
