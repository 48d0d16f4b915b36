"""Invitations to a task, from a proposal to confirmed evidence (docs/invitations.md).

Leads and tools propose, invite, withdraw, start and close. Only the employee answers and confirms, and
only the manager answers as manager: whoever acts on another's invitation finds none.
"""

from dataclasses import asdict, fields
from typing import Any

from matching.invitation import Invitation, ManagerAnswer
from matching.invitation_privacy import SeenByOthers
from service.api.frame.blueprint import ApiBlueprint
from service.api.invitations.schemas import (
    CalendarOut,
    CalendarQuery,
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
from service.context import consultations, inviting, own_calendar_file, own_invitations
from service.use_cases.choosing import Reason

blueprint = ApiBlueprint("invitations", __name__, description="Asking colleagues, and their answers.")
REFUSED = (404, 409)


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
    why = Reason(**{each.name: body.pop(each.name) for each in fields(Reason)})
    return {"items": inviting().put_down(task_id, body.pop("employees"), why=why, **body)}


@blueprint.operation(
    "GET",
    "/tasks/<task_id>/invitations",
    name="listTaskInvitations",
    answer=InvitationsOut(),
    problems=(404,),
)
def list_task_invitations(task_id: str) -> dict[str, Any]:
    """List everybody who was put down for a task, and how far it is with each."""
    return {"items": inviting().of_task(task_id)}


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:invite",
    name="inviteEmployee",
    answer=InvitationOut(),
    problems=REFUSED,
)
def invite_employee(invitation_id: str) -> SeenByOthers:
    """Ask the colleague; refused where they have as many unanswered invitations as they want."""
    return inviting().invite(invitation_id)


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:take-up",
    name="takeUpOffer",
    answer=InvitationOut(),
    problems=REFUSED,
)
def take_up_offer(invitation_id: str) -> SeenByOthers:
    """Take what a colleague offers: they are assigned to the task. Thank them no with `:withdraw`."""
    return inviting().take_up(invitation_id)


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:withdraw",
    name="withdrawInvitation",
    answer=InvitationOut(),
    problems=REFUSED,
)
def withdraw_invitation(invitation_id: str) -> SeenByOthers:
    """Take an invitation back, or don't take an offer; an assignment that came of it goes too."""
    return inviting().withdraw(invitation_id)


@blueprint.operation(
    "POST",
    "/invitations/<invitation_id>:start",
    name="startWork",
    answer=InvitationOut(),
    problems=REFUSED,
)
def start_work(invitation_id: str) -> SeenByOthers:
    """Begin the work; a consulted manager has until the deadline to say something before that."""
    return inviting().start(invitation_id)


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
    return inviting().close(invitation_id, **body)


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
    return own_invitations().offer(task_id, body.pop("skill"), **body)


@blueprint.operation("GET", "/invitations", name="listMyInvitations", answer=OwnInvitationsOut())
def list_my_invitations() -> dict[str, Any]:
    """List your own invitations and offers."""
    return {"items": own_invitations().all()}


@blueprint.operation(
    "GET",
    "/invitations/<invitation_id>/calendar",
    name="getAgreedDates",
    query=CalendarQuery(),
    answer=CalendarOut(),
    problems=(404,),
)
def get_agreed_dates(query: dict[str, Any], invitation_id: str) -> dict[str, Any]:
    """Take the period that you agreed to as an iCalendar file; there is none without a first day."""
    return {"calendar": own_calendar_file(invitation_id, language=query["language"]).decode()}


@blueprint.operation(
    "GET",
    "/invitations/<invitation_id>/moves",
    name="listMoves",
    answer=MovesOut(),
    problems=(404,),
)
def list_moves(invitation_id: str) -> dict[str, Any]:
    """List who moved your invitation, where and when."""
    moves = own_invitations().moves(invitation_id)
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
    return own_invitations().accept(invitation_id)


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
    return own_invitations().decline(invitation_id, reason=body["reason"])


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
    return own_invitations().confirm(invitation_id, body)


@blueprint.operation("GET", "/consultations", name="listConsultations", answer=InvitationsOut())
def list_consultations() -> dict[str, Any]:
    """List the invitations that you, as a manager, are told of or asked about."""
    return {"items": consultations().all()}


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
    answer = ManagerAnswer.AGREES if body["agrees"] else ManagerAnswer.OBJECTS
    return consultations().answer(invitation_id, answer, note=body["note"])
