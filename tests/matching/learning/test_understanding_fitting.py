"""What tells a task from a text that is none is learned from texts that people have sorted."""

from dataclasses import replace

import pytest

from matching.language.linking import SkillLinker
from matching.language.understanding import REFUSED, KnownText, Understanding
from matching.learning.understanding_fitting import fit, held_out, read_by
from matching.model import Skill, TaskExample

NAMES = ("Mette", "Lars", "Ida", "Ole", "Tove")
ABOUT = {
    Understanding.NOT_A_TASK: "Bliver vejret godt hos {}?",
    Understanding.ABOUT_PAY: "Hvad får {} i løn?",
    Understanding.ABOUT_HEALTH: "Er {} sygemeldt?",
    Understanding.ABOUT_PRIVATE_LIFE: "Er {} gift?",
    Understanding.ABOUT_PERFORMANCE: "Er {} dårligst?",
    Understanding.ABOUT_PERSONS_DATA: "Send alder og cpr på {}",
}
KNOWN = [KnownText(text.format(name), kind) for kind, text in ABOUT.items() for name in NAMES]
THINGS = ("bro", "sti", "bane", "mur", "dam")
TASKS = [
    KnownText(f"Vi skal bygge en {thing} til børnene.", Understanding.TASK, likeliest=0.8) for thing in THINGS
]


def test_each_kind_is_told_by_its_signs() -> None:
    model = fit(KNOWN, TASKS)
    assert model.understood("Vi skal bygge en havn til børnene.", likeliest=0.8) is Understanding.TASK
    assert [model.understood(text.format("Karen")) for text in ABOUT.values()] == list(ABOUT)


def test_fitting_again_gives_the_same() -> None:
    assert fit(KNOWN, TASKS) == fit(KNOWN, TASKS)


def test_labels_make_short_texts_without_a_likely_skill_tasks() -> None:
    labels = [f"{thing}anlæg{end}" for thing in THINGS for end in ("", "et", "ene", "spleje", "stilsyn")]
    assert fit(KNOWN, TASKS).understood("asbest").is_refused
    assert not fit(KNOWN, TASKS, labels=labels * 20).understood("asbest").is_refused


def test_a_kind_without_texts_is_refused() -> None:
    with pytest.raises(ValueError, match="about_pay"):
        fit([each for each in KNOWN if each.kind is not Understanding.ABOUT_PAY], TASKS)


def test_every_text_is_judged_once_by_a_model_that_has_not_seen_it() -> None:
    told = list(held_out(KNOWN, TASKS))
    assert sorted(each.text for each, _ in told) == sorted(each.text for each in (*KNOWN, *TASKS))
    assert all(understood is each.kind for each, understood in told)


def test_what_somebody_wrote_is_held_out_together() -> None:
    mine = [replace(each, text=f"{each.text} Zyx.", writer="mine") for each in KNOWN[::5]]
    others = [replace(each, writer=name) for each, name in zip(KNOWN, NAMES * len(ABOUT), strict=True)]
    said = KnownText("Zyx", Understanding.NOT_A_TASK, writer="mine")
    told = dict(held_out([*mine, *others, *[replace(said, text=f"Zyx {n}") for n in range(9)], said], TASKS))
    assert fit([*KNOWN, *[said] * 9], TASKS).understood("Zyx") is Understanding.NOT_A_TASK
    assert told[said] is not Understanding.NOT_A_TASK


def test_an_example_is_read_by_a_linker_that_has_not_learned_it() -> None:
    skill = Skill(id="a", label_da="broer", source="catalogue")
    examples = [TaskExample(f"qwx{thing} zyk{thing}", ("a",)) for thing in THINGS]
    linker = SkillLinker().fit([skill], examples=examples)
    known, read = read_by(linker, KNOWN[:1], examples)
    assert [each.kind for each in read] == [Understanding.TASK] * len(examples)
    assert {each.text: each.likeliest for each in read} == dict.fromkeys((e.text for e in examples), 0.0)
    assert known[0].text == KNOWN[0].text
    assert set(REFUSED) == set(ABOUT)
