"""OS2mo's own fixtures of Kolding, as its database (LoRa) has them: units and classes, and no people.

They are OS2mo's (https://github.com/OS2mo/os2mo, MPL 2.0), so they aren't here: TVAERS_TEST_OS2MO names a
folder with `fixture_kolding_org_unit.json` and the like of `class_` and `facet`. Who works there is invented.
"""

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from harness.os2mo import FOREVER, Organisation

FOLDER = os.environ.get("TVAERS_TEST_OS2MO", "")

Registered = dict[str, Any]


def kolding(folder: Path, *, people: int) -> Organisation:
    """The units and classes of the fixtures, with so many people in them, one engagement each."""
    found = Organisation()
    [jobs_of] = [
        id
        for id, said in _objects(folder / "fixture_kolding_facet.json")
        if said["attributter"]["facetegenskaber"][0]["brugervendtnoegle"] == "engagement_job_function"
    ]
    jobs = []
    for id, said in _objects(folder / "fixture_kolding_class_.json"):
        named = said["attributter"]["klasseegenskaber"][0]
        if said["relationer"]["facet"][0]["uuid"] == jobs_of:
            jobs.append(id)
        _keep(found, "classes", id, named, name=named["titel"])
    for id, said in _objects(folder / "fixture_kolding_org_unit.json"):
        named = said["attributter"]["organisationenhedegenskaber"][0]
        above = said["relationer"]["overordnet"][0]["uuid"]
        organisation = said["relationer"]["tilhoerer"][0]["uuid"]
        parent = None if above == organisation else above
        _keep(found, "units", id, named, name=named["enhedsnavn"], parent=parent)
    units = [*found.units]
    for number in range(people):
        person = found.person(f"Person Nummer{number}")
        found.add(
            "engagements",
            str(number),
            person=person,
            unit=units[number % len(units)],
            job_function=jobs[number % len(jobs)],
            fraction=1_000_000 - number % 3 * 250_000,
            is_primary=True,
            leave=None,
        )
        if number < len(units):
            found.add("managers", str(number), unit=units[number], person=person, responsibilities=[])
    return found


def _objects(file: Path) -> Iterator[tuple[str, Registered]]:
    for each in json.loads(file.read_text(encoding="utf-8"))["results"][0]:
        yield each["id"], each["registreringer"][0]


def _keep(found: Organisation, kind: str, id: str, named: Registered, **said: Any) -> None:
    """Keep an object under its own id, in force as its properties are."""
    effect = named["virkning"]
    since = date.min if effect["from"] == "-infinity" else date.fromisoformat(effect["from"][:10])
    until = FOREVER if effect["to"] == "infinity" else date.fromisoformat(effect["to"][:10])
    version = {"uuid": id, "user_key": named["brugervendtnoegle"], "since": since, "until": until, **said}
    getattr(found, kind)[id] = [version]
