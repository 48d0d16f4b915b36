"""What an upload would do, as it is kept beside it and shown: ids, figures, and rows that are left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.loading import SHOWN_IDS, Counts
from service.hr.comparing import Comparison
from service.hr.intake import Intake
from service.hr.rejects import Reject
from service.hr.retirement import Limit, Refusal
from service.hr.schemas import FileKind
from service.hr.source import Row
from service.hr.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of one file; `ignored` are columns that nobody reads."""

    kind: str
    name: str
    total: int
    rejected: int
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one cell, and what to do; `mendable` where the file has such a cell."""

    column: str
    value: str
    reason: str
    fix: str
    mendable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """One row that is left out: where it stands, and the text of its first column, where that can be read."""

    kind: str
    row: str
    place: str
    about: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Going:
    """What is to be retired of a kind: how many, and the first ids."""

    kind: str
    count: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that is shown. `lines` are the rows that are left out as a table, a line for each reason.

    `fingerprint` stands for what would be written; `changed` where that is no longer what was shown before.
    """

    read: tuple[Read, ...]
    counts: tuple[Counts, ...]
    going: tuple[Going, ...]
    notes: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    rejected: tuple[RejectedRow, ...]
    lines: tuple[tuple[str, ...], ...]
    fingerprint: str
    changed: bool = False

    @classmethod
    def of(cls, found: Comparison, tables: Mapping[FileKind, Table], *, changed: bool) -> "Preview":
        """What there is to show of a comparison of these tables."""
        return cls(
            read=tuple(
                Read(
                    kind=each.kind.name,
                    name=each.name,
                    total=each.total,
                    rejected=each.rejected,
                    ignored=each.ignored,
                )
                for each in found.intakes
            ),
            counts=found.counts,
            going=tuple(
                Going(kind=kind.name, count=len(ids), ids=tuple(ids[:SHOWN_IDS]))
                for kind, plan in found.planned.items()
                if (ids := plan.gone_ids())
            ),
            notes=found.notes,
            refusals=found.refusals,
            rejected=tuple(row for each in found.intakes for row in _rejected(each, tables[each.kind])),
            lines=tuple(each.cells() for each in found.rejects),
            fingerprint=found.fingerprint,
            changed=changed,
        )

    @classmethod
    def kept(cls, told: Mapping[str, Any]) -> "Preview":
        """The same out of what was kept of it as JSON."""
        return cls(
            read=tuple(Read(**{**each, "ignored": tuple(each["ignored"])}) for each in told["read"]),
            counts=tuple(Counts(**each) for each in told["counts"]),
            going=tuple(Going(**{**each, "ids": tuple(each["ids"])}) for each in told["going"]),
            notes=tuple(told["notes"]),
            refusals=tuple(Refusal(**{**each, "limit": Limit(each["limit"])}) for each in told["refusals"]),
            rejected=tuple(
                RejectedRow(**{**each, "faults": tuple(Fault(**fault) for fault in each["faults"])})
                for each in told["rejected"]
            ),
            lines=tuple(tuple(each) for each in told["lines"]),
            fingerprint=told["fingerprint"],
            changed=told["changed"],
        )


def _rejected(intake: Intake, table: Table) -> Iterator[RejectedRow]:
    """The rows of a file that are left out, in their order."""
    reasons: dict[int, list[Reject]] = {}
    for reject in intake.rejects:
        reasons.setdefault(reject.position, []).append(reject)
    for position, rejects in sorted(reasons.items()):
        row = table.rows[position]
        yield RejectedRow(
            kind=intake.kind.name,
            row=row.id,
            place=table.place(row.id),
            about=_first(row, intake),
            faults=tuple(
                Fault(
                    column=each.column,
                    value=value,
                    reason=reason,
                    fix=fix,
                    mendable=each.column in intake.positions,
                )
                for each in rejects
                for _, _, _, value, reason, fix in [each.cells()]
            ),
        )


def _first(row: Row, intake: Intake) -> str:
    """What the row's first column says, which is whom or what it is about."""
    place = intake.positions[next(iter(intake.kind.columns))]
    cell = row.cells[place] if place < len(row.cells) else ""
    return cell if isinstance(cell, str) else cell.value
