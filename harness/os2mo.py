"""An OS2mo for the tests: its real schema, answered by graphql-core out of an organisation in memory.

What is asked that the schema lacks is an error here as it is there. Every object has a timeline of versions,
each in force from one day to another; without a filter OS2mo tells what is in force today, and so does this.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from graphql import GraphQLResolveInfo, GraphQLSchema, build_schema, graphql_sync
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from harness.factories import TODAY
from service.hr.os2mo.client import Access
from service.hr.os2mo.queries import VERSION

SCHEMA = Path(__file__).with_name(f"os2mo_v{VERSION}.graphql")
ZONE = ZoneInfo("Europe/Copenhagen")
FOREVER = date(9999, 12, 31)
CPR = "0101701234"
CLIENT, SECRET = "tvaers", "kun-til-test"
POLL = 0.01
"""Seconds after which the server sees that it is to end."""
TOKEN_SECONDS = 3600
"""How long a token holds; the client renews one that holds for less than a minute."""

Version = Mapping[str, Any]

ONE = {
    "parent_response": ("units", "parent"),
    "person_response": ("people", "person"),
    "org_unit_response": ("units", "unit"),
    "job_function_response": ("classes", "job_function"),
    "kle_number_response": ("classes", "number"),
    "leave_response": ("leaves", "leave"),
}
"""Where a link to one object leads, and the property that holds its id."""
MANY = {"responsibilities_response": "responsibilities", "kle_aspects_response": "aspects"}
"""Links to several classes, and the property that holds their ids."""
BACK = {"kles_response": ("kles", "unit"), "managers_response": ("managers", "unit")}
"""Links that are held at their other end."""
PAGES = {"org_units": "units", "engagements": "engagements"}


def uuid(name: str) -> str:
    """The id of what has this name."""
    return str(uuid5(NAMESPACE_URL, name))


@dataclass
class Organisation:
    """What OS2mo knows, by kind: the timeline of every object by its id, in days."""

    today: date = TODAY
    units: dict[str, list[Version]] = field(default_factory=dict)
    people: dict[str, list[Version]] = field(default_factory=dict)
    classes: dict[str, list[Version]] = field(default_factory=dict)
    engagements: dict[str, list[Version]] = field(default_factory=dict)
    managers: dict[str, list[Version]] = field(default_factory=dict)
    kles: dict[str, list[Version]] = field(default_factory=dict)
    leaves: dict[str, list[Version]] = field(default_factory=dict)

    def add(
        self, kind: str, key: str, /, *, since: date = date(2020, 1, 1), until: date = FOREVER, **said: Any
    ) -> str:
        """Add a version of the object that people call by this key, and give its id."""
        id = uuid(f"{kind}/{key}")
        versions: list[Version] = getattr(self, kind).setdefault(id, [])
        versions.append({"uuid": id, "user_key": key, "since": since, "until": until, **said})
        return id

    def unit(self, name: str, parent: str | None = None, **said: Any) -> str:
        """A unit, by its name."""
        return self.add("units", name, **{"name": name, "parent": parent and uuid(f"units/{parent}"), **said})

    def person(self, name: str, *, nickname: str = "") -> str:
        """A person, who has a personal number as in a real OS2mo, so that one that is asked for is seen."""
        return self._once("people", name, name=name, nickname=nickname, cpr_number=CPR)

    def named(self, name: str) -> str:
        """A class, such as a job function, a KLE number or a responsibility."""
        return self._once("classes", name, name=name)

    def engagement(self, name: str, person: str, unit: str, job: str = "Lærer", **said: Any) -> str:
        """That somebody works somewhere; `leave=True` that they are away just now."""
        if said.pop("leave", False):
            said["leave"] = self.add("leaves", name)
        values = {"fraction": None, "is_primary": True, "leave": None, **said}
        return self.add(
            "engagements",
            name,
            person=self.person(person),
            unit=uuid(f"units/{unit}"),
            job_function=self.named(job),
            **values,
        )

    def manager(self, name: str, unit: str, person: str | None, *responsibilities: str, **said: Any) -> str:
        """That somebody, or nobody yet, leads a unit."""
        return self.add(
            "managers",
            name,
            unit=uuid(f"units/{unit}"),
            person=person and uuid(f"people/{person}"),
            responsibilities=[self.named(each) for each in responsibilities],
            **said,
        )

    def kle(self, unit: str, number: str, *aspects: str) -> str:
        """That a unit has tasks with a KLE number."""
        return self.add(
            "kles",
            f"{unit} {number}",
            unit=uuid(f"units/{unit}"),
            number=self.named(number),
            aspects=[self.named(each) for each in aspects],
        )

    def _once(self, kind: str, key: str, /, **said: Any) -> str:
        id = uuid(f"{kind}/{key}")
        return id if id in getattr(self, kind) else self.add(kind, key, **said)

    def current(self, kind: str, id: str) -> Version | None:
        """The version of an object that is in force today."""
        versions: list[Version] = getattr(self, kind).get(id, ())
        return next((each for each in versions if each["since"] <= self.today <= each["until"]), None)

    def in_force(self, kind: str) -> list[str]:
        """The ids of all objects of a kind that are in force today."""
        return [id for id in getattr(self, kind) if self.current(kind, id)]


@dataclass
class Os2moServer:
    """A running OS2mo: what it was asked, and the ways in which it can fail."""

    organisation: Organisation
    address: str = ""
    asked: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    failures: list[int] = field(default_factory=list)
    token_failures: list[int] = field(default_factory=list)
    broken: str = ""
    listeners: dict[str, str] = field(default_factory=dict)
    events: dict[str, list[str]] = field(default_factory=dict)
    fetched: set[str] = field(default_factory=set)
    token_seconds: int = TOKEN_SECONDS
    most: int = 10_000

    @property
    def access(self) -> Access:
        """How a client gets in."""
        return Access(
            address=self.address,
            token_address=f"{self.address}/token",
            client_id=CLIENT,
            client_secret=SECRET,
        )

    def happens(self, routing_key: str, subject: str) -> None:
        """Something may have changed: every listener of that kind has one event of it, however often."""
        if routing_key in self.listeners and subject not in self.events.setdefault(routing_key, []):
            self.events[routing_key].append(subject)

    def time_passes(self) -> None:
        """What was fetched and not acknowledged is told again."""
        self.fetched.clear()

    def answer(self, request: Request) -> Response:
        """One request, as a WSGI application has it."""
        if request.path == "/token":
            if self.token_failures:
                return Response("", status=self.token_failures.pop(0))
            return self._token(request)
        if self.failures:
            return Response("", status=self.failures.pop(0))
        if request.path != f"/graphql/v{VERSION}":
            return Response("", status=404)
        if request.headers.get("Authorization") not in {f"Bearer {each}" for each in self.tokens}:
            return Response("", status=401)
        body = json.loads(request.get_data())
        self.asked.append(body["query"])
        result = graphql_sync(
            schema(),
            body["query"],
            variable_values=body["variables"],
            field_resolver=self._resolve,
        )
        return Response(json.dumps(result.formatted), content_type="application/json")

    def _token(self, request: Request) -> Response:
        form = parse_qs(request.get_data(as_text=True))
        known = request.authorization
        if form.get("grant_type") != ["client_credentials"] or known is None or known.password != SECRET:
            return Response('{"error": "invalid_client"}', status=401, content_type="application/json")
        self.tokens.append(f"token-{len(self.tokens)}")
        told = {"access_token": self.tokens[-1], "token_type": "Bearer", "expires_in": self.token_seconds}
        return Response(json.dumps(told), content_type="application/json")

    def _resolve(self, source: Any, info: GraphQLResolveInfo[Any], **args: Any) -> Any:
        name = info.field_name
        if name == self.broken:
            raise RuntimeError(f"Anna Holm, {CPR}")
        if info.parent_type.name in {"Query", "Mutation"}:
            return self._asked(name, args)
        if isinstance(source, tuple):
            kind, id = source
            return id if name == "uuid" else self.organisation.current(kind, id)
        if name in ONE:
            kind, held = ONE[name]
            return source[held] and (kind, source[held])
        if name in MANY:
            return _page([("classes", id) for id in source[MANY[name]]])
        if name in BACK:
            kind, held = BACK[name]
            ids = self.organisation.in_force(kind)
            here = (id for id in ids if (self.organisation.current(kind, id) or {})[held] == source["uuid"])
            return _page([(kind, id) for id in here])
        if name == "validity":
            return {"from": _midnight(source["since"]), "to": _midnight(source["until"])}
        return source[name]

    def _asked(self, name: str, args: Mapping[str, Any]) -> Any:
        if name in PAGES:
            start = int(args.get("cursor") or 0)
            end = start + min(args.get("limit") or self.most, self.most)
            kind = PAGES[name]
            ids = self.organisation.in_force(kind)
            return _page([(kind, id) for id in ids[start:end]], str(end) if end < len(ids) else None)
        if name == "event_listener_declare":
            key = args["input"]["routing_key"]
            return {"uuid": self.listeners.setdefault(key, uuid(f"listener/{key}"))}
        if name == "event_fetch":
            [key] = [key for key, id in self.listeners.items() if id == args["filter"]["listener"]]
            tokens = [f"{key}/{subject}" for subject in self.events.get(key, ())]
            token = next((each for each in tokens if each not in self.fetched), None)
            self.fetched.add(token or "")
            return token and {"token": token}
        if name == "event_acknowledge":
            key, _, subject = args["input"]["token"].partition("/")
            self.events[key].remove(subject)
            return True
        raise NotImplementedError(name)


def _page(objects: list[tuple[str, str]], following: str | None = None) -> Mapping[str, Any]:
    return {"objects": objects, "page_info": {"next_cursor": following}}


def _midnight(day: date) -> str | None:
    """A day as OS2mo writes it; None for no end."""
    return None if day == FOREVER else datetime.combine(day, time(), ZONE).isoformat()


@cache
def schema() -> GraphQLSchema:
    """OS2mo's own."""
    return build_schema(SCHEMA.read_text(encoding="utf-8"))


@contextmanager
def served(organisation: Organisation) -> Iterator[Os2moServer]:
    """An OS2mo with that organisation, at an address of this machine as long as the context."""
    os2mo = Os2moServer(organisation)
    server = make_server("127.0.0.1", 0, Request.application(os2mo.answer), threaded=True)
    os2mo.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(POLL,), daemon=True)
    thread.start()
    try:
        yield os2mo
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
