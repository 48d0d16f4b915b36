"""What a question about a team looks like, and the teams that answer it.

The answers are written by `team_presenter`; a test holds that it writes what stands here.
"""

from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from matching.bounds import MOST_MEMBERS, MOST_OWNERS
from matching.question import USUAL_TEAM, Relation
from matching.teams.advice import ChangeKind
from matching.teams.problem import QuotaKind, Term
from matching.teams.proposal import Emphasis
from matching.teams.shortfalls import ShortfallKind
from service.api.frame.fields import (
    AnsweredOut,
    BodyOut,
    NamedOut,
    RecordedOut,
    Thing,
    Truth,
    UnderstoodOut,
    Whole,
    as_tuples,
    hours_a_week,
    identifier,
    identifiers,
)
from service.api.matches.schemas import (
    AboutTaskIn,
    LabelledHeldSkillOut,
    LabelledRequirementOut,
    LabelledSkillOut,
    excluded,
)
from service.api.tasks.schemas import some_life_phases


def _count(description: str, *, least: int = 0, standard: int = 0) -> Whole:
    return Whole(
        strict=True,
        load_default=standard,
        validate=validate.Range(min=least, max=MOST_MEMBERS),
        metadata={"description": description},
    )


class TeamQuestionIn(AboutTaskIn):
    task = identifier(
        "Id of an open task: what isn't said here is taken from it (requirements, owners, who takes part, "
        "and its life phases, if it spans several).",
        of=Thing.TASK,
        load_default=None,
        allow_none=True,
    )
    asks_one_of = ("text", "requirements", "task")
    owners = identifiers(
        "Ids of the workplaces that own the task together.",
        of=Thing.WORKPLACE,
        most=MOST_OWNERS,
        load_default=list,
    )
    fixed = identifiers(
        "Ids of employees who are in the team.", of=Thing.EMPLOYEE, most=MOST_MEMBERS, load_default=list
    )
    left_out = excluded("Ids of employees who are not.")
    smallest = _count("The least members.", least=1, standard=1)
    largest = _count("The most members.", least=1, standard=USUAL_TEAM)
    workplaces = _count("From so many workplaces at least.", standard=1)
    professions = _count("Of so many professions at least.", standard=1)
    hours_each = hours_a_week("Free hours a week of each who is not fixed, at least.", load_default=0.0)
    hours = hours_a_week(
        "Free hours a week of all together, at least.", people=MOST_MEMBERS, load_default=0.0
    )
    known = _count("So many at least whom the owners or fixed members know.")
    new = _count("So many at least whom they don't.")
    learn = identifier(
        "Id of a skill that somebody is to learn in the team, from somebody who teaches it.",
        of=Thing.SKILL,
        load_default=None,
        allow_none=True,
    )
    life_phases = some_life_phases("Each of these life phases is to be represented.")
    exact = Truth(
        load_default=False,
        metadata={"description": "Prove how good the best team can be; takes up to some seconds."},
    )

    @validates_schema
    def makes_sense(self, data: dict[str, Any], **_: Any) -> None:
        if data["smallest"] > data["largest"]:
            raise ValidationError("Must not be less than smallest.", "largest")
        if not set(data["fixed"]).isdisjoint(data["exclude"]):
            raise ValidationError("Somebody cannot be in the team and not be in it.", "exclude")

    @post_load
    def to_tuples(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        return as_tuples(data)


class TeamAdviceIn(TeamQuestionIn):
    team = identifiers(
        "Ids of the team's members.", of=Thing.EMPLOYEE, least=1, most=MOST_MEMBERS, required=True
    )


class PlacedEmployeeOut(BodyOut):
    employee = fields.Nested(NamedOut, required=True)
    workplace = fields.Nested(NamedOut, required=True)
    profession = fields.Nested(NamedOut, required=True)
    free_hours = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Hours a week still to lend in the period; null if not said."},
    )


class CarriedOut(BodyOut):
    requirement = fields.String(required=True, metadata={"description": "Id of the required skill."})
    held = fields.Nested(LabelledHeldSkillOut, required=True, allow_none=True)
    relation = fields.Enum(Relation, by_value=True, required=True, allow_none=True)


class SeatOut(PlacedEmployeeOut):
    fixed = fields.Boolean(required=True)
    carries = fields.List(
        fields.Nested(CarriedOut),
        required=True,
        metadata={"description": "What nobody in the team does better, and by which skill."},
    )
    covers = fields.List(
        fields.String(), required=True, metadata={"description": "Required skills whose level they reach."}
    )
    alone = fields.List(
        fields.String(), required=True, metadata={"description": "Those that nobody else in the team does."}
    )


class NeedCoverageOut(BodyOut):
    requirement = fields.String(required=True, metadata={"description": "Id of the required skill."})
    covered_by = fields.List(fields.String(), required=True, metadata={"description": "Employee ids."})
    carried_by = fields.String(required=True, allow_none=True, metadata={"description": "Employee id."})
    proficiency = fields.Float(required=True, metadata={"description": "How well it is met, 0 to 1."})


class TieOut(BodyOut):
    employees = fields.List(fields.String(), required=True, validate=validate.Length(equal=2))
    strength = fields.Float(required=True, metadata={"description": "Above 0, up to 1."})
    tasks = fields.List(
        fields.String(), required=True, metadata={"description": "Tasks completed together, newest first."}
    )


class TeamContributionOut(BodyOut):
    term = fields.Enum(Term, by_value=True, required=True)
    value = fields.Float(required=True, metadata={"description": "Its part of the objective, in points."})
    requirement = fields.String(required=True, allow_none=True)
    employee = fields.String(required=True, allow_none=True)


class TradeOut(BodyOut):
    term = fields.Enum(Term, by_value=True, required=True)
    difference = fields.Float(required=True, metadata={"description": "Points gained, or given up."})


class TeamProposalOut(BodyOut):
    emphasis = fields.Enum(Emphasis, by_value=True, required=True)
    seats = fields.List(fields.Nested(SeatOut), required=True)
    coverage = fields.List(fields.Nested(NeedCoverageOut), required=True)
    workplaces = fields.List(fields.Nested(NamedOut), required=True)
    professions = fields.List(fields.Nested(NamedOut), required=True)
    ties = fields.List(fields.Nested(TieOut), required=True)
    new_ties = fields.Integer(required=True, metadata={"description": "Pairs who don't know each other."})
    hours = fields.Float(required=True, metadata={"description": "Known free hours a week of all."})
    objective = fields.Float(required=True, metadata={"description": "The sum of the contributions."})
    contributions = fields.List(fields.Nested(TeamContributionOut), required=True)
    trades = fields.List(
        fields.Nested(TradeOut),
        required=True,
        metadata={"description": "Against the first proposal, term by term."},
    )
    bound = fields.Float(
        required=True, allow_none=True, metadata={"description": "What no team exceeds, if it was proven."}
    )
    gap = fields.Float(
        required=True, allow_none=True, metadata={"description": "How much better a team could be at most."}
    )


class QuotaOut(BodyOut):
    kind = fields.Enum(QuotaKind, by_value=True, required=True)
    name = fields.String(required=True, metadata={"description": "The skill's id or the life phase, if any."})


class ShortfallOut(BodyOut):
    kind = fields.Enum(ShortfallKind, by_value=True, required=True)
    hard = fields.Boolean(required=True, metadata={"description": "Whether no team can be as asked."})
    requirement = fields.Nested(LabelledSkillOut, required=True, allow_none=True)
    quota = fields.Nested(QuotaOut, required=True, allow_none=True)
    needed = fields.Float(required=True)
    available = fields.Float(required=True)
    employees = fields.List(
        fields.Nested(NamedOut), required=True, metadata={"description": "Some of those it turns on."}
    )


class TeamAnswerOut(AnsweredOut, UnderstoodOut, RecordedOut):
    items = fields.List(fields.Nested(TeamProposalOut), required=True)
    beside = fields.List(
        fields.String(),
        required=True,
        metadata={
            "description": "Ids of members who aren't on the task's list; as `team` of `/matches` they are."
        },
    )
    as_asked = fields.Boolean(
        required=True,
        metadata={"description": "If not, the proposals keep only what can be kept: see the shortfalls."},
    )
    shortfalls = fields.List(fields.Nested(ShortfallOut), required=True)
    requirements = fields.List(
        fields.Nested(LabelledRequirementOut),
        required=True,
        metadata={"description": "What was asked for, or recognised in the text."},
    )
    considered = fields.Integer(required=True, metadata={"description": "How many employees it chose from."})
    change = fields.Integer(required=True, metadata={"description": "The graph's change number."})


class SwapOut(BodyOut):
    out = fields.String(required=True, metadata={"description": "Id of the member."})
    into = fields.Nested(PlacedEmployeeOut, required=True)
    difference = fields.Float(required=True)
    trades = fields.List(fields.Nested(TradeOut), required=True)


class CounterfactualOut(BodyOut):
    kind = fields.Enum(ChangeKind, by_value=True, required=True)
    requirement = fields.String(required=True, allow_none=True)
    employee = fields.Nested(NamedOut, required=True, allow_none=True)
    team = fields.List(
        fields.Nested(NamedOut),
        required=True,
        allow_none=True,
        metadata={"description": "The team there would be; null if there would be none."},
    )
    joined = fields.List(fields.Nested(NamedOut), required=True)
    left = fields.List(fields.Nested(NamedOut), required=True)
    difference = fields.Float(required=True, allow_none=True)
    shortfalls = fields.List(fields.Nested(ShortfallOut), required=True)


class TeamAdviceOut(AnsweredOut):
    proposal = fields.Nested(TeamProposalOut, required=True)
    broken = fields.List(
        fields.String(), required=True, metadata={"description": "The limits that this team breaks."}
    )
    swaps = fields.List(fields.Nested(SwapOut), required=True)
    counterfactual = fields.Nested(CounterfactualOut, required=True, allow_none=True)
    shortfalls = fields.List(fields.Nested(ShortfallOut), required=True)
    change = fields.Integer(required=True)
