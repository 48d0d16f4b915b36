"""Er forslagene fair?: how suggestions and choices fall on groups, for those who oversee; nobody is named."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, render_template

from matching.index.index import Index
from matching.index.naming import workplace_name
from matching.insight.exposure import MONTH_DAYS, Dimension, Group
from matching.insight.intervals import Difference, Share
from matching.insight.small_groups import SMALLEST_GROUP
from service.context import current_index, services
from service.use_cases.overseeing import exposure
from service.web.frame.assets import Pages
from service.web.frame.texts import gettext as _
from service.web.frame.texts import number, percent
from service.web.frame.wording import profession_heading
from service.web.help.pages import entries
from service.web.insight.sheets import sheet

blueprint = Pages("fairness", __name__)
# Bars of a picture; the table beside it has all groups. By eye: more are not compared by looking.
MOST_BARS = 12
EXPLAINING = frozenset(
    {
        "saadan-regner-tvaers",
        "hvem-ser-hvad",
        "opbevaring-og-sletning",
        "modelkort",
        "papir-til-med",
        "loefter",
    }
)
"""The papers that whoever oversees asks for next: how it counts, who sees what, how long it is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A group in the picture and the table; lengths in hundredths of the picture's width."""

    name: str
    people: int
    length: float
    low: float
    high: float
    share: str
    interval: str
    against_all: str
    change: str
    chosen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The groups of one dimension, under their heading."""

    id: str
    heading: str
    bars: tuple[Bar, ...]


@blueprint.get("/fordeling")
def show() -> str:
    """Who was suggested and chosen in the last 30 days, group by group."""
    index = current_index()
    groups = _groups(index)
    return render_template(
        "web/fairness.html",
        parts=_parts(groups, index),
        everybody=share_of_everybody(groups),
        most=MOST_BARS,
        papers=[each for each in entries() if each.name in EXPLAINING],
        days=MONTH_DAYS,
        smallest=SMALLEST_GROUP,
    )


@blueprint.get("/fordeling.csv")
def download() -> Response:
    """The same figures as a file."""
    index = current_index()
    header = (
        _("Inddeling"),
        _("Gruppe"),
        _("Medarbejdere"),
        _("Foreslået"),
        _("Andel foreslået"),
        _("Andel, mindst"),
        _("Andel, højst"),
        _("I forhold til alle"),
        _("Ændring"),
        _("Ændring, mindst"),
        _("Ændring, højst"),
        _("Valgt af de foreslåede"),
        _("Andel valgt"),
        _("Andel valgt, mindst"),
        _("Andel valgt, højst"),
    )
    return sheet("fordeling", header, (_cells(group, index) for group in _groups(index)))


def _groups(index: Index) -> tuple[Group, ...]:
    found = services()
    return exposure(index, lines=found.store.record, today=found.clock.today())


def share_of_everybody(groups: Sequence[Group]) -> float:
    """The share of all employees that was suggested, in hundredths: what each group is divided by."""
    return next((100 * each.suggested.value / each.against_all for each in groups if each.suggested.count), 0)


def _parts(groups: Sequence[Group], index: Index) -> list[Part]:
    words = dimension_words()
    of = {each: tuple(_bar(group, index) for group in groups if group.dimension is each) for each in words}
    return [Part(id=each.value, heading=words[each], bars=bars) for each, bars in of.items() if bars]


def _bar(group: Group, index: Index) -> Bar:
    low, high = group.suggested.interval
    return Bar(
        name=group_name(group, index),
        people=group.suggested.of,
        length=round(100 * group.suggested.value, 1),
        low=round(100 * low, 1),
        high=round(100 * high, 1),
        share=percent(group.suggested.value),
        interval=interval_words(group.suggested),
        against_all=number(group.against_all),
        change=change_words(group.suggested_change),
        chosen=_chosen_words(group.chosen),
    )


def _cells(group: Group, index: Index) -> tuple[str | int | float | None, ...]:
    suggested, change, chosen = group.suggested, group.suggested_change, group.chosen
    return (
        dimension_words()[group.dimension],
        group_name(group, index),
        suggested.of,
        suggested.count,
        suggested.value,
        *suggested.interval,
        group.against_all,
        change.value,
        *change.interval,
        *((chosen.count, chosen.value, *chosen.interval) if chosen else (None, None, None, None)),
    )


def dimension_words() -> dict[Dimension, str]:
    """What employees are grouped by, in the order of the page."""
    return {
        Dimension.AREA: _("Områder"),
        Dimension.HOURS: _("Fuld tid og deltid"),
        Dimension.DESK: _("Med og uden skrivebord"),
        Dimension.PROFESSION: _("Fagligheder"),
        Dimension.WORKPLACE: _("Arbejdspladser"),
    }


def group_name(group: Group, index: Index) -> str:
    """What people call a group."""
    match group.dimension:
        case Dimension.AREA | Dimension.WORKPLACE:
            return workplace_name(index, group.id)
        case Dimension.PROFESSION:
            return profession_heading(index, group.id) or _("Faglighed, som kataloget ikke kender")
        case Dimension.HOURS | Dimension.DESK:
            return {
                "full_time": _("Fuld tid"),
                "part_time": _("Deltid"),
                "desk": _("Med skrivebord"),
                "no_desk": _("Uden skrivebord"),
                "not_known": _("Fag, hvor det ikke vides"),
            }[group.id]


def interval_words(share: Share) -> str:
    """Between what a share lies with 95 % certainty."""
    low, high = share.interval
    return _("%(low)s til %(high)s", low=percent(low), high=percent(high))


def change_words(change: Difference) -> str:
    """How much a share has changed, where that is certain."""
    low, high = change.interval
    if low <= 0 <= high:
        return _("ingen sikker ændring")
    points = number(abs(100 * change.value))
    if change.value > 0:
        return _("%(points)s procentpoint op", points=points)
    return _("%(points)s procentpoint ned", points=points)


def _chosen_words(chosen: Share | None) -> str:
    if chosen is None:
        return _("for få til at vise")
    return _("%(count)s af %(of)s (%(share)s)", count=chosen.count, of=chosen.of, share=percent(chosen.value))
