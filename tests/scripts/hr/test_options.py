import click
import pytest
from click.testing import CliRunner

from scripts.hr.options import apply_option, limit_options, rejects_option
from service.hr.comparing import MAX_GONE, MAX_REJECTED


@pytest.fixture
def told():
    """What a command with these options is told, by the arguments that it is called with."""
    found = {}

    @click.command()
    @apply_option
    @limit_options
    @rejects_option
    def command(**values):
        found.update(values)

    def told(*arguments):
        outcome = CliRunner().invoke(command, arguments)
        return found if outcome.exit_code == 0 else outcome.output

    return told


def test_without_arguments_nothing_is_written_and_the_limits_are_those_of_every_import(told):
    values = told()
    assert (values["apply"], values["max_rejected"], values["max_gone"]) == (False, MAX_REJECTED, MAX_GONE)


@pytest.mark.parametrize("percent", ["2,5", "2.5"])
def test_a_percentage_has_a_comma_or_a_point(told, percent):
    assert told("--max-gone", percent)["max_gone"] == 2.5


@pytest.mark.parametrize("percent", ["-1", "101", "mange", "nan"])
def test_what_is_no_percentage_is_refused(told, percent):
    assert "fra 0 til 100" in told("--max-rejected", percent)
