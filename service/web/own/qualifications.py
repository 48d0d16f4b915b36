"""One's own qualifications as lines to read and act on."""

from dataclasses import dataclass
from datetime import date

from matching.index.index import Index
from matching.language.folding import alphabetical
from matching.model import Employee
from matching.qualifications import is_disputed, running_out, unseen
from service.web.frame.texts import day
from service.web.frame.texts import gettext as _
from service.web.frame.wording import capitalised, qualification_name


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationLine:
    """A qualification: what is known of it, and what is due; `own` where only oneself says it."""

    kind: str
    label: str
    known: str
    due: str = ""
    own: bool = False
    disputed: bool = False


def qualification_lines(employee: Employee, index: Index, *, today: date) -> list[QualificationLine]:
    """Everything that is kept of somebody's qualifications, by the alphabet."""
    due = {each.qualification.kind: each.days for each in running_out(employee, today)}
    lines = [
        QualificationLine(
            kind=each.kind,
            label=capitalised(qualification_name(index, each.kind)),
            known=_said(
                _until(each.valid_until),
                each.issuer,
                each.evidence,
                _source(each.source),
                day(each.confirmed_on),
            ),
            due=_due(due[each.kind]) if each.kind in due else "",
            disputed=is_disputed(employee, each),
        )
        for each in employee.qualifications
    ]
    lines += [
        QualificationLine(
            kind=said.kind,
            label=capitalised(qualification_name(index, said.kind)),
            known=_said(_until(said.valid_until), said.issuer, said.evidence, day(said.said_on)),
            own=True,
        )
        for said in unseen(employee)
    ]
    return sorted(lines, key=lambda each: (alphabetical(each.label), each.own))


def _said(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _until(last: date | None) -> str:
    return _("Uden udløb") if last is None else _("Gælder til og med %(day)s", day=day(last))


def _source(source: str) -> str:
    return _("set af HR") if source == "hr" else _("kilde: %(source)s", source=source)


def _due(days: int) -> str:
    """What is due: at 90, 30 and 7 days before the end, and after it."""
    if days < 0:
        return _("Den er udløbet og tæller ikke mere.")
    if days == 0:
        return _("Den udløber i dag.")
    if days == 1:
        return _("Den udløber i morgen.")
    return _("Den udløber om %(days)s dage.", days=days)
