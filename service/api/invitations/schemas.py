"""What invitations look like coming in and going out; a decline is shown to nobody but the employee."""

from typing import Any

from marshmallow import fields, post_load, validate

from matching.bounds import LONGEST_NOTE, MOST_REQUIREMENTS
from matching.invitation import Actor, Choice, ManagerAnswer, State
from matching.invitation_privacy import SeenState
from matching.model import Involvement
from service.api.frame.fields import (
    BodyIn,
    BodyOut,
    Day,
    Text,
    Thing,
    Truth,
    each_once,
    hours_a_week,
    identifier,
    identifiers,
    proficiency,
    short_text,
)

MOST_INVITED = 50


def _note(description: str, **options: Any) -> Text:
    return Text(description, most=LONGEST_NOTE, **options)


class TermsIn(BodyIn):
    hours = hours_a_week("Hours a week in the period.", load_default=0.0)
    starts_on = Day(planned=True, load_default=None, allow_none=True)
    ends_on = Day(planned=True, load_default=None, allow_none=True)
    period = ("starts_on", "ends_on")


class ProposalsIn(TermsIn):
    employees = identifiers(
        "Ids of the employees to put down for the task.",
        of=Thing.EMPLOYEE,
        least=1,
        most=MOST_INVITED,
        required=True,
    )
    role = short_text(load_default="")
    message = _note("What the employee reads with the invitation.", load_default="")
    recommendation = short_text(
        "Id of the match, teams or advice of yours that had them, if one did.", load_default=""
    )
    chosen_for = fields.Enum(
        Choice,
        by_value=True,
        load_default=None,
        allow_none=True,
        metadata={"description": "Why them; needed unless the recommendation suggested all of them."},
    )
    chosen_note = _note("The reason in own words, which they read; needed for `other`.", load_default="")


class OfferOfHelpIn(TermsIn):
    skill = identifier("The skill of the task that you offer.", of=Thing.SKILL, required=True)
    message = _note("What the lead reads with the offer.", load_default="")


class DeclineIn(BodyIn):
    reason = _note("For yourself; nobody else ever sees it.", load_default="")


class ManagerAnswerIn(BodyIn):
    agrees = Truth(required=True)
    note = _note("Lead and employee read it; an objection needs one.", load_default="")


class ClosingIn(BodyIn):
    did = _note("What this colleague did.", load_default="")
    used = identifiers(
        "Ids of the skills that it took; the employee confirms them.",
        of=Thing.SKILL,
        most=MOST_REQUIREMENTS,
        load_default=list,
    )


class UsedSkillIn(BodyIn):
    skill = identifier("One of the proposed skills.", of=Thing.SKILL, required=True)
    level = proficiency(
        "1 to 5; without it the level you have, else the one asked for.", load_default=None, allow_none=True
    )


class ConfirmationIn(BodyIn):
    skills = fields.List(
        fields.Nested(UsedSkillIn()),
        required=True,
        validate=[
            validate.Length(max=MOST_REQUIREMENTS),
            lambda found: each_once([each["skill"] for each in found]),
        ],
        metadata={"description": "The right ones, each once; the others are dropped. None is an answer too."},
    )

    @post_load
    def to_levels(self, data: dict[str, Any], **_: Any) -> dict[str, int | None]:
        return {each["skill"]: each["level"] for each in data["skills"]}


class InvitationOut(BodyOut):
    id = fields.String(required=True)
    task = fields.String(required=True, metadata={"description": "The task's id."})
    employee = fields.String(required=True, metadata={"description": "The employee's id."})
    state = fields.Enum(
        SeenState,
        by_value=True,
        required=True,
        metadata={
            "description": "A no looks like no answer: invited until the deadline, then not_available."
        },
    )
    hours = fields.Float(required=True, metadata={"description": "Hours a week."})
    starts_on = fields.Date(required=True, allow_none=True)
    ends_on = fields.Date(required=True, allow_none=True)
    role = fields.String(required=True)
    message = fields.String(
        required=True, metadata={"description": "Of the lead; in an offer the employee's."}
    )
    recommendation = fields.String(
        required=True, metadata={"description": "Id of the answer that suggested them; empty if none."}
    )
    chosen_for = fields.Enum(Choice, by_value=True, required=True, allow_none=True)
    chosen_note = fields.String(required=True)
    offers = fields.String(
        required=True,
        metadata={"description": "The id of the skill that the employee offered; empty if they were asked."},
    )
    answer_by = fields.Date(
        required=True, allow_none=True, metadata={"description": "Last day for the employee's answer."}
    )
    involvement = fields.Enum(
        Involvement,
        by_value=True,
        required=True,
        metadata={"description": "The manager's part, from the employee's yes on."},
    )
    manager = fields.String(
        required=True,
        metadata={"description": "An employee's id; empty if none who shows themselves to you."},
    )
    manager_by = fields.Date(
        required=True,
        allow_none=True,
        metadata={"description": "Last day for the manager's answer; the task goes on without one."},
    )
    manager_answer = fields.Enum(ManagerAnswer, by_value=True, required=True, allow_none=True)
    manager_note = fields.String(required=True)
    did = fields.String(required=True)
    used = fields.List(fields.String(), required=True, metadata={"description": "Ids of skills."})
    confirmed = fields.List(fields.String(), required=True, metadata={"description": "Ids of skills."})
    settled = fields.Boolean(
        required=True, metadata={"description": "Whether the employee has answered the evidence."}
    )


class OwnInvitationOut(InvitationOut):
    state = fields.Enum(State, by_value=True, required=True)  # type: ignore[arg-type]
    reason = fields.String(required=True, metadata={"description": "Your own note; only you see it."})


class InvitationsOut(BodyOut):
    items = fields.List(fields.Nested(InvitationOut), required=True)


class OwnInvitationsOut(BodyOut):
    items = fields.List(fields.Nested(OwnInvitationOut), required=True)


class MoveOut(BodyOut):
    on = fields.Date(required=True)
    by = fields.String(
        required=True,
        metadata={
            "description": "An employee's id, a tool's name or system; empty for one who hides from you."
        },
    )
    actor = fields.Enum(Actor, by_value=True, required=True)
    before = fields.Enum(State, by_value=True, required=True, allow_none=True)
    after = fields.Enum(State, by_value=True, required=True)


class CalendarQuery(BodyOut):
    language = fields.String(
        load_default="da", validate=validate.OneOf(("da", "en")), metadata={"description": "Of the hours."}
    )


class CalendarOut(BodyOut):
    calendar = fields.String(required=True, metadata={"description": "The file (RFC 5545) as text."})


class MovesOut(BodyOut):
    items = fields.List(fields.Nested(MoveOut), required=True)
