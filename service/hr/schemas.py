"""The six files that HR can load: their columns, what each may hold, and what to do if it doesn't.

docs/hr-files.md describes every column; a test holds that it does.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, validates_schema

from graph.vocabulary.neutral_titles import NEUTRAL
from matching.bounds import LONGEST_ID, LONGEST_ISSUER, MOST_HOURS, period
from matching.model import MAX_LEVEL, Evidence, TaskStatus
from service.hr.choice_words import (
    EVIDENCE_WORDS,
    INVOLVEMENT_WORDS,
    LIFE_PHASE_WORDS,
    STATUS_WORDS,
    VISIBILITY_WORDS,
    YES_NO_WORDS,
)
from service.hr.fields import (
    Choice,
    Choices,
    Day,
    Entries,
    Id,
    KleNumber,
    Needs,
    Number,
    Paragraphs,
    Text,
    Title,
)

_LONGEST_SOURCE = 60
"""Characters: a source is a word or two, shown beside each competence."""

_FIX_ID = "Skriv det id, som systemet, filen kommer fra, selv bruger."
_FIX_LIFE_PHASES = (
    "Brug børnelivet, skolelivet, arbejdslivet, fritidslivet eller den sidste del af livet; "
    "flere skilles af | eller komma."
)
_FIX_HOURS = "Skriv timer om ugen som tal, for eksempel 37 eller 32,5."
_FIX_DATE = "Skriv datoen som 01-03-2026 eller 2026-03-01."
_FIX_NEEDS = "Skriv kompetencer skilt af |, gerne med niveau: Projektledelse=4 | Borgerinddragelse."
_FIX_NAME = "Skriv navnet, højst 200 tegn."


class HrSchema(Schema):
    """A row's cells by Danish column name → values by our own name; blank cells aren't handed in."""

    class Meta:
        unknown = EXCLUDE


def _employee() -> Id:
    return Id(
        data_key="medarbejder_id",
        also=("employee_id", "employee", "medarbejdernummer"),
        fix="Brug et id fra medarbejderfilen.",
        required=True,
    )


def _source() -> Text:
    return Text(
        data_key="kilde",
        also=("source",),
        longest=_LONGEST_SOURCE,
        load_default="hr",
        fix="Skriv kort, hvor oplysningen kommer fra, for eksempel hr eller MUS.",
    )


class WorkplaceSchema(HrSchema):
    id = Id(data_key="arbejdsplads_id", also=("workplace_id", "id"), fix=_FIX_ID, required=True)
    name = Text(data_key="navn", also=("name", "arbejdsplads"), fix=_FIX_NAME, required=True)
    part_of = Id(
        data_key="del_af",
        also=("part_of", "overordnet", "overordnet_id"),
        fix="Skriv id (eller navn) på den arbejdsplads, som denne hører under; tomt for kommunen selv.",
    )
    life_phases = Choices(
        data_key="livsfaser", also=("life_phases",), words=LIFE_PHASE_WORDS, fix=_FIX_LIFE_PHASES
    )
    manager = Id(
        data_key="leder_id",
        also=("manager", "manager_id"),
        fix="Skriv lederens medarbejder_id; tomt, hvis der ingen er.",
    )
    involvement = Choice(
        data_key="leders_rolle",
        also=("involvement",),
        words=INVOLVEMENT_WORDS,
        fix="Brug ingen, orienteres eller høres.",
    )
    successor = Id(
        data_key="efterfølger",
        also=("successor", "erstattet_af", "overgår_til"),
        fix="Skriv id (eller navn) på den åbne arbejdsplads, der overtager; tomt, hvis denne stadig er der.",
    )


class EmployeeSchema(HrSchema):
    id = Id(
        data_key="medarbejder_id",
        also=("employee_id", "id", "medarbejdernummer"),
        fix=_FIX_ID,
        required=True,
    )
    name = Text(data_key="navn", also=("name",), fix=_FIX_NAME, required=True)
    workplace = Id(
        data_key="arbejdsplads_id",
        also=("workplace_id", "arbejdsplads", "workplace"),
        fix="Skriv arbejdspladsens id eller præcise navn.",
        required=True,
    )
    profession = Title(
        otherwise=NEUTRAL.label,
        data_key="faglighed",
        also=("profession", "stilling", "stillingsbetegnelse"),
        fix="Skriv faglighedens navn, som det står i kataloget, eller dens URI.",
        required=True,
    )
    weekly_hours = Number(
        data_key="timer_om_ugen",
        also=("weekly_hours", "ugentlige_timer"),
        least=0,
        most=MOST_HOURS,
        fix=_FIX_HOURS,
    )
    hours_offered = Number(
        data_key="timer_tilbudt",
        also=("hours_offered",),
        least=0,
        most=MOST_HOURS,
        fix=_FIX_HOURS,
    )
    visibility = Choice(
        data_key="synlighed",
        also=("visibility",),
        words=VISIBILITY_WORDS,
        fix="Brug alle, ledere eller skjult.",
    )
    protected = Choice(
        data_key="beskyttet",
        also=("protected", "navne- og adressebeskyttelse", "adressebeskyttelse", "navnebeskyttelse"),
        words=YES_NO_WORDS,
        fix="Brug ja eller nej.",
    )
    primary = Choice(
        data_key="hovedansættelse",
        also=("primary", "primær"),
        words=YES_NO_WORDS,
        fix="Brug ja eller nej.",
    )
    started_on = Day(data_key="ansat_fra", also=("started_on", "startdato"), future=True, fix=_FIX_DATE)


class CompetenceSchema(HrSchema):
    employee = _employee()
    skill = Text(
        data_key="kompetence",
        also=("skill", "competence", "kompetence_uri"),
        longest=LONGEST_ID,
        fix="Skriv kompetencens navn, som det står i kataloget, eller dens URI.",
        required=True,
    )
    level = Number(
        data_key="niveau",
        also=("level",),
        least=1,
        most=MAX_LEVEL,
        whole=True,
        fix="Skriv et helt tal fra 1 (begynder) til 5 (ekspert).",
        required=True,
    )
    evidence = Choice(
        data_key="grundlag",
        also=("evidence", "evidens"),
        words=EVIDENCE_WORDS,
        load_default=Evidence.SELF_STATED,
        fix="Brug antaget, egen vurdering, bekræftet eller anvendt.",
    )
    source = _source()
    confirmed_on = Day(
        data_key="dato",
        also=("confirmed_on", "date", "bekræftet_den"),
        fix=_FIX_DATE,
        required=True,
    )


class QualificationSchema(HrSchema):
    employee = _employee()
    kind = Text(
        data_key="kvalifikation",
        also=("qualification", "kvalifikation_uri"),
        longest=LONGEST_ID,
        fix="Skriv kvalifikationens navn, som det står i docs/hr-files.md, eller ja i kolonnen ny_slags.",
        required=True,
    )
    valid_until = Day(
        data_key="gyldig_til",
        also=("valid_until", "udløber", "gyldig_til_og_med"),
        future=True,
        load_default=None,
        fix="Skriv den sidste dag, den gælder, som 01-03-2028 eller 2028-03-01; tomt uden udløb.",
    )
    issuer = Text(
        data_key="udsteder",
        also=("issuer",),
        longest=LONGEST_ISSUER,
        load_default="",
        fix="Skriv kort, hvem der har udstedt den.",
    )
    evidence = Text(
        data_key="bevis",
        also=("evidence",),
        longest=LONGEST_ISSUER,
        load_default="",
        fix="Skriv kort, hvad I har set, for eksempel kørekort forevist; ingen numre på personer.",
    )
    source = _source()
    confirmed_on = Day(
        data_key="dato", also=("confirmed_on", "date", "set_den"), fix=_FIX_DATE, required=True
    )
    is_new_kind = Choice(
        data_key="ny_slags",
        also=("new_kind",),
        words=YES_NO_WORDS,
        load_default=False,
        fix="Brug ja, hvis I vil føje slagsen til listen; ellers nej eller tomt.",
    )
    english = Text(
        data_key="engelsk",
        also=("english",),
        load_default="",
        fix="Skriv, hvad en ny slags hedder på engelsk.",
    )


class TaskSchema(HrSchema):
    id = Id(data_key="opgave_id", also=("task_id", "id"), fix=_FIX_ID, required=True)
    title = Text(data_key="titel", also=("title",), fix="Skriv opgavens titel.", required=True)
    description = Paragraphs(
        data_key="beskrivelse",
        also=("description",),
        fix="Skriv teksten kortere, og uden oplysninger om enkelte borgere.",
    )
    status = Choice(data_key="status", words=STATUS_WORDS, fix="Brug åben eller lukket.")
    created_on = Day(
        data_key="oprettet",
        also=("created_on", "created"),
        fix=_FIX_DATE,
        required=True,
    )
    closed_on = Day(data_key="lukket", also=("closed_on", "closed", "afsluttet"), fix=_FIX_DATE)
    essential_skills = Needs(data_key="krævede_kompetencer", also=("essential_skills",), fix=_FIX_NEEDS)
    skills = Needs(data_key="kompetencer", also=("skills",), fix=_FIX_NEEDS)
    qualifications = Entries(
        data_key="krævede_kvalifikationer",
        also=("qualifications", "kvalifikationer"),
        fix="Skriv kvalifikationernes navne, skilt af |, som de står i docs/hr-files.md.",
    )
    owners = Entries(
        data_key="arbejdspladser",
        also=("owners", "workplaces", "ejere"),
        fix="Skriv arbejdspladsernes id eller præcise navne, skilt af |.",
    )
    life_phases = Choices(
        data_key="livsfaser", also=("life_phases",), words=LIFE_PHASE_WORDS, fix=_FIX_LIFE_PHASES
    )

    @validates_schema
    def closing_follows_creation(self, values: dict[str, Any], **_: Any) -> None:
        closed: date | None = values.get("closed_on")
        if closed is None and values.get("status") is TaskStatus.CLOSED:
            raise ValidationError("en lukket opgave skal have en dato her", "lukket")
        if closed is not None and values.get("status") is TaskStatus.OPEN:
            raise ValidationError("en åben opgave kan ikke have en dato her", "lukket")
        if any(period((), ("oprettet", values["created_on"]), ("lukket", closed))):
            raise ValidationError("opgaven er lukket, før den blev oprettet", "lukket")


class ParticipantSchema(HrSchema):
    task = Id(
        data_key="opgave_id", also=("task_id", "task"), fix="Brug et id fra opgavefilen.", required=True
    )
    employee = _employee()
    role = Title(
        otherwise="", data_key="rolle", also=("role",), load_default="", fix="Skriv rollen med få ord."
    )
    started_on = Day(
        data_key="fra", also=("from", "started_on"), future=True, load_default=None, fix=_FIX_DATE
    )
    ended_on = Day(data_key="til", also=("to", "ended_on"), future=True, load_default=None, fix=_FIX_DATE)
    hours = Number(
        data_key="timer",
        also=("hours", "timer_om_ugen"),
        least=0,
        most=MOST_HOURS,
        load_default=0.0,
        fix=_FIX_HOURS,
    )

    @validates_schema
    def end_is_not_before_start(self, values: dict[str, Any], **_: Any) -> None:
        if any(period((), ("fra", values["started_on"]), ("til", values["ended_on"]))):
            raise ValidationError("slutdatoen ligger før startdatoen", "til")


class TitleSchema(HrSchema):
    """The labour agency's translation of job titles; the columns are called as in its own file."""

    occupation = Text(
        data_key="Classification 1 URI", longest=LONGEST_ID, fix="Skriv ESCO-faglighedens URI.", required=True
    )
    title = Title(
        otherwise=NEUTRAL.label,
        data_key="Classification 2 PrefLabel",
        fix="Skriv stillingsbetegnelsen.",
        required=True,
    )
    relation = Text(data_key="Mapping relation", fix="Skriv for eksempel skos:exactMatch.", required=True)


class KleSchema(HrSchema):
    """What life phases KL's task areas (KLE) serve, for systems that mark units with those alone."""

    number = KleNumber(
        data_key="kle", fix="Skriv nummeret som tekst: 17, 17.02 eller 17.02.00.", required=True
    )
    life_phases = Choices(
        data_key="livsfaser",
        also=("life_phases",),
        words=LIFE_PHASE_WORDS,
        load_default=(),
        fix=_FIX_LIFE_PHASES,
    )


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name in the program, its name to people (also of its sheet), and its columns.

    `identity` are the columns that tell two rows apart. Where there are none, several rows may be about
    the same: of statements about one competence the strongest counts, of engagements the main one.
    """

    name: str
    danish: str
    schema: HrSchema
    identity: tuple[str, ...]

    @property
    def columns(self) -> dict[str, Any]:
        """The fields by their Danish column name, in order."""
        return {field.data_key or name: field for name, field in self.schema.load_fields.items()}

    def column_of(self, name: str) -> str:
        """The Danish name of the column that we call `name`."""
        return self.schema.load_fields[name].data_key or name

    @property
    def key(self) -> str:
        """Our own name of the first column: whom or what a row is about."""
        return next(iter(self.schema.load_fields))

    @property
    def required(self) -> list[str]:
        """The columns that a file must have."""
        return [column for column, field in self.columns.items() if field.required]


def column_names(column: str, field: Any) -> tuple[str, ...]:
    """Every name that a column may have in a file; if a file has several of them, the first counts."""
    return (column, *field.metadata["also"])


WORKPLACES = FileKind("workplaces", "arbejdspladser", WorkplaceSchema(), ("arbejdsplads_id",))
EMPLOYEES = FileKind("employees", "medarbejdere", EmployeeSchema(), ())
COMPETENCES = FileKind("competences", "kompetencer", CompetenceSchema(), ())
QUALIFICATIONS = FileKind("qualifications", "kvalifikationer", QualificationSchema(), ())
TASKS = FileKind("tasks", "opgaver", TaskSchema(), ("opgave_id",))
PARTICIPANTS = FileKind(
    "participants", "deltagere", ParticipantSchema(), ("opgave_id", "medarbejder_id", "fra", "til")
)
FILE_KINDS = (WORKPLACES, EMPLOYEES, COMPETENCES, QUALIFICATIONS, TASKS, PARTICIPANTS)
TITLES = FileKind("titles", "stillingsbetegnelser", TitleSchema(), ())
KLE = FileKind("kle", "kle", KleSchema(), ("kle",))
