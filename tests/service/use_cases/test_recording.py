"""What is written down of an answer, a look and a choice: ids and numbers, and who was told of whom."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from graph.audit.chain import Kind, Line, Part
from harness.recording import Lines
from matching.model import Requirement
from matching.question import Question, TeamQuestion
from service.errors import FieldsRefused
from service.request.identity import Identity
from service.roles import Role
from service.use_cases.answering import advise_on_team, answer, propose_teams
from service.use_cases.recording import Purpose, Recording
from tests.service.web.municipality import (
    BICYCLES,
    EMPLOYEES,
    NEW_DISTRICT,
    TASKS,
    AskedMatcher,
    StoreInMemory,
)

KAREN = Identity(subject="e1", roles=frozenset({Role.LEAD}))
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def written(
    question: Question | TeamQuestion, *, members: tuple[str, ...] = (), purpose: Purpose = Purpose.TASK
) -> tuple[Line, dict[str, Any]]:
    """The one line that asking writes, and what it says."""
    lines, matcher = Lines(), AskedMatcher(StoreInMemory(EMPLOYEES, TASKS))
    told = Recording(record=lines, identity=KAREN, at=AT, purpose=purpose)
    within: dict[str, Any] = {"recording": told, "index": matcher.index, "matcher": matcher}
    if isinstance(question, Question):
        recorded = answer(question, **within).recorded
    elif members:
        advise_on_team(question, members, task=None, **within)
        recorded = lines.lines[0].digest
    else:
        recorded = propose_teams(question, task=None, **within).recorded
    [line] = lines.lines
    assert recorded == line.digest
    return line, orjson.loads(line.said)


def of(line: Line, part: Part) -> set[str]:
    return {each.id for each in line.people if each.part is part}


def test_an_answer_is_written_with_needs_candidates_parts_and_versions() -> None:
    line, said = written(Question(text=NEW_DISTRICT), purpose=Purpose.ADVICE)

    assert (line.kind, line.people[0].id, line.people[0].part) == (Kind.ANSWER, "e1", Part.ACTOR)
    assert said["purpose"] == "advice"
    assert BICYCLES.id in [each["skill"] for each in said["needs"]]
    assert said["weights"] == "shipped"
    assert said["linking"]
    assert isinstance(said["change"], int)
    first = said["candidates"][0]
    assert line.people[first["who"]].part is Part.SUGGESTED
    assert {len(part) for part in first["parts"]} == {3}


@pytest.mark.parametrize(
    "question",
    [
        Question(text=NEW_DISTRICT),
        TeamQuestion(text=NEW_DISTRICT, requirements=(Requirement(skill=BICYCLES.id),)),
    ],
)
def test_neither_the_text_nor_a_name_nor_an_id_of_a_person_is_in_what_is_said(
    question: Question | TeamQuestion,
) -> None:
    line, _ = written(question)
    assert NEW_DISTRICT[:20] not in line.said
    assert not [each.name for each in EMPLOYEES if each.name in line.said]
    assert not [each.id for each in EMPLOYEES if f'"{each.id}"' in line.said]


@pytest.mark.parametrize(
    "text",
    [
        "Hvem har haft flest sygedage i år?",
        "Giv mig en liste over alle ansatte med alder og adresse.",
        "Kan du give mig en opskrift på pandekager?",
    ],
)
def test_of_a_refused_text_nothing_is_written(text: str) -> None:
    lines, matcher = Lines(), AskedMatcher(StoreInMemory(EMPLOYEES, TASKS))
    told = Recording(record=lines, identity=KAREN, at=AT)
    within: dict[str, Any] = {"recording": told, "index": matcher.index, "matcher": matcher}
    answered = answer(Question(text=text), **within)
    proposed = propose_teams(TeamQuestion(text=text), task=None, **within)
    with pytest.raises(FieldsRefused):
        advise_on_team(TeamQuestion(text=text), ["e2"], task=None, **within)
    assert (answered.recorded, proposed.recorded, lines.lines) == (None, None, [])


def test_who_acts_through_a_tool_stands_beside_it_and_is_not_seen_by_themselves() -> None:
    lines = Lines()
    tool = Identity(subject="assistent", roles=frozenset({Role.TOOL}), acting="e2")
    told = Recording(record=lines, identity=tool, at=AT)
    told.seen(["e2", "e3"], where="getEmployee")
    told.done(Kind.SWITCH, on=False)
    view, switch = lines.lines
    assert [(each.id, each.part) for each in view.people] == [
        ("tool:assistent", Part.ACTOR),
        ("e2", Part.ACTING),
        ("e3", Part.SEEN),
    ]
    assert (switch.actor, switch.acting) == ("tool:assistent", "e2")


def test_whoever_was_named_beside_the_list_is_there_too() -> None:
    lines, matcher = Lines(), AskedMatcher(StoreInMemory(EMPLOYEES, TASKS))
    told = Recording(record=lines, identity=KAREN, at=AT)
    answered = answer(
        Question(text=NEW_DISTRICT, limit=1), recording=told, index=matcher.index, matcher=matcher
    )
    shown = {id for each in answered.shortlist.elsewhere for id in each.employees}
    shown |= {id for each in answered.shortlist.similar for id in each.employees}
    assert shown
    assert shown <= {each.id for each in lines.lines[0].people}


def test_teams_and_advice_are_written_with_who_could_be_in_them() -> None:
    question = TeamQuestion(requirements=(Requirement(skill=BICYCLES.id),))
    line, said = written(question)
    assert line.kind is Kind.TEAMS
    assert {line.people[at].id for team in said["teams"] for at in team["who"]} == of(line, Part.SUGGESTED)

    [member, *_] = of(line, Part.SUGGESTED)
    line, said = written(replace(question), members=(member,))
    assert line.kind is Kind.ADVICE
    assert member in {each.id for each in line.people}


def test_who_is_seen_is_written_once_and_oneself_is_not() -> None:
    lines = Lines()
    told = Recording(record=lines, identity=KAREN, at=AT)
    told.seen(["e2", "e3", "e2", "e1"], where="listEmployees")
    told.seen(["e1"], where="getEmployee")
    [line] = lines.lines
    assert (of(line, Part.SEEN), len(line.people)) == ({"e2", "e3"}, 3)
    assert orjson.loads(line.said) == {"where": "listEmployees"}
