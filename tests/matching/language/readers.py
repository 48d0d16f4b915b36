"""What reads single words and whole texts with the labels of a few skills."""

from collections.abc import Iterable

from matching.language.labels import LabelIndex
from matching.language.phrases import PhraseReader
from matching.language.spelling import WordShapes
from matching.language.word_reader import WordReader
from matching.model import Skill


def word_reader(skills: Iterable[Skill]) -> WordReader:
    index = LabelIndex().fit(skills)
    return WordReader(index, WordShapes().fit(index.words_))


def phrase_reader(skills: Iterable[Skill]) -> PhraseReader:
    return PhraseReader(word_reader(skills))
