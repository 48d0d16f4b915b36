"""The one command: what it lists, how fast it is there, and what it says when it can't be understood."""

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from scripts.command_line import DONE, FAILED
from scripts.tvaers import SECTIONS, main

ROOT = Path(__file__).parents[2]
COMMANDS = [name for commands in SECTIONS.values() for name in commands]
SLOW_LIBRARIES = ("numpy", "scipy", "sklearn", "neo4j", "flask", "marshmallow")
CPR = "010190-1234"


def python(code):
    """What a fresh interpreter prints when it runs the code."""
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, check=True, capture_output=True, text=True
    ).stdout


def test_help_lists_every_command_under_its_heading_without_waiting_for_any_library():
    said = python(
        "import sys; from scripts.tvaers import main\n"
        "try: main(['--help'])\n"
        f"except SystemExit: print('loaded:', *(each for each in {SLOW_LIBRARIES} if each in sys.modules))"
    )
    for heading, commands in SECTIONS.items():
        assert f"{heading}:" in said
        for name, what in commands.items():
            assert f"  {name} " in said
            assert what in said
    assert said.endswith("loaded:\n")


def test_the_command_is_installed_under_its_name():
    (installed,) = entry_points(group="console_scripts", name="tvaers")
    assert installed.load() is main


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_called_by_its_name_and_shows_help_in_danish(tvaers, name):
    outcome = tvaers(name, "--help")
    assert outcome.code == DONE
    assert f"Brug: tvaers {name} " in outcome.said
    assert "Eksempler:" in outcome.said
    for english in ("Usage", "Options", "Show this", "Error", "default", "required"):
        assert english not in outcome.said


def test_the_version_is_shown(tvaers):
    assert tvaers("--version").said.startswith("Tværs 0.")


def test_without_a_command_the_list_is_shown(tvaers):
    outcome = tvaers()
    assert outcome.code == FAILED
    assert "import-hr" in outcome.said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["import"], "Kommandoen import findes ikke."),
        (["learm"], "Kommandoen learm findes ikke. Mente du learn?"),
        (["learn", "--aply"], "--aply findes ikke. Mente du --apply?"),
        (["learn", "--seed", "x"], "--seed: skal være et helt tal."),
        (["learn", "--seed"], "--seed skal have en værdi"),
        (["learn", "--apply=1"], "--apply skal have en værdi, eller må ingen have."),
        (["load-esco"], "MAPPE mangler."),
        (["load-esco", "a", "b"], "Ved ikke, hvad b skal bruges til."),
        (["import-hr"], "Angiv mindst én fil"),
        (["import-hr", "--max-gone", "101"], "--max-gone: skal være et tal fra 0 til 100."),
        (["import-hr", "--complete", "folk"], "--complete: vælg mellem alle, workplaces, arbejdspladser"),
    ],
)
def test_what_cannot_be_understood_is_told_in_danish_and_ends_with_one(tvaers, arguments, told):
    outcome = tvaers(*arguments)
    assert outcome.code == FAILED
    assert told in outcome.said
    assert "rror" not in outcome.said


@pytest.mark.parametrize(
    "arguments",
    [[CPR], ["learn", f"--{CPR}"], ["learn", CPR], ["learn", "--seed", CPR], ["load-esco", "a", CPR]],
)
def test_a_personal_number_in_the_arguments_is_not_repeated(tvaers, arguments):
    outcome = tvaers(*arguments)
    assert outcome.code == FAILED
    assert "1234" not in outcome.said


def test_a_setting_that_is_wrong_is_told_before_anything_happens(tvaers, monkeypatch, tmp_path):
    monkeypatch.setenv("TVAERS_DATA_DIR", str(tmp_path / "graph"))
    monkeypatch.setenv("TVAERS_PORT", "ottetusinde")
    for name in ("load-catalogue", "serve"):
        outcome = tvaers(name)
        assert outcome.code == FAILED
        assert "TVAERS_PORT" in outcome.said
    assert not (tmp_path / "graph").exists()


def test_what_nobody_expected_is_not_hidden(monkeypatch):
    monkeypatch.setattr("scripts.load_catalogue.read_catalogue", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["load-catalogue"])
