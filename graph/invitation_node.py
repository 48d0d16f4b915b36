"""How an invitation is kept in the graph: a node between an employee and a task, with its moves."""

from graph.notices import HAS_NOTICE
from graph.records.fields import DAY, NUMBER, TEXT, TEXTS, Link, One, Property, word
from graph.records.nodes import NodeType
from matching.invitation import Choice, Invitation, ManagerAnswer, State, faults
from matching.model import Involvement

OFFERED_TO = Link("OFFERED_TO", "Employee", vital=True)
CONCERNS = Link("CONCERNS", "Task", vital=True)
HAS_MOVE = Link("HAS_MOVE", "Move")

INVITATION = NodeType(
    kind="invitation",
    label="Invitation",
    make=Invitation,
    fields=(
        One("employee", OFFERED_TO),
        One("task", CONCERNS),
        Property("pair", derived=True),
        Property("state", word(State)),
        Property("known", derived=True),
        Property("hours", NUMBER),
        Property("starts_on", DAY, key="from"),
        Property("ends_on", DAY, key="to"),
        Property("role", TEXT),
        Property("message", TEXT),
        Property("recommendation", TEXT),
        Property("chosen_for", word(Choice)),
        Property("chosen_note", TEXT),
        Property("offers", TEXT),
        Property("answer_by", DAY),
        Property("reason", TEXT),
        Property("involvement", word(Involvement)),
        Property("manager", TEXT),
        Property("manager_by", DAY),
        Property("manager_answer", word(ManagerAnswer)),
        Property("manager_note", TEXT),
        Property("did", TEXT),
        Property("used", TEXTS),
        Property("confirmed", TEXTS),
        Property("settled"),
    ),
    faults=faults,
    parts=(HAS_MOVE, HAS_NOTICE),
)
