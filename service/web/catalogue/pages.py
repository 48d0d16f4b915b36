"""Katalog: what people miss in it, and how HR changes, adds and joins skills."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Response, make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response as AnyResponse

from graph.skills import OWN
from matching.bounds import LONGEST_ID, LONGEST_LABEL, LONGEST_NOTE
from matching.index.index import Index
from matching.insight.organisation import RECENT_DAYS, skill_balances
from matching.model import Skill
from service.context import current_index, services
from service.use_cases.catalogue_upkeep import Upkeep, Wording, own_changes
from service.use_cases.plain_search import skills_called
from service.web.catalogue.words import groups, read_wording, wrong_words
from service.web.frame.assets import Pages
from service.web.frame.forms import read_search
from service.web.frame.texts import day
from service.web.frame.texts import gettext as _
from service.web.frame.wording import (
    capitalised,
    definition,
    label,
    level_word,
    period_words,
    skill_heading,
)
from service.web.insight.sheets import MOST_ROWS, Table, sheet

blueprint = Pages("catalogue", __name__)
# Skills that a search shows. By eye: more need more words.
MOST_FOUND = 10


@dataclass(frozen=True, slots=True)
class Found:
    """A skill in a list: its label, and what it means."""

    id: str
    label: str
    definition: str


@blueprint.get("/katalog")
def show() -> str:
    """What people ask for and nobody has, what they miss in the catalogue, and the way to each skill."""
    index, sought = current_index(), read_search(request.args)
    return render_template(
        "web/catalogue.html",
        lacking=_lacking(index),
        proposed=services().store.proposed_skills.all(),
        day=day,
        sought=sought,
        found=_found(index, sought),
        changed=[(as_found(each), each.source == OWN) for each in own_changes(index)],
        most=MOST_ROWS,
        saved=request.args.get("gemt", ""),
    )


@blueprint.get("/katalog/<table>.csv")
def download(table: str) -> Response:
    """One of its tables as a file, with all rows."""
    if table not in TABLES:
        raise NotFound
    found = TABLES[table](current_index())
    return sheet(found.id, found.header, found.rows)


@blueprint.get("/katalog/ny")
def new() -> str:
    """The form of a new skill, perhaps with a name that people miss."""
    return _new(Wording(label_da=request.args.get("navn", "")[:LONGEST_LABEL]), group="", wrong={})


@blueprint.post("/katalog/ny")
def add() -> AnyResponse | str:
    """Add the skill; a proposal of that name is taken in with it."""
    wording, group = read_wording(request.form), request.form.get("gruppe", "")[:LONGEST_ID]
    upkeep = _upkeep()
    if faults := upkeep.faults(wording, group=group):
        return make_response(_new(wording, group=group, wrong=wrong_words(faults)), 422)
    added = upkeep.add(wording, group=group).value
    services().store.proposed_skills.forget(request.form.get("forslag", "")[:LONGEST_LABEL])
    return redirect(url_for("catalogue.edit", skill_id=added.id, gemt="ny"), 303)


@blueprint.get("/katalog/kompetence/<path:skill_id>")
def edit(skill_id: str) -> AnyResponse | str:
    """A skill's words to change, and others to join it with; of one that was joined, the one that is left."""
    store = services().store
    if kept := store.skills.replaced().get(skill_id):
        return redirect(url_for("catalogue.edit", skill_id=kept))
    stored = store.skills.get(skill_id)
    return _edit(stored.value, Wording.of(stored.value), version=stored.version, wrong={})


@blueprint.post("/katalog/kompetence/<path:skill_id>")
def reword(skill_id: str) -> AnyResponse | str:
    """Change what a skill is called and defined as."""
    upkeep, wording = _upkeep(), read_wording(request.form)
    version = request.form.get("version", type=int)
    if faults := upkeep.faults(wording, of=skill_id):
        skill = services().store.skills.get(skill_id).value
        page = _edit(skill, wording, version=version, wrong=wrong_words(faults))
        return make_response(page, 422)
    upkeep.reword(skill_id, wording, version=version)
    return redirect(url_for("catalogue.edit", skill_id=skill_id, gemt="ord"), 303)


@blueprint.get("/katalog/saml")
def ask_join() -> str:
    """What it means that one skill stands for another from now on, and whether it is meant."""
    gone, kept = request.args.get("fra", ""), request.args.get("til", "")
    if not _upkeep().may_join(gone, kept):
        raise NotFound
    index = current_index()
    return render_template(
        "web/catalogue_join.html",
        gone=as_found(index.taxonomy.skills[gone]),
        kept=as_found(index.taxonomy.skills[kept]),
    )


@blueprint.post("/katalog/saml")
def join() -> AnyResponse:
    """Join the two, and show the one that is left."""
    kept = _upkeep().join(request.form.get("fra", ""), kept=request.form.get("til", "")).value
    return redirect(url_for("catalogue.edit", skill_id=kept.id, gemt="saml"), 303)


@blueprint.post("/katalog/forslag")
def settle() -> AnyResponse | str:
    """Put a name that people miss away, or make it another name of a skill."""
    store = services().store
    id, move = request.form.get("forslag", "")[:LONGEST_LABEL], request.form.get("handling", "")
    if move == "navn":
        proposed = next((each for each in store.proposed_skills.all() if each.id == id), None)
        if proposed is None:
            raise NotFound
        skill = _upkeep().call_also(request.form.get("kompetence", "")[:LONGEST_ID], proposed.label).value
        store.proposed_skills.forget(id)
        return redirect(url_for("catalogue.edit", skill_id=skill.id, gemt="navn"), 303)
    if move != "vaek":
        raise BadRequest
    store.proposed_skills.forget(id)
    return redirect(url_for("catalogue.show", gemt="vaek", _anchor="forslag"), 303)


@blueprint.get("/katalog/forslag")
def place() -> str:
    """Which skill a name that people miss belongs to."""
    index, id = current_index(), request.args.get("forslag", "")
    proposed = next((each for each in services().store.proposed_skills.all() if each.id == id), None)
    if proposed is None:
        raise NotFound
    sought = read_search(request.args) or proposed.label
    return render_template(
        "web/catalogue_place.html", proposed=proposed, sought=sought, found=_suggested(index, sought)
    )


def _new(wording: Wording, *, group: str, wrong: Mapping[str, str]) -> str:
    return render_template(
        "web/catalogue_skill.html",
        skill=None,
        wording=wording,
        wrong=wrong,
        groups=groups(current_index()),
        group=group,
        proposed=request.values.get("forslag", ""),
        longest=LONGEST_LABEL,
        longest_definition=LONGEST_NOTE,
    )


def _edit(skill: Skill, wording: Wording, *, version: int | None, wrong: Mapping[str, str]) -> str:
    index, sought = current_index(), read_search(request.args)
    others = [each for each in _suggested(index, sought) if each.id != skill.id]
    return render_template(
        "web/catalogue_skill.html",
        skill=as_found(skill),
        own=skill.source == OWN,
        changed=bool(skill.own_words),
        wording=wording,
        version=version,
        wrong=wrong,
        sought=sought,
        others=others,
        saved=request.args.get("gemt", ""),
        longest=LONGEST_LABEL,
        longest_definition=LONGEST_NOTE,
    )


def _upkeep() -> Upkeep:
    return Upkeep(store=services().store, index=current_index())


def _found(index: Index, sought: str) -> list[Found]:
    return [as_found(index.taxonomy.skills[id]) for id in skills_called(index, sought)][:MOST_FOUND]


def _suggested(index: Index, sought: str) -> list[Found]:
    """Skills with the words in a name, then those that are nearly spelt so, or begin so."""
    linked = (each.skill for each in services().matcher.complete(sought, MOST_FOUND))
    skills = index.taxonomy.skills
    called = (each.id for each in _found(index, sought))
    ids = dict.fromkeys((*called, *(id for id in linked if id in skills)))
    return [as_found(skills[id]) for id in ids][:MOST_FOUND]


def as_found(skill: Skill) -> Found:
    """A skill in a list."""
    return Found(skill.id, capitalised(label(skill)), definition(skill))


def _lacking(index: Index) -> Table:
    return Table(
        id="mangler",
        heading=_("Efterspurgt, og ingen har det"),
        counted=_(
            "Det, som åbne opgaver beder om, og opgaver, der er afsluttet i de seneste %(period)s, og som "
            "ingen har på det niveau, der oftest bedes om, heller ikke noget snævrere. De mest "
            "efterspurgte står først.",
            period=period_words(RECENT_DAYS),
        ),
        header=(_("Kompetence"), _("Niveau"), _("Åbne opgaver"), _("Afsluttede opgaver")),
        rows=tuple(
            (skill_heading(index, each.skill), level_word(each.level), each.open, each.recent)
            for each in skill_balances(index)
            if each.holders == 0
        ),
    )


def _proposed(_index: Index) -> Table:
    return Table(
        id="forslag",
        heading=_("Skrevet af kolleger, og ikke i kataloget"),
        counted="",
        header=(_("Navn"), _("Gange"), _("Første dag"), _("Seneste dag")),
        rows=tuple(
            (each.label, each.times, each.first_on.isoformat(), each.last_on.isoformat())
            for each in services().store.proposed_skills.all()
        ),
    )


TABLES: Mapping[str, Callable[[Index], Table]] = {"mangler": _lacking, "forslag": _proposed}
"""The tables of the page, by the names of their files."""
