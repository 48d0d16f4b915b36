"""From KL's task areas (KLE) to the life phases of a workplace with such tasks: a table of HR's own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.vocabulary.neutral_titles import NeutralTitles
from matching.model import LifePhase
from service.clock import Clock
from service.hr.choice_words import LIFE_PHASE_WORDS
from service.hr.intake import take_in
from service.hr.schemas import KLE
from service.hr.tables import read_table
from service.unreadable import Unusable


class UnusableLifePhases(Unusable):
    """A row of the table can't be read; without it, workplaces would lose life phases that they have."""


@dataclass(frozen=True, slots=True)
class LifePhases:
    """The life phases by KLE number, or by its beginning; the longest that fits decides."""

    by_number: Mapping[str, tuple[LifePhase, ...]]

    def of(self, numbers: Iterable[str]) -> tuple[LifePhase, ...]:
        """All life phases that tasks with these KLE numbers serve, in the order of a life."""
        found = {phase for number in numbers for phase in self._of(number)}
        return tuple(phase for phase in LifePhase if phase in found)

    def _of(self, number: str) -> tuple[LifePhase, ...]:
        parts = number.split(".")
        for length in range(len(parts), 0, -1):
            if (beginning := ".".join(parts[:length])) in self.by_number:
                return self.by_number[beginning]
        return ()


def read_life_phases(path: Path, *, clock: Clock, titles: NeutralTitles) -> LifePhases:
    """Read the table, with the columns `kle` and `livsfaser`.

    Raises
    ------
    UnusableLifePhases, service.hr.tables.UnreadableTable, service.hr.intake.UnusableColumns
    """
    intake = take_in(read_table(path, sheets=(KLE.danish,)), KLE, clock=clock, titles=titles)
    for reject in intake.rejects:
        raise UnusableLifePhases(f"{reject.source}, {reject.place}: {reject.reason}. {reject.fix}")
    return LifePhases({each.values["number"]: each.values["life_phases"] for each in intake.entries})


def phases_cell(phases: Iterable[LifePhase]) -> str:
    """The cell of a row with these life phases."""
    return "|".join(LIFE_PHASE_WORDS[phase][0] for phase in phases)
