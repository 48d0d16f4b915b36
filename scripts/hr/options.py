"""What every import of HR's rows can be told: how much may be rejected or retired, and where rejects go."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from service.hr.comparing import MAX_GONE, MAX_REJECTED

REJECTS = Path("afviste-rækker.csv")

T = TypeVar("T", bound=Callable[..., Any])


class Percentage(click.ParamType[float]):
    """A number from 0 to 100, with a comma or a point."""

    name = "percentage"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Read a percentage, with a comma or a point."""
        try:
            number = float(str(value).replace(",", "."))
        except ValueError:
            number = -1.0
        if not 0 <= number <= 100:
            self.fail("skal være et tal fra 0 til 100.", param, ctx)
        return number


apply_option = click.option("--apply", is_flag=True, help="Skriv det til grafen.")
rejects_option = click.option(
    "--rejects",
    type=click.Path(path_type=Path),
    default=REJECTS,
    metavar="FIL",
    help=f"Hvor de afviste rækker skrives ({REJECTS}).",
)


def limit_options(command: T) -> T:
    """How many percent may be rejected, and how many may be retired."""
    command = click.option(
        "--max-gone",
        type=Percentage(),
        default=MAX_GONE,
        metavar="PROCENT",
        help=f"Så stor en del af grafens må udgå ({MAX_GONE:g}).",
    )(command)
    return click.option(
        "--max-rejected",
        type=Percentage(),
        default=MAX_REJECTED,
        metavar="PROCENT",
        help=f"Så stor en del af en kildes rækker må afvises ({MAX_REJECTED:g}).",
    )(command)
