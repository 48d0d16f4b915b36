"""Which qualifications employees have, out of a source's rows, joined with what the graph already knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from matching.language.folding import search_key
from matching.model import Employee, Qualification, QualificationKind
from service.hr.intake import Entry, Intake
from service.hr.labels import Labels, resolve
from service.hr.look_alikes import Ids, is_about_somebody
from service.hr.retirement import Gone, much_gone

OWN_KIND = "urn:tvaers:own-qualification:"
"""What the id of a kind begins with that HR added itself; its name follows, as in an address."""
_BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualifications:
    """The employees whose qualifications the source changes, and the kinds that it adds.

    `outweighed` counts rows that tell of something seen earlier than what is known already; `gone` has
    "employee kind" pairs for counting only.
    """

    employees: dict[str, Employee]
    kinds: dict[str, QualificationKind]
    outweighed: int
    gone: Gone


def qualifications_of(
    intake: Intake, *, employees: Mapping[str, Employee], kinds: Labels, complete: bool, max_gone: float
) -> Qualifications:
    """Join the source's rows into `employees` (the graph's and those of the same import).

    Of one kind somebody has one: of several rows the one that lasts longest, and that takes the place of what
    was seen no later. With `complete`, what the rows' own sources once said and no longer say is dropped.
    """
    added = _added(intake, kinds)
    stated = _stated(intake, employees, kinds)
    sources = {each.source for held in stated.values() for each in held.values()}
    changed: dict[str, Employee] = {}
    dropped: set[str] = set()
    outweighed = known = 0
    for id, employee in employees.items():
        kept = {each.kind: each for each in employee.qualifications}
        ours = stated.get(id, {})
        if complete and not intake.anonymous:
            of_sources = {kind for kind, each in kept.items() if each.source in sources}
            known += len(of_sources)
            if id not in intake.unsure:
                for kind in of_sources - ours.keys():
                    del kept[kind]
                    dropped.add(f"{id} {kind}")
        for kind, each in ours.items():
            if kind in kept and kept[kind].confirmed_on > each.confirmed_on:
                outweighed += 1
            else:
                kept[kind] = each
        after = tuple(kept[kind] for kind in sorted(kept))
        if set(after) != set(employee.qualifications):
            changed[id] = replace(employee, qualifications=after)
    refusal = much_gone(intake, gone=len(dropped), known=known, max_gone=max_gone)
    return Qualifications(
        employees=changed,
        kinds=added,
        outweighed=outweighed,
        gone=Gone(ids=frozenset(dropped), refusal=refusal),
    )


def _added(intake: Intake, kinds: Labels) -> dict[str, QualificationKind]:
    """The kinds that rows add to the list, by id; `kinds` knows them from then on."""
    added: dict[str, QualificationKind] = {}
    for entry in intake.entries:
        name = entry.values["kind"]
        if entry.values["is_new_kind"] and not kinds.meant(name):
            id = OWN_KIND + _BETWEEN_WORDS.sub("-", search_key(name)).strip("-")
            added[id] = QualificationKind(id=id, label_da=name, label_en=entry.values["english"])
            kinds.add_qualification_kinds([added[id]])
    return added


def _stated(
    intake: Intake, employees: Mapping[str, Employee], kinds: Labels
) -> dict[str, dict[str, Qualification]]:
    """By employee and kind what the source says; rows about nobody or nothing are refused."""
    found: dict[str, dict[str, Qualification]] = {}
    good: list[Entry] = []
    ids = Ids(employees)
    for entry in intake.entries:
        if not is_about_somebody(intake, entry, ids):
            continue
        values = entry.values
        kind = resolve(intake, entry, "kind", kinds)
        if kind is None:
            continue
        names = ("valid_until", "issuer", "evidence", "source", "confirmed_on")
        each = Qualification(kind=kind, **{name: values[name] for name in names})
        of_employee = found.setdefault(values["employee"], {})
        of_employee[kind] = max(each, of_employee.get(kind, each), key=_lasting_longest)
        good.append(entry)
    intake.entries = good
    return found


def _lasting_longest(each: Qualification) -> tuple[date, date, str, str, str]:
    return each.valid_until or date.max, each.confirmed_on, each.issuer, each.evidence, each.source
