"""What tasks look like coming in and going out."""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from graph.task_history import Done
from matching.bounds import (
    LONGEST_LABEL,
    LONGEST_TEXT,
    MOST_OWNERS,
    MOST_QUALIFICATIONS,
    MOST_REQUIREMENTS,
)
from matching.language.private_details import Detail
from matching.model import Assignment, LifePhase, Period, TaskStatus
from service.api.frame.fields import (
    BodyIn,
    BodyOut,
    Day,
    EachOnce,
    Text,
    Thing,
    as_tuples,
    each_once,
    hours_a_week,
    identifier,
    identifiers,
    short_text,
)
from service.api.frame.paging import PageQuery
from service.api.tasks.requirements import RequirementOut, Requirements

MOST_ASSIGNMENTS = 200
MOST_PERIODS = 20


def demanded() -> EachOnce:
    """Kinds of qualification that nobody is suggested without."""
    return identifiers(
        "Ids of kinds of qualification: nobody is suggested who has not each of them, as HR has seen it, "
        "valid to the end of the time asked about.",
        of=Thing.QUALIFICATION,
        most=MOST_QUALIFICATIONS,
        load_default=list,
    )


def some_life_phases(description: str) -> EachOnce:
    """Some of the life phases."""
    return EachOnce(
        fields.Enum(LifePhase, by_value=True), description, most=len(LifePhase), load_default=list
    )


class TaskIn(BodyIn):
    title = Text(least=1, most=LONGEST_LABEL, required=True)
    description = Text(most=LONGEST_TEXT, load_default="")
    requirements = Requirements()
    qualifications = demanded()
    taken_away = identifiers(
        "Ids of skills that `skills:link` called needed and a person took away: they teach it.",
        of=Thing.SKILL,
        most=MOST_REQUIREMENTS,
        load_default=list,
    )
    owners = identifiers(
        "Ids of the workplaces that own the task together.",
        of=Thing.WORKPLACE,
        least=1,
        most=MOST_OWNERS,
        required=True,
    )
    life_phases = some_life_phases("Those that it serves.")

    @validates_schema
    def needed_or_not(self, data: dict[str, Any], **_: Any) -> None:
        needed = {each.skill for each in data["requirements"]}
        both = [at for at, skill in enumerate(data["taken_away"]) if skill in needed]
        if both:
            raise ValidationError({"taken_away": {at: ["Must not be required too."] for at in both}})

    @post_load
    def to_values(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What was loaded, as the values of a `Task`; what only the service sets is left out."""
        return as_tuples({name: value for name, value in data.items() if name in TaskIn._declared_fields})


class TaskTextsIn(BodyIn):
    title = Text(most=LONGEST_LABEL, load_default="")
    description = Text(most=LONGEST_TEXT, load_default="")


class MarkOut(BodyOut):
    pointer = fields.String(required=True, metadata={"description": "Which text: /title or /description."})
    start = fields.Integer(
        required=True, metadata={"description": "Where it begins, in characters of the trimmed text (NFC)."}
    )
    end = fields.Integer(required=True, metadata={"description": "Where it has ended."})
    detail = fields.Enum(Detail, by_value=True, required=True)
    question = fields.String(required=True, metadata={"description": "What to ask whoever writes."})


class MarksOut(BodyOut):
    items = fields.List(fields.Nested(MarkOut), required=True)


class PeriodOut(BodyOut):
    started_on = fields.Date(required=True, allow_none=True)
    ended_on = fields.Date(required=True, allow_none=True)
    hours = fields.Float(required=True, metadata={"description": "Hours a week."})


class AssignmentOut(BodyOut):
    employee = fields.String(required=True)
    role = fields.String(required=True)
    started_on = fields.Date(required=True, allow_none=True)
    ended_on = fields.Date(required=True, allow_none=True)
    hours = fields.Float(required=True, metadata={"description": "Hours a week."})
    earlier = fields.List(
        fields.Nested(PeriodOut),
        required=True,
        metadata={"description": "Earlier periods of who took part several times, in their order."},
    )


class TaskSummary(BodyOut):
    id = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Enum(TaskStatus, by_value=True, required=True)
    created_on = fields.Date(required=True)
    closed_on = fields.Date(required=True, allow_none=True)
    owners = fields.List(fields.String(), required=True)
    life_phases = fields.List(fields.Enum(LifePhase, by_value=True), required=True)


class TaskOut(TaskSummary):
    description = fields.String(required=True)
    requirements = fields.List(fields.Nested(RequirementOut), required=True)
    qualifications = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Ids of kinds of qualification that whoever is suggested has."},
    )
    taken_away = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Ids of skills that its words seemed to need, and a person took away."},
    )
    assignments = fields.List(
        fields.Nested(AssignmentOut),
        required=True,
        metadata={"description": "Who takes part, as far as they show themselves to you."},
    )


def _sent_back() -> fields.Raw:
    return fields.Raw(
        allow_none=True, metadata={"description": "May be sent back as it was read; changes nothing."}
    )


class TaskPut(TaskIn):
    """A task as a whole, so that one that was read can be changed and sent back as it is."""

    owners = identifiers(
        "As in a new task; empty only where the last owner has gone since.",
        of=Thing.WORKPLACE,
        most=MOST_OWNERS,
        required=True,
    )
    id = _sent_back()
    status = _sent_back()
    created_on = _sent_back()
    closed_on = _sent_back()
    assignments = _sent_back()


class PeriodIn(BodyIn):
    started_on = Day(planned=True, load_default=None, allow_none=True)
    ended_on = Day(planned=True, load_default=None, allow_none=True)
    hours = hours_a_week("Hours a week in the period.", load_default=0.0)
    period = ("started_on", "ended_on")

    @post_load
    def to_period(self, data: dict[str, Any], **_: Any) -> Period:
        return Period(**data)


class AssignmentIn(BodyIn):
    employee = identifier("The employee's id.", of=Thing.EMPLOYEE, required=True)
    role = short_text(load_default="")
    started_on = Day(planned=True, load_default=None, allow_none=True)
    ended_on = Day(planned=True, load_default=None, allow_none=True)
    hours = hours_a_week("Hours a week in the period.", load_default=0.0)
    earlier = fields.List(
        fields.Nested(PeriodIn()),
        load_default=list,
        validate=validate.Length(max=MOST_PERIODS),
        metadata={"description": "Earlier periods of who took part several times."},
    )
    period = ("started_on", "ended_on")

    @post_load
    def to_assignment(self, data: dict[str, Any], **_: Any) -> Assignment:
        return Assignment(**{**data, "earlier": tuple(data["earlier"])})


class TaskClosing(BodyIn):
    assignments = fields.List(
        fields.Nested(AssignmentIn()),
        required=True,
        validate=[
            validate.Length(max=MOST_ASSIGNMENTS),
            lambda found: each_once([a.employee for a in found]),
        ],
        metadata={"description": "Who took part, each employee once; it is what later matches learn from."},
    )
    closed_on = Day("When it was finished; today if not said, and not before it was created.")


class TaskChangeOut(BodyOut):
    at = fields.DateTime(required=True, metadata={"description": "With its offset from UTC."})
    by = fields.String(
        required=True,
        metadata={"description": "Id of an employee, or a tool's name after `tool:`; empty who hides."},
    )
    what = fields.Enum(Done, by_value=True, required=True)


class TaskChangesOut(BodyOut):
    items = fields.List(fields.Nested(TaskChangeOut), required=True)


class TaskQuery(PageQuery):
    status = fields.Enum(TaskStatus, by_value=True, load_default=None)
    workplace = identifier("Only tasks that this workplace owns.", of=Thing.WORKPLACE, load_default=None)
