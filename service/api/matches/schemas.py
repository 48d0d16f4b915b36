"""What a question and its shortlist look like.

`ShortlistOut` documents the answer; `match_presenter` writes it, since dumping through a schema would
take longer than the ranking. A test holds the two equal.
"""

from typing import Any, ClassVar

from marshmallow import fields, post_load, validate

from matching.bounds import LONGEST_TEXT, MOST_IDS, MOST_MEMBERS
from matching.insight.introductions import MOST_STEPS
from matching.question import Band, Coverage, Filters, Relation, Signal
from service.api.frame.fields import (
    AnsweredOut,
    BodyIn,
    BodyOut,
    Day,
    EachOnce,
    NamedOut,
    RecordedOut,
    Text,
    Thing,
    Truth,
    UnderstoodOut,
    Whole,
    as_tuples,
    hours_a_week,
    identifier,
    identifiers,
)
from service.api.people.schemas import HeldSkillOut
from service.api.tasks.requirements import RequirementOut, Requirements
from service.api.tasks.schemas import demanded, some_life_phases
from service.use_cases.recording import Purpose

MOST_CANDIDATES = 100
# Members of three teams. By definition.
MOST_TEAM = 3 * MOST_MEMBERS


def excluded(description: str) -> EachOnce:
    """Employees who are kept out, sent as `exclude`: a schema has something else by that name."""
    return identifiers(
        description,
        of=Thing.EMPLOYEE,
        most=MOST_IDS,
        load_default=list,
        data_key="exclude",
        attribute="exclude",
    )


class FiltersIn(BodyIn):
    workplaces = identifiers(
        "Only from these workplaces and those below them.",
        of=Thing.WORKPLACE,
        most=MOST_IDS,
        load_default=list,
    )
    professions = identifiers(
        "Only of these professions.", of=Thing.PROFESSION, most=MOST_IDS, load_default=list
    )
    life_phases = some_life_phases("Only from workplaces that serve one of these life phases.")
    languages = identifiers(
        "Only with all of these language skills.", of=Thing.SKILL, most=MOST_IDS, load_default=list
    )
    hours = hours_a_week("Only with at least so many hours a week still to lend.", load_default=0.0)
    left_out = excluded("Not these employees.")
    new_ties = Truth(
        load_default=False,
        metadata={"description": "Only those who have not worked with any of the members."},
    )
    across = Truth(
        load_default=False,
        metadata={"description": "Only from other workplaces and professions than the members'."},
    )

    @post_load
    def to_filters(self, data: dict[str, Any], **_: Any) -> Filters:
        return Filters(**as_tuples(data))


class AboutTaskIn(BodyIn):
    """What a question about a task says of it, whether one asks for people or for teams."""

    text = Text(
        "The task in own words; without requirements, its skills are recognised.",
        most=LONGEST_TEXT,
        load_default="",
    )
    requirements = Requirements()
    qualifications = demanded()
    purpose = fields.Enum(
        Purpose,
        by_value=True,
        load_default=Purpose.TASK,
        metadata={
            "description": "What for: people for the task, somebody to ask about it, or to learn from. It is "
            "recorded. Never to judge, pay or dismiss anybody."
        },
    )
    starts_on = Day(
        "Free hours are those from then on, and qualifications valid.",
        planned=True,
        load_default=None,
        allow_none=True,
    )
    ends_on = Day(
        "Free hours are those up to then, and qualifications valid.",
        planned=True,
        load_default=None,
        allow_none=True,
    )
    period = ("starts_on", "ends_on")
    asks_one_of: ClassVar[tuple[str, ...]] = ("text", "requirements")


class QuestionIn(AboutTaskIn):
    unit = identifier(
        "Id of the workplace that asks: what it lacks counts more.",
        of=Thing.WORKPLACE,
        load_default=None,
        allow_none=True,
    )
    members = identifiers(
        "Ids of employees already in the task.", of=Thing.EMPLOYEE, most=MOST_IDS, load_default=list
    )
    asker = identifier(
        "Id of the employee who asks, unless you are signed in as one: not suggested, and each candidate "
        "has the way to them.",
        of=Thing.EMPLOYEE,
        load_default=None,
        allow_none=True,
    )
    team = identifiers(
        "Ids of the members of teams proposed for the task: who isn't among the first stands after them.",
        of=Thing.EMPLOYEE,
        most=MOST_TEAM,
        load_default=list,
    )
    filters = fields.Nested(FiltersIn(), load_default=Filters)
    limit = Whole(
        strict=True,
        load_default=10,
        validate=validate.Range(min=1, max=MOST_CANDIDATES),
        metadata={"description": "How many candidates at most, without those of `team`."},
    )

    @post_load
    def to_question(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What a `Question` is made of, and the purpose."""
        return as_tuples(data)


class JointTaskOut(BodyOut):
    id = fields.String(required=True)
    title = fields.String(required=True)


class StepOut(BodyOut):
    employee = fields.Nested(NamedOut, required=True)
    colleague = fields.Nested(NamedOut, required=True)
    tasks = fields.List(
        fields.Nested(JointTaskOut),
        required=True,
        metadata={"description": "What they completed together, newest first."},
    )
    declared_on = fields.Date(
        required=True, allow_none=True, metadata={"description": "When either last said to know the other."}
    )


class LabelledSkillOut(BodyOut):
    skill = fields.String(required=True, metadata={"description": "The skill's id."})
    label = fields.String(required=True, metadata={"description": "Its Danish label, else the English one."})


class ElsewhereOut(LabelledSkillOut):
    employees = fields.List(
        fields.Nested(NamedOut),
        required=True,
        metadata={"description": "A few who cover it, the best first; none if nobody is to be asked."},
    )


class SimilarTaskOut(JointTaskOut):
    closed_on = fields.Date(required=True)
    employees = fields.List(
        fields.Nested(NamedOut),
        required=True,
        metadata={"description": "A few of those who took part and can be asked about it."},
    )


class LabelledHeldSkillOut(HeldSkillOut):
    label = fields.String(required=True)


class LabelledRequirementOut(RequirementOut):
    label = fields.String(required=True)
    confirmed = fields.Boolean(
        required=True,
        metadata={"description": "Whether it was named by a person; else it was recognised in the text."},
    )


class ContributionOut(BodyOut):
    signal = fields.Enum(Signal, by_value=True, required=True)
    value = fields.Float(required=True, metadata={"description": "Its part of the score."})
    requirement = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "Id of the required skill, if it is for one."},
    )
    held = fields.Nested(LabelledHeldSkillOut, required=True, allow_none=True)
    relation = fields.Enum(Relation, by_value=True, required=True, allow_none=True)
    tasks = fields.List(
        fields.String(), required=True, metadata={"description": "Ids of the past tasks that weighed most."}
    )
    source = fields.String(required=True)
    on = fields.Date(required=True, allow_none=True, metadata={"description": "The date of the source."})


class QualifiedOut(BodyOut):
    kind = fields.String(required=True, metadata={"description": "Id of the kind of qualification."})
    label = fields.String(required=True, metadata={"description": "Its Danish label, else the English one."})
    until = fields.Date(
        required=True, allow_none=True, metadata={"description": "Its last day; null without end."}
    )


class CoverageOut(BodyOut):
    requirement = fields.String(required=True, metadata={"description": "Id of the required skill."})
    coverage = fields.Enum(Coverage, by_value=True, required=True)
    counted = fields.Float(
        required=True,
        metadata={
            "description": "The part of it that counts, in (0, 1]: less than 1 where it isn't usual in the "
            "colleague's profession."
        },
    )
    held = fields.Nested(LabelledHeldSkillOut, required=True, allow_none=True)
    relation = fields.Enum(Relation, by_value=True, required=True, allow_none=True)


class CandidateOut(BodyOut):
    employee = fields.Nested(NamedOut, required=True)
    workplace = fields.Nested(NamedOut, required=True)
    profession = fields.Nested(NamedOut, required=True)
    band = fields.Enum(
        Band,
        by_value=True,
        required=True,
        metadata={"description": "What to show people instead of a score."},
    )
    for_team = fields.Boolean(
        required=True,
        metadata={"description": "Whether they are on the list only because they are in a proposed team."},
    )
    score = fields.Float(required=True, metadata={"description": "The sum of the contributions."})
    free_hours = fields.Float(
        required=True,
        allow_none=True,
        metadata={"description": "Hours a week still to lend; null if not said."},
    )
    qualified = fields.List(
        fields.Nested(QualifiedOut),
        required=True,
        metadata={"description": "The demanded qualifications, valid for all of the time asked about."},
    )
    contributions = fields.List(fields.Nested(ContributionOut), required=True)
    coverage = fields.List(fields.Nested(CoverageOut), required=True)
    way = fields.List(
        fields.Nested(StepOut),
        required=True,
        allow_none=True,
        metadata={
            "description": f"The steps from who asks; none if it would take over {MOST_STEPS}, "
            "null if it isn't known who asks."
        },
    )


class ShortlistOut(AnsweredOut, UnderstoodOut, RecordedOut):
    items = fields.List(fields.Nested(CandidateOut), required=True)
    requirements = fields.List(
        fields.Nested(LabelledRequirementOut),
        required=True,
        metadata={"description": "What was asked for, or recognised in the text."},
    )
    gaps = fields.List(
        fields.Nested(LabelledSkillOut),
        required=True,
        metadata={"description": "Required skills that nobody at all covers whom you may see."},
    )
    elsewhere = fields.List(
        fields.Nested(ElsewhereOut),
        required=True,
        metadata={"description": "Required skills that somebody covers who isn't on the shortlist."},
    )
    similar_tasks = fields.List(
        fields.Nested(SimilarTaskOut),
        required=True,
        metadata={"description": "Past tasks like this one, the closest first."},
    )
    considered = fields.Integer(
        required=True, metadata={"description": "How many employees could score at all."}
    )
    unqualified = fields.Integer(
        required=True,
        allow_none=True,
        metadata={
            "description": "So many more at least, in tens, could without `qualifications`; null under ten."
        },
    )
    change = fields.Integer(
        required=True,
        metadata={"description": "The change number of the graph that the answer is made from."},
    )
    weights = fields.String(
        required=True,
        metadata={"description": "The version of the weights: `shipped`, or one that was learned."},
    )
