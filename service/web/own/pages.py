"""Min side: one's own skills, choices, data and sessions, each to read and to change."""

from collections.abc import Callable, Mapping, Sequence

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from graph.contacts import How
from matching.bounds import LONGEST_ISSUER, LONGEST_TEXT, MOST_HOURS, MOST_INVITATIONS
from matching.index.naming import workplace_name
from matching.invitation import DEFAULT_CAP
from matching.model import Employee, Visibility
from service.context import consultations, current_index, newest_index, own_invitations, services
from service.levels import USUAL_LEVEL
from service.request.identity import current_identity
from service.request.limits import costly
from service.sign_in.sessions import current_session
from service.use_cases.own_profile import OwnProfile, own_skills
from service.use_cases.own_record import own_record
from service.use_cases.own_sessions import OwnSessions
from service.use_cases.own_suggestions import SuggestedSkill, suggested_skills, told_skills
from service.use_cases.visibility import employee_asking
from service.web.frame.assets import Pages
from service.web.frame.forms import plain, read_level, read_period, read_search
from service.web.frame.languages import LANGUAGES
from service.web.frame.texts import moment, number
from service.web.frame.wording import levels, profession_heading, skill_heading
from service.web.invitations.cards import asked_cards
from service.web.own.offering import Offering, offering_of, read_offer
from service.web.own.qualifications import qualification_lines
from service.web.own.record import record_line
from service.web.own.rungs import ladder_of
from service.web.own.skills import Offered, offered, own_lines, removed_labels, shown_lines
from service.web.task.choices import choices

blueprint = Pages("own", __name__)
# Lines of the record on a page, and skills that a search offers. By eye.
LINES = 20
MOST_FOUND = 8

MOVES: Mapping[str, Callable[[OwnProfile, str], Employee]] = {
    "bekraeft": OwnProfile.confirm,
    "fjern": OwnProfile.remove,
    "bestrid": OwnProfile.dispute,
    "tag-tilbage": OwnProfile.take_back,
}
"""What a button beside a skill does, by its value; *ret* takes a level too."""


@blueprint.before_request
def hold_employee() -> Response | None:
    """Tell who is no employee here, as whoever tries Tværs as nobody in particular."""
    if employee_asking(current_identity(), newest_index()) is not None:
        return None
    return make_response(render_template("web/own_nobody.html"), 404)


@blueprint.get("/min-side")
def show() -> str:
    """What waits for an answer, one's skills, and those one may have."""
    index, own = current_index(), _own().read().value
    tasks = services().store.tasks.of_employee(own.id)
    return _page(own, suggested_skills(own, index, tasks))


@blueprint.post("/min-side/fortael")
@costly
def tell() -> str:
    """The same page, with skills that one's own words led to; they are not kept."""
    index, own = current_index(), _own().read().value
    linked = services().matcher.recognised(request.form.get("tekst", "").strip()[:LONGEST_TEXT])
    return _page(own, told_skills(own, index, linked), told=True)


def _page(own: Employee, suggested: Sequence[SuggestedSkill], *, told: bool = False) -> str:
    index = current_index()
    sought = read_search(request.args)
    return render_template(
        "web/own.html",
        waiting=[each for each in asked_cards(own_invitations(), own, index) if each.waits],
        is_consulted=bool(consultations().all()),
        lines=own_lines(own, index),
        removed=removed_labels(own, index),
        suggested=[offered(each, index) for each in suggested],
        told=told,
        longest_text=LONGEST_TEXT,
        sought=sought,
        found=_found(own, sought),
        levels=levels(),
        usual=USUAL_LEVEL,
        saved=request.args.get("gemt", ""),
        qualifications=qualification_lines(own, index, today=services().clock.today()),
        kinds=choices(index).qualifications,
        longest_issuer=LONGEST_ISSUER,
    )


@blueprint.get("/min-side/kort")
def see_card() -> str:
    """What others see."""
    index, own = current_index(), _own().read().value
    lines = shown_lines(own, index)
    return render_template(
        "web/own_card.html",
        own=own,
        profession=profession_heading(index, own.profession),
        workplace=workplace_name(index, own.workplace),
        lines=lines,
        ladder=ladder_of(lines),
        teaches=[skill_heading(index, each) for each in own.can_teach],
        wishes=[skill_heading(index, each) for each in own.wants_to_learn],
        hours=None if own.hours_offered is None else number(own.hours_offered),
    )


@blueprint.post("/min-side/kompetencer")
def change_skill() -> Response:
    """Confirm, correct, remove or dispute a skill, or take back what one said."""
    skill, move = request.form.get("kompetence", ""), request.form.get("handling", "")
    if move == "ret":
        _own().state(skill, _level(request.form.get("niveau", "")))
    elif move in MOVES:
        MOVES[move](_own(), skill)
    else:
        raise BadRequest
    stays = move in ("ret", "bekraeft", "bestrid")
    return redirect(url_for("own.show", gemt=skill, _anchor=skill if stays else "kompetencer"), 303)


@blueprint.post("/min-side/kvalifikationer")
def change_qualification() -> Response:
    """Say that one has a qualification, dispute what HR says of one, or take back what one said."""
    kind, move, own = request.form.get("slags", ""), request.form.get("handling", ""), _own()
    if move == "bestrid":
        own.dispute_qualification(kind)
    elif move == "tag-tilbage":
        own.take_back_qualification(kind)
    elif move == "gem":
        wrong: dict[str, str] = {}
        _begins, ends = read_period({"til": request.form.get("til", "")}, wrong)
        issuer = plain(request.form.get("udsteder", ""))[:LONGEST_ISSUER]
        if wrong:
            raise BadRequest
        own.state_qualification(kind, valid_until=ends, issuer=issuer)
    else:
        raise BadRequest
    return redirect(url_for("own.show", gemt="kvalifikation", _anchor="kvalifikationer"), 303)


@blueprint.post("/min-side/forslag")
def accept() -> Response:
    """Take the ticked suggestions, each at its level."""
    own = _own()
    for skill in request.form.getlist("kompetence"):
        own.state(skill, _level(request.form.get(f"niveau-{skill}", "")))
    return redirect(url_for("own.show", gemt="forslag", _anchor="forslag"), 303)


@blueprint.get("/min-side/valg")
def show_choices() -> str:
    """Who sees one, whether one is suggested, what one offers, learns and teaches."""
    return _choices()


def _choices(offering: Offering | None = None) -> str:
    """The page; `offering` is its form as it was sent, where that was wrong."""
    index, own = current_index(), _own().read().value
    labelled = own_lines(own, index)
    return render_template(
        "web/own_choices.html",
        own=own,
        offering=offering or offering_of(own),
        default_cap=DEFAULT_CAP,
        most_hours=MOST_HOURS,
        most_invitations=MOST_INVITATIONS,
        wishes=[(each, skill_heading(index, each)) for each in own.wants_to_learn],
        teachable=[(each.skill, each.label) for each in labelled if not each.disputed],
        sought=(sought := read_search(request.args)),
        found=[each for each in _found(own, sought) if each.skill not in own.wants_to_learn],
        contact=services().store.contacts.of(own.id),
        sends_mail=bool(services().settings.mail_host),
        saved=request.args.get("gemt", ""),
    )


@blueprint.post("/min-side/synlighed")
def choose_visibility() -> Response:
    """Who sees one, from the next request on."""
    chosen = next((each for each in Visibility if each.value == request.form.get("synlighed")), None)
    if chosen is None:
        raise BadRequest
    _own().show(chosen)
    return _chosen("synlighed")


@blueprint.post("/min-side/indsigelse")
def object_to_suggestions() -> Response:
    """Object to being suggested, or no longer."""
    _own().object(request.form.get("indsigelse") == "ja")
    return _chosen("indsigelse")


@blueprint.post("/min-side/tilbud")
def replace_offer() -> Response:
    """Hours, period, cap, and whether HR may see one as a bridge."""
    own, (offer, form) = _own(), read_offer(request.form)
    if form.wrong:
        return make_response(_choices(form), 422)
    services().store.employees.declare(own.id, own.read().version, **offer)
    return _chosen("tilbud")


@blueprint.post("/min-side/laering")
def replace_learning() -> Response:
    """What one wants to learn, and can teach."""
    own = _own()
    own.learn(
        wants_to_learn=list(dict.fromkeys(request.form.getlist("laer"))),
        can_teach=request.form.getlist("laer-fra"),
        version=own.read().version,
    )
    return _chosen("laering")


@blueprint.post("/min-side/beskeder")
def choose_notices() -> Response:
    """How often one gets mail, and in which language."""
    how = next((each for each in How if each.value == request.form.get("hvor-tit")), None)
    spoken = request.form.get("sprog", "")
    if how is None or spoken not in LANGUAGES:
        raise BadRequest
    services().store.contacts.choose(_own().id, how, language=spoken)
    return _chosen("beskeder")


@blueprint.get("/min-side/spor")
def show_traces() -> str:
    """Who looked, where one was suggested and why; where one is signed in; all data to take along."""
    here, index, own = services(), current_index(), _own()
    own.read()
    page = max(1, request.args.get("side", 1, type=int))
    found = own_record(current_identity(), here.store, page=page, size=LINES)
    now, zone = current_session(), here.clock.zone
    return render_template(
        "web/own_traces.html",
        employee=own.id,
        lines=[record_line(each, index, zone) for each in found.items],
        page=page,
        more=page * LINES < found.total,
        sessions=[
            (each.id, moment(each.created, zone), moment(each.seen, zone), now and each.id == now.id)
            for each in _sessions().all()
        ],
    )


@blueprint.post("/min-side/logins")
def end_session() -> Response:
    """End one of one's sessions."""
    _sessions().end(request.form.get("login", ""))
    return redirect(url_for("own.show_traces", _anchor="logins"), 303)


def _own() -> OwnProfile:
    here, identity = services(), current_identity()
    return OwnProfile(here.store, identity, here.clock, identity.subject)


def _sessions() -> OwnSessions:
    here = services()
    return OwnSessions(
        current_identity(), sessions=here.store.sessions, known=here.sessions, clock=here.clock
    )


def _found(own: Employee, sought: str) -> list[Offered]:
    """Skills that begin with or mean what was searched for, and that one has not."""
    matcher, index = services().matcher, current_index()
    known = {each.held.skill for each in own_skills(own)}
    found = matcher.complete(sought, MOST_FOUND, without=known)
    return [Offered(each.skill, skill_heading(index, each.skill), "", USUAL_LEVEL) for each in found]


def _level(said: str) -> int:
    """The level that was chosen. Raises BadRequest."""
    level = read_level(said)
    if level is None:
        raise BadRequest
    return level


def _chosen(what: str) -> Response:
    return redirect(url_for("own.show_choices", gemt=what, _anchor=what), 303)
