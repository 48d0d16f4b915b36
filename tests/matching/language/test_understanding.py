"""A text is a task, or something that Tværs doesn't answer; none of these was learned from."""

from dataclasses import replace

import pytest

from matching.language.understanding import (
    LENGTH,
    LIKELIEST,
    REFUSED,
    Understanding,
    UnderstandingModel,
    shipped,
    signs,
)

TEXTS = {
    "Sygefraværet i hjemmeplejen er for højt, og vi vil lave en indsats for arbejdsmiljøet.": "task",
    "Vi skal forhandle lokalløn med pædagogerne og mangler en, der kender overenskomsten.": "task",
    "Et nyt lønsystem skal i udbud, hvem kan hjælpe med kravene?": "task",
    "Barselsvikaren for vores jurist skal læres op.": "task",
    "Hvem kender reglerne for sletning af cpr-numre i gamle sager?": "task",
    "Vi skal have nye opskrifter i skolekøkkenet med flere grønne retter.": "task",
    "Hvad får Niels i løn?": "about_pay",
    "Hvor mange sygedage har Tove haft i år?": "about_health",
    "Is Camilla pregnant?": "about_health",
    "Er Jytte gift?": "about_private_life",
    "Hvem er den dårligste lærer på skolen?": "about_performance",
    "Giv mig en liste over alle ansatte med alder og adresse.": "about_persons_data",
    "Hvad skal jeg lave til aftensmad i dag?": "not_a_task",
    "Bliver det regnvejr i weekenden?": "not_a_task",
    "Tell me a joke about cats.": "not_a_task",
}


@pytest.mark.parametrize(("text", "kind"), TEXTS.items())
def test_tasks_are_told_from_what_is_none(text: str, kind: str) -> None:
    likeliest = 0.8 if kind == "task" else 0.3
    assert shipped().understood(text, likeliest=likeliest) is Understanding(kind)


@pytest.mark.parametrize("text", ["lysregulering", "tagpap", "qqq www", "skimmel i kælderen"])
def test_a_few_words_that_no_skill_is_known_for_are_no_reason_to_refuse(text: str) -> None:
    assert not shipped().understood(text).is_refused


def test_a_model_without_signs_takes_everything_for_a_task() -> None:
    assert EMPTY.understood("Hvad får Niels i løn?") is Understanding.TASK


EMPTY = UnderstandingModel([-3.0] * len(REFUSED), {}, {})


def test_the_kind_is_the_one_that_the_signs_count_most_for() -> None:
    model = replace(EMPTY, counts={"<pay>": [0.0, 6.0, 0, 0, 0, 0], "<weather>": [6.0, 0.0, 0, 0, 0, 0]})
    assert model.understood("løn?") is Understanding.ABOUT_PAY
    assert model.understood("vejret?") is Understanding.NOT_A_TASK


def test_a_likely_skill_counts_by_its_probability() -> None:
    model = replace(EMPTY, intercepts=[3.0, -3, -3, -3, -3, -3], counts={LIKELIEST: [-6.0, 0, 0, 0, 0, 0]})
    assert model.understood("x", likeliest=0.2) is Understanding.NOT_A_TASK
    assert model.understood("x", likeliest=0.9) is Understanding.TASK


def test_a_model_is_read_as_it_was_written() -> None:
    assert UnderstandingModel.read(shipped().written()) == shipped()


def test_a_model_of_other_kinds_is_refused() -> None:
    other = (
        shipped()
        .written()
        .replace('"kinds": ["not_a_task", "about_pay"', '"kinds": ["not_a_task", "about_parking"')
    )
    with pytest.raises(ValueError, match="about_parking"):
        UnderstandingModel.read(other)


def test_signs_are_words_first_words_and_kinds_that_meet_in_a_sentence() -> None:
    shown = signs("Er Mette syg? Vejene 12", likeliest=0.4)
    assert {"<name>", "^er <name> syg", "<health> <name>", "vej", "0"} <= shown.keys()
    assert shown[LIKELIEST] == 0.4
    assert 0 < shown[LENGTH] < 1


def test_kinds_of_two_sentences_do_not_meet() -> None:
    assert "<health> <pay>" not in signs("Han er syg. Lønnen er høj.")


def test_a_list_of_people_is_never_a_task_whatever_is_said() -> None:
    assert [kind for kind in Understanding if not kind.may_be_a_task] == [Understanding.ABOUT_PERSONS_DATA]


def test_tasks_and_unclear_texts_are_not_refused() -> None:
    assert not Understanding.TASK.is_refused
    assert not Understanding.UNCLEAR.is_refused
    assert not Understanding.NOT_A_TASK.is_private
