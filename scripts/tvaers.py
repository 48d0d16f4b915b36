"""The command `tvaers`: everything that HR and operations do from a terminal.

A command's module is imported when the command is used, so that `tvaers --help` comes at once: half a
second of numeric libraries and the graph's driver lie behind most of them.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from scripts.command_line import DanishCommand, complain, danish

SECTIONS = {
    "Tjenesten": {
        "serve": "Start Tværs: grafen, indekset og webserveren.",
        "token": "Lav en nøgle til et andet værktøj.",
        "mcp": "Lad en assistent spørge Tværs (MCP).",
    },
    "Indlæsning": {
        "load-catalogue": "Indlæs det kommunale kompetencekatalog.",
        "load-esco": "Indlæs EU's klassifikation ESCO.",
        "load-titles": "Indlæs stillingsbetegnelser som navne for fagligheder.",
        "import-hr": "Indlæs HR's filer med medarbejdere, kompetencer og opgaver.",
        "import-os2mo": "Indlæs enheder, ledere og ansættelser fra OS2mo.",
        "import-from": "Indlæs eksporter fra OPUS, SD Løn eller Plan2learn.",
        "load-demo": "Indlæs demokommunen Fjordby, som er opdigtet.",
    },
    "Læring": {
        "learn": "Lær af egne opgaver, hvor meget hver grund tæller.",
        "learn-linking": "Lær, hvilke kompetencer en tekst kalder på.",
    },
    "Sikkerhedskopi": {
        "backup": "Gem den indbyggede graf i én fil, også mens tjenesten kører.",
        "restore": "Sæt en gemt graf i stedet for den, der er.",
    },
    "Eftersyn": {
        "doctor": "Se efter, hvad der mangler, og hvordan det rettes.",
        "erase": "Slet alt om en medarbejder, med kvittering.",
        "retention": "Slet det, der er blevet for gammelt.",
        "audit": "Se efter, om loggen over, hvem der har fået vist hvem, er hel.",
    },
}
"""The commands under their headings, in the order in which one comes to use them."""


class Sections(DanishCommand, click.Group):
    """Finds `import-hr` as `command` in `scripts.import_hr`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for commands in SECTIONS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = import_module(f"scripts.{cmd_name.replace('-', '_')}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.NoSuchCommand as error:
            known = self.list_commands(ctx)
            raise click.NoSuchCommand(error.command_name, possibilities=known, ctx=ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for heading, commands in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))


@click.command(cls=Sections, subcommand_metavar="KOMMANDO …")
@click.version_option(package_name="tvaers", message="Tværs %(version)s", help="Vis versionen.")
def tvaers() -> None:
    """Tværs finder kolleger på tværs af kommunen, som sammen kan løse en opgave.

    Skriv tvaers KOMMANDO --help for at se, hvad en kommando kan.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command that the arguments name and end the process with its exit code."""
    try:
        code = tvaers.main(arguments, prog_name="tvaers", standalone_mode=False)
    except click.ClickException as error:
        code = complain(danish(error))
    except (click.Abort, KeyboardInterrupt):
        code = complain("Afbrudt. Grafen er enten, som den var, eller helt færdig.")
    except Exception as error:
        from scripts.errors import explained  # it knows the graph's errors, and so its driver

        if (message := explained(error)) is None:
            raise
        code = complain(message)
    sys.exit(code)


if __name__ == "__main__":
    main()
