"""A task before it is saved, as a form: its title, text, owner, and each skill with level and weight."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self
from uuid import uuid4

from werkzeug.datastructures import MultiDict

from matching.bounds import LONGEST_LABEL
from matching.index.index import Index
from matching.language.private_details import Detail, private_details
from matching.model import Requirement, Task
from service.levels import USUAL_LEVEL
from service.use_cases.answering import TaskSkills
from service.web.frame.forms import read_level
from service.web.frame.texts import gettext as _
from service.web.task.inquiry import Inquiry

A_NUMBER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The id that a new task is to get, so that a form that is sent twice makes one task."""
AN_ANSWER = re.compile(r"[0-9a-f]{64}")
"""The id of an answer in the record."""
NECESSARY, USEFUL = "noedvendig", "nyttig"
# Characters of the text that are proposed as a title. By eye: a line.
PROPOSED_TITLE = 80


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of the texts that may tell more of somebody than the task needs, and what it is."""

    text: str
    detail: Detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is to be saved. `people` are to be put down for it, suggested by the answer `recommendation`."""

    number: str
    title: str = ""
    text: str = ""
    owner: str = ""
    needs: tuple[Requirement, ...] = ()
    qualifications: tuple[str, ...] = ()
    taken_away: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    recommendation: str = ""

    def fields(self) -> Iterator[tuple[str, str]]:
        """The form fields that give this draft again."""
        yield from (
            ("nummer", self.number),
            ("titel", self.title),
            ("tekst", self.text),
            ("enhed", self.owner),
            ("anbefaling", self.recommendation),
        )
        yield from self.kept()
        for need in self.needs:
            yield from (
                ("med", need.skill),
                (f"niveau-{need.skill}", str(need.level)),
                (f"vaegt-{need.skill}", NECESSARY if need.essential else USEFUL),
            )

    def kept(self) -> Iterator[tuple[str, str]]:
        """Those that nobody fills in."""
        yield from (("krav", kind) for kind in self.qualifications)
        yield from (("uden", skill) for skill in self.taken_away)
        yield from (("medlem", employee) for employee in self.people)

    def marks(self) -> list[Mark]:
        """What to ask about before it is saved: is it necessary?"""
        return [
            Mark(text[each.start : each.end], each.detail)
            for text in (self.title, self.text)
            for each in private_details(text)
        ]

    def known_in(self, index: Index) -> Self:
        """Without skills and a workplace that are not there."""
        known = index.taxonomy.skills
        needed = {need.skill for need in self.needs}
        return replace(
            self,
            owner=self.owner if self.owner in index.workplaces else "",
            qualifications=tuple(each for each in self.qualifications if each in index.qualification_kinds),
            needs=tuple(need for need in self.needs if need.skill in known),
            taken_away=tuple(each for each in self.taken_away if each in known and each not in needed),
        )

    def task(self, created_on: date) -> Task:
        """The task as it is saved."""
        return Task(
            id=self.number,
            title=self.title,
            description=self.text,
            created_on=created_on,
            requirements=self.needs,
            qualifications=self.qualifications,
            taken_away=self.taken_away,
            owners=(self.owner,),
        )


def first_draft(inquiry: Inquiry, skills: TaskSkills, *, form: MultiDict[str, str], unit: str) -> Draft:
    """What the page with the list or a team leads to; `unit` owns it unless the inquiry names another."""
    added = (*(each.skill for each in skills.needed), *skills.added)
    return Draft(
        number=str(uuid4()),
        title=_proposed_title(inquiry.text),
        text=inquiry.text,
        owner=inquiry.unit or unit,
        needs=tuple(Requirement(skill=skill, level=USUAL_LEVEL, essential=True) for skill in added),
        qualifications=inquiry.qualifications,
        taken_away=inquiry.removed,
        people=_people(form.getlist("hold") or form.getlist("medlem")),
        recommendation=read_answer(form.get("anbefaling", "")),
    )


def read_draft(inquiry: Inquiry, form: MultiDict[str, str]) -> tuple[Draft, Mapping[str, str]]:
    """The draft that a form holds, whose text and skills are the inquiry's, and what is wrong with it."""
    wrong: dict[str, str] = {}
    number = form.get("nummer", "")
    title = " ".join(form.get("titel", "").split())
    if not title:
        wrong["titel"] = _("Giv opgaven en titel.")
    elif len(title) > LONGEST_LABEL:
        wrong["titel"] = _("Titlen kan højst være på %(most)s tegn.", most=LONGEST_LABEL)
    if not inquiry.unit:
        wrong["enhed"] = _("Vælg den arbejdsplads, der ejer opgaven.")
    draft = Draft(
        number=number if A_NUMBER.fullmatch(number) else str(uuid4()),
        title=title,
        text=inquiry.text,
        owner=inquiry.unit,
        needs=tuple(_need(skill, form) for skill in inquiry.added),
        qualifications=inquiry.qualifications,
        taken_away=inquiry.removed,
        people=_people(form.getlist("medlem")),
        recommendation=read_answer(form.get("anbefaling", "")),
    )
    return draft, wrong


def read_answer(value: str) -> str:
    """The id of an answer in the record; empty where it is none."""
    return value if AN_ANSWER.fullmatch(value) else ""


def _need(skill: str, form: MultiDict[str, str]) -> Requirement:
    return Requirement(
        skill=skill,
        level=read_level(form.get(f"niveau-{skill}", "")) or USUAL_LEVEL,
        essential=form.get(f"vaegt-{skill}", "") == NECESSARY,
    )


def _people(ids: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _proposed_title(text: str) -> str:
    """The first sentence, or as many of its words as a line has room for."""
    first = re.split(r"(?<=[.!?])\s|\n", text.strip(), maxsplit=1)[0].rstrip(".")
    if len(first) <= PROPOSED_TITLE:
        return first
    return first[:PROPOSED_TITLE].rsplit(" ", 1)[0] + " …"
