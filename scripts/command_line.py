"""What all commands have in common: exit codes, and help and errors in Danish.

Code 2 means that rows were rejected, so what is wrong with the arguments ends with 1, unlike click's habit.
"""

import inspect
from typing import Any

import click

from service.personal_numbers import without_personal_numbers

DONE, FAILED, SOME_REJECTED, REFUSED = 0, 1, 2, 3

DANISH: dict[str, Any] = {"help_option_names": ["-h", "--help"], "max_content_width": 110}
"""Context settings of every command; the width is columns of the terminal."""


class DanishCommand(click.Command):
    """A command whose help is Danish throughout and ends with examples, laid out as they are written."""

    def __init__(self, *args: Any, examples: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[VALG]")
        super().__init__(*args, **kwargs)
        self.examples = inspect.cleandoc(examples)
        self.context_settings = {**DANISH, **self.context_settings}

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        ctx.allow_extra_args = True
        rest = super().parse_args(ctx, args)
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(f"Ved ikke, hvad {' '.join(rest)} skal bruges til.", ctx)
        return rest

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Vis denne hjælp."
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Brug: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        found = (each.get_help_record(ctx) for each in self.get_params(ctx))
        records = [(name, said.replace("[required]", "[skal angives]")) for name, said in filter(None, found)]
        with formatter.section("Valg"):
            formatter.write_dl(records)
        if isinstance(self, click.Group):
            self.format_commands(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            formatter.write(f"\nEksempler:\n{self.examples}\n")


def danish(error: click.ClickException) -> str:
    """What is wrong with the arguments, after the usage of the command that they were for."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    said = _said(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{context.get_usage()}\n{said}" if context else said


def complain(message: str) -> int:
    """Print why a command couldn't run, without personal numbers; the exit code for it."""
    for line in message.splitlines():
        click.echo(without_personal_numbers(line), err=True)
    return FAILED


def _said(error: click.ClickException) -> str:
    match error:
        case click.NoSuchCommand():
            return f"Kommandoen {error.command_name} findes ikke.{_near(error.possibilities)}"
        case click.NoSuchOption():
            return f"{error.option_name} findes ikke.{_near(error.possibilities)}"
        case click.MissingParameter():
            return f"{_name(error)} mangler."
        case click.BadParameter():
            return f"{_name(error)}: {_needed(error)}"
        case click.BadOptionUsage():
            return f"{error.option_name} skal have en værdi, eller må ingen have."
        case _:
            return error.format_message()


def _near(possibilities: list[str] | None) -> str:
    return f" Mente du {' eller '.join(possibilities)}?" if possibilities else ""


def _name(error: click.BadParameter) -> str:
    if isinstance(error.param, click.Option):
        return error.param.opts[0]
    return error.param.make_metavar(error.ctx) if error.param and error.ctx else "Et argument"


def _needed(error: click.BadParameter) -> str:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        return f"vælg mellem {', '.join(kind.choices)}."
    if isinstance(kind, click.types.IntParamType):
        return "skal være et helt tal."
    return error.message
