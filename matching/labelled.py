"""What a thing of the vocabulary is called, in Danish and in English."""


class Labelled:
    """What has a label in Danish, in English, or in both."""

    __slots__ = ()
    label_da: str
    label_en: str

    @property
    def label(self) -> str:
        """The label in Danish, else in English."""
        return self.label_da or self.label_en

    def label_in(self, language: str) -> str:
        """The label in Danish (`da`) or English (`en`), else in the one it has."""
        return self.label_en or self.label_da if language == "en" else self.label
