"""Ids that people take for the same: they differ only in zeros, case, blanks or the kind of dash.

A spreadsheet makes 417 of 00417 and a word processor O–26 of O-26; what was one colleague is then two.
"""

from collections.abc import Collection, Iterable

from service.hr.intake import Entry, Intake
from service.hr.words import blurred

SHOWN = 10
"""So many are told; a source with more has lost its zeros altogether, and the first ones show it."""
_FIX_EMPLOYEE = "Ret id'et, eller tag medarbejderen med i medarbejderfilen."


class Ids:
    """Ids by how they look to somebody who doesn't look closely."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._alike: dict[str, list[str]] = {}
        for id in ids:
            self._alike.setdefault(blurred(id), []).append(id)

    def __contains__(self, id: str) -> bool:
        return id in self._alike.get(blurred(id), ())

    def like(self, id: str) -> list[str]:
        """Those that look like this one, itself left out."""
        return [other for other in self._alike.get(blurred(id), ()) if other != id]

    def meant(self, id: str, otherwise: str) -> str:
        """What to do about an id that isn't there."""
        found = self.like(id)
        return f"Mente du {' eller '.join(found)}?" if found else otherwise


def is_about_somebody(intake: Intake, entry: Entry, employees: Ids) -> bool:
    """Whether a row's employee is there; the row is refused if not."""
    id: str = entry.values["employee"]
    if id in employees:
        return True
    column, fix = intake.kind.column_of("employee"), employees.meant(id, _FIX_EMPLOYEE)
    intake.refuse(entry, column, reason="medarbejderen findes ikke", fix=fix)
    return False


def warnings(intake: Intake, known: Collection[str]) -> list[str]:
    """Which new ids look like others, of the graph (`known`) or of the same source."""
    here = {entry.values[intake.kind.key]: entry for entry in intake.entries}
    in_graph, in_source = Ids(known), Ids(here)
    told: list[str] = []
    for id, entry in here.items():
        if id in known:
            continue
        place = f"{intake.name}: id'et {id} ({intake.place(entry.row, None)})"
        if others := in_graph.like(id):
            told.append(f"{place} ligner {' og '.join(others)}, som grafen har.")
        elif others := [other for other in in_source.like(id) if other in known or other < id]:
            told.append(f"{place} ligner {' og '.join(others)} i samme kilde.")
    if not told:
        return []
    more = f" De første {SHOWN} af {len(told)}:" if len(told) > SHOWN else ""
    return [
        f"Er det de samme, så ret id'erne; ellers kommer de ind som nye {intake.kind.danish}.{more}",
        *told[:SHOWN],
    ]
