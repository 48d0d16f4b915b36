"""Invitations to a task, from a proposal to confirmed evidence (docs/invitations.md).

Leads and tools propose, invite, withdraw, start and close. Only the employee answers and confirms, and
only the manager answers as manager: whoever acts on another's invitation finds none.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from graph.errors import NotFound
from graph.invitations import Invitations
from graph.records.changes import Mover
from matching.invitation import Invitation, ManagerAnswer
from matching.invitation_privacy import SeenByOthers, seen_by_others
from service.api.frame.blueprint import ApiBlueprint
from service.api.invitations.schemas import (
    ClosingIn,
    ConfirmationIn,
    DeclineIn,
    InvitationOut,
    InvitationsOut,
    ManagerAnswerIn,
    MovesOut,
    OfferOfHelpIn,
    OwnInvitationOut,
    OwnInvitationsOut,
    ProposalsIn,
)
from service.context import organiser, recording, services
from service.request.identity import current_identity
from service.use_cases.choosing import chosen
from service.use_cases.invitations import OwnInvitations, in_sight, mover
from service.use_cases.visibility import hold_shown, without_hidden

blueprint = ApiBlueprint("invitations", __name__, description="Asking colleagues, and their answers.")
REFUSED = (404, 409)
T = TypeVar("T")


@blueprint.operation(
    "POST",
    "/tasks/<task_id>/invitations",
    name="proposeInvitations",
    body=ProposalsIn(),
    answer=InvitationsOut(),
    status=201,
    problems=(404, 409),
)
def propose_invitations(body: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Put colleagues down for an open task; they don't see it before they are invited."""
    task = services().store.tasks.get(task_id).value
    organiser().hold(task)
    terms = {name: value for name, value in body.items() if name != "employees"}
    hold_shown(current_identity(), services().store.employees, body["employees"])
    chosen(recording(), body["employees"], task=task_id, **_reasoned(body))
    wanted = [Invitation(id="", task=task_id, employee=each, **terms) for each in body["employees"]]
    made = services().store.invitations.propose(wanted, _mover())
    return {"items": _shown(*made)}


@blueprint.operation(
    "GET",
    "/tasks/<task_id>/invitations",
    name="listTaskInvitations",
    answer=InvitationsOut(),
    problems=(404,),
)
def list_task_invitations(task_id: str) -> dict[str, Any]:
    """List everybody who was put down for a task, and how far it is with each."""
    store = services().store
    task = store.tasks.get(task_id).value
    organiser().hold(task)
    found = store.invitations.of_task(task_id)
    return {"items": _shown(*(each for each in found if in_sight(each, current_identity(), store.employees)))}


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:invite",
    name="inviteEmployee",
    answer=InvitationOut(),
    problems=REFUSED,
)
def invite_employee(invitation_id: str) -> SeenByOthers:
    """Ask the colleague; refused where they have as many unanswered invitations as they want."""
    return _moved(_organised(invitation_id).invite(invitation_id, _mover()))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:take-up",
    name="takeUpOffer",
    answer=InvitationOut(),
    problems=REFUSED,
)
def take_up_offer(invitation_id: str) -> SeenByOthers:
    """Take what a colleague offers: they are assigned to the task. Thank them no with `:withdraw`."""
    return _moved(_organised(invitation_id).take_up(invitation_id, _mover()))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:withdraw",
    name="withdrawInvitation",
    answer=InvitationOut(),
    problems=REFUSED,
)
def withdraw_invitation(invitation_id: str) -> SeenByOthers:
    """Take an invitation back, or don't take an offer; an assignment that came of it goes too."""
    return _moved(_organised(invitation_id).withdraw(invitation_id, _mover()))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:start",
    name="startWork",
    answer=InvitationOut(),
    problems=REFUSED,
)
def start_work(invitation_id: str) -> SeenByOthers:
    """Begin the work; a consulted manager has until the deadline to say something before that."""
    return _moved(_organised(invitation_id).start(invitation_id, _mover()))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:close",
    name="closeInvitation",
    body=ClosingIn(),
    answer=InvitationOut(),
    problems=REFUSED,
)
def close_invitation(body: dict[str, Any], invitation_id: str) -> SeenByOthers:
    """Say what the colleague did and which skills it took; they confirm those that are right."""
    invitations = _organised(invitation_id)
    return _moved(invitations.close(invitation_id, _mover(), did=body["did"], used=body["used"]))


@blueprint.operation(
    "POST",
    "/tasks/<task_id>/offers",
    name="offerHelp",
    body=OfferOfHelpIn(),
    answer=OwnInvitationOut(),
    status=201,
    problems=(404, 409),
)
def offer_help(body: dict[str, Any], task_id: str) -> Invitation:
    """Offer a skill that an open task asks for; the lead takes it up or not, and you can take it back."""
    return _mine(_own().offer(task_id, body.pop("skill"), **body))


@blueprint.operation("GET", "/invitations", name="listMyInvitations", answer=OwnInvitationsOut())
def list_my_invitations() -> dict[str, Any]:
    """List your own invitations and offers."""
    return {"items": _without_hidden(_own().all(), "manager")}


@blueprint.operation(
    "GET",
    "/invitations/<invitation_id>/moves",
    name="listMoves",
    answer=MovesOut(),
    problems=(404,),
)
def list_moves(invitation_id: str) -> dict[str, Any]:
    """List who moved your invitation, where and when."""
    _own().one(invitation_id)
    moves = _without_hidden(services().store.invitations.moves(invitation_id), "by")
    return {"items": [{**asdict(move), "on": move.at.date()} for move in moves]}


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:accept",
    name="acceptInvitation",
    answer=OwnInvitationOut(),
    problems=REFUSED,
)
def accept_invitation(invitation_id: str) -> Invitation:
    """Say yes to your own invitation: you are assigned to the task."""
    return _mine(_own().accept(invitation_id))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:decline",
    name="declineInvitation",
    body=DeclineIn(),
    answer=OwnInvitationOut(),
    problems=REFUSED,
)
def decline_invitation(body: dict[str, Any], invitation_id: str) -> Invitation:
    """Say no, or take your own offer back; it costs nothing, and the reason is yours alone."""
    return _mine(_own().decline(invitation_id, reason=body["reason"]))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:confirm",
    name="confirmEvidence",
    body=ConfirmationIn(),
    answer=OwnInvitationOut(),
    problems=REFUSED,
)
def confirm_evidence(body: dict[str, int | None], invitation_id: str) -> Invitation:
    """Keep the skills that you really used as evidence on your profile."""
    return _mine(_own().confirm(invitation_id, body))


@blueprint.operation("GET", "/consultations", name="listConsultations", answer=InvitationsOut())
def list_consultations() -> dict[str, Any]:
    """List the invitations that you, as a manager, are told of or asked about."""
    found = services().store.invitations.of_manager(current_identity().subject)
    return {"items": _shown(*found)}


@blueprint.operation(
    "POST",
    "/consultations/<invitation_id>:answer",
    name="answerConsultation",
    body=ManagerAnswerIn(),
    answer=InvitationOut(),
    problems=REFUSED,
)
def answer_consultation(body: dict[str, Any], invitation_id: str) -> SeenByOthers:
    """Agree or object as the consulted manager; lead and employee see it, and decide."""
    store = services().store.invitations
    if store.get(invitation_id).value.manager != current_identity().subject:
        raise NotFound("invitation", invitation_id)
    answer = ManagerAnswer.AGREES if body["agrees"] else ManagerAnswer.OBJECTS
    return _moved(store.answer(invitation_id, _mover(), answer, note=body["note"]))


def _organised(invitation_id: str) -> Invitations:
    """Where it is moved by one who organises. Raises NotFound where there is none for them."""
    store = services().store
    invitation = store.invitations.get(invitation_id).value
    task = store.tasks.get(invitation.task).value
    if not (in_sight(invitation, current_identity(), store.employees) and organiser().organises(task)):
        raise NotFound("invitation", invitation_id)
    return store.invitations


def _reasoned(body: dict[str, Any]) -> dict[str, Any]:
    """Why they are chosen, by the names of `Invitation`."""
    return {name: body[name] for name in ("recommendation", "chosen_for", "chosen_note")}


def _own() -> OwnInvitations:
    return OwnInvitations(services().store, _mover())


def _mover() -> Mover:
    return mover(current_identity(), services().clock)


def _mine(invitation: Invitation) -> Invitation:
    """One's own, as one may know it: a manager who hides is not named."""
    (seen,) = _without_hidden([invitation], "manager")
    return seen


def _shown(*invitations: Invitation) -> list[SeenByOthers]:
    """Invitations as leads, tools and managers may know them today."""
    today = services().clock.today()
    return _without_hidden((seen_by_others(each, today) for each in invitations), "manager")


def _moved(invitation: Invitation) -> SeenByOthers:
    return _shown(invitation)[0]


def _without_hidden(found: Iterable[T], field: str) -> list[T]:
    return without_hidden(found, field, identity=current_identity(), employees=services().store.employees)
