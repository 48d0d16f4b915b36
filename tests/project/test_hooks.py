"""What looks at a commit is installed with the rest and fetches nothing."""

import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
CONFIGURATION = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
HOOKS = [hook for repository in CONFIGURATION["repos"] for hook in repository["hooks"]]


def test_no_hook_comes_from_elsewhere():
    assert [repository["repo"] for repository in CONFIGURATION["repos"]] == ["local"]
    assert {hook["language"] for hook in HOOKS} == {"system"}


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_each_hook_is_a_program_of_the_virtual_environment(hook):
    program = Path(hook["entry"].split()[0])
    assert program.parent == Path(".venv/bin")
    assert Path(sys.executable).with_name(program.name).is_file()
