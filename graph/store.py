"""The graph as the rest of the program sees it: one door for each kind of object."""

from dataclasses import dataclass

from graph.account_groups import AccountGroups
from graph.accounts import Accounts
from graph.audit.lines import Record
from graph.columns import Columns
from graph.contacts import Contacts
from graph.employees import Employees
from graph.erasure.erasures import Erasures
from graph.inquiries import Inquiries
from graph.introductions import IntroductionRequests
from graph.invitations import Invitations
from graph.kept_answers import ChangesOnce, KeptAnswers, Key
from graph.link_models import LinkModels
from graph.loading import Loading
from graph.loads import Loads
from graph.notices import Outbox
from graph.professions import Professions
from graph.proposed_skills import ProposedSkills
from graph.qualifications import QualificationKinds
from graph.ranking_models import RankingModels
from graph.records.changes import Changes
from graph.server.database import Database
from graph.sessions import Sessions
from graph.skills import Skills
from graph.switches import SwitchBoard
from graph.tasks import Tasks
from graph.workplaces import Workplaces


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphStore:
    """Everything that can be asked of the graph and done to it."""

    database: Database
    changes: Changes
    skills: Skills
    proposed_skills: ProposedSkills
    professions: Professions
    workplaces: Workplaces
    qualification_kinds: QualificationKinds
    employees: Employees
    accounts: Accounts
    account_groups: AccountGroups
    tasks: Tasks
    invitations: Invitations
    introductions: IntroductionRequests
    ranking_models: RankingModels
    link_models: LinkModels
    sessions: Sessions
    inquiries: Inquiries
    record: Record
    switches: SwitchBoard
    columns: Columns
    loading: Loading
    loads: Loads
    erasures: Erasures
    kept_answers: KeptAnswers
    outbox: Outbox
    contacts: Contacts

    @classmethod
    def on(cls, database: Database, changes: Changes | None = None) -> "GraphStore":
        """The store on a database whose schema has been prepared; it makes its `changes` unless given."""
        changes = changes or Changes(database)
        return cls(
            database=database,
            changes=changes,
            skills=Skills(database, changes),
            proposed_skills=ProposedSkills(database),
            professions=Professions(database),
            workplaces=Workplaces(database),
            qualification_kinds=QualificationKinds(database),
            employees=Employees(database, changes),
            accounts=Accounts(database, changes),
            account_groups=AccountGroups(database),
            tasks=Tasks(database, changes),
            invitations=Invitations(database, changes),
            introductions=IntroductionRequests(database, changes),
            ranking_models=RankingModels(database, changes),
            link_models=LinkModels(database, changes),
            sessions=Sessions(database),
            inquiries=Inquiries(database),
            record=Record(database),
            switches=SwitchBoard(database),
            columns=Columns(database),
            loading=Loading(database, changes),
            loads=Loads(database),
            erasures=Erasures(database, changes),
            kept_answers=KeptAnswers(database),
            outbox=Outbox(database),
            contacts=Contacts(database),
        )

    def once(self, key: Key) -> tuple["GraphStore", ChangesOnce]:
        """The store for one request, whose first change claims the key; and its changes."""
        changes = ChangesOnce(self.database, self.changes, key)
        return GraphStore.on(self.database, changes), changes

    def ping(self) -> None:
        """Ask the server for an answer once, without retries. Raises GraphUnavailable."""
        self.database.ping()
