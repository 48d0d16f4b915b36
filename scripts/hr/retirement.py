"""What an export no longer holds, and so is to be retired.

It is found only in exports that are said to be complete, and refused if it is much, since half an export
looks just like half a municipality leaving.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from matching.model import Employee, Task, TaskStatus, Workplace
from scripts.hr.intake import Intake


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Ids that are to be retired; `refusal` says why nothing may be written, `note` what to know."""

    ids: frozenset[str] = frozenset()
    refusal: str = ""
    note: str = ""


def find_gone(intake: Intake, *, known: Collection[str], max_gone: float) -> Gone:
    """What the graph has of a kind and a complete source hasn't; `max_gone` is in percent of the graph's.

    What a rejected row is about counts as present. If a rejected row's id can't be read, nothing is
    gone: it could be about anything.
    """
    ids = frozenset(known) - intake.mentioned
    if ids and intake.anonymous:
        return Gone(
            note=f"{intake.name}: {intake.anonymous} afviste rækker har intet læsbart id, så intet udgår. "
            "Ret dem først."
        )
    if refusal := refused(intake, gone=len(ids), known=len(known), max_gone=max_gone):
        return Gone(refusal=refusal)
    return Gone(ids=ids)


def refused(intake: Intake, *, gone: int, known: int, max_gone: float) -> str:
    """Why so much can't go, empty if it can: the source has no good row, or is sharply smaller."""
    if gone and not intake.entries:
        return f"{intake.name}: filen har ingen gyldige rækker, så den kan ikke være komplet. Intet skrives."
    share = 100 * gone / known if known else 0.0
    if share > max_gone:
        return (
            f"{intake.name}: {gone} af {known} i grafen mangler i filen ({_percent(share)} %), og grænsen er "
            f"{_percent(max_gone)} %. Er filen virkelig komplet, så kør igen med "
            f"--max-gone {min(100, math.ceil(share))}."
        )
    return ""


def spare_used_workplaces(
    gone: Gone, *, workplaces: Iterable[Workplace], employees: Iterable[Employee], tasks: Iterable[Task]
) -> Gone:
    """Keep workplaces where somebody still works, that own an open task, or that have others below them.

    The arguments are what there will be after the import.
    """
    used = {employee.workplace for employee in employees}
    used |= {owner for task in tasks if task.status is TaskStatus.OPEN for owner in task.owners}
    above = {workplace.id: workplace.part_of for workplace in workplaces}
    for id in [*used, *(above.keys() - gone.ids)]:
        parent = above.get(id)
        while parent is not None and parent not in used:
            used.add(parent)
            parent = above.get(parent)
    kept = gone.ids & used
    if not kept:
        return gone
    shown = ", ".join(sorted(kept)[:10]) + (" …" if len(kept) > 10 else "")
    return Gone(
        ids=gone.ids - kept,
        refusal=gone.refusal,
        note=f"{len(kept)} arbejdspladser mangler i filen, men bruges stadig, så de beholdes: {shown}.",
    )


def _percent(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")
