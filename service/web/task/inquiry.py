"""What a person asks on the pages: the fields of the form, which an address keeps under a short id.

All that a page shows follows from its `Inquiry`. The skills are
those recognised in the text, less the ones taken out, plus the ones added, so an edited text keeps
the choices that were made.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Self

from werkzeug.datastructures import MultiDict

from matching.bounds import LONGEST_ID, LONGEST_TEXT, MOST_IDS, MOST_QUALIFICATIONS, MOST_REQUIREMENTS
from matching.index.index import Index
from matching.language.personal_numbers import holds_personal_number, mask_personal_numbers
from matching.model import LifePhase, Visibility
from matching.question import Filters, Question
from service.web.frame.forms import plain, read_hours, read_search, too_long
from service.web.frame.texts import gettext as _

FEWEST_SHOWN = 10
LISTS = range(FEWEST_SHOWN, 51, FEWEST_SHOWN)
"""How many colleagues a list can have: ten, and ten more with each press. By eye: nobody reads more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """A task in words with who asks, the filters, and the skills added and taken out; empty means not said.

    `asker` is an employee of the asking `unit`, from whom the way to each colleague is shown. `hours` are
    hours a week; `excluded` are employees who are not wanted, and at most `shown` are listed; `team` are
    those of proposed teams who would not be on the list otherwise; `search` is what was looked for among the
    skills to add; nobody is suggested without each of the `qualifications` (kinds). `is_task` is what a
    person says of a text that was understood as none; `saved` is the open task that colleagues are looked
    for, whose text then is not said again.
    """

    text: str = ""
    unit: str = ""
    asker: str = ""
    area: str = ""
    profession: str = ""
    hours: float = 0.0
    life_phase: LifePhase | None = None
    language: str = ""
    qualifications: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    team: tuple[str, ...] = ()
    shown: int = FEWEST_SHOWN
    search: str = ""
    is_task: bool = False
    saved: str = ""

    @property
    def asks(self) -> bool:
        """Whether there is anything to answer."""
        return bool(self.text or self.added)

    @property
    def narrowed(self) -> bool:
        """Whether a filter keeps somebody out."""
        return bool(self.area or self.profession or self.hours or self.life_phase or self.language)

    def fields(self) -> Iterator[tuple[str, str]]:
        """The form fields that give this inquiry again."""
        single = (
            ("tekst", self.text),
            ("enhed", self.unit),
            ("spoerger", self.asker),
            ("omraade", self.area),
            ("faglighed", self.profession),
            ("timer", f"{self.hours:g}" if self.hours else ""),
            ("livsfase", self.life_phase.value if self.life_phase else ""),
            ("sprog", self.language),
            ("opgave", "ja" if self.is_task else ""),
            ("gemt", self.saved),
            ("antal", str(self.shown) if self.shown != FEWEST_SHOWN else ""),
        )
        yield from ((name, value) for name, value in single if value)
        yield from (("krav", kind) for kind in self.qualifications)
        yield from (("med", skill) for skill in self.added)
        yield from (("uden", skill) for skill in self.removed)
        yield from (("ikke", employee) for employee in self.excluded)
        yield from (("foreslaaet", employee) for employee in self.team)
        if self.search:
            yield "soeg", self.search

    def adding(self, skill: str) -> Self:
        """With a skill that was searched for, or back again after it was taken out."""
        return replace(
            self,
            added=tuple(dict.fromkeys((*self.added, skill))),
            removed=tuple(each for each in self.removed if each != skill),
            search="",
        )

    def removing(self, skill: str) -> Self:
        """Without a skill, wherever it came from."""
        return replace(
            self,
            added=tuple(each for each in self.added if each != skill),
            removed=tuple(dict.fromkeys((*self.removed, skill))),
        )

    def without_filters(self) -> Self:
        """The same question to everybody."""
        return replace(self, area="", profession="", hours=0.0, life_phase=None, language="")

    def known_in(self, index: Index, audience: Visibility) -> Self:
        """Without what no longer exists: an address may name a workplace or skill that has gone.

        Nor does it keep an asker who works elsewhere, or anybody who doesn't show themselves to `audience`.
        """
        row = index.workforce.row_of.get(self.asker)
        place = "" if row is None else index.workplace_of(row)
        hidden = index.unseen(audience, (self.asker, *self.team, *self.excluded))
        return replace(
            self,
            asker=self.asker if place == self.unit and self.asker not in hidden else "",
            team=tuple(each for each in self.team if each not in hidden),
            excluded=tuple(each for each in self.excluded if each not in hidden),
            unit=self.unit if self.unit in index.workplaces else "",
            area=self.area if self.area in index.workplaces else "",
            profession=self.profession if self.profession in index.professions else "",
            qualifications=tuple(each for each in self.qualifications if each in index.qualification_kinds),
            language=self.language if self.language in index.taxonomy.skills else "",
            added=tuple(each for each in self.added if each in index.taxonomy.skills),
            saved=self.saved if self.saved in index.open_tasks else "",
        )

    def question(self) -> Question:
        """What is asked, but for the skills."""
        return Question(
            text=self.text,
            unit=self.unit or None,
            filters=Filters(
                workplaces=(self.area,) if self.area else (),
                professions=(self.profession,) if self.profession else (),
                life_phases=(self.life_phase,) if self.life_phase else (),
                languages=(self.language,) if self.language else (),
                hours=self.hours,
                exclude=self.excluded,
            ),
            qualifications=self.qualifications,
            asker=self.asker or None,
            team=self.team,
            limit=self.shown,
        )


def read_inquiry(form: MultiDict[str, str]) -> tuple[Inquiry, Mapping[str, str]]:
    """The inquiry that a form or an address holds, and what is wrong with it by field name.

    `tilfoej` and `fjern` are the buttons that add and take out one skill, `alle` the one that asks everybody.
    """
    wrong: dict[str, str] = {}
    text = plain(form.get("tekst", ""))
    if holds_personal_number(text):
        text = mask_personal_numbers(text)
        wrong["tekst"] = _(
            "Der stod noget, der ligner et CPR-nummer. Det er taget ud og ikke gemt. "
            "Var det et sagsnummer eller et P-nummer, så skriv det ord foran."
        )
    if said := too_long(text, LONGEST_TEXT):
        wrong["tekst"] = said
    inquiry = Inquiry(
        text=text,
        unit=_id(form.get("enhed", "")),
        asker=_id(form.get("spoerger", "")),
        area=_id(form.get("omraade", "")),
        profession=_id(form.get("faglighed", "")),
        hours=read_hours(form, wrong),
        life_phase=_life_phase(form.get("livsfase", "")),
        language=_id(form.get("sprog", "")),
        qualifications=_ids(form.getlist("krav"), MOST_QUALIFICATIONS),
        added=_ids(form.getlist("med")),
        removed=_ids(form.getlist("uden")),
        team=_ids(form.getlist("foreslaaet")),
        excluded=tuple(id for id in _ids(form.getlist("ikke"), MOST_IDS) if id not in form.getlist("igen")),
        shown=_shown(form.getlist("antal")),
        search=read_search(form),
        is_task=bool(form.get("opgave", "")),
        saved=_id(form.get("gemt", "")),
    )
    for skill in _ids(form.getlist("tilfoej")):
        inquiry = inquiry.adding(skill)
    for skill in _ids(form.getlist("fjern")):
        inquiry = inquiry.removing(skill)
    if form.get("alle", ""):
        inquiry = inquiry.without_filters()
        wrong.pop("timer", None)
    return inquiry, wrong


def _id(value: str) -> str:
    return value if len(value) <= LONGEST_ID else ""


def _ids(values: Sequence[str], most: int = MOST_REQUIREMENTS) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value and _id(value)))[:most]


def _shown(said: Sequence[str]) -> int:
    """How many are listed: the last of what is said, which is the button's."""
    return next((each for each in LISTS if said and said[-1] == str(each)), FEWEST_SHOWN)


def _life_phase(value: str) -> LifePhase | None:
    return LifePhase(value) if value in set(LifePhase) else None
