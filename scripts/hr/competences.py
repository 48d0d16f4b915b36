"""What employees can, out of a source's rows, joined with what the graph already knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from matching.model import Employee, HeldSkill
from scripts.evidence_rule import prevailing
from scripts.hr.intake import Entry, Intake
from scripts.hr.labels import Labels, resolve
from scripts.hr.look_alikes import Ids
from scripts.hr.retirement import Gone, refused

_FIX_EMPLOYEE = "Ret id'et, eller tag medarbejderen med i medarbejderfilen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Competences:
    """The employees whose skills the source changes, and what was found on the way.

    `outweighed` counts statements that weigh less than what is known already; `gone` has
    "employee skill" pairs for counting only.
    """

    employees: dict[str, Employee]
    outweighed: int
    gone: Gone


def competences_of(
    intake: Intake,
    *,
    employees: Mapping[str, Employee],
    skills: Labels,
    complete: bool,
    max_gone: float,
) -> Competences:
    """Join the source's statements into `employees` (the graph's and those of the same import).

    Of several statements about one skill the prevailing one counts, whatever their order. With
    `complete`, what the statements' own sources once said and no longer say is dropped; what comes from
    other sources, such as the employees themselves, stays.
    """
    stated = _statements(intake, employees, skills)
    sources = {held.source for by_skill in stated.values() for held in by_skill.values()}
    outweighed = 0
    changed: dict[str, Employee] = {}
    dropped: set[str] = set()
    known = 0
    for id, employee in employees.items():
        kept = {held.skill: held for held in employee.skills}
        ours = stated.get(id, {})
        if complete and not intake.anonymous:
            of_sources = {skill for skill, held in kept.items() if held.source in sources}
            known += len(of_sources)
            if id not in intake.unsure:
                for skill in of_sources - ours.keys():
                    del kept[skill]
                    dropped.add(f"{id} {skill}")
        for skill, held in ours.items():
            best = prevailing(kept[skill], held) if skill in kept else held
            outweighed += best is not held
            kept[skill] = best
        skills_after = tuple(kept[skill] for skill in sorted(kept))
        if ours or set(skills_after) != set(employee.skills):
            changed[id] = replace(employee, skills=skills_after)
    refusal = refused(intake, gone=len(dropped), known=known, max_gone=max_gone)
    return Competences(
        employees=changed, outweighed=outweighed, gone=Gone(ids=frozenset(dropped), refusal=refusal)
    )


def _statements(
    intake: Intake, employees: Mapping[str, Employee], skills: Labels
) -> dict[str, dict[str, HeldSkill]]:
    """By employee and skill the statement of the source that counts; rows about nobody are refused."""
    found: dict[str, dict[str, list[HeldSkill]]] = {}
    good: list[Entry] = []
    ids = Ids(employees)
    for entry in intake.entries:
        values = entry.values
        if values["employee"] not in employees:
            fix = ids.meant(values["employee"], _FIX_EMPLOYEE)
            intake.refuse(entry, "medarbejder_id", reason="medarbejderen findes ikke", fix=fix)
            continue
        skill = resolve(intake, entry, "skill", skills)
        if skill is None:
            continue
        held = HeldSkill(
            skill=skill,
            level=int(values["level"]),
            evidence=values["evidence"],
            source=values["source"],
            confirmed_on=values["confirmed_on"],
        )
        found.setdefault(values["employee"], {}).setdefault(skill, []).append(held)
        good.append(entry)
    intake.entries = good
    return {
        employee: {skill: _counting(all_held) for skill, all_held in by_skill.items()}
        for employee, by_skill in found.items()
    }


def _counting(all_held: list[HeldSkill]) -> HeldSkill:
    """The statement that counts among several, whatever their order in the source."""
    return reduce(prevailing, sorted(all_held, key=_oldest_first))


def _oldest_first(held: HeldSkill) -> tuple[date, int, int, str]:
    return held.confirmed_on, held.evidence, held.level, held.source
