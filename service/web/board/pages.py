"""The board of a saved task: ask colleagues, follow their answers, begin, and close with who did what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from graph.errors import NotFound
from matching.bounds import LONGEST_NOTE
from matching.index.index import Index
from matching.index.naming import workplace_name
from matching.invitation import Choice
from matching.invitation_privacy import SeenByOthers, SeenState
from matching.model import Task, TaskStatus
from service.context import current_index, inviting, recording, services
from service.request.identity import current_identity
from service.request.screening import marks_personal_numbers
from service.use_cases.choosing import Reason, missing_reason, unsuggested
from service.use_cases.finishing import Work, finish
from service.use_cases.inviting import NOT_WITH
from service.web.board.asking import Asking, asking_of, choice_words, read_asking
from service.web.board.cards import by_necessity, can_start, columns_of, needs_of, shown_name
from service.web.board.drafting import read_answer
from service.web.board.similar import similar_beside
from service.web.frame.addresses import address
from service.web.frame.asked import kept_address
from service.web.frame.assets import Pages
from service.web.frame.texts import day
from service.web.frame.wording import skill_heading
from service.web.task.inquiry import read_inquiry

blueprint = Pages("board", __name__)


@blueprint.get("/opgaver/<task_id>")
def show(task_id: str) -> str:
    """What the task is, what it needs and who covers that, and everybody who is put down for it."""
    todo, index = inviting(), current_index()
    (task, found), today = todo.board(task_id), todo.mover.on
    similar = similar_beside(task, found, index)
    asked_of = [person.employee for each in similar for person in each.people]
    recording().seen([*(each.employee for each in found), *asked_of], where="board")
    audience = current_identity().audience
    is_open = task.status is TaskStatus.OPEN
    columns = columns_of(found, index, audience=audience, today=today, open=is_open)
    waiting = {each.employee for each in found if each.state is SeenState.PROPOSED}
    full = waiting & set(request.args.getlist("optaget"))
    owner = next(iter(task.owners), "")
    return render_template(
        "web/board.html",
        task=task,
        is_open=is_open,
        saved_on=day(task.created_on),
        closed_on=day(task.closed_on) if task.closed_on else "",
        owners=[workplace_name(index, each) for each in task.owners],
        needs=[
            (need, address(url_for("web.task"), _list_fields(task_id, owner, [need.skill])))
            for need in needs_of(task, found, index)
        ],
        find_all=address(
            url_for("web.task"), _list_fields(task_id, owner, [each.skill for each in task.requirements])
        ),
        columns=columns,
        similar=similar,
        own_address=_address_of_board(task.id),
        asked=_team_fields(task, found, index),
        full=[shown_name(each, index, unseen=index.unseen(audience, full)) for each in sorted(full)],
        startable=any(can_start(each, today) for each in found) and is_open,
        closable=is_open,
    )


@blueprint.get("/opgaver/<task_id>/spoerg")
@marks_personal_numbers(in_address=["anbefaling"])
def ask(task_id: str) -> Response | str:
    """On which terms these colleagues are asked, and why they where no answer suggested them."""
    todo, index = inviting(), current_index()
    task, found = todo.board(task_id)
    answer = read_answer(request.args.get("anbefaling", ""))
    wanted = asking_of(request.args.getlist("medarbejder"), answer, task=task, found=found, index=index)
    if not wanted.employees:
        return redirect(url_for("board.show", task_id=task_id))
    outside = unsuggested(todo.recording, wanted.employees, wanted.why.recommendation)
    return _ask_page(task, wanted, {}, outside=outside)


@blueprint.post("/opgaver/<task_id>/spoerg")
@marks_personal_numbers("anbefaling")
def put_down(task_id: str) -> Response | str:
    """Put them on the board, and ask them at once if that is the button; sent twice, it is done once."""
    todo = inviting()
    task, found = todo.board(task_id)
    wanted, wrong = read_asking(request.form, found=found)
    if not wanted.employees:
        return redirect(url_for("board.show", task_id=task_id), 303)
    outside = unsuggested(todo.recording, wanted.employees, wanted.why.recommendation)
    missing = missing_reason(wanted.why, outside)
    if wrong or missing:
        return make_response(_ask_page(task, wanted, wrong, outside=outside, missing=missing), 422)
    made = todo.put_down(task_id, wanted.employees, why=wanted.why, **wanted.as_terms())
    full = todo.invite_all(made) if request.form.get("goer") == "spoerg" else []
    told = [("optaget", each.employee) for each in full]
    return redirect(address(url_for("board.show", task_id=task_id), told), 303)


@blueprint.post("/opgaver/<task_id>/ikke")
@marks_personal_numbers("anbefaling", "tekst")
def set_aside(task_id: str) -> Response:
    """Not these colleagues, from the list that they stand on, and back to it."""
    inviting().set_aside(task_id, request.form.getlist("ikke"))
    inquiry, _wrong = read_inquiry(request.form)
    listed = kept_address("web.task", replace(inquiry, excluded=()).fields())
    return redirect(listed or url_for("board.show", task_id=task_id), 303)


@blueprint.post("/opgaver/<task_id>/byt")
@marks_personal_numbers("anbefaling", "tekst")
def swap(task_id: str) -> Response:
    """Another colleague in the place of one who isn't asked yet."""
    out, _sign, into = request.form.get("bytte", "").partition(" ")
    why = Reason(recommendation=read_answer(request.form.get("anbefaling", "")))
    inviting().swap(task_id, out, into, why=why)
    return redirect(url_for("board.show", task_id=task_id), 303)


@blueprint.post("/invitationer/<invitation_id>/spoerg")
def invite(invitation_id: str) -> Response:
    """Ask somebody who is put down."""
    return _back(inviting().invite(invitation_id))


@blueprint.post("/invitationer/<invitation_id>/tag-imod")
def take_up(invitation_id: str) -> Response:
    """Take an offer."""
    return _back(inviting().take_up(invitation_id))


@blueprint.post("/invitationer/<invitation_id>/traek-tilbage")
def withdraw(invitation_id: str) -> Response:
    """Take an invitation back, or thank no for an offer."""
    return _back(inviting().withdraw(invitation_id))


@blueprint.post("/invitationer/<invitation_id>/start")
def start(invitation_id: str) -> Response:
    """One colleague begins."""
    return _back(inviting().start(invitation_id))


@blueprint.post("/opgaver/<task_id>/start")
def start_all(task_id: str) -> Response:
    """All begin who have said yes and whose manager has had the time to say something."""
    todo = inviting()
    for each in todo.of_task(task_id):
        if can_start(each, todo.mover.on):
            todo.start(each.id)
    return redirect(url_for("board.show", task_id=task_id), 303)


@blueprint.get("/opgaver/<task_id>/afslut")
def closing(task_id: str) -> Response | str:
    """Who did what, and which skills it took."""
    todo, index = inviting(), current_index()
    task, found = todo.board(task_id)
    if task.status is TaskStatus.CLOSED:
        return redirect(url_for("board.show", task_id=task_id))
    recording().seen((each.employee for each in found), where="closing")
    unseen = index.unseen(current_identity().audience, [each.employee for each in found])

    def named(state: SeenState) -> list[tuple[SeenByOthers, str]]:
        return [
            (each, shown_name(each.employee, index, unseen=unseen)) for each in found if each.state is state
        ]

    return render_template(
        "web/closing.html",
        task=task,
        working=named(SeenState.WORKING),
        waiting=[name for _each, name in named(SeenState.ACCEPTED)],
        skills=[(each.skill, skill_heading(index, each.skill)) for each in by_necessity(task)],
        longest_note=LONGEST_NOTE,
    )


@blueprint.post("/opgaver/<task_id>/afslut")
def close(task_id: str) -> Response:
    """Close the task, and let everybody who was at work confirm what they used."""
    todo = inviting()
    task, found = todo.board(task_id)
    needed = {need.skill for need in task.requirements}
    form = request.form
    work = {
        each.id: Work(
            did=form.get(f"gjorde-{each.id}", "").strip()[:LONGEST_NOTE],
            used=tuple(skill for skill in form.getlist(f"brugt-{each.id}") if skill in needed),
        )
        for each in found
    }
    finish(todo, task_id, work)
    return redirect(url_for("board.show", task_id=task_id), 303)


def _ask_page(
    task: Task,
    wanted: Asking,
    wrong: Mapping[str, str],
    *,
    outside: Sequence[str],
    missing: tuple[tuple[str, ...], str] | None = None,
) -> str:
    index: Index = current_index()
    unseen = index.unseen(current_identity().audience, wanted.employees)
    if unseen:
        raise NotFound("employee", unseen[0])
    recording().seen(wanted.employees, where="asking")
    names: Sequence[str] = [shown_name(each, index, unseen=()) for each in wanted.employees]
    return render_template(
        "web/ask.html",
        task=task,
        wanted=wanted,
        names=names,
        outside=[name for name, id in zip(names, wanted.employees, strict=True) if id in outside],
        choices=[(each.value, choice_words(each)) for each in Choice],
        wrong=wrong,
        missing=missing[0][0] if missing else "",
        longest_note=LONGEST_NOTE,
    )


def _address_of_board(task: str) -> str:
    """The whole address of a board, to send to others: without anything of the task's text."""
    address_here = services().settings.address or request.host_url.rstrip("/")
    return address_here + url_for("board.show", task_id=task)


def _team_fields(task: Task, found: Sequence[SeenByOthers], index: Index) -> list[tuple[str, str]]:
    """What is asked for a team of a saved task: what was saved with it, and who is on its board."""
    there = [each.employee for each in found if each.state not in NOT_WITH]
    unseen = index.unseen(current_identity().audience, there)
    return [
        *_list_fields(task.id, next(iter(task.owners), ""), [each.skill for each in task.requirements]),
        *(("uden", skill) for skill in task.taken_away),
        *(("hold", each) for each in there if each not in unseen),
    ]


def _list_fields(task: str, owner: str, skills: Sequence[str]) -> list[tuple[str, str]]:
    """The address of the list of colleagues for some skills of a saved task, without its text."""
    return [("gemt", task), *([("enhed", owner)] if owner else []), *(("med", skill) for skill in skills)]


def _back(moved: SeenByOthers) -> Response:
    return redirect(url_for("board.show", task_id=moved.task), 303)
