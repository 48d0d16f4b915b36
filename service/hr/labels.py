"""From a label, an alternative or a URI to the skill, profession or workplace that is meant.

A URI or id decides; then a preferred label in either language; then an alternative one; then one of what
ESCO has given up, which is never suggested. Where a label stands for several, the municipal catalogue's
goes before ESCO's; if that doesn't decide either, it is ambiguous and the choices are told. Case and double
blanks don't count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from rapidfuzz import fuzz, process, utils

from matching.model import Profession, QualificationKind, Skill, SkillKind, Workplace
from service.hr.intake import Entry, Intake
from service.hr.words import blurred, fold_label, tidy

SUGGESTIONS = 3
# Below this likeness (0 to 100) a suggestion is a guess that only confuses.
LEAST_LIKENESS = 70
SHOWN_CHOICES = 5

_PREFERRED, _ALTERNATIVE, _OBSOLETE = 0, 1, 2
_Tiers = tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]


class Unresolved(Exception):
    """A label that stands for nothing, or for several things; `reason` and `fix` are for people."""

    def __init__(self, reason: str, fix: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    label: str
    ours: bool


@dataclass(slots=True)
class Labels:
    """All labels of one kind of thing; `noun` is what people call it, in the definite form."""

    noun: str
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _by_label: _Tiers = field(default_factory=lambda: ({}, {}, {}))
    _groups: set[str] = field(default_factory=set)
    _replaced: Mapping[str, str] = field(default_factory=dict)
    _answers: dict[str, str | Unresolved] = field(default_factory=dict)
    _searched: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    def of_skills(
        cls, skills: Iterable[Skill], *, replaced: Mapping[str, str] = MappingProxyType({})
    ) -> Self:
        """Labels of skills; a group is told apart since nobody can have one.

        What the URI of a former skill stands for now, `replaced` says.
        """
        labels = cls("kompetencen", _replaced=replaced)
        for skill in skills:
            if skill.kind is SkillKind.GROUP:
                labels._groups.update(map(fold_label, (skill.id, skill.label_da, skill.label_en)))
            else:
                labels._add_concept(skill)
        return labels

    @classmethod
    def of_professions(cls, professions: Iterable[Profession]) -> Self:
        """The labels of professions."""
        labels = cls("fagligheden")
        for profession in professions:
            labels._add_concept(profession)
        return labels

    @classmethod
    def of_qualification_kinds(cls, kinds: Iterable[QualificationKind]) -> Self:
        """The labels of kinds of qualification."""
        labels = cls("kvalifikationen")
        labels.add_qualification_kinds(kinds)
        return labels

    def add_qualification_kinds(self, kinds: Iterable[QualificationKind]) -> None:
        """Know these from now on, too."""
        for kind in kinds:
            self._add(_Entry(kind.id, kind.label, ours=True), [kind.label_da, kind.label_en], [])

    @classmethod
    def of_workplaces(
        cls, workplaces: Iterable[Workplace], *, former: Mapping[str, Sequence[str]] = MappingProxyType({})
    ) -> Self:
        """Labels of workplaces; by id, `former` are those of what a workplace took over from.

        The name of an open one goes before that of a closed one.
        """
        labels = cls("arbejdspladsen")
        for workplace in workplaces:
            names, others = [workplace.name], list(former.get(workplace.id, ()))
            if workplace.closed:
                names, others = [], names + others
            labels._add(_Entry(workplace.id, workplace.name, ours=True), names, others)
        return labels

    def find(self, text: str) -> str:
        """The id that is meant by a label, an id or a URI.

        Raises
        ------
        Unresolved
            With suggestions if nothing has that label, with the choices if several have.
        """
        answer = self._answers.get(text)
        if answer is None:
            try:
                answer = self._find(text)
            except Unresolved as error:
                answer = error
            self._answers[text] = answer
        if isinstance(answer, Unresolved):
            raise Unresolved(answer.reason, answer.fix)
        return answer

    def meant(self, text: str) -> list[str]:
        """The ids that a label, an id or a URI stands for: none, one, or several where it is ambiguous."""
        if text in self._entries:
            return [text]
        if self._replaced.get(text) in self._entries:
            return [self._replaced[text]]
        folded = fold_label(text)
        for tier in self._by_label:
            if ids := tier.get(folded):
                return [id for id in ids if self._entries[id].ours] or ids
        return []

    @property
    def redirected(self) -> dict[str, str]:
        """The URIs of former skills that were asked for, each with what it was taken for and its label."""
        former = sorted(self._answers.keys() & self._replaced.keys() - self._entries.keys())
        now = {uri: self._replaced[uri] for uri in former}
        return {uri: self._named(id) for uri, id in now.items() if id in self._entries}

    def _find(self, text: str) -> str:
        ids = self.meant(text)
        if len(ids) == 1:
            return ids[0]
        if ids:
            shown = " eller ".join(self._named(id) for id in ids[:SHOWN_CHOICES])
            raise Unresolved(f"{self.noun} er ikke entydig", f"Skriv i stedet den rette af: {shown}.")
        folded = fold_label(text)
        if folded in self._groups:
            raise Unresolved("det er en gruppe af kompetencer", "Vælg en kompetence i gruppen.")
        alike = [id for id in self._entries if blurred(id) == blurred(text)]
        fix = f"Mente du {' eller '.join(map(self._named, alike))}?" if alike else self._suggest(folded)
        raise Unresolved(f"{self.noun} findes ikke", fix)

    def _suggest(self, folded: str) -> str:
        """Names of what is written most like it, each with the alternative label that is, if it's another."""
        if not self._searched:
            labels = sorted({label for tier in self._by_label[:_OBSOLETE] for label in tier})
            self._searched = [(label, utils.default_process(label)) for label in labels]
        nearest = process.extract(
            utils.default_process(folded),
            [plain for _, plain in self._searched],
            scorer=fuzz.ratio,
            limit=4 * SUGGESTIONS,
            score_cutoff=LEAST_LIKENESS,
        )
        names: dict[str, str] = {}
        for _, _, position in nearest:
            label, _ = self._searched[position]
            for id in [id for tier in self._by_label[:_OBSOLETE] for id in tier.get(label, ())]:
                name = self._entries[id].label
                names.setdefault(id, name if fold_label(name) == label else f"{name} ({label})")
        shown = list(names.values())[:SUGGESTIONS]
        return (
            f"Mente du: {'; '.join(shown)}?" if shown else "Find navnet i kataloget, eller brug id eller URI."
        )

    def _named(self, id: str) -> str:
        return f"{id} ({self._entries[id].label})"

    def _add_concept(self, concept: Skill | Profession) -> None:
        entry = _Entry(concept.id, concept.label, ours=concept.source != "esco")
        preferred, others = [concept.label_da, concept.label_en], [*concept.alt_da, *concept.alt_en]
        if concept.obsolete:
            self._add(entry, [], [], [*preferred, *others])
        else:
            self._add(entry, preferred, others)

    def _add(
        self, entry: _Entry, preferred: list[str], alternatives: list[str], obsolete: Iterable[str] = ()
    ) -> None:
        self._entries[entry.id] = entry
        for tier, labels in (
            (_PREFERRED, preferred),
            (_ALTERNATIVE, alternatives),
            (_OBSOLETE, obsolete),
        ):
            for folded in dict.fromkeys(fold_label(label) for label in labels if tidy(label)):
                self._by_label[tier].setdefault(folded, []).append(entry.id)


def resolve(intake: Intake, entry: Entry, name: str, labels: Labels) -> str | None:
    """The id that one of a row's labels stands for; None, and the row is refused, if there is none."""
    try:
        return labels.find(entry.values[name])
    except Unresolved as error:
        column = intake.kind.column_of(name)
        intake.refuse(entry, column, reason=error.reason, fix=error.fix)
        return None
