"""How project leads put a task into words: titles and descriptions in Danish, no two alike.

A text is put together from the sentences of a theme; each sentence that is chosen brings the skills
that it asks for, so that what a task says and what it requires go together. Names of real places and
the writer's habits (abbreviations, forgotten commas, a slip of the finger) make the rest.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from graph.demo import tables
from graph.demo.chance import Chance, cumulated
from graph.demo.tables import Need, Place, Sentence, Theme
from matching.model import Skill

MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
HABITS = ("plain", "abbreviates", "hasty", "old", "careful")
HABIT_SHARES = cumulated((50, 20, 17, 4, 9)).tolist()
SLIPS = 0.45

STYLES = ("full", "short", "listed", "asking")
STYLE_SHARES = cumulated((42, 18, 20, 20)).tolist()

EXTRA_TITLE = 0.13
NEW_TITLE_TRIES = 15
ALTERNATIVE_LABEL = 0.15
LONGEST_ALTERNATIVE = 32
UNSAID_NEED = 0.2
SECOND_NEED = 0.7

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")
_COMMA = re.compile(r", (?=(?:der|som|hvor|så|hvis|men) )")
_LONG_WORD = re.compile(r"\b[a-zæøå]{7,14}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A task in words, what it asks for, and the positions of the workplaces that it names."""

    title: str
    description: str
    needs: tuple[Need, ...]
    places: tuple[int, ...]


@dataclass(slots=True)
class _Setting:
    """What stays the same throughout one text."""

    begins: date
    fixed: dict[str, str]
    named: dict[str, int] = field(default_factory=dict)


class Writer:
    """Writes one task after the other; no two descriptions are alike, and hardly any titles."""

    def __init__(self, chance: Chance, *, places: list[Place], skills: Mapping[str, Skill]) -> None:
        self._chance = chance
        self._places = places
        self._skills = skills
        self._of_kind: dict[str, list[int]] = {}
        for position, place in enumerate(places):
            self._of_kind.setdefault(place.kind, []).append(position)
        self._slots = tables.slots()
        self._phrases = tables.phrases()
        self._habits = tables.habits()
        self._titles: set[str] = set()
        self._descriptions: set[str] = set()

    def write(self, theme: Theme, *, owner: int, begins: date) -> Wording:
        """A text on a theme by somebody at the workplace `owner`."""
        tries = 0
        while True:
            tries += 1
            setting = self._setting(owner, begins)
            title = self._title(theme, setting)
            description, needs = self._description(theme, setting)
            # A title may come again where tens of thousands of tasks have used them all up.
            if description in self._descriptions or (title in self._titles and tries < NEW_TITLE_TRIES):
                continue
            self._titles.add(title)
            self._descriptions.add(description)
            named = dict.fromkeys(setting.named.values())
            named.pop(owner, None)
            return Wording(title=title, description=description, needs=needs, places=tuple(named))

    def _setting(self, owner: int, begins: date) -> _Setting:
        districts = self._chance.some_of(self._slots["bydel"], 2)
        place = self._places[owner]
        return _Setting(
            begins=begins,
            fixed={
                "bydel": districts[0],
                "bydel2": districts[1],
                "vej": self._chance.one_of(self._slots["vej"]),
                "groent": self._chance.one_of(self._slots["groent"]),
                "klassetrin": f"{self._chance.between(1, 9)}. klasse",
                "aar": str(begins.year),
                "naeste_aar": str(begins.year + 1),
                "naeste_aar_kort": f"{(begins.year + 1) % 100:02d}",
                "enhed": place.workplace.name,
                place.kind: place.workplace.name,
            },
        )

    def _title(self, theme: Theme, setting: _Setting) -> str:
        title = self._filled(self._chance.one_of(theme.titles), setting)
        known = title in self._titles
        if known or self._chance.next() < EXTRA_TITLE:
            setting.fixed["title"] = title
            # Neither two colons nor two dashes in one title.
            frames = [
                frame
                for frame in self._phrases["title"]
                if not any(mark in frame and mark in title for mark in ":–")
            ]
            title = self._filled(self._chance.one_of(frames), setting)
        return title

    def _description(self, theme: Theme, setting: _Setting) -> tuple[str, tuple[Need, ...]]:
        chance = self._chance
        style = STYLES[chance.weighted(STYLE_SHARES)]
        actions = chance.some_of(theme.actions, 1 if style == "short" else chance.between(2, 3))
        needs = self._needs(theme, actions)
        reason = self._filled(chance.one_of(theme.reasons), setting)
        steps = [self._filled(action.text, setting) for action in actions]
        ask = self._ask(needs, setting)
        practical = [
            self._filled(text, setting)
            for text in chance.some_of(self._phrases["practical"], chance.between(0, 2))
        ]
        opening = self._filled(chance.one_of(self._phrases["opening"]), setting)
        if style == "full":
            parts = [*self._sometimes(0.2, opening), reason, *steps, *self._sometimes(0.55, ask), *practical]
        elif style == "short":
            parts = [*self._sometimes(0.6, reason), *steps, *self._sometimes(0.6, ask)]
        elif style == "listed":
            parts = [reason, "\n".join(["", *(f"- {step}" for step in steps)]) + "\n", *practical]
        else:
            parts = [*self._sometimes(0.3, opening), reason, ask, *steps, *practical]
        text = " ".join(parts).replace(" \n", "\n").replace("\n ", "\n").strip()
        return self._in_own_hand(text), needs

    def _needs(self, theme: Theme, actions: list[Sentence]) -> tuple[Need, ...]:
        """What the theme always takes, what the chosen sentences ask for, and perhaps what goes unsaid."""
        chance = self._chance
        asked = [
            need
            for action in actions
            for rank, need in enumerate(action.needs)
            if rank == 0 or chance.next() < SECOND_NEED
        ]
        others = [need for action in theme.actions for need in action.needs if need not in asked]
        unsaid = [chance.one_of(others)] if others and chance.next() < UNSAID_NEED else []
        needs: dict[str, Need] = {}
        for need in (*theme.needs, *asked, *unsaid):
            needs.setdefault(need.skill, need)
        return tuple(needs.values())

    def _ask(self, needs: tuple[Need, ...], setting: _Setting) -> str:
        chosen = [self._called(need.skill) for need in self._chance.some_of(needs, 2)]
        setting.fixed["skill"], setting.fixed["skill2"] = chosen[0], chosen[-1]
        asks = self._phrases["ask"]
        return self._filled(self._chance.one_of(asks), setting)

    def _called(self, id: str) -> str:
        skill = self._skills[id]
        others = [label for label in skill.alt_da if len(label) <= LONGEST_ALTERNATIVE]
        if others and self._chance.next() < ALTERNATIVE_LABEL:
            return self._chance.one_of(others)
        return skill.label_da

    def _filled(self, text: str, setting: _Setting) -> str:
        """The sentence with its choices made and its slots filled, beginning with a capital."""
        while "[" in text:
            text = _CHOICE.sub(lambda match: self._chance.one_of(match[1].split("|")), text)
        while "{" in text:
            text = _SLOT.sub(lambda match: self._word(match[1], setting), text)
        return text[:1].upper() + text[1:]

    def _word(self, slot: str, setting: _Setting) -> str:
        if slot in setting.fixed:
            return setting.fixed[slot]
        if slot == "antal":
            return str(self._chance.between(3, 12))
        if slot == "mange":
            return str(self._chance.between(4, 40) * 10)
        if slot == "uge":
            return str(self._chance.one_of([*range(2, 28), *range(32, 51)]))
        if slot == "maaned":
            later = setting.begins + timedelta(days=self._chance.between(20, 240))
            return MONTHS[later.month - 1]
        if slot == "ved_boernehus":
            return f"ved {self._word('boernehus', setting)}"
        position = self._chance.one_of(self._of_kind[slot])
        setting.named[slot] = position
        setting.fixed[slot] = self._places[position].workplace.name
        return setting.fixed[slot]

    def _sometimes(self, likely: float, text: str) -> list[str]:
        return [text] if self._chance.next() < likely else []

    def _in_own_hand(self, text: str) -> str:
        habit = HABITS[self._chance.weighted(HABIT_SHARES)]
        for plain, written in self._habits.get(habit, ()):
            text = re.sub(rf"(?<!\w){re.escape(plain)}(?!\w)", written, text)
        if habit == "hasty":
            text = _COMMA.sub(lambda match: ", " if self._chance.next() < 0.4 else " ", text)
            if self._chance.next() < SLIPS:
                text = self._slipped(text)
        return text

    def _slipped(self, text: str) -> str:
        """Two letters swapped, one doubled or one lost in a long word."""
        words = list(_LONG_WORD.finditer(text))
        if not words:
            return text
        word = self._chance.one_of(words)
        at = self._chance.between(2, len(word[0]) - 3)
        letters = word[0]
        slipped = self._chance.one_of(
            (
                letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :],
                letters[:at] + letters[at] + letters[at:],
                letters[:at] + letters[at + 1 :],
            )
        )
        return text[: word.start()] + slipped + text[word.end() :]
