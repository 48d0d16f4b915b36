"""Calls drawn by chance over every route of API and pages, with ids of those who hide among the others."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from harness.factories import profession_id, skill_id
from matching.model import Visibility
from service.rights import ROUTES
from service.roles import Role
from tests.service.twins import QUALIFICATIONS, SEARCHED, SKILLS, World, invitation_id

API = "/api/v1"
OFTEN = {
    "POST /matches": 6,
    "GET /employees": 4,
    "GET /employees/<employee_id>": 4,
    "GET /tasks/<task_id>": 4,
    "GET /tasks/<task_id>/invitations": 3,
    "GET /teachers": 3,
    "GET /employees/<employee_id>/introduction": 3,
    "GET /organisation/skills": 3,
    "GET /soeg": 4,
    "GET /kompetence/<path:skill_id>": 4,
    "GET /arbejdsplads/<path:workplace_id>": 4,
    "GET /kollega/<employee_id>": 3,
    "POST /tasks/<task_id>/invitations": 3,
}
"""How much more often than others a route is called, where much is told."""


NOT_CALLED = {"GET /metrics", f"DELETE {API}/employees/<employee_id>"}
"""What tells of more than colleagues show: figures of the process; and the DPO erases who hides as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request; `tag` sends the tag that the thing at the path has for the asker just before."""

    route: str
    method: str
    path: str
    query: dict[str, Any] = field(default_factory=dict)
    json: dict[str, Any] | None = None
    form: dict[str, Any] | None = None
    tag: bool = False

    def made_by(self, asking: FlaskClient) -> TestResponse:
        """The answer."""
        headers = {}
        if self.tag:
            headers["If-Match"] = asking.get(self.path.partition(":close")[0]).headers.get("ETag", "")
        more: dict[str, Any] = {"headers": headers, "query_string": self.query}
        if self.json is not None:
            more["json"] = self.json
        if self.form is not None:
            more["data"] = self.form
        return asking.open(self.path, method=self.method, **more)


def calls(world: World, role: Role, *, count: int, seed: int) -> Iterator[Call]:
    """So many calls as one role; the same for the same seed."""
    drawing = Drawing(Random(seed), world, role)
    routes = [route for route in ROUTES if "filename" not in route and route not in NOT_CALLED]
    weights = [OFTEN.get(route.replace(API, ""), 1) for route in routes]
    for route in drawing.chance.choices(routes, weights, k=count):
        yield drawing.call(route)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Draws what a call names out of a world, and sometimes out of nothing."""

    chance: Random
    world: World
    role: Role

    def call(self, route: str) -> Call:
        """A call of a route."""
        method, _, path = route.partition(" ")
        for name, draw in (
            ("<employee_id>", self.employee),
            ("<task_id>", self.task),
            ("<invitation_id>", self.invitation),
            ("<introduction_id>", lambda: "ingen"),
            ("<path:skill_id>", self.skill),
            ("<path:kind_id>", self.qualification),
            ("<path:profession_id>", self.profession),
            ("<path:workplace_id>", self.workplace),
            ("<workplace_id>", self.workplace),
        ):
            if name in path:
                path = path.replace(name, quote(draw(), safe=""))
        bodies = self._bodies()
        short = f"{method} {route.partition(' ')[2].removeprefix(API)}"
        pages = not path.startswith(API)
        return Call(
            route=route,
            method=method,
            path=path,
            query=self._query(short) if method == "GET" else {},
            json=bodies.get(short, dict)() if method != "GET" and not pages else None,
            form=self._forms().get(short, self.inquiry)() if method != "GET" and pages else None,
            tag=method == "PUT" or short == "POST /tasks/<task_id>:close",
        )

    def employee(self) -> str:
        own = [self.role.value] * 4
        hiding = [each.id for each in self.world.employees if each.name.startswith(SEARCHED)]
        return self.chance.choice([*(each.id for each in self.world.employees), *hiding, *own, "emp-ingen"])

    def employees(self, most: int = 3) -> list[str]:
        return sorted({self.employee() for _ in range(self.chance.randint(0, most))})

    def task(self) -> str:
        return self.chance.choice([*(each.id for each in self.world.tasks), *self.world.made, "task-ingen"])

    def invitation(self) -> str:
        of = [(each.task, each.employee) for each in self.world.invited]
        own = [pair for pair in of if pair[1] == self.role.value]
        return invitation_id(*self.chance.choice([*of, *own * 3, (self.task(), self.employee())]))

    def skill(self) -> str:
        return skill_id(self.chance.choice(SKILLS))

    def profession(self) -> str:
        return profession_id(self.chance.choice(("Jurist", "Lærer")))

    def qualification(self) -> str:
        return self.chance.choice(QUALIFICATIONS)

    def workplace(self) -> str:
        return self.chance.choice(self.world.workplaces).id

    def needs(self) -> list[dict[str, Any]]:
        chosen = self.chance.sample(SKILLS, self.chance.randint(1, 4))
        return [{"skill": skill_id(each), "level": self.chance.randint(1, 5)} for each in chosen]

    def question(self) -> dict[str, Any]:
        found: dict[str, Any] = {"requirements": self.needs(), "text": self.text()}
        for name, draw in (
            ("unit", self.workplace),
            ("members", self.employees),
            ("asker", self.employee),
            ("qualifications", lambda: [self.qualification()]),
            ("filters", self.filters),
        ):
            if self.chance.random() < 0.4:
                found[name] = draw()
        return found

    def filters(self) -> dict[str, Any]:
        options: dict[str, Callable[[], Any]] = {
            "exclude": self.employees,
            "workplaces": lambda: [self.workplace()],
            "professions": lambda: [self.profession()],
            "hours": lambda: 2.0,
            "new_ties": lambda: True,
            "across": lambda: True,
        }
        name = self.chance.choice(sorted(options))
        return {name: options[name]()}

    def team(self) -> dict[str, Any]:
        found: dict[str, Any] = {"requirements": self.needs(), "largest": 4}
        options: dict[str, Callable[[], Any]] = {
            "task": self.task,
            "owners": lambda: [self.workplace()],
            "fixed": self.employees,
            "exclude": self.employees,
            "known": lambda: 1,
            "new": lambda: 1,
            "learn": self.skill,
            "qualifications": lambda: [self.qualification()],
            "workplaces": lambda: 2,
        }
        for name in self.chance.sample(sorted(options), self.chance.randint(0, 2)):
            found[name] = options[name]()
        return found

    def text(self) -> str:
        return f"Vi skal bruge {self.chance.choice(SKILLS).lower()} og {self.chance.choice(SKILLS).lower()}"

    def new_task(self) -> dict[str, Any]:
        return {"title": "Ny opgave", "requirements": self.needs(), "owners": [self.workplace()]}

    def inquiry(self) -> dict[str, Any]:
        found: dict[str, Any] = {"tekst": self.text(), "med": [self.skill()]}
        options: dict[str, Callable[[], Any]] = {
            "enhed": self.workplace,
            "spoerger": self.employee,
            "omraade": self.workplace,
            "faglighed": self.profession,
            "timer": lambda: "1",
            "soeg": lambda: "kor",
            "medlem": self.employees,
            "ikke": self.employees,
            "hold": self.employees,
            "laer": self.skill,
            "navn": lambda: self.chance.choice((*SKILLS, "Dronefoto")),
            "fra": self.skill,
            "til": self.skill,
        }
        for name in self.chance.sample(sorted(options), self.chance.randint(0, 3)):
            found[name] = options[name]()
        return found

    def _query(self, short: str) -> dict[str, Any]:
        page = {"page": self.chance.randint(1, 2), "size": self.chance.choice((3, 20))}
        listed: dict[str, Callable[[], dict[str, Any]]] = {
            "GET /employees": lambda: self.search() | page,
            "GET /teachers": lambda: {"skill": self.skill(), "unit": self.workplace()} | page,
            "GET /holders": lambda: {"skill": self.skill()} | page,
            "GET /min-side/kendte": lambda: {"soeg": self.search().get("text", SEARCHED)},
            "GET /introduktioner": lambda: {"soeg": self.search().get("text", "kollega")},
            "GET /introduktioner/vej": lambda: {"til": self.employee()},
            "GET /soeg": lambda: {"efter": self.chance.choice((*SKILLS, SEARCHED, "kollega", "opgave"))},
            "GET /katalog": lambda: {"soeg": self.chance.choice(SKILLS)},
            "GET /katalog/saml": lambda: {"fra": self.skill(), "til": self.skill()},
            "GET /tasks": lambda: {"workplace": self.workplace()} | page,
            "GET /gaps": lambda: page,
            "GET /skills": lambda: {"text": self.chance.choice(("", "kor", SEARCHED))} | page,
            "GET /professions": lambda: {"text": self.chance.choice(("", "jur"))} | page,
            "GET /workplaces": lambda: {"text": self.chance.choice(("", "sko"))} | page,
            "GET /organisation/skills": lambda: {"at_risk": self.chance.choice(("true", "false"))} | page,
            "GET /organisation/collaboration": lambda: {"by": self.chance.choice(("area", "workplace"))},
        }
        if short in listed:
            return listed[short]()
        return self.inquiry() if short in {"GET /opgave", "GET /hold", "GET /hold/pladser"} else {}

    def search(self) -> dict[str, Any]:
        options = (
            {"text": SEARCHED},
            {"text": f"kollega {self.chance.randint(0, 20)}"},
            {"workplace": self.workplace()},
            {"profession": self.profession()},
            {},
        )
        return self.chance.choice(options)

    def _forms(self) -> dict[str, Callable[[], dict[str, Any]]]:
        return {
            "POST /min-side/kendte": lambda: {"kender": self.employees()},
            "POST /introduktioner": lambda: {"til": self.employee(), "besked": "Hej"},
            "POST /introduktioner/<introduction_id>/svar": lambda: {"svar": "ja"},
            "POST /hoeringer/<invitation_id>/svar": lambda: {"svar": "agrees"},
        }

    def _bodies(self) -> dict[str, Callable[[], dict[str, Any]]]:
        def took_part() -> dict[str, Any]:
            return {"assignments": [{"employee": each} for each in self.employees(2)]}

        return {
            "POST /matches": self.question,
            "POST /teams": self.team,
            "POST /teams:advise": lambda: self.team() | {"team": self.employees() or ["emp-ingen"]},
            "POST /skills:link": lambda: {"text": self.text()},
            "POST /tasks": self.new_task,
            "PUT /tasks/<task_id>": self.new_task,
            "POST /tasks/<task_id>:close": took_part,
            "POST /tasks/<task_id>/invitations": lambda: {"employees": [self.employee()]},
            "POST /tasks/<task_id>/offers": lambda: {"skill": self.skill()},
            "POST /invitations/<invitation_id>:close": lambda: {"did": "Alt", "used": [self.skill()]},
            "POST /invitations/<invitation_id>:decline": lambda: {"reason": "Nej"},
            "POST /invitations/<invitation_id>:confirm": lambda: {"skills": []},
            "POST /consultations/<invitation_id>:answer": lambda: {"agrees": True},
            "POST /introductions": lambda: {"employee": self.employee()},
            "POST /introductions/<introduction_id>:answer": lambda: {"made": True},
            "PUT /switches/workplaces/<workplace_id>": lambda: {"on": self.chance.random() < 0.5},
            "PUT /employees/<employee_id>/offer": lambda: {"hours_offered": 3.0},
            "PUT /employees/<employee_id>/colleagues": lambda: {"knows": self.employees()},
            "PUT /employees/<employee_id>/skills/<path:skill_id>": lambda: {
                "level": self.chance.randint(1, 5)
            },
            "PUT /employees/<employee_id>/qualifications/<path:kind_id>": lambda: {
                "valid_until": "2027-05-01"
            },
            "PUT /employees/<employee_id>/visibility": lambda: {
                "visibility": self.chance.choice([*Visibility]).value
            },
            "PUT /employees/<employee_id>/objection": lambda: {"objects": self.chance.random() < 0.5},
            "PUT /employees/<employee_id>/learning": lambda: {
                "wants_to_learn": [self.skill()],
                "can_teach": [self.skill()],
            },
        }
