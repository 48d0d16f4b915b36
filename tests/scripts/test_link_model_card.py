from dataclasses import replace

from harness.factories import learned_linking
from matching.language.link_features import ALONE, BESIDE
from matching.language.link_model import Figure
from scripts.link_model_card import ALONE_WORDS, BESIDE_WORDS, ends, link_model_card, number

LEARNED = learned_linking()
CARD = link_model_card(LEARNED, version="3")


def test_every_feature_has_danish_words() -> None:
    assert (list(ALONE_WORDS), list(BESIDE_WORDS)) == (list(ALONE), list(BESIDE))


def test_what_each_feature_counts_stands_beside_its_words() -> None:
    for regression, words in ((LEARNED.model.alone, ALONE_WORDS), (LEARNED.model.beside, BESIDE_WORDS)):
        for name, count in regression.counts.items():
            assert f"| {words[name]} | {count:.2f} |".replace(".", ",") in CARD


def test_it_says_what_it_is_for_and_what_it_was_learned_from_and_how_good_it_is() -> None:
    assert "# Modelkort: kompetencer i tekster, version 3\n" in CARD
    assert "aldrig på medarbejdere" in CARD
    assert "| egne opgaver | 40 |" in CARD
    assert f"frø {LEARNED.model.seed}" in CARD
    assert LEARNED.model.version in CARD
    assert str(LEARNED.model.fitted_on) in CARD
    assert "| egne opgaver | de første fem, der passer | 40 | 50,0 | 60,0 | +5,0 til +15,0 |" in CARD


def test_what_was_not_kept_says_so() -> None:
    assert "ikke gemt" in link_model_card(LEARNED, version=None)


def test_a_log_loss_is_no_share() -> None:
    [compared] = LEARNED.comparisons
    assert number(0.1754, Figure.LOG_LOSS) == "0,175"
    assert ends(replace(compared, figure=Figure.LOG_LOSS)) == "+0,050 til +0,150"
