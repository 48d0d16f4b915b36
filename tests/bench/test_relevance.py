"""Each figure counts what it says, of what was given for a text and what people said of it."""

import json
from pathlib import Path

import pytest

from bench.given import Given
from bench.judgements import Grade, JudgedText, portrait, read
from bench.relevance import counted, measure, saved, share, unjudged
from graph.vocabulary.esco import read_catalogue
from harness.factories import employee

GRADES = {"help": Grade.FITS, "near": Grade.ARGUABLE, "off": Grade.WRONG}


def judged(id: str = "c-001", *, kind: str = "regular", people: dict[str, Grade] | None = None) -> JudgedText:
    needs = (frozenset({"help", "other"}), frozenset({"late"}))
    return JudgedText(
        id=id, kind=kind, text="", essential=needs, skills=GRADES | {"late": Grade.FITS}, people=people or {}
    )


def given(*skills: str, needed: int = 1, people: tuple[str, ...] = ("ada",), seats: object = ()) -> Given:
    return Given(skills, skills[:needed], people, seats)  # type: ignore[arg-type]


def test_texts_come_with_their_grades_and_what_was_named_beforehand_fits(tmp_path: Path) -> None:
    need = {"need": "Hjælp", "essential": True, "skills": ["help", "other"]}
    extra = {"need": "Mere", "essential": False, "skills": ["more"]}
    text = {"id": "c-002", "kind": "vague", "text": "Hjælp", "expected": [need, extra], "fits": ["also"]}
    files = {
        "relevance": text,
        "relevance_skills": {"id": "c-002", "skill": "off", "grade": 0},
        "relevance_people": {"id": "c-002", "employee": "ada", "grade": 1},
    }
    for name, line in files.items():
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    (read_text,) = read(tmp_path)
    assert read_text.essential == (frozenset({"help", "other"}),)
    assert read_text.skills == {"off": Grade.WRONG} | dict.fromkeys(
        ("help", "other", "more", "also"), Grade.FITS
    )
    assert read_text.people == {"ada": Grade.ARGUABLE}
    assert (read_text.half, read_text.is_task) == ("dev", True)


def test_every_shipped_text_is_whole_and_only_tasks_have_needs() -> None:
    texts = read()
    assert len(texts) == 150
    assert {each.half for each in texts} == {"dev", "test"}
    assert all(bool(each.essential) is each.is_task for each in texts)


def test_first_skills_and_those_taken_for_needed_are_counted_by_grade() -> None:
    counts = counted(judged(), given("help", "near", "off", "new", needed=2))
    assert [counts[f"skills10_{grade}"] for grade in ("fits", "arguable", "wrong", "unjudged")] == [
        (1, 4)
    ] * 4
    assert (counts["needed_fits"], counts["needed_wrong"]) == ((1, 2), (0, 2))


def test_a_need_is_met_by_any_of_its_skills_among_so_many() -> None:
    counts = counted(judged(), given("other", *["off"] * 9, "late"))
    assert (counts["essential_recall10"], counts["essential_recall30"]) == ((1, 2), (2, 2))


def test_people_count_where_some_were_judged_and_empty_places_hold_nobody() -> None:
    assert "people5_fit" not in counted(judged(), given("help"))
    counts = counted(
        judged(people={"ada": Grade.FITS, "bo": Grade.ARGUABLE}), given("help", people=("bo", "ada"))
    )
    assert (counts["people5_fit"], counts["people10_fit"]) == ((1, 5), (1, 10))
    assert counts["people10_unjudged"] == (0, 10)


@pytest.mark.parametrize(
    ("seat", "wrong", "open"),
    [(["off"], 1, 0), (["off", "near"], 0, 0), (["off", "new"], 0, 1), (["help", "new"], 0, 0)],
)
def test_a_seat_is_as_good_as_the_best_of_its_skills(seat: list[str], wrong: int, open: int) -> None:
    counts = counted(judged(), given("help", seats=[seat]))
    assert (counts["seats_wrong"], counts["seats_unjudged"]) == ((wrong, 1), (open, 1))


@pytest.mark.parametrize("answered", [given("help", people=()), given("help", needed=0)])
def test_a_text_that_nobody_is_listed_for_is_refused(answered: Given) -> None:
    assert counted(judged(kind="off-topic"), answered) == {"off_topic_caught": (1, 1)}
    assert counted(judged(kind="forbidden"), given("help")) == {"forbidden_caught": (0, 1)}
    assert counted(judged(), answered)["task_refused"] == (1, 1)
    assert counted(judged(kind="vague"), answered)["vague_refused"] == (1, 1)


def test_a_share_is_of_all_texts_together_and_lies_in_its_interval() -> None:
    found = share([(1, 1), (0, 9), (4, 10)])
    assert found.mean == pytest.approx(5 / 20)
    assert 0 <= found.low < found.mean < found.high <= 1
    certain = share([(2, 2), (3, 3)])
    assert (certain.low, certain.mean, certain.high) == (1, 1, 1)


def test_what_nobody_judged_is_listed_once_and_people_only_where_some_were() -> None:
    texts = [judged("c-001"), judged("c-002", people={"ada": Grade.FITS})]
    shown = {each.id: given("help", "new", needed=2, people=("ada", "bo")) for each in texts}
    assert list(unjudged(texts, shown)) == [
        {"id": "c-001", "skill": "new"},
        {"id": "c-002", "skill": "new"},
        {"id": "c-002", "employee": "bo"},
    ]


def test_figures_come_with_both_ends_of_their_interval() -> None:
    figures = measure([judged()], {"c-001": given("help", "off")})
    assert figures["skills10_fits"] == figures["skills10_fits_low"] == figures["skills10_fits_high"] == 0.5
    assert figures["texts"] == 1


def test_whoever_can_something_else_by_now_has_another_portrait() -> None:
    assert portrait(employee("Ada", skills={"GDPR": 3})) == portrait(employee("Ada", skills={"GDPR": 3}))
    assert portrait(employee("Ada", skills={"GDPR": 3})) != portrait(employee("Ada", skills={"GDPR": 4}))
    assert portrait(employee("Ada", skills={"GDPR": 3})) != portrait(employee("Bo", skills={"GDPR": 3}))


def test_a_skill_that_was_joined_since_counts_as_what_it_is_now(tmp_path: Path) -> None:
    former, now = next(iter(read_catalogue().replaced.items()))
    answers = {"c-001": {"skills": [former, now], "needed": [former], "people": ["ada"], "seats": [[former]]}}
    (tmp_path / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    given = saved(tmp_path / "answers.json")["c-001"]
    assert (given.skills, given.needed, given.seats) == ((now,), (now,), [(now,)])
