"""docs/hr-files.md and docs/operations.md are true: examples load; all words and commands stand there."""

import re
from dataclasses import replace
from pathlib import Path

import click
import pytest

from graph.demo.generation import municipality
from graph.vocabulary.esco import known_only, read_catalogue
from scripts import command_line
from scripts.command_line import DONE
from scripts.hr import options
from scripts.tvaers import SECTIONS, tvaers
from service.hr import comparing
from service.hr.choice_words import (
    EVIDENCE_WORDS,
    INVOLVEMENT_WORDS,
    LIFE_PHASE_WORDS,
    STATUS_WORDS,
    VISIBILITY_WORDS,
)
from service.hr.labels import Labels
from service.hr.schemas import FILE_KINDS, column_names
from tests.service.hr.conftest import reasons, snapshot

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "hr-files.md").read_text(encoding="utf-8")
OPERATIONS = (DOCS / "operations.md").read_text(encoding="utf-8")
COMMANDS = [name for commands in SECTIONS.values() for name in commands]


def section(heading):
    """The text under the heading that has these words, up to the next heading."""
    found = re.search(
        rf"^##+ [^\n]*{re.escape(heading)}[^\n]*\n(.*?)(?=^##+ |\Z)",
        f"{PAGE}\n{OPERATIONS}",
        re.MULTILINE | re.DOTALL,
    )
    assert found, f"no section about {heading}"
    return found[1]


@pytest.mark.parametrize("kind", FILE_KINDS, ids=lambda kind: kind.name)
def test_every_column_is_documented_with_all_its_names(kind):
    rows = {
        re.match(r"\| `([^`]+)`", line)[1]: line
        for line in section(f"`--{kind.name}`").splitlines()
        if line.startswith("| `")
    }
    assert list(rows) == list(kind.columns)
    for column, field in kind.columns.items():
        also, required = rows[column].split(" | ")[1:3]
        assert re.findall("`([^`]+)`", also) == list(column_names(column, field)[1:])
        assert (required.strip() == "ja") is field.required


@pytest.mark.parametrize(
    "words", [EVIDENCE_WORDS, INVOLVEMENT_WORDS, LIFE_PHASE_WORDS, STATUS_WORDS, VISIBILITY_WORDS]
)
def test_every_choice_is_documented_in_both_languages(words):
    for first, *_, last in words.values():
        assert f"`{first}`" in PAGE
        assert f"`{last}`" in PAGE


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented_and_has_help_with_examples(name):
    command = tvaers.get_command(click.Context(tvaers), name)
    text = section(f"`tvaers {name}")
    for parameter in command.params:
        for option in [*parameter.opts, *parameter.secondary_opts]:
            assert isinstance(parameter, click.Argument) or (f"`{option}`" in text and parameter.help)
        if isinstance(parameter, click.Argument):
            assert f"`{parameter.metavar}`" in text
    assert command.help
    assert f"tvaers {name}" in command.examples


def test_every_exit_code_is_documented():
    codes = re.findall(r"^\| (\d) \|", section("Afslutningskoder"), re.MULTILINE)
    known = {command_line.DONE, command_line.FAILED, command_line.SOME_REJECTED, command_line.REFUSED}
    assert {int(code) for code in codes} == known


def test_the_default_limits_are_documented():
    text = section("`tvaers import-hr")
    for limit in (comparing.MAX_REJECTED, comparing.MAX_GONE, options.REJECTS):
        assert f"({limit:g})" in text if isinstance(limit, float) else f"(`{limit}`)" in text


def test_the_examples_load_with_the_shipped_catalogue_and_a_second_time_change_nothing(run_import, graph):
    catalogue = read_catalogue()
    known = known_only(catalogue.skills, catalogue.professions)
    loading = graph.loading
    loading.apply(loading.plan_skills(known.skills), loading.plan_professions(known.professions))
    files = [
        argument
        for kind in FILE_KINDS
        for argument in (f"--{kind.danish}", str(DOCS / "examples" / f"{kind.danish}.csv"))
    ]
    outcome = run_import("--apply", *files)
    assert (outcome.code, outcome.rejects) == (DONE, [])
    assert len(graph.tasks.get("O-2026-02").value.assignments) == 3
    number = graph.changes.number()
    assert run_import("--apply", "--complete", *files).code == DONE
    assert graph.changes.number() == number


def test_the_examples_load_into_the_demo_without_a_rejected_row(fit):
    demo = municipality()
    graph = replace(
        snapshot(workplaces=demo.workplaces, employees=demo.employees, tasks=demo.tasks),
        skills=Labels.of_skills(demo.skills),
        professions=Labels.of_professions(demo.professions),
    )
    examples = DOCS / "examples"
    texts = {kind: (examples / f"{kind.danish}.csv").read_text("utf-8-sig") for kind in FILE_KINDS}
    made, files = fit(texts, graph)
    assert not reasons(files)
    assert made.employees.keys().isdisjoint(graph.employees)
    assert made.workplaces.keys().isdisjoint(graph.workplaces)
    assert made.tasks.keys().isdisjoint(graph.tasks)
