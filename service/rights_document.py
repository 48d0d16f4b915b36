"""Writes the table of rights for people to read: `python -m service.rights_document docs/rights.md`."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from flask import Flask

from service.api.frame.registration import register_api
from service.process.health import register_health
from service.process.metrics import Metrics
from service.rights import FACTS, FIELDS, ROUTES, Right, Whose
from service.roles import Role
from service.scim.views import register_scim
from service.web.frame.registration import register_web

CELLS = {Whose.EVERYBODY: "all", Whose.OWN: "own", Whose.OWN_WORKPLACE: "workplace's"}
OF_A_FRAMEWORK = "Send a file, the same to everybody."
"""What a route does whose view Flask wrote."""

OPENING = """\
# Who may do what

Written by `make rights` from `service/rights.py`, the one place that decides; a test holds the two equal.
What has no line here, or no word in a column, is closed.

| word | with whose things |
|---|---|
| all | of everybody, as far as they show themselves to who asks |
| own | of oneself: one's own profile, what is asked of oneself; a task that one has made |
| workplace's | of tasks owned by the workplace where one works; for a head, also by those below it |

Somebody can have several roles and may then do what any of them may. A tool is no person: it
has nothing of its own but the tasks that it made, and its token reaches only the families of routes in its
scopes; a token that names none has all of them. *Anyone* is who is not signed in.
"""


def document() -> str:
    """The table with what each route does, in the words of its view; needs no graph."""
    purposes = _purposes()
    routes = _table(
        ["route", "does", "scope"],
        ((f"`{route}`", purposes[route], right.scope or "") for route, right in ROUTES.items()),
        ROUTES.values(),
    )
    facts = _table(
        ["what is told", "in the fields"],
        ((fact.value, ", ".join(f"`{name}`" for name, of in FIELDS.items() if of is fact)) for fact in FACTS),
        FACTS.values(),
    )
    return "\n".join([OPENING, "## What is called", "", *routes, "", "## What is told", "", *facts, ""])


def _table(heads: list[str], rows: Iterable[tuple[str, ...]], rights: Iterable[Right]) -> Iterator[str]:
    columns = [*heads, *(_column(role) for role in Role)]
    yield _line(columns)
    yield _line("---" for _ in columns)
    for row, right in zip(rows, rights, strict=True):
        yield _line([*row, *(_cell(right, role) for role in Role)])


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _column(role: Role) -> str:
    return "anyone" if role is Role.ANONYMOUS else role.value


def _cell(right: Right, role: Role) -> str:
    reach = right.reach(frozenset({role}))
    if Whose.EVERYBODY in reach:
        return CELLS[Whose.EVERYBODY]
    return ", ".join(word for whose, word in CELLS.items() if whose in reach)


def _purposes() -> Mapping[str, str]:
    """The first line of what each route's view says of itself, by method and route."""
    app = Flask("service", static_folder=None)
    register_health(app, Metrics())
    register_api(app)
    register_scim(app)
    register_web(app)
    found = {}
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        ours = view.__module__.startswith("service")
        said = (view.__doc__ or "").partition("\n")[0] if ours else OF_A_FRAMEWORK
        for method in rule.methods or ():
            found[f"{method} {rule.rule}"] = said
    return found


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
