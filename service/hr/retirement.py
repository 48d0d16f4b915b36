"""What an export no longer holds, or says has left, and so is to be retired.

What is left out counts only in exports that are said to be complete. Either is refused if it is much, since
half an export looks just like half a municipality leaving.
"""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from matching.model import Employee, Task, TaskStatus, Workplace
from service.hr.intake import Intake


class Limit(StrEnum):
    """What may be so much, and no more, before nothing is written."""

    REJECTED = "rejected"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why nothing may be written; `needs` is the limit (percent) that would let it, None where none would."""

    reason: str
    limit: Limit
    needs: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Ids that are to be retired; `refusal` says why nothing may be written, `note` what to know."""

    ids: frozenset[str] = frozenset()
    refusal: Refusal | None = None
    note: str = ""


def find_gone(intake: Intake, *, known: Collection[str], complete: bool, max_gone: float) -> Gone:
    """What the graph has of a kind and the source says has left, or has left out where it is `complete`.

    `max_gone` is in percent of the graph's.

    What a rejected row is about counts as present. If a rejected row's id can't be read, nothing is
    gone: it could be about anything.
    """
    ids = (frozenset(known) if complete else intake.left.intersection(known)) - intake.mentioned
    if ids and intake.anonymous:
        return Gone(
            note=f"{intake.name}: {intake.anonymous} afviste rækker har intet læsbart id, så intet udgår. "
            "Ret dem først."
        )
    if refusal := much_gone(intake, gone=len(ids), known=len(known), max_gone=max_gone):
        return Gone(refusal=refusal)
    return Gone(ids=ids)


def much_gone(intake: Intake, *, gone: int, known: int, max_gone: float) -> Refusal | None:
    """Why so much can't go, None if it can: the source has no good row, or is sharply smaller."""
    if gone and not intake.entries and not intake.left:
        reason = f"{intake.name}: udtrækket har ingen gyldige rækker, så det kan ikke være komplet."
        return Refusal(reason=reason, limit=Limit.GONE)
    share = 100 * gone / known if known else 0.0
    if share > max_gone:
        reason = (
            f"{intake.name}: {gone} af {known} i grafen ville udgå ({_percent(share)} %), og grænsen er "
            f"{_percent(max_gone)} %."
        )
        return Refusal(reason=reason, limit=Limit.GONE, needs=min(100, math.ceil(share)))
    return None


def too_many_rejected(intake: Intake, *, max_rejected: float) -> Refusal | None:
    """Why so many rows can't be left out, None if they can; `max_rejected` is in percent of the source's."""
    share = 100 * intake.rejected / intake.total if intake.total else 0.0
    if share > max_rejected:
        reason = (
            f"{intake.name}: {intake.rejected} af {intake.total} rækker er afvist, og grænsen er "
            f"{_percent(max_rejected)} %."
        )
        return Refusal(reason=reason, limit=Limit.REJECTED, needs=math.ceil(share))
    return None


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
        note=f"{len(kept)} arbejdspladser mangler i udtrækket, men bruges stadig, så de beholdes: {shown}.",
    )


def _percent(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".").replace(".", ",")
