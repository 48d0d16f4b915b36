"""The pages: describe a task, see its skills, see who can help and why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matching.index.index import Index
from matching.language.understanding import Understanding
from matching.model import Requirement, Task
from matching.question import Question, TeamQuestion
from service.context import current_index, inviting, recording, services
from service.request.identity import current_identity
from service.request.limits import costly
from service.request.screening import marks_personal_numbers
from service.rights import ROUTES
from service.use_cases.answering import TaskSkills, answer, skills_of
from service.use_cases.inviting import Standing
from service.web.frame.asked import asked, kept_address
from service.web.frame.assets import STATIC, TEMPLATES, Pages
from service.web.frame.navigation import home
from service.web.frame.texts import gettext as _
from service.web.task.cards import named, overview
from service.web.task.chips import Chip, chip, chips_of, segments, spans_of
from service.web.task.choices import choices, colleagues, limits
from service.web.task.examples import examples, steps
from service.web.task.inquiry import LISTS, Inquiry, read_inquiry
from service.web.task.picture import pictures

if TYPE_CHECKING:
    from service.matcher import Matcher

blueprint = Pages("web", __name__, template_folder=TEMPLATES, static_folder=STATIC, static_url_path="/static")
MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved task that colleagues are asked for: who is on its board, and its skills as they are asked."""

    task: Task
    there: Standing
    requirements: tuple[Requirement, ...]

    def asked(self, question: Question) -> Question:
        """The same question, with what the task says of itself: its text, levels, and who is on its board."""
        excluded = (*question.filters.exclude, *self.there.excluded)
        return replace(
            question,
            text=question.text or self.task.description,
            requirements=self.requirements,
            qualifications=self._demanded(question),
            members=self.there.members,
            filters=replace(question.filters, exclude=tuple(dict.fromkeys(excluded))),
        )

    def team_asked(self, question: TeamQuestion, *, unseen: Collection[str], swaps: bool) -> TeamQuestion:
        """The same for a team: whoever was asked or put down for it is in it, but for those who are `unseen`.

        Where it is about `swaps`, who isn't asked yet need not be.
        """
        gone = {*unseen, *(self.there.waiting if swaps else ())}
        standing = (each for each in self.there.members if each not in gone)
        fixed = tuple(dict.fromkeys((*question.fixed, *standing)))
        excluded = dict.fromkeys((*question.exclude, *self.there.excluded))
        return replace(
            question,
            text=question.text or self.task.description,
            requirements=self.requirements,
            qualifications=self._demanded(question),
            fixed=fixed,
            largest=max(question.largest, len(fixed)),
            exclude=tuple(each for each in excluded if each not in fixed),
        )

    def _demanded(self, question: Question | TeamQuestion) -> tuple[str, ...]:
        """What the task demands, and what is asked for besides."""
        return tuple(dict.fromkeys((*self.task.qualifications, *question.qualifications)))


@blueprint.get("/")
def start() -> str | Response:
    """Where a task is described; who doesn't lead tasks goes on to where they begin."""
    if not current_identity().may(ROUTES["GET /opgave"]):
        return redirect(home())
    inquiry, wrong = read_inquiry(asked())
    return start_page(inquiry, wrong)


@blueprint.route("/opgave", methods=["GET", "POST"])
@marks_personal_numbers("tekst")
@costly
def task() -> Response:
    """The skills of a task and who can help with it.

    A posted question goes on to an address of its own, which holds none of it and lasts a day or two.
    """
    inquiry, wrong = read_inquiry(asked())
    if not inquiry.asks and not wrong:
        if request.method == "GET":
            return redirect(url_for("web.start"))
        wrong = {"tekst": _("Beskriv opgaven, før du søger.")}
    if wrong:
        return make_response(start_page(inquiry, wrong), 422)
    if request.method == "POST":
        own = kept_address("web.task", inquiry.fields())
        if own:
            return redirect(own, 303)
    response = make_response(answer_page(inquiry))
    response.vary.add("HX-Request")
    return response


@blueprint.post("/kompetencer")
def suggest_skills() -> Response:
    """The skills that can be added for what is being typed: a piece of the page."""
    inquiry, wrong = read_inquiry(request.form)
    if wrong:
        return Response("", 422)
    matcher = services().matcher
    chips = chips_of(skills_asked(inquiry), current_index())
    piece = render_template(
        "web/_suggestions.html", inquiry=inquiry, suggestions=_suggestions(matcher, inquiry, chips)
    )
    return make_response(piece)


def start_page(inquiry: Inquiry, wrong: Mapping[str, str]) -> str:
    """The form, with what is wrong in it."""
    index = current_index()
    if not inquiry.unit and not inquiry.asks:
        inquiry = Inquiry(unit=current_identity().unit or "")
    return render_template(
        "web/start.html",
        inquiry=inquiry,
        wrong=wrong,
        choices=choices(index),
        examples=examples(),
        steps=steps(),
    )


def skills_asked(inquiry: Inquiry) -> TaskSkills:
    """The skills of what is asked, as the person has them."""
    matcher = services().matcher
    return skills_of(
        inquiry.text,
        matcher=matcher,
        removed=inquiry.removed,
        added=inquiry.added,
        is_task=inquiry.is_task,
    )


def answer_page(inquiry: Inquiry, skills: TaskSkills | None = None) -> str:
    """The skills of a task, found anew unless given, and who can help; else what to do about a bad text."""
    matcher, identity = services().matcher, current_identity()
    index = current_index()
    inquiry = inquiry.known_in(index, identity.audience)
    skills = skills or skills_asked(inquiry)
    saved = saved_of(inquiry, index)
    question = saved.asked(inquiry.question()) if saved else inquiry.question()
    answered = answer(question, skills=skills, recording=recording(), index=index, matcher=matcher)
    if answered.understood_as is not Understanding.TASK:
        services().metrics.understood(answered.understood_as)
    found = overview(answered)
    chips = chips_of(skills, index)
    asks_themselves = answered.question.asker == identity.subject
    return render_template(
        "web/answer.html",
        inquiry=inquiry,
        wrong={},
        choices=choices(index),
        segments=segments(inquiry.text, spans_of(skills, index)),
        chips=chips,
        offered=[chip(each.skill, index) for each in skills.offered],
        understood_as=answered.understood_as,
        examples=examples,
        removed=[chip(skill, index) for skill in inquiry.removed],
        suggestions=_suggestions(matcher, inquiry, chips),
        overview=found,
        pictures=pictures(found.cards, found.needs),
        unit=index.workplaces.get(inquiry.unit),
        askers=() if asks_themselves else colleagues(index, inquiry.unit, identity.audience),
        limits=limits(inquiry, index),
        saved=saved.task if saved else None,
        excluded=named(inquiry.excluded, index),
        more=next((each for each in LISTS if inquiry.shown < each and len(found.cards) >= inquiry.shown), 0),
        recommendation=answered.recorded or "",
    )


def saved_of(inquiry: Inquiry, index: Index) -> Saved | None:
    """The saved task that is asked for, with who is on its board as far as the one who asks may open it."""
    task = index.open_tasks.get(inquiry.saved)
    if task is None:
        return None
    there = inviting("GET /opgaver/<task_id>").standing(task)
    return Saved(task=task, there=there, requirements=_levels_of(task, inquiry))


def _levels_of(task: Task, inquiry: Inquiry) -> tuple[Requirement, ...]:
    """The skills of an inquiry for a saved task, at the levels and weights that were saved."""
    needs = {need.skill: need for need in task.requirements}
    return tuple(needs.get(skill, Requirement(skill=skill)) for skill in inquiry.added)


def _suggestions(matcher: "Matcher", inquiry: Inquiry, chips: list[Chip]) -> list[Chip]:
    """Skills that begin with or mean what was searched for, and are not in the task already."""
    if not inquiry.search:
        return []
    taken = {each.skill for each in chips}
    found = matcher.complete(inquiry.search, MOST_SUGGESTED, without=taken)
    return [chip(each.skill, matcher.index) for each in found]
