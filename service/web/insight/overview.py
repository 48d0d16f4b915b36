"""Overblik: what the house is asked for and can, for HR; thin over `matching.insight`. Nobody is named."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

from flask import Response, render_template, request
from werkzeug.exceptions import NotFound

from matching.index.index import Index
from matching.index.naming import task_title, workplace_name
from matching.insight.collaboration import Collaboration, collaboration
from matching.insight.organisation import GOOD_LEVEL, RECENT_DAYS, of_one_workplace, skill_balances, uncovered
from matching.insight.running_out import running_out_by_workplace
from matching.insight.small_groups import SMALLEST_GROUP
from matching.qualifications import REMINDER_DAYS
from service.context import current_index, services
from service.spreadsheet import Cell
from service.web.frame.assets import Pages
from service.web.frame.texts import gettext as _
from service.web.frame.wording import capitalised, level_word, period_words, qualification_name, skill_heading
from service.web.insight.sheets import MOST_ROWS, Table, sheet

blueprint = Pages("overview", __name__)
# Shades of the picture of who works with whom. By eye: more can't be told apart.
SHADES = 5


@dataclass(frozen=True, slots=True)
class Square:
    """Tasks that two areas completed together, and how dark its square is, 0 to `SHADES`."""

    tasks: int
    shade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Squares:
    """Who worked with whom in a year: the names of the areas, and a row of squares each; None on itself."""

    year: int | None
    years: tuple[int, ...]
    names: tuple[str, ...]
    rows: tuple[tuple[Square | None, ...], ...]


@blueprint.get("/overblik")
def show() -> str:
    """Demand and supply of skills, what one workplace alone can, what nobody can, and who works with whom."""
    index = current_index()
    found = collaboration(index, by_area=True)
    return render_template(
        "web/overview.html",
        tables=[make(index) for make in TABLES.values()],
        most=MOST_ROWS,
        squares=squares(found, index, year=request.args.get("aar", type=int)),
        smallest=SMALLEST_GROUP,
        read_at=services().matcher.freshness.read_at,
    )


@blueprint.get("/overblik/<table>.csv")
def download(table: str) -> Response:
    """One of its tables as a file, with all rows."""
    if table not in FILES:
        raise NotFound
    found = FILES[table](current_index())
    return sheet(found.id, found.header, found.rows)


def _skills(index: Index) -> Table:
    return Table(
        id="kompetencer",
        heading=_("Efterspurgt, og hvor mange der kan"),
        counted=_(
            "Efterspurgt er det, som åbne opgaver beder om, og opgaver, der er afsluttet i de seneste "
            "%(period)s. De, der kan, har kompetencen selv eller en snævrere på det niveau, der oftest "
            "bedes om, og den er ikke kun antaget ud fra stillingen. De mest knappe står først. "
            "Er der under %(smallest)s, siges tallet ikke, for det kunne fortælle, hvem det er.",
            period=period_words(RECENT_DAYS),
            smallest=SMALLEST_GROUP,
        ),
        header=(
            _("Kompetence"),
            _("Niveau"),
            _("Åbne opgaver"),
            _("Afsluttede opgaver"),
            _("Medarbejdere, der kan"),
            _("Arbejdspladser"),
        ),
        rows=tuple(
            (
                skill_heading(index, each.skill),
                level_word(each.level),
                each.open,
                each.recent,
                people(each.holders),
                each.workplaces if each.workplaces is not None else "–",
            )
            for each in skill_balances(index)
        ),
    )


def _one_workplace(index: Index) -> Table:
    return Table(
        id="en-arbejdsplads",
        heading=_("Kun på én arbejdsplads"),
        counted=_(
            "Kompetencer, som kun én arbejdsplads har nogen, der er gode til (mindst niveauet %(level)s, og "
            "mere end antaget ud fra stillingen). En arbejdsplads med under %(smallest)s ansatte "
            "nævnes ikke, og heller ikke, hvor mange der kan, hvis de er under %(smallest)s.",
            level=level_word(GOOD_LEVEL),
            smallest=SMALLEST_GROUP,
        ),
        header=(_("Kompetence"), _("Arbejdsplads"), _("Medarbejdere, der kan")),
        rows=tuple(
            (
                skill_heading(index, each.skill),
                workplace_name(index, each.workplace) if each.workplace else _("en lille arbejdsplads"),
                people(each.holders),
            )
            for each in of_one_workplace(index)
        ),
    )


def _nobody(index: Index) -> Table:
    return Table(
        id="ingen-kan",
        heading=_("Det beder åbne opgaver om, og ingen har det"),
        counted=_("Ingen i kommunen har kompetencen, eller en snævrere, på det niveau, opgaven beder om."),
        header=(_("Opgave"), _("Kompetence"), _("Niveau"), _("Behov")),
        rows=tuple(
            (
                task_title(index, each.task),
                skill_heading(index, each.skill),
                level_word(each.level),
                _("nødvendig") if each.essential else _("nyttig"),
            )
            for each in uncovered(index)
        ),
    )


def _running_out(index: Index) -> Table:
    return Table(
        id="udloeber",
        heading=_("Autorisationer, certifikater og kørekort, der udløber"),
        counted=_(
            "Det, der er udløbet eller udløber inden for %(days)s dage, så vidt HR har set, og medarbejderen "
            "ikke bestrider. En arbejdsplads, hvor det er under %(smallest)s, nævnes ikke for sig.",
            days=REMINDER_DAYS[0],
            smallest=SMALLEST_GROUP,
        ),
        header=(_("Hvad"), _("Arbejdsplads"), _("Medarbejdere")),
        rows=tuple(
            (
                capitalised(qualification_name(index, each.kind)),
                workplace_name(index, each.workplace) if each.workplace else _("andre arbejdspladser"),
                people(each.employees),
            )
            for each in running_out_by_workplace(index)
        ),
    )


def _together(index: Index) -> Table:
    found = collaboration(index, by_area=True)
    names = [workplace_name(index, id) for id in found.groups]
    return Table(
        id="samarbejde",
        heading=_("Områder, der løste opgaver sammen"),
        counted="",
        header=(_("År"), _("Område"), _("Sammen med"), _("Opgaver")),
        rows=tuple((year, names[one], names[other], tasks) for year, one, other, tasks in found.pairs),
    )


TABLES: Mapping[str, Callable[[Index], Table]] = {
    "kompetencer": _skills,
    "en-arbejdsplads": _one_workplace,
    "ingen-kan": _nobody,
    "udloeber": _running_out,
}
"""The tables of the page, by the names of their files."""
FILES = {**TABLES, "samarbejde": _together}


def squares(found: Collaboration, index: Index, *, year: int | None) -> Squares:
    """Who worked with whom in a year: the one asked for, else the latest in which anybody did."""
    years = tuple(sorted({each for each, *_rest in found.pairs}, reverse=True))
    chosen = year if year in years else next(iter(years), None)
    tasks = {(one, other): count for at, one, other, count in found.pairs if at == chosen}
    most = max(tasks.values(), default=1)

    def square(one: int, other: int) -> Square | None:
        if one == other:
            return None
        count = tasks.get((min(one, other), max(one, other)), 0)
        return Square(count, ceil(SHADES * count / most))

    numbers = range(len(found.groups))
    return Squares(
        year=chosen,
        years=years,
        names=tuple(workplace_name(index, id) for id in found.groups),
        rows=tuple(tuple(square(one, other) for other in numbers) for one in numbers),
    )


def people(told: int | None) -> Cell:
    """How many people, as statistics may say it (`small_groups.told`)."""
    return _("under %(smallest)s", smallest=SMALLEST_GROUP) if told is None else told
