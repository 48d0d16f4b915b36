"""The documents name only what is there: files, folders, modules, tests and each other.

The papers for people (`docs/privacy`) promise besides: each promise says where it is kept and by which test,
each paper promises nothing else, and every field that is kept of people stands in their list.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from graph.account_groups import AccountGroup
from graph.accounts import Account
from graph.audit.chain import Line, Person
from graph.contacts import Contact
from graph.inquiries import KeptInquiry
from graph.notices import Notice
from graph.sessions import Session
from graph.task_history import TaskChange
from matching.insight.introductions import Request
from matching.invitation import Invitation, Move
from matching.model import Assignment, Employee, HeldSkill, OwnStatement, Task, Workplace
from service.rights import FACTS, ROUTES, Fact, Right
from service.roles import Role

ROOT = Path(__file__).parents[2]
DOCUMENTS = [
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
]
ROOMS = "matching|graph|service|scripts|harness|bench|tests|docs|requirements"
NAMED_PATH = re.compile(rf"`((?:{ROOMS})/[\w./-]+)`")
NAMED_TEST = re.compile(r"`(tests/[\w./-]+\.py)::(\w+)`")
NAMED_MODULE = re.compile(rf"`((?:{ROOMS})(?:\.[a-z_]+)+)`")
LINK = re.compile(r"\]\(([^)#:]*)(?:#([^)]*))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.M)

PAPERS = sorted((ROOT / "docs/privacy").glob("*.md"))
PROMISE = re.compile(r"^\| (\d+) \|[^|]+\|([^|]+)\|([^|]+)\|$", re.M)
THREAT = re.compile(r"^\| ([^|]+) \| (V\d[^|]*) \|([^|]+)\|$", re.M)
"""A threat with its chapters of OWASP ASVS 5.0, and what holds it."""
PROMISED = re.compile(r"\(løfte ([\d, ]+)")
KEPT_OF_PEOPLE = (
    Employee,
    HeldSkill,
    OwnStatement,
    Task,
    Assignment,
    TaskChange,
    Invitation,
    Move,
    Request,
    Notice,
    Contact,
    Account,
    AccountGroup,
    Session,
    KeptInquiry,
    Line,
    Person,
    Workplace,
)
WHO_SEES = re.compile(r"^\| ([^|]+)((?:\| [^|]+){7})\| `([^`]+)` \|$", re.M)
"""What is seen, whether each of seven roles sees it, and its line in the table of rights."""
COLUMNS = (Role.EMPLOYEE, Role.LEAD, Role.HR, Role.HEAD, Role.COUNCIL, Role.DPO, Role.ADMIN)
LABEL = re.compile(r"\((?:\w*|\{\{[^}]*\}\}):([A-Z][A-Za-z]+)\b")


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def promises() -> Iterator[tuple[str, str, str]]:
    """Number, where it is kept, and the tests that hold it."""
    return ((match[1], match[2], match[3]) for match in PROMISE.finditer(read("docs/privacy/promises.md")))


def is_test(path: str, name: str) -> bool:
    """Whether a file of tests has a test of this name."""
    return (ROOT / path).exists() and f"def {name}(" in read(path)


def is_module(name: str) -> bool:
    """Whether a module or package has this name, or one holds a function of this name."""
    path = ROOT / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").exists() or path.parent.with_suffix(".py").exists()


def leads(document: Path, link: str, place: str) -> bool:
    """Whether a link of a document leads to a file, and to a heading in it where it names one."""
    file = document.parent / link if link else document
    if not file.exists() or not place:
        return file.exists()
    headings = HEADING.findall(file.read_text(encoding="utf-8"))
    return place in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    gone = [path for path in NAMED_PATH.findall(text) if not (ROOT / path).exists()]
    gone += [name for name in NAMED_MODULE.findall(text) if not is_module(name)]
    gone += [f"{path}::{name}" for path, name in NAMED_TEST.findall(text) if not is_test(path, name)]
    gone += [link for link, place in LINK.findall(text) if not leads(document, link, place)]
    assert gone == []


def test_the_documents_are_searched_at_all() -> None:
    found = [NAMED_PATH.findall(document.read_text(encoding="utf-8")) for document in DOCUMENTS]
    assert sum(map(len, found)) > 100


@pytest.mark.parametrize(("number", "where", "by"), list(promises()), ids=lambda value: value[:3])
def test_each_promise_says_where_it_is_kept_and_which_test_holds_it(number: str, where: str, by: str) -> None:
    assert NAMED_PATH.findall(where), number
    assert NAMED_TEST.findall(by), number


def test_promises_are_numbered_without_gaps() -> None:
    numbers = sorted(int(number) for number, *_ in promises())
    assert numbers == list(range(1, len(numbers) + 1))


def test_each_threat_has_its_chapter_and_the_test_that_holds_it_and_each_chapter_a_threat() -> None:
    threats = THREAT.findall(read("docs/privacy/threat-model.md"))
    assert [threat for threat, _, by in threats if not NAMED_PATH.findall(by) + NAMED_TEST.findall(by)] == []
    chapters = {int(number) for _, chapters, _ in threats for number in re.findall(r"V(\d+)", chapters)}
    assert chapters == set(range(1, 17)) - {12}  # not ours: V12 is the proxy's, V17 (WebRTC) is not used


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_a_paper_promises_nothing_that_is_no_promise(paper: Path) -> None:
    made = {number for number, *_ in promises()}
    text = paper.read_text(encoding="utf-8")
    named = {number for group in PROMISED.findall(text) for number in re.findall(r"\d+", group)}
    assert named <= made


def in_a_cell(right: Right, role: Role) -> str:
    """What who-sees-what.md says of a role that has a right."""
    if role in right.everybody:
        return "ja"
    narrower = {"eget": right.own, "egen arbejdsplads": right.own_workplace}
    return ", ".join(word for word, roles in narrower.items() if role in roles) or "–"


def test_who_sees_what_is_what_the_table_of_rights_says() -> None:
    rights = ROUTES | {fact.name: FACTS[fact] for fact in Fact}
    rows = WHO_SEES.findall(read("docs/privacy/who-sees-what.md"))
    assert {line for _, _, line in rows} >= {"HIDING", "NO", "RECORDED", "SUGGESTED", "GET /udlaan"}
    for what, cells, line in rows:
        said = [cell.strip() for cell in cells.split("|")[1:]]
        assert said == [in_a_cell(rights[line], role) for role in COLUMNS], what


@pytest.mark.parametrize("kind", KEPT_OF_PEOPLE, ids=lambda kind: kind.__name__)
def test_every_field_that_is_kept_of_people_stands_in_the_list(kind: type) -> None:
    sections = read("docs/privacy/processing-points.md").split("\n### ")
    section = next(each for each in sections if f"(`{kind.__name__}`)" in each.partition("\n")[0])
    assert [each.name for each in fields(kind) if f"`{each.name}`" not in section] == []


def test_every_label_of_the_graph_stands_in_the_list_too() -> None:
    listed = read("docs/privacy/processing-points.md")
    files = (ROOT / "graph").rglob("*.py")
    labels = {label for file in files for label in LABEL.findall(file.read_text(encoding="utf-8"))}
    assert {"Employee", "Session", "RecordLine"} <= labels
    assert sorted(label for label in labels if f"`{label}`" not in listed) == []
