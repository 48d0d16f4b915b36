"""What employees can, out of a source's rows, joined with what the graph already knows of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce

from graph.evidence_rule import prevailing
from matching.model import Employee, HeldSkill
from matching.own_skills import by_skill, is_disputed, is_refuted, is_taken_off
from service.hr.intake import Entry, Intake
from service.hr.labels import Labels, resolve
from service.hr.look_alikes import Ids, is_about_somebody
from service.hr.retirement import Gone, much_gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Competences:
    """The employees whose skills the source changes, and what was found on the way.

    `outweighed` counts statements that weigh less than what is known already, `refuted` those that the
    employees themselves say otherwise; `gone` has "employee skill" pairs for counting only.
    """

    employees: dict[str, Employee]
    outweighed: int
    refuted: int
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

    What employees state themselves counts before all of that (`matching.own_skills`). What they say they
    don't have is not kept; what they dispute is put right by another level, whatever weighs more.
    """
    stated = _statements(intake, employees, skills)
    sources = {held.source for of_employee in stated.values() for held in of_employee.values()}
    outweighed = refuted = 0
    changed: dict[str, Employee] = {}
    dropped: set[str] = set()
    known = 0
    for id, employee in employees.items():
        kept = {held.skill: held for held in employee.skills}
        ours = stated.get(id, {})
        own = by_skill(employee.statements)
        if complete and not intake.anonymous:
            of_sources = {skill for skill, held in kept.items() if held.source in sources}
            known += len(of_sources)
            if id not in intake.unsure:
                for skill in of_sources - ours.keys():
                    del kept[skill]
                    dropped.add(f"{id} {skill}")
        for skill, held in ours.items():
            said = own.get(skill)
            refuted += is_refuted(held, said)
            if said is not None and is_taken_off(said):
                continue
            if skill not in kept or is_disputed(kept[skill], said):
                best = held
            else:
                best = prevailing(kept[skill], held)
            outweighed += best is not held
            kept[skill] = best
        skills_after = tuple(kept[skill] for skill in sorted(kept))
        if ours or set(skills_after) != set(employee.skills):
            changed[id] = replace(employee, skills=skills_after)
    refusal = much_gone(intake, gone=len(dropped), known=known, max_gone=max_gone)
    return Competences(
        employees=changed,
        outweighed=outweighed,
        refuted=refuted,
        gone=Gone(ids=frozenset(dropped), refusal=refusal),
    )


def _statements(
    intake: Intake, employees: Mapping[str, Employee], skills: Labels
) -> dict[str, dict[str, HeldSkill]]:
    """By employee and skill the statement of the source that counts; rows about nobody are refused."""
    found: dict[str, dict[str, list[HeldSkill]]] = {}
    good: list[Entry] = []
    ids = Ids(employees)
    for entry in intake.entries:
        if not is_about_somebody(intake, entry, ids):
            continue
        values = entry.values
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
