"""Make a token for another tool, and the line that lets it in: `tvaers token`."""

from datetime import date, datetime

import click

from scripts.command_line import DONE, DanishCommand
from service.api_tokens import ApiToken, new_token
from service.clock import Clock
from service.roles import Role, Scope
from service.settings import load_settings

EXAMPLES = """
  Til et sagssystem, der spørger om opgaver og kolleger, til og med juni:
    tvaers token sagssystem --until 2027-06-30 --scope matching --scope tasks:read
"""


@click.command("token", cls=DanishCommand, examples=EXAMPLES)
@click.argument("name", metavar="NAVN")
@click.option("--until", required=True, type=click.DateTime(["%Y-%m-%d"]), help="Den sidste dag, den gælder.")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice([scope.value for scope in Scope]),
    help="Hvad værktøjet må kalde; gentag den for flere.",
)
def command(name: str, until: datetime, scopes: tuple[str, ...]) -> int:
    """Lav en nøgle til et andet værktøj.

    Nøglen vises her og aldrig igen; i linjen står kun dens fingeraftryk. Læg linjen i filen, som
    TVAERS_API_TOKENS_FILE nævner: nøglen virker med det samme, til og med den sidste dag, eller til linjen
    tages bort. Står linjerne i TVAERS_API_TOKENS selv, skal Tværs startes igen.
    """
    if ":" in name or "," in name:
        raise click.BadParameter("Navnet må hverken have kolon eller komma.", param_hint="NAVN")
    token, last = new_token(), date(until.year, until.month, until.day)
    if last < Clock(load_settings().time_zone).today():
        raise click.BadParameter("Dagen er gået; nøglen ville aldrig virke.", param_hint="--until")
    granted = frozenset(Scope(scope) for scope in scopes)
    entry = ApiToken.of(token, name=name, role=Role.TOOL, until=last, scopes=granted).entry
    click.echo(
        f"Nøglen, til værktøjet alene:\n  {token}\n\nLinjen, til filen i TVAERS_API_TOKENS_FILE:\n  {entry}"
    )
    return DONE
