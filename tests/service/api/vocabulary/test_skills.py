"""Skills are searched, read and recognised in texts."""

from urllib.parse import quote

import pytest

from matching.language.linking import LinkedSkill, Span
from service.roles import Role
from tests.service.contract import client
from tests.service.fakes import GDPR, PLAY, FakeMatcher, app


def test_a_search_finds_labels_in_any_case() -> None:
    answer = client(app()).get("/api/v1/skills?text=LEGE")

    assert answer.json == {
        "items": [{"id": PLAY, "kind": "skill", "label_da": "legepladser", "label_en": "playgrounds"}],
        "page": 1,
        "total": 1,
    }


def test_pages_are_counted_from_one() -> None:
    answer = client(app()).get("/api/v1/skills?page=2&size=1")

    assert [item["id"] for item in answer.json["items"]] == [PLAY]
    assert (answer.json["page"], answer.json["total"]) == (2, 2)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=0", "page"),
        ("size=101", "size"),
        ("size=many", "size"),
        ("kind=talent", "kind"),
        ("colour=red", "colour"),
        (f"text={'x' * 201}", "text"),
    ],
)
def test_a_bad_parameter_is_named(query: str, parameter: str) -> None:
    answer = client(app()).get(f"/api/v1/skills?{query}")

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json["errors"]] == [parameter]


def test_a_skill_is_read_by_its_percent_encoded_uri() -> None:
    answer = client(app()).get(f"/api/v1/skills/{quote(GDPR, safe='')}")

    assert answer.json["id"] == GDPR
    assert answer.json["alt_da"] == ["GDPR"]


def test_an_unknown_skill_is_not_found() -> None:
    assert client(app()).get("/api/v1/skills/urn:tvaers:skill:no").status_code == 404


def test_a_text_gives_skills_with_score_and_the_words_that_led_to_them() -> None:
    span = Span(start=3, end=11, text="legeplads")
    links = (LinkedSkill(skill=PLAY, score=0.9, label="legeplads", spans=(span,), needed=True),)

    answer = client(app(matcher=FakeMatcher(links=links))).post(
        "/api/v1/skills:link", json={"text": "En legeplads"}
    )

    assert answer.json == {
        "items": [
            {
                "skill": PLAY,
                "label_da": "legepladser",
                "label_en": "playgrounds",
                "matched": "legeplads",
                "score": 0.9,
                "needed": True,
                "spans": [{"start": 3, "end": 11, "text": "legeplads"}],
            }
        ],
        "understood_as": "task",
    }


def test_what_is_only_offered_says_so_and_makes_no_task() -> None:
    links = (LinkedSkill(skill=PLAY, score=0.3, label="legeplads", spans=()),)

    answer = client(app(matcher=FakeMatcher(links=links))).post("/api/v1/skills:link", json={"text": "Leg"})

    assert [item["needed"] for item in answer.json["items"]] == [False]
    assert answer.json["understood_as"] == "unclear"


def test_a_text_that_is_no_task_has_no_skills_until_a_person_says_that_it_is_one() -> None:
    links = (LinkedSkill(skill=PLAY, score=0.6, label="legeplads", spans=(), needed=True),)
    asked, body = (
        client(app(matcher=FakeMatcher(links=links))),
        {"text": "Hvem har haft flest sygedage i år?"},
    )

    refused = asked.post("/api/v1/skills:link", json=body)
    said = asked.post("/api/v1/skills:link", json=body | {"is_task": True})

    assert refused.json == {"items": [], "understood_as": "about_health"}
    assert [item["skill"] for item in said.json["items"]] == [PLAY]
    assert said.json["understood_as"] == "task"


@pytest.mark.parametrize("text", ["", "   ", "x" * 10_001, "with \x00 control", None, 7, ["x"]])
def test_a_text_that_is_none_is_refused(text: object) -> None:
    answer = client(app()).post("/api/v1/skills:link", json={"text": text})

    assert answer.status_code == 422
    assert answer.json["errors"][0]["pointer"] == "#/text"


def test_the_longest_text_is_taken() -> None:
    assert client(app()).post("/api/v1/skills:link", json={"text": "ø" * 10_000}).status_code == 200


def test_every_identified_role_may_read_skills() -> None:
    for role in set(Role) - {Role.ANONYMOUS}:
        assert client(app(), role).get("/api/v1/skills").status_code == 200
