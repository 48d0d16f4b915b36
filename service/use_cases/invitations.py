"""What somebody does with an invitation of their own, over the API and on the pages alike."""

from collections.abc import Mapping
from typing import Any

from graph.errors import NotFound
from graph.invitations import Mover
from matching.invitation import Invitation
from service.context import services
from service.request.identity import current_identity


def mover() -> Mover:
    """The asker, as the one who makes a move now."""
    return Mover(current_identity().subject, services().clock.now())


def own(invitation_id: str) -> Invitation:
    """An invitation that the asker was asked with, or their offer. Raises NotFound."""
    found: Invitation = services().store.invitations.get(invitation_id).value
    if found.employee != current_identity().subject or not found.known:
        raise NotFound("invitation", invitation_id)
    return found


def offer(task_id: str, skill_id: str, **terms: Any) -> Invitation:
    """Offer a skill that a task asks for. Raises NotFound, MoveRefused."""
    services().store.tasks.get(task_id)
    wanted = Invitation(id="", task=task_id, employee=current_identity().subject, offers=skill_id, **terms)
    return services().store.invitations.offer(wanted, mover())


def accept(invitation_id: str) -> Invitation:
    """Say yes. Raises NotFound, MoveRefused."""
    own(invitation_id)
    return services().store.invitations.accept(invitation_id, mover())


def decline(invitation_id: str, *, reason: str) -> Invitation:
    """Say no, or no longer yes. Raises NotFound, MoveRefused."""
    own(invitation_id)
    return services().store.invitations.decline(invitation_id, mover(), reason=reason)


def confirm(invitation_id: str, levels: Mapping[str, int | None]) -> Invitation:
    """Keep those of the proposed skills that are right. Raises NotFound, MoveRefused, UnknownReference."""
    own(invitation_id)
    return services().store.invitations.confirm(invitation_id, mover(), levels)
