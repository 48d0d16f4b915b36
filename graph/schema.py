"""What the database must know before data comes: unique ids, indexes and the first nodes.

Schema changes are numbered migrations, applied in order, each recorded as a `SchemaMigration`
node. Every statement can be repeated without harm, so a start that was killed half-way, or two
services that start together, do no damage. A migration that has been released is never edited:
add the next one.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import partial

from graph.errors import GraphError
from graph.invitation_ids import renew
from graph.records.searching import fill_keys
from graph.server.database import Database, Transaction
from graph.vocabulary.qualification_kinds import read_qualification_kinds
from matching.model import LifePhase


@dataclass(frozen=True, slots=True)
class Migration:
    """Schema statements (run one by one), then `fills` (in batches), then writes (in one transaction)."""

    number: int
    name: str
    definitions: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    fills: tuple[Callable[[Database], None], ...] = ()


UNIQUE_IDS = (
    "CREATE CONSTRAINT employee_id IF NOT EXISTS FOR (n:Employee) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT workplace_id IF NOT EXISTS FOR (n:Workplace) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT profession_id IF NOT EXISTS FOR (n:Profession) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT skill_id IF NOT EXISTS FOR (n:Skill) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT task_id IF NOT EXISTS FOR (n:Task) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT life_phase_id IF NOT EXISTS FOR (n:LifePhase) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT change_counter_id IF NOT EXISTS FOR (n:ChangeCounter) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT schema_migration_id IF NOT EXISTS FOR (n:SchemaMigration) REQUIRE n.id IS UNIQUE",
)

CHANGED_INDEXES = (
    "CREATE INDEX employee_changed IF NOT EXISTS FOR (n:Employee) ON (n.changed)",
    "CREATE INDEX workplace_changed IF NOT EXISTS FOR (n:Workplace) ON (n.changed)",
    "CREATE INDEX profession_changed IF NOT EXISTS FOR (n:Profession) ON (n.changed)",
    "CREATE INDEX skill_changed IF NOT EXISTS FOR (n:Skill) ON (n.changed)",
    "CREATE INDEX task_changed IF NOT EXISTS FOR (n:Task) ON (n.changed)",
    "CREATE INDEX task_status IF NOT EXISTS FOR (n:Task) ON (n.status)",
    "CREATE CONSTRAINT task_change_id IF NOT EXISTS FOR (n:TaskChange) REQUIRE n.id IS UNIQUE",
)

INVITATIONS = (
    "CREATE CONSTRAINT invitation_id IF NOT EXISTS FOR (n:Invitation) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT move_id IF NOT EXISTS FOR (n:Move) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX invitation_changed IF NOT EXISTS FOR (n:Invitation) ON (n.changed)",
    "CREATE INDEX invitation_state IF NOT EXISTS FOR (n:Invitation) ON (n.state)",
    "CREATE INDEX invitation_manager IF NOT EXISTS FOR (n:Invitation) ON (n.manager)",
    "CREATE INDEX move_changed IF NOT EXISTS FOR (n:Move) ON (n.changed)",
)

RANKING_MODELS = (
    "CREATE CONSTRAINT ranking_model_id IF NOT EXISTS FOR (n:RankingModel) REQUIRE n.id IS UNIQUE",
)

LINK_MODELS = ("CREATE CONSTRAINT link_model_id IF NOT EXISTS FOR (n:LinkModel) REQUIRE n.id IS UNIQUE",)

INTRODUCTIONS = (
    "CREATE CONSTRAINT introduction_id IF NOT EXISTS FOR (n:IntroductionRequest) REQUIRE n.id IS UNIQUE",
)

SESSIONS = (
    "CREATE CONSTRAINT session_id IF NOT EXISTS FOR (n:Session) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX session_subject IF NOT EXISTS FOR (n:Session) ON (n.subject)",
    "CREATE INDEX session_provider_session IF NOT EXISTS FOR (n:Session) ON (n.provider_session)",
    "CREATE INDEX session_provider_subject IF NOT EXISTS FOR (n:Session) ON (n.provider_subject)",
    "CREATE INDEX session_ends_on IF NOT EXISTS FOR (n:Session) ON (n.ends_on)",
)

RECORD = (
    "CREATE CONSTRAINT record_line_id IF NOT EXISTS FOR (n:RecordLine) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT record_chain_id IF NOT EXISTS FOR (n:RecordChain) REQUIRE n.id IS UNIQUE",
    "CREATE CONSTRAINT recorded_person_id IF NOT EXISTS FOR (n:RecordedPerson) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX record_line_chain IF NOT EXISTS FOR (n:RecordLine) ON (n.chain)",
    "CREATE INDEX record_line_day IF NOT EXISTS FOR (n:RecordLine) ON (n.day)",
    "CREATE INDEX record_line_kind IF NOT EXISTS FOR (n:RecordLine) ON (n.kind)",
    "CREATE CONSTRAINT switch_id IF NOT EXISTS FOR (n:Switch) REQUIRE n.id IS UNIQUE",
)

ERASURES = ("CREATE CONSTRAINT erasure_id IF NOT EXISTS FOR (n:Erasure) REQUIRE n.id IS UNIQUE",)

RECORD_DIGESTS = ("CREATE INDEX record_line_digest IF NOT EXISTS FOR (n:RecordLine) ON (n.digest)",)

LEFT_HIDDEN = ("CREATE CONSTRAINT left_hidden_id IF NOT EXISTS FOR (n:LeftHidden) REQUIRE n.id IS UNIQUE",)

INQUIRIES = (
    "CREATE CONSTRAINT inquiry_id IF NOT EXISTS FOR (n:Inquiry) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX inquiry_subject IF NOT EXISTS FOR (n:Inquiry) ON (n.subject)",
    "CREATE INDEX inquiry_asked_on IF NOT EXISTS FOR (n:Inquiry) ON (n.asked_on)",
)

LOADS = ("CREATE CONSTRAINT load_id IF NOT EXISTS FOR (n:Load) REQUIRE n.id IS UNIQUE",)

KEPT_ANSWERS = (
    "CREATE CONSTRAINT kept_answer_id IF NOT EXISTS FOR (n:KeptAnswer) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX kept_answer_day IF NOT EXISTS FOR (n:KeptAnswer) ON (n.day)",
)

PROPOSED_SKILLS = (
    "CREATE CONSTRAINT proposed_skill_id IF NOT EXISTS FOR (n:ProposedSkill) REQUIRE n.id IS UNIQUE",
)

ONE_A_PAIR = ("CREATE CONSTRAINT invitation_pair IF NOT EXISTS FOR (n:Invitation) REQUIRE n.pair IS UNIQUE",)

FORGET_RETIRED_INVITATIONS = "MATCH (n:Invitation) WHERE n.retired = true DETACH DELETE n"
"""What was left of them had the ids that can be reckoned, so it told whose they were."""

OUTBOX = (
    "CREATE CONSTRAINT notice_id IF NOT EXISTS FOR (n:Notice) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX notice_state IF NOT EXISTS FOR (n:Notice) ON (n.state)",
    "CREATE INDEX notice_on IF NOT EXISTS FOR (n:Notice) ON (n.on)",
    "CREATE INDEX notice_person IF NOT EXISTS FOR (n:Notice) ON (n.person)",
    "CREATE CONSTRAINT contact_id IF NOT EXISTS FOR (n:Contact) REQUIRE n.id IS UNIQUE",
)

ACCOUNTS = (
    "CREATE CONSTRAINT account_id IF NOT EXISTS FOR (n:Account) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX account_user_key IF NOT EXISTS FOR (n:Account) ON (n.user_key)",
    "CREATE INDEX account_external_id IF NOT EXISTS FOR (n:Account) ON (n.external_id)",
)

ACCOUNT_GROUPS = (
    "CREATE CONSTRAINT account_group_id IF NOT EXISTS FOR (n:AccountGroup) REQUIRE n.id IS UNIQUE",
)

QUALIFICATIONS = (
    "CREATE CONSTRAINT qualification_kind_id IF NOT EXISTS FOR (n:QualificationKind) REQUIRE n.id IS UNIQUE",
    "CREATE INDEX qualification_kind_changed IF NOT EXISTS FOR (n:QualificationKind) ON (n.changed)",
)

FILED_AS_SHOWN = """
MATCH (n:Employee)
WHERE n.retired = false AND n.visibility_in_file IS NULL
SET n.visibility_in_file = n.visibility
"""
"""Until now only files have said who is shown to whom: what is kept is what they said."""

CREATE_COUNTER = "MERGE (c:ChangeCounter {id: 'graph'}) ON CREATE SET c.number = 0"
CREATE_LIFE_PHASES = "UNWIND $life_phases AS id MERGE (:LifePhase {id: id})"
CREATE_QUALIFICATION_KINDS = """
UNWIND $qualification_kinds AS kind
MERGE (n:QualificationKind {id: kind.id})
SET n += kind, n.retired = false, n.changed = 0
"""

LABELS = ("label_da", "label_en", "alt_da", "alt_en")
SEARCH_KEYS = (
    partial(fill_keys, label="Employee", properties=("name",)),
    partial(fill_keys, label="Workplace", properties=("name",)),
    partial(fill_keys, label="Profession", properties=LABELS),
    partial(fill_keys, label="Skill", properties=LABELS),
)

MIGRATIONS = (
    Migration(
        1,
        "unique ids, indexes on change numbers, the counter and the life phases",
        (*UNIQUE_IDS, *CHANGED_INDEXES),
        (CREATE_COUNTER, CREATE_LIFE_PHASES),
    ),
    Migration(2, "invitations and the log of their moves", INVITATIONS),
    Migration(3, "the versions of the learned weights", RANKING_MODELS),
    Migration(4, "requests for introductions", INTRODUCTIONS),
    Migration(5, "keys that names and labels are found by", fills=SEARCH_KEYS),
    Migration(6, "the versions of what the linker learned", LINK_MODELS),
    Migration(7, "who is signed in", SESSIONS),
    Migration(8, "the record, and what is switched off", RECORD),
    Migration(9, "lines of the record by their digest", RECORD_DIGESTS),
    Migration(10, "which erasures a graph has had", ERASURES),
    Migration(11, "what files said of who is shown, and who left hidden", LEFT_HIDDEN, (FILED_AS_SHOWN,)),
    Migration(12, "what is asked on the pages", INQUIRIES),
    Migration(13, "the history of HR's loads", LOADS),
    Migration(14, "what requests with a key were answered", KEPT_ANSWERS),
    Migration(15, "names that people missed in the catalogue", PROPOSED_SKILLS),
    Migration(16, "ids of invitations by chance", ONE_A_PAIR, (FORGET_RETIRED_INVITATIONS,), fills=(renew,)),
    Migration(17, "whom to tell of what, and where", OUTBOX),
    Migration(18, "accounts that a sign-in system keeps", ACCOUNTS),
    Migration(19, "groups of accounts", ACCOUNT_GROUPS),
    Migration(20, "kinds of qualification", QUALIFICATIONS, (CREATE_QUALIFICATION_KINDS,)),
)

CURRENT = MIGRATIONS[-1].number
"""The schema that this program makes and knows."""

LIST_APPLIED = "MATCH (m:SchemaMigration) RETURN m.id AS id"
NOTE_APPLIED = "MERGE (m:SchemaMigration {id: $id}) SET m.name = $name, m.applied_at = toString(datetime())"


def prepare(database: Database) -> tuple[int, ...]:
    """Apply the migrations that the graph has not had yet, and return their numbers.

    Raises GraphError when the graph was made by a newer version of the program, GraphUnavailable.
    """
    rows = database.read(lambda transaction: transaction.rows(LIST_APPLIED))
    applied = {int(row["id"]) for row in rows}
    newer = applied - {migration.number for migration in MIGRATIONS}
    if newer:
        raise GraphError(f"the graph has schema version {max(newer)}, this program only knows {CURRENT}")
    due = [migration for migration in MIGRATIONS if migration.number not in applied]
    for migration in due:
        _apply(database, migration)
    return tuple(migration.number for migration in due)


def _apply(database: Database, migration: Migration) -> None:
    for definition in migration.definitions:
        database.define(definition)
    for fill in migration.fills:
        fill(database)

    def write(transaction: Transaction) -> None:
        for statement in migration.writes:
            transaction.run(
                statement,
                life_phases=[phase.value for phase in LifePhase],
                qualification_kinds=[asdict(kind) for kind in read_qualification_kinds()],
            )
        transaction.run(NOTE_APPLIED, id=str(migration.number), name=migration.name)

    database.write(write)
