"""The table of rights: who may call each route, about whom, and who learns what. Nothing else decides.

A line opens its route to the roles that it names, and to nobody else; a route without a line is closed to
everybody. `docs/rights.md` is this table laid out for people (`make rights`).
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from service.roles import EVERYBODY, IDENTIFIED, PERSONS, Role, Scope

Roles = frozenset[Role]

NOBODY: Roles = frozenset()
HR: Roles = frozenset({Role.HR})
HEADS: Roles = frozenset({Role.HEAD})
LEADS: Roles = frozenset({Role.LEAD})
TOOLS: Roles = frozenset({Role.TOOL})
ORGANISERS: Roles = LEADS | TOOLS
"""Who puts tasks together: asks for colleagues, writes tasks, invites. HR has no part in this, since a
suggestion is never for pay, appraisal or dismissal."""
OVERSIGHT: Roles = frozenset({Role.HR, Role.HEAD, Role.COUNCIL, Role.DPO})
"""Who looks at the house as a whole: in figures of groups, without anybody's name."""


class Whose(StrEnum):
    """Whose things a right reaches."""

    EVERYBODY = "everybody's"
    """Of all who show themselves to the asker."""
    OWN = "own"
    """Of oneself: the own profile, what is asked of oneself; of a task: one that oneself has made."""
    OWN_WORKPLACE = "own workplace's"
    """Of tasks owned by the workplace where one works; for a head, also by those below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """Which roles may do something with whose things; a tool's token needs the `scope` besides."""

    everybody: Roles = NOBODY
    own: Roles = NOBODY
    own_workplace: Roles = NOBODY
    scope: Scope | None = None

    @property
    def roles(self) -> Roles:
        """Everybody who may do it with anybody's things."""
        return self.everybody | self.own | self.own_workplace

    def reach(self, roles: Roles) -> frozenset[Whose]:
        """With whose things somebody in these roles may do it."""
        granted = {
            Whose.EVERYBODY: self.everybody,
            Whose.OWN: self.own,
            Whose.OWN_WORKPLACE: self.own_workplace,
        }
        return frozenset(whose for whose, to in granted.items() if to & roles)


_ANYBODY = Right(everybody=EVERYBODY)
_WORDS = Right(everybody=IDENTIFIED, scope=Scope.VOCABULARY)
_COLLEAGUES = Right(everybody=IDENTIFIED, scope=Scope.PEOPLE)
_MATCHES = Right(everybody=ORGANISERS, scope=Scope.MATCHING)
_SEES_TASKS = Right(everybody=IDENTIFIED, scope=Scope.READ_TASKS)
_MAKES_TASKS = Right(everybody=ORGANISERS, scope=Scope.WRITE_TASKS)
_CHANGES_TASKS = Right(own=ORGANISERS, own_workplace=LEADS | HEADS, scope=Scope.WRITE_TASKS)
_SEES_WHO_CHANGED_TASKS = replace(_CHANGES_TASKS, everybody=frozenset({Role.DPO}), scope=Scope.READ_TASKS)
_INVITES = Right(own=ORGANISERS, own_workplace=LEADS, scope=Scope.WRITE_INVITATIONS)
_SEES_WHO_IS_ASKED = replace(_INVITES, scope=Scope.READ_INVITATIONS)
_ONESELF = Right(own=PERSONS)
_GROUPS = Right(everybody=OVERSIGHT)
_PROVISIONS = Right(everybody=TOOLS, scope=Scope.PROVISIONING)
_HOUSE = Right(everybody=HR)
_SWITCHES = Right(everybody=frozenset({Role.ADMIN, Role.DPO}))
_DPO_ALONE = Right(everybody=frozenset({Role.DPO}))
_LEADS_PAGE = Right(everybody=LEADS)
_BOARD = Right(own=LEADS, own_workplace=LEADS)

ROUTES: dict[str, Right] = {
    # What the service says of itself.
    "GET /healthz": _ANYBODY,
    "GET /readyz": _ANYBODY,
    "GET /metrics": Right(everybody=EVERYBODY, scope=Scope.OPERATION),
    "GET /static/<path:filename>": _ANYBODY,
    "GET /logo": _ANYBODY,
    # Signing in and out, before anybody is known; and in development, being somebody else.
    "GET /log-ind": _ANYBODY,
    "GET /log-ind/retur": _ANYBODY,
    "POST /log-ud": _ANYBODY,
    "GET /logget-ud": _ANYBODY,
    "POST /log-ud/bagkanal": _ANYBODY,
    "POST /proev-som": _ONESELF,
    # Ending one's mail by the signed link in it, without a sign-in.
    "GET /afmeld/<token>": _ANYBODY,
    "POST /afmeld/<token>": _ANYBODY,
    # What everybody may read of Tværs, also before they sign in.
    "GET /hjaelp": _ANYBODY,
    "GET /hjaelp/<name>": _ANYBODY,
    # The pages.
    "GET /": Right(everybody=PERSONS),
    "GET /opgave": _LEADS_PAGE,
    "POST /opgave": _LEADS_PAGE,
    "POST /kompetencer": _LEADS_PAGE,
    "GET /hold": _LEADS_PAGE,
    "POST /hold": _LEADS_PAGE,
    "GET /hold/pladser": _LEADS_PAGE,
    "POST /hold/pladser": _LEADS_PAGE,
    "GET /soeg": Right(everybody=PERSONS),
    "GET /kompetence/<path:skill_id>": Right(everybody=PERSONS),
    "GET /arbejdsplads/<path:workplace_id>": Right(everybody=PERSONS),
    "GET /kollega/<employee_id>": Right(everybody=PERSONS),
    "GET /fordeling": _GROUPS,
    "GET /fordeling.csv": _GROUPS,
    "GET /opgaver": Right(everybody=PERSONS),
    "POST /opgaver/ny": _LEADS_PAGE,
    "POST /opgaver/gem": _LEADS_PAGE,
    "GET /opgaver/<task_id>": _BOARD,
    "GET /opgaver/<task_id>/spoerg": _BOARD,
    "POST /opgaver/<task_id>/spoerg": _BOARD,
    "POST /opgaver/<task_id>/ikke": _BOARD,
    "POST /opgaver/<task_id>/byt": _BOARD,
    "POST /opgaver/<task_id>/start": _BOARD,
    "GET /opgaver/<task_id>/afslut": _BOARD,
    "POST /opgaver/<task_id>/afslut": _BOARD,
    "POST /opgaver/<task_id>/tilbud": _ONESELF,
    "POST /invitationer/<invitation_id>/spoerg": _BOARD,
    "POST /invitationer/<invitation_id>/tag-imod": _BOARD,
    "POST /invitationer/<invitation_id>/traek-tilbage": _BOARD,
    "POST /invitationer/<invitation_id>/start": _BOARD,
    "GET /overblik": _HOUSE,
    "GET /overblik/<table>.csv": _HOUSE,
    "GET /indlaes": _HOUSE,
    "POST /indlaes": _HOUSE,
    "GET /indlaes/<load_id>": _HOUSE,
    "GET /indlaes/<load_id>/afviste.csv": _HOUSE,
    "POST /indlaes/<load_id>/se-igen": _HOUSE,
    "POST /indlaes/<load_id>/ret": _HOUSE,
    "POST /indlaes/<load_id>/graenser": _HOUSE,
    "POST /indlaes/<load_id>/skriv": _HOUSE,
    "POST /indlaes/<load_id>/fortryd": _HOUSE,
    "GET /indlaes/skabeloner/<kind>.csv": _HOUSE,
    "GET /katalog": _HOUSE,
    "GET /katalog/<table>.csv": _HOUSE,
    "GET /katalog/ny": _HOUSE,
    "POST /katalog/ny": _HOUSE,
    "GET /katalog/kompetence/<path:skill_id>": _HOUSE,
    "POST /katalog/kompetence/<path:skill_id>": _HOUSE,
    "GET /katalog/saml": _HOUSE,
    "POST /katalog/saml": _HOUSE,
    "GET /katalog/forslag": _HOUSE,
    "POST /katalog/forslag": _HOUSE,
    "POST /kompetencer/forslag": Right(everybody=PERSONS),
    "GET /mine-invitationer": _ONESELF,
    "GET /mine-invitationer/<invitation_id>/aftale.ics": _ONESELF,
    "POST /mine-invitationer/<invitation_id>/ja": _ONESELF,
    "POST /mine-invitationer/<invitation_id>/nej": _ONESELF,
    "POST /mine-invitationer/<invitation_id>/brugt": _ONESELF,
    "GET /hoeringer": _ONESELF,
    "POST /hoeringer/<invitation_id>/svar": _ONESELF,
    "GET /udlaan": Right(own_workplace=HEADS),
    "GET /min-side": _ONESELF,
    "GET /min-side/kort": _ONESELF,
    "GET /min-side/kendte": _ONESELF,
    "POST /min-side/kendte": _ONESELF,
    "GET /introduktioner": _ONESELF,
    "POST /introduktioner": _ONESELF,
    "GET /introduktioner/vej": _ONESELF,
    "POST /introduktioner/<introduction_id>/svar": _ONESELF,
    "GET /min-side/valg": _ONESELF,
    "GET /min-side/spor": _ONESELF,
    "POST /min-side/kompetencer": _ONESELF,
    "POST /min-side/kvalifikationer": _ONESELF,
    "POST /min-side/forslag": _ONESELF,
    "POST /min-side/fortael": _ONESELF,
    "POST /min-side/synlighed": _ONESELF,
    "POST /min-side/indsigelse": _ONESELF,
    "POST /min-side/tilbud": _ONESELF,
    "POST /min-side/laering": _ONESELF,
    "POST /min-side/beskeder": _ONESELF,
    "POST /min-side/logins": _ONESELF,
    "GET /forslag": _SWITCHES,
    "GET /forslag/bekraeft": _SWITCHES,
    "POST /forslag": _SWITCHES,
    # The API's own description.
    "GET /api/v1/openapi.json": _ANYBODY,
    "GET /api/v1/docs": _ANYBODY,
    "GET /api/v1/docs/static/<path:filename>": _ANYBODY,
    # The vocabulary, which is of nobody.
    "GET /api/v1/skills": _WORDS,
    "GET /api/v1/skills/<path:skill_id>": _WORDS,
    "POST /api/v1/skills:link": _WORDS,
    "GET /api/v1/professions": _WORDS,
    "GET /api/v1/professions/<path:profession_id>": _WORDS,
    "GET /api/v1/qualification-kinds": _WORDS,
    "GET /api/v1/workplaces": _WORDS,
    "GET /api/v1/workplaces/<path:workplace_id>": _WORDS,
    # Colleagues, as far as they show themselves.
    "GET /api/v1/employees": _COLLEAGUES,
    "GET /api/v1/employees/<employee_id>": _COLLEAGUES,
    "GET /api/v1/teachers": _COLLEAGUES,
    "GET /api/v1/holders": _COLLEAGUES,
    # Who can help with a task.
    "POST /api/v1/matches": _MATCHES,
    "POST /api/v1/teams": _MATCHES,
    "POST /api/v1/teams:advise": _MATCHES,
    # Tasks.
    "GET /api/v1/tasks": _SEES_TASKS,
    "POST /api/v1/tasks": _MAKES_TASKS,
    "POST /api/v1/tasks:check": replace(_MAKES_TASKS, everybody=ORGANISERS | HEADS),
    "GET /api/v1/tasks/<task_id>": _SEES_TASKS,
    "PUT /api/v1/tasks/<task_id>": _CHANGES_TASKS,
    "POST /api/v1/tasks/<task_id>:close": _CHANGES_TASKS,
    "GET /api/v1/tasks/<task_id>/changes": _SEES_WHO_CHANGED_TASKS,
    "GET /api/v1/tasks/<task_id>/ties": _SEES_TASKS,
    "GET /api/v1/gaps": _SEES_TASKS,
    # Invitations, for those who organise the task.
    "POST /api/v1/tasks/<task_id>/invitations": _INVITES,
    "GET /api/v1/tasks/<task_id>/invitations": _SEES_WHO_IS_ASKED,
    "POST /api/v1/invitations/<invitation_id>:invite": _INVITES,
    "POST /api/v1/invitations/<invitation_id>:take-up": _INVITES,
    "POST /api/v1/invitations/<invitation_id>:withdraw": _INVITES,
    "POST /api/v1/invitations/<invitation_id>:start": _INVITES,
    "POST /api/v1/invitations/<invitation_id>:close": _INVITES,
    # What concerns oneself.
    "GET /api/v1/sessions": _ONESELF,
    "DELETE /api/v1/sessions/<session_id>": _ONESELF,
    "POST /api/v1/tasks/<task_id>/offers": _ONESELF,
    "GET /api/v1/invitations": _ONESELF,
    "GET /api/v1/invitations/<invitation_id>/moves": _ONESELF,
    "GET /api/v1/invitations/<invitation_id>/calendar": _ONESELF,
    "POST /api/v1/invitations/<invitation_id>:accept": _ONESELF,
    "POST /api/v1/invitations/<invitation_id>:decline": _ONESELF,
    "POST /api/v1/invitations/<invitation_id>:confirm": _ONESELF,
    "GET /api/v1/consultations": _ONESELF,
    "POST /api/v1/consultations/<invitation_id>:answer": _ONESELF,
    "GET /api/v1/employees/<employee_id>/offer": _ONESELF,
    "PUT /api/v1/employees/<employee_id>/offer": _ONESELF,
    "GET /api/v1/employees/<employee_id>/skills": _ONESELF,
    "PUT /api/v1/employees/<employee_id>/skills/<path:skill_id>": _ONESELF,
    "DELETE /api/v1/employees/<employee_id>/skills/<path:skill_id>": _ONESELF,
    "POST /api/v1/employees/<employee_id>/skills/<path:skill_id>:confirm": _ONESELF,
    "POST /api/v1/employees/<employee_id>/skills/<path:skill_id>:dispute": _ONESELF,
    "POST /api/v1/employees/<employee_id>/skills/<path:skill_id>:undispute": _ONESELF,
    "GET /api/v1/employees/<employee_id>/qualifications": _ONESELF,
    "PUT /api/v1/employees/<employee_id>/qualifications/<path:kind_id>": _ONESELF,
    "DELETE /api/v1/employees/<employee_id>/qualifications/<path:kind_id>": _ONESELF,
    "POST /api/v1/employees/<employee_id>/qualifications/<path:kind_id>:dispute": _ONESELF,
    "GET /api/v1/employees/<employee_id>/visibility": _ONESELF,
    "PUT /api/v1/employees/<employee_id>/visibility": _ONESELF,
    "GET /api/v1/employees/<employee_id>/objection": _ONESELF,
    "PUT /api/v1/employees/<employee_id>/objection": _ONESELF,
    "GET /api/v1/employees/<employee_id>/learning": _ONESELF,
    "PUT /api/v1/employees/<employee_id>/learning": _ONESELF,
    "GET /api/v1/employees/<employee_id>/colleagues": _ONESELF,
    "PUT /api/v1/employees/<employee_id>/colleagues": _ONESELF,
    "GET /api/v1/employees/<employee_id>/introduction": _ONESELF,
    "POST /api/v1/introductions": _ONESELF,
    "GET /api/v1/introductions": _ONESELF,
    "POST /api/v1/introductions/<introduction_id>:answer": _ONESELF,
    "GET /api/v1/employees/<employee_id>/record": _ONESELF,
    "GET /api/v1/employees/<employee_id>/export": _ONESELF,
    # Who was told of whom.
    "GET /api/v1/record": _DPO_ALONE,
    # Erasing somebody who asks for it, whether or not they show themselves.
    "DELETE /api/v1/employees/<employee_id>": _DPO_ALONE,
    # Suggestions on and off.
    "GET /api/v1/switches": _WORDS,
    "PUT /api/v1/switches/matching": _SWITCHES,
    "PUT /api/v1/switches/workplaces/<workplace_id>": _SWITCHES,
    # The house as a whole.
    "GET /api/v1/exposure": _GROUPS,
    "GET /api/v1/organisation/collaboration": _GROUPS,
    "GET /api/v1/organisation/skills": _HOUSE,
    "GET /api/v1/organisation/single-workplaces": _HOUSE,
    "GET /api/v1/organisation/uncovered": _HOUSE,
    "GET /api/v1/organisation/bridges": _HOUSE,
    # SCIM 2.0: who joins, moves and leaves, from the sign-in system. What is there says service/scim.
    "GET /scim/v2/<path:target>": _PROVISIONS,
    "POST /scim/v2/<path:target>": _PROVISIONS,
    "PUT /scim/v2/<path:target>": _PROVISIONS,
    "PATCH /scim/v2/<path:target>": _PROVISIONS,
    "DELETE /scim/v2/<path:target>": _PROVISIONS,
}
"""By method and route, as Flask writes it."""


class Fact(StrEnum):
    """What answers tell, where not everybody who may call a route learns it."""

    SHOWN_TO_ALL = "colleagues who show themselves to everybody"
    SHOWN_TO_LEADS = "colleagues who show themselves to leads only"
    HIDING = "colleagues who hide"
    PARTICIPANTS = "who takes or took part in a task"
    SUGGESTED = "who fits a task, how well and why"
    TASK_CHANGES = "who changed a task, and when"
    NO = "a no before its deadline, and its reason at any time"
    ACQUAINTANCES = "whom somebody says they know"
    DECLARED = "when somebody offers hours, and how many invitations they want"
    BRIDGE = "who joins workplaces, of those who say that HR may see it"
    RECORDED = "who was told of whom, when and why"
    ERASED = "how much was kept of somebody who is erased, whether or not they hid"
    EXPOSURE = "how suggestions fall on groups of ten or more"
    LEFT_OUT = "ids of rows that could not be read"
    PROCESS = "figures of the process: requests, times, numbers of rows"
    ACCOUNT = "who has an account in the sign-in system, whether or not they hide; not whether they do"
    ADDRESS = "mail, telephone or address; weekly working hours"


FACTS: dict[Fact, Right] = {
    Fact.SHOWN_TO_ALL: Right(everybody=IDENTIFIED),
    Fact.SHOWN_TO_LEADS: Right(everybody=LEADS | HR, own=PERSONS),
    Fact.HIDING: Right(own=PERSONS),
    Fact.PARTICIPANTS: Right(everybody=IDENTIFIED),
    Fact.SUGGESTED: Right(everybody=ORGANISERS),
    Fact.TASK_CHANGES: _SEES_WHO_CHANGED_TASKS,
    Fact.NO: Right(own=PERSONS),
    Fact.ACQUAINTANCES: Right(own=PERSONS),
    Fact.DECLARED: Right(own=PERSONS),
    Fact.BRIDGE: Right(everybody=HR),
    Fact.RECORDED: Right(everybody=frozenset({Role.DPO}), own=PERSONS),
    Fact.ERASED: _DPO_ALONE,
    Fact.EXPOSURE: Right(everybody=OVERSIGHT),
    Fact.LEFT_OUT: Right(everybody=frozenset({Role.HR, Role.ADMIN})),
    Fact.PROCESS: Right(everybody=IDENTIFIED),
    Fact.ACCOUNT: _PROVISIONS,
    Fact.ADDRESS: Right(),
}
"""A person is named in any of them only to whom they show themselves, but for accounts and what is erased."""

FIELDS: dict[str, Fact] = {
    "assignments": Fact.PARTICIPANTS,
    "candidates": Fact.SUGGESTED,
    "contributions": Fact.SUGGESTED,
    "seats": Fact.SUGGESTED,
    "what": Fact.TASK_CHANGES,
    "reason": Fact.NO,
    "knows": Fact.ACQUAINTANCES,
    "offers_from": Fact.DECLARED,
    "offers_until": Fact.DECLARED,
    "invitation_cap": Fact.DECLARED,
    "shows_bridges": Fact.DECLARED,
    "suggested": Fact.EXPOSURE,
    "said": Fact.RECORDED,
    "rows_left_out": Fact.LEFT_OUT,
    "gone": Fact.ERASED,
}
"""What the fields of answers tell, where it is one of these facts."""
