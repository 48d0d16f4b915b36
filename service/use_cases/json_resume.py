"""What somebody can and has done, as other programs read a CV: JSON Resume 1.0.0 (jsonresume.org/schema)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from service.levels import LEVELS

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


def json_resume(found: Mapping[str, Any]) -> dict[str, Any]:
    """The part of an export (`service.use_cases.exporting`) that a CV has."""
    profile, names = found["profile"], found["names"]

    def called(id: str) -> str:
        return str(names.get(id, id))

    return {
        "$schema": SCHEMA,
        "basics": {"name": profile["name"], "label": called(profile["profession"])},
        "work": [{"name": called(profile["workplace"]), "position": called(profile["profession"])}],
        "skills": [
            {"name": called(each["skill"]), "level": LEVELS[each["level"]]} for each in profile["counting"]
        ],
        "interests": [{"name": called(each)} for each in profile["wants_to_learn"]],
        "projects": [
            _without_nothing(
                name=each["title"],
                roles=[each["role"]] if each["role"] else None,
                startDate=_day(each["started_on"]),
                endDate=_day(each["ended_on"] or each["closed_on"]),
            )
            for each in found["tasks"]
        ],
        "meta": {"version": "v1.0.0", "lastModified": found["made_at"].isoformat(timespec="seconds")},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _without_nothing(**said: Any) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}
