"""Invitations to a task, from a proposal to confirmed evidence (docs/invitations.md).

Leads and tools propose, invite, withdraw, start and close. Only the employee answers and confirms, and
only the manager answers as manager: whoever acts on another's invitation finds none.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from graph.errors import NotFound, UnknownReference
from matching.invitation import Invitation, ManagerAnswer, State
from service.api.frame.blueprint import ApiBlueprint
from service.api.invitations.schemas import (
    NOT_AVAILABLE,
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
from service.context import services
from service.request.identity import current_identity
from service.roles import ORGANISERS, PERSONS
from service.use_cases import invitations as own_invitations
from service.use_cases.invitations import mover
from service.use_cases.visibility import may_see

blueprint = ApiBlueprint("invitations", __name__, description="Asking colleagues, and their answers.")
REFUSED = (404, 409)


@blueprint.operation(
    "POST",
    "/tasks/<task_id>/invitations",
    name="proposeInvitations",
    roles=ORGANISERS,
    body=ProposalsIn(),
    answer=InvitationsOut(),
    status=201,
    problems=(404, 409),
)
def propose_invitations(body: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Put colleagues down for an open task; they don't see it before they are invited."""
    services().store.tasks.get(task_id)
    terms = {name: value for name, value in body.items() if name != "employees"}
    _hold_visible(body["employees"])
    wanted = [Invitation(id="", task=task_id, employee=each, **terms) for each in body["employees"]]
    made = services().store.invitations.propose(wanted, mover())
    return {"items": [seen_by_others(each) for each in made]}


@blueprint.operation(
    "GET",
    "/tasks/<task_id>/invitations",
    name="listTaskInvitations",
    roles=ORGANISERS,
    answer=InvitationsOut(),
    problems=(404,),
)
def list_task_invitations(task_id: str) -> dict[str, Any]:
    """List everybody who was put down for a task, and how far it is with each."""
    services().store.tasks.get(task_id)
    found = services().store.invitations.of_task(task_id)
    shown = [each for each in found if each.state is not State.PROPOSED or _visible(each.employee)]
    return {"items": [seen_by_others(each) for each in shown]}


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:invite",
    name="inviteEmployee",
    roles=ORGANISERS,
    answer=InvitationOut(),
    problems=REFUSED,
)
def invite_employee(invitation_id: str) -> dict[str, Any]:
    """Ask the colleague; refused where they have as many unanswered invitations as they want."""
    store = services().store.invitations
    if not _visible(store.get(invitation_id).value.employee):
        raise NotFound("invitation", invitation_id)
    return seen_by_others(store.invite(invitation_id, mover()))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:take-up",
    name="takeUpOffer",
    roles=ORGANISERS,
    answer=InvitationOut(),
    problems=REFUSED,
)
def take_up_offer(invitation_id: str) -> dict[str, Any]:
    """Take what a colleague offers: they are assigned to the task. Thank them no with `:withdraw`."""
    return seen_by_others(services().store.invitations.take_up(invitation_id, mover()))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:withdraw",
    name="withdrawInvitation",
    roles=ORGANISERS,
    answer=InvitationOut(),
    problems=REFUSED,
)
def withdraw_invitation(invitation_id: str) -> dict[str, Any]:
    """Take an invitation back, or don't take an offer; an assignment that came of it goes too."""
    return seen_by_others(services().store.invitations.withdraw(invitation_id, mover()))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:start",
    name="startWork",
    roles=ORGANISERS,
    answer=InvitationOut(),
    problems=REFUSED,
)
def start_work(invitation_id: str) -> dict[str, Any]:
    """Begin the work; a consulted manager has until the deadline to say something before that."""
    return seen_by_others(services().store.invitations.start(invitation_id, mover()))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:close",
    name="closeInvitation",
    roles=ORGANISERS,
    body=ClosingIn(),
    answer=InvitationOut(),
    problems=REFUSED,
)
def close_invitation(body: dict[str, Any], invitation_id: str) -> dict[str, Any]:
    """Say what the colleague did and which skills it took; they confirm those that are right."""
    closed = services().store.invitations.close(invitation_id, mover(), did=body["did"], used=body["used"])
    return seen_by_others(closed)


@blueprint.operation(
    "POST",
    "/tasks/<task_id>/offers",
    name="offerHelp",
    roles=PERSONS,
    body=OfferOfHelpIn(),
    answer=OwnInvitationOut(),
    status=201,
    problems=(404, 409),
)
def offer_help(body: dict[str, Any], task_id: str) -> dict[str, Any]:
    """Offer a skill that an open task asks for; the lead takes it up or not, and you can take it back."""
    return seen_by_oneself(own_invitations.offer(task_id, body.pop("skill"), **body))


@blueprint.operation(
    "GET", "/invitations", name="listMyInvitations", roles=PERSONS, answer=OwnInvitationsOut()
)
def list_my_invitations() -> dict[str, Any]:
    """List your own invitations and offers."""
    found = services().store.invitations.of_employee(current_identity().subject)
    return {"items": [seen_by_oneself(each) for each in found]}


@blueprint.operation(
    "GET",
    "/invitations/<invitation_id>/moves",
    name="listMoves",
    roles=PERSONS,
    answer=MovesOut(),
    problems=(404,),
)
def list_moves(invitation_id: str) -> dict[str, Any]:
    """List who moved your invitation, where and when."""
    own_invitations.own(invitation_id)
    moves = services().store.invitations.moves(invitation_id)
    return {"items": [{**asdict(move), "on": move.at.date()} for move in moves]}


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:accept",
    name="acceptInvitation",
    roles=PERSONS,
    answer=OwnInvitationOut(),
    problems=REFUSED,
)
def accept_invitation(invitation_id: str) -> dict[str, Any]:
    """Say yes to your own invitation: you are assigned to the task."""
    return seen_by_oneself(own_invitations.accept(invitation_id))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:decline",
    name="declineInvitation",
    roles=PERSONS,
    body=DeclineIn(),
    answer=OwnInvitationOut(),
    problems=REFUSED,
)
def decline_invitation(body: dict[str, Any], invitation_id: str) -> dict[str, Any]:
    """Say no, or take your own offer back; it costs nothing, and the reason is yours alone."""
    return seen_by_oneself(own_invitations.decline(invitation_id, reason=body["reason"]))


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:confirm",
    name="confirmEvidence",
    roles=PERSONS,
    body=ConfirmationIn(),
    answer=OwnInvitationOut(),
    problems=REFUSED,
)
def confirm_evidence(body: dict[str, int | None], invitation_id: str) -> dict[str, Any]:
    """Keep the skills that you really used as evidence on your profile."""
    return seen_by_oneself(own_invitations.confirm(invitation_id, body))


@blueprint.operation(
    "GET", "/consultations", name="listConsultations", roles=PERSONS, answer=InvitationsOut()
)
def list_consultations() -> dict[str, Any]:
    """List the invitations that you, as a manager, are told of or asked about."""
    found = services().store.invitations.of_manager(current_identity().subject)
    return {"items": [seen_by_others(each) for each in found]}


@blueprint.operation(
    "POST",
    "/consultations/<invitation_id>:answer",
    name="answerConsultation",
    roles=PERSONS,
    body=ManagerAnswerIn(),
    answer=InvitationOut(),
    problems=REFUSED,
)
def answer_consultation(body: dict[str, Any], invitation_id: str) -> dict[str, Any]:
    """Agree or object as the consulted manager; lead and employee see it, and decide."""
    store = services().store.invitations
    if store.get(invitation_id).value.manager != current_identity().subject:
        raise NotFound("invitation", invitation_id)
    answer = ManagerAnswer.AGREES if body["agrees"] else ManagerAnswer.OBJECTS
    return seen_by_others(store.answer(invitation_id, mover(), answer, note=body["note"]))


def seen_by_others(invitation: Invitation) -> dict[str, Any]:
    """What leads, tools and managers see: a no looks like no answer, and has no reason."""
    shown = asdict(invitation)
    del shown["reason"]
    silent = invitation.state in {State.DECLINED, State.EXPIRED} or invitation.overdue(
        services().clock.today()
    )
    state = NOT_AVAILABLE if silent else invitation.state.value
    if silent:  # what came after a yes that was taken back would tell it from a no
        kept = {"id", "task", "employee"}
        if not invitation.offers:  # an offer's terms were the employee's own words
            kept |= {"hours", "starts_on", "ends_on", "role", "message"}
        blank = asdict(Invitation(id="", task="", employee=""))
        shown = {name: shown[name] if name in kept else blank[name] for name in shown}
    return {**shown, "state": state}


def seen_by_oneself(invitation: Invitation) -> dict[str, Any]:
    """What the employee sees: everything."""
    state = State.EXPIRED if invitation.overdue(services().clock.today()) else invitation.state
    return {**asdict(invitation), "state": state}


def _hold_visible(employees: Iterable[str]) -> None:
    """Raise UnknownReference for those who do not show themselves to the asker."""
    hidden = [id for id in employees if not _visible(id)]
    if hidden:
        raise UnknownReference("employee", hidden)


def _visible(id: str) -> bool:
    try:
        return may_see(current_identity(), services().store.employees.get(id).value)
    except NotFound:
        return False
