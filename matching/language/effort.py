"""How much work one text may cost, whatever it holds."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Effort:
    """What is left of the work that one text may cost.

    It is counted in steps and not in seconds, whatever is remembered from earlier texts: the same text has
    the same answer on any machine, at any time. Ordinary sentences, as many as the service takes, need about
    half of it (`long_text_labels` and `long_text_spellings` of `python -m bench.linking`).

    Attributes
    ----------
    labels
        How many labels may still be compared with a clause. When they run out, what is left isn't linked.
    spellings
        How many different unknown words may still be compared with the known ones. When they run out, a word
        counts only as it is spelt.
    """

    labels: int = 16_000
    spellings: int = 100
    _compared: set[str] = field(default_factory=set)

    def take_labels(self, wanted: int) -> int:
        """Spend labels: as many as are wanted, or as there are left."""
        taken = min(wanted, self.labels)
        self.labels -= taken
        return taken

    def takes_spelling(self, word: str) -> bool:
        """Spend the comparison of a word, the first time it comes; tell whether it may be made."""
        if word in self._compared:
            return True
        if not self.spellings:
            return False
        self.spellings -= 1
        self._compared.add(word)
        return True
