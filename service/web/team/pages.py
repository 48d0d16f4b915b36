"""The pages of teams: up to three proposals for a task, and one team with who else could sit in each seat."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from matching.bounds import MOST_MEMBERS
from matching.index.index import Index
from matching.language.understanding import Understanding
from matching.question import TeamQuestion
from matching.teams.candidates import Formulation
from service.context import current_index, recording, services
from service.request.identity import current_identity
from service.request.limits import costly
from service.request.screening import marks_personal_numbers
from service.use_cases.answering import advise_on_team, propose_teams
from service.web.frame.asked import asked, kept_address
from service.web.frame.assets import Pages
from service.web.frame.wording import skill_label
from service.web.task.chips import chips_of
from service.web.task.choices import Option, choices
from service.web.task.inquiry import Inquiry, read_inquiry
from service.web.task.pages import Saved, answer_page, saved_of, skills_asked, start_page
from service.web.team.cards import team_card
from service.web.team.sentences import Words, broken_words, counterfactual_sentence, shortfall_sentence
from service.web.team.side_by_side import side_by_side
from service.web.team.wishes import MOST_PLACES, TeamWishes, read_wishes

blueprint = Pages("team", __name__)
Page = Callable[[Inquiry, TeamWishes, Index, Mapping[str, str]], Response | str]


@blueprint.route("/hold", methods=["GET", "POST"])
@marks_personal_numbers("tekst")
@costly
def proposals() -> Response | str:
    """Up to three teams for a task, with what each trades and what cannot be met."""
    return _answered("team.proposals", _proposals)


@blueprint.route("/hold/pladser", methods=["GET", "POST"])
@marks_personal_numbers("tekst")
@costly
def seats() -> Response | str:
    """One team, who else could sit in each seat, and the one change that would say most."""
    return _answered("team.seats", _seats)


def _answered(endpoint: str, page: Page) -> Response | str:
    """The page, or the way to an address of its own, which holds nothing of what is asked."""
    given = asked()
    inquiry, unreadable = read_inquiry(given)
    wishes, wrong = read_wishes(given)
    if unreadable:
        return make_response(start_page(inquiry, unreadable), 422)
    if not inquiry.asks:
        return redirect(url_for("web.start"))
    if request.method == "POST" and not wrong:
        own = kept_address(endpoint, fields(inquiry, wishes))
        if own:
            return redirect(own, 303)
    index, audience = current_index(), current_identity().audience
    return page(inquiry.known_in(index, audience), wishes.known_in(index, audience), index, wrong)


def fields(inquiry: Inquiry, wishes: TeamWishes) -> Iterator[tuple[str, str]]:
    """Everything that gives a team page again."""
    yield from inquiry.fields()
    yield from wishes.fields()


def _proposals(inquiry: Inquiry, wishes: TeamWishes, index: Index, wrong: Mapping[str, str]) -> str:
    skills = skills_asked(inquiry)
    if skills.understood_as is not Understanding.TASK:
        return answer_page(inquiry, skills)
    saved = saved_of(inquiry, index)
    proposed = propose_teams(
        _question(inquiry, wishes, index, saved, swaps=False),
        task=None,
        skills=skills,
        listing=saved.asked(inquiry.question()) if saved else inquiry.question(),
        recording=recording(),
        index=index,
        matcher=services().matcher,
    )
    answer = proposed.answer
    words = _words(answer.formulation, index)
    return render_template(
        "web/team.html",
        inquiry=inquiry,
        listed=list(replace(inquiry, team=proposed.beside).fields()),
        wishes=wishes,
        most_members=MOST_MEMBERS,
        most_places=MOST_PLACES,
        wrong=wrong,
        state=list(fields(inquiry, wishes)),
        choices=choices(index),
        learnable=[Option(chip.skill, chip.label) for chip in chips_of(skills, index)],
        named=_named(index, inquiry, wishes),
        unit=index.workplaces.get(inquiry.unit),
        cards=[team_card(each, words, index=index, at=at) for at, each in enumerate(answer.proposals, 1)],
        measures=side_by_side(answer.proposals),
        as_asked=answer.as_asked,
        recommendation=proposed.recorded or "",
        missing=[shortfall_sentence(each, words) for each in answer.shortfalls],
    )


def _seats(inquiry: Inquiry, wishes: TeamWishes, index: Index, _wrong: Mapping[str, str]) -> Response | str:
    if not wishes.members:
        return redirect(kept_address("team.proposals", fields(inquiry, wishes)) or url_for("web.start"))
    skills = skills_asked(inquiry)
    if skills.understood_as.is_refused:
        return answer_page(inquiry, skills)
    saved = saved_of(inquiry, index)
    advised = advise_on_team(
        _question(inquiry, wishes, index, saved, swaps=True),
        wishes.members,
        task=None,
        skills=skills,
        recording=recording(),
        index=index,
        matcher=services().matcher,
    )
    advice = advised.advice
    words, other = _words(advice.formulation, index), advice.counterfactual
    return render_template(
        "web/seats.html",
        inquiry=inquiry,
        wishes=wishes,
        state=list(fields(inquiry, wishes)),
        card=team_card(advice.proposal, words, index=index, at=1, swaps=advice.swaps),
        broken=[broken_words(each) for each in advice.broken],
        missing=[shortfall_sentence(each, words) for each in advice.shortfalls],
        otherwise=counterfactual_sentence(other, words) if other else "",
        recommendation=advised.recorded,
        saved=saved.task if saved else None,
        waiting=saved.there.waiting if saved else (),
    )


def _question(
    inquiry: Inquiry, wishes: TeamWishes, index: Index, saved: Saved | None, *, swaps: bool
) -> TeamQuestion:
    """What is asked for a team, for a saved task if it is for one."""
    question = wishes.question(inquiry)
    if saved is None:
        return question
    unseen = index.unseen(current_identity().audience, saved.there.members)
    return saved.team_asked(question, unseen=unseen, swaps=swaps)


def _words(formulation: Formulation, index: Index) -> Words:
    names = [index.workforce.names[row] for row in formulation.rows]
    return Words(formulation=formulation, label=lambda skill: skill_label(index, skill), names=names)


def _named(index: Index, inquiry: Inquiry, wishes: TeamWishes) -> dict[str, list[Option]]:
    """Those who are to be in the team, and those who are not, to change it."""
    workforce = index.workforce

    def options(ids: tuple[str, ...]) -> list[Option]:
        return [Option(id, workforce.names[workforce.row_of[id]]) for id in ids]

    return {"medlem": options(wishes.fixed), "ikke": options(inquiry.excluded)}
