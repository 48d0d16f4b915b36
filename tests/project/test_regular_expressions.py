"""No regular expression of ours can be made to take long, whatever it is asked to read (ReDoS).

Every pattern is found by itself, those of a new module too, and reads the strings that are worst for
it: each repetition of it, repeated for as long as it goes, with an end that doesn't fit.
"""

import ast
import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

# What re itself reads patterns with; public under another name until Python 3.11.
PARSER: Any = importlib.import_module("re._parser")
ROOT = Path(__file__).parents[2]
ROOMS = ("matching", "graph", "service", "scripts", "harness", "bench")
LENGTH = 1_000
"""Characters. What grows with the square takes hundredths of a second here, what grows faster a second."""
SECONDS = 0.4
"""Processor time that one string may take."""
BUILT = {
    "graph/vocabulary/neutral_titles.py": "words of a list, each escaped",
    "graph/demo/wording.py": "one escaped word of our own",
    "matching/language/word_kinds.py": "escaped words, read as constants of the modules that list them",
}
"""Where a pattern is put together in a function."""
STARTS = {"__main__", "service.wsgi", "service.process.gunicorn_conf"}
"""Modules that do something when they are imported."""


def modules() -> Iterator[ModuleType]:
    for room in ROOMS:
        package = importlib.import_module(room)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if found.name not in STARTS and not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def patterns_in(value: Any, depth: int = 3) -> Iterator[re.Pattern[str]]:
    """Compiled patterns of text in a value and what it holds."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth:
        for held in _held(value):
            yield from patterns_in(held, depth - 1)


def _held(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from [*value.keys(), *value.values()][:500]
    elif isinstance(value, list | tuple | set | frozenset):
        yield from list(value)[:500]
    elif isinstance(value, type) and value.__module__.split(".")[0] in ROOMS:
        yield from vars(value).values()
    elif is_dataclass(value):
        yield from (getattr(value, field.name, None) for field in fields(value))


def written() -> Iterator[tuple[str, str]]:
    """Every pattern that stands in a call of `re` as it is, and where one is put together in a function."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            inside = {
                id(each)
                for function in ast.walk(tree)
                if isinstance(function, ast.FunctionDef)
                for each in ast.walk(function)
            }
            for call in ast.walk(tree):
                if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.args):
                    continue
                if not (isinstance(call.func.value, ast.Name) and call.func.value.id == "re"):
                    continue
                where = path.relative_to(ROOT).as_posix()
                first = call.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield f"{where}:{first.lineno}", first.value
                elif id(call) in inside and call.func.attr != "escape":
                    assert where in BUILT, f"{where}:{call.lineno} builds a pattern: make it a constant"


def everything() -> list[Any]:
    found: dict[tuple[str, int], str] = {}
    for module in modules():
        for name, value in vars(module).items():
            for pattern in patterns_in(value):
                found.setdefault((pattern.pattern, pattern.flags), f"{module.__name__}.{name}")
    for where, text in written():
        found.setdefault((text, re.compile(text).flags), where)
    return [pytest.param(re.compile(*pattern), id=where) for pattern, where in found.items()]


def worst(pattern: re.Pattern[str]) -> Iterator[str]:
    """Strings that it tries hardest on."""
    tree = PARSER.parse(pattern.pattern, pattern.flags)
    units = dict.fromkeys((" ", "a", "0", "-", ".", "<", "&", "\n"))
    starts = [""]
    for before, repeated in _repeats(tree, ""):
        starts.append(before)
        units |= dict.fromkeys(repeated)
    seeds = [each for each in units if each][:24]
    for start in dict.fromkeys(starts[:8]):
        for unit in seeds:
            for end in ("", "\x00!"):
                yield start + unit * (LENGTH // len(unit)) + end
    for first in seeds[:8]:
        for second in seeds[:8]:
            yield (first + second) * (LENGTH // len(first + second))


def _repeats(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """What stands before each repetition, and what it repeats."""
    for name, given in tree:
        for part in _parts(str(name), given):
            yield from _repeats(part, before)
        if str(name) in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and given[1] > 1:
            yield before, _examples(given[2])
        before += (_examples([(name, given)]) or [""])[0]


def _parts(name: str, given: Any) -> list[Any]:
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [given[2]]
    if name == "SUBPATTERN":
        return [given[-1]]
    if name == "BRANCH":
        return list(given[1])
    return [given[1]] if name in ("ASSERT", "ASSERT_NOT") else []


CLASSES = {"CATEGORY_DIGIT": "0", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a", "CATEGORY_NOT_WORD": "-"}


def _examples(tree: Any) -> list[str]:
    """Some short texts that fit, a few for each choice."""
    made = [""]
    for name, given in tree:
        next_ones = _one(str(name), given)
        made = [start + end for start in made for end in next_ones][:6]
    return made


def _one(name: str, given: Any) -> list[str]:
    if name == "LITERAL":
        return [chr(given)]
    if name in ("NOT_LITERAL", "ANY"):
        return ["a", "-"]
    if name == "IN":
        return [sign for kind, value in given for sign in _signs(str(kind), value)][:4] or ["~"]
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [example * max(1, given[0]) for example in _examples(given[2])]
    if name == "SUBPATTERN":
        return _examples(given[-1])
    if name == "BRANCH":
        return [example for choice in given[1] for example in _examples(choice)[:2]]
    return _examples(given[1]) if name == "ASSERT" else [""]


def _signs(kind: str, value: Any) -> list[str]:
    if kind == "RANGE":
        return [chr(value[0])]
    return [chr(value)] if kind == "LITERAL" else [CLASSES.get(str(value), "a")]


@pytest.mark.parametrize("pattern", everything())
def test_no_text_keeps_a_pattern_busy(pattern: re.Pattern[str]) -> None:
    def give_up(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, give_up)
    try:
        for text in worst(pattern):
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
            pattern.fullmatch(text)
            for _ in pattern.finditer(text):
                pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def test_a_pattern_that_can_be_kept_busy_is_found() -> None:
    with pytest.raises(TimeoutError):
        test_no_text_keeps_a_pattern_busy(re.compile(r"(\w+\s?)+:"))


def other_readers(tree: ast.AST) -> Iterator[str]:
    """Ways to a pattern that `written` doesn't see: `re` by another name, another module, a validator's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"re", "regex", "re2"}:
            yield f"from {node.module} import"
        elif isinstance(node, ast.Import):
            yield from (
                each.name
                for each in node.names
                if each.name in {"regex", "re2"} or (each.name == "re" and each.asname)
            )
        elif isinstance(node, ast.Attribute | ast.Name) and ast.unparse(node).endswith("Regexp"):
            yield ast.unparse(node)


def test_every_pattern_of_ours_is_read_by_re_under_its_own_name() -> None:
    files = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    found = {path.name: [*other_readers(ast.parse(path.read_text(encoding="utf-8")))] for path in files}
    assert {name: ways for name, ways in found.items() if ways} == {}
    assert [*other_readers(ast.parse("from re import compile\nimport re as r\nvalidate.Regexp('a+')"))]
