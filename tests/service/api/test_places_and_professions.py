"""Workplaces and professions are searched and read."""

from service.roles import Role
from tests.service.contract import client
from tests.service.fakes import TEACHER, FakeStore, app


def test_a_workplace_is_found_by_name() -> None:
    answer = client(app()).get("/api/v1/workplaces?text=skol")

    assert answer.json["items"] == [
        {"id": "w1", "name": "Skolen", "part_of": "w0", "life_phases": [], "closed": False}
    ]


def test_a_workplace_is_read() -> None:
    assert client(app()).get("/api/v1/workplaces/w0").json["part_of"] is None


def test_an_unknown_workplace_is_not_found() -> None:
    assert client(app()).get("/api/v1/workplaces/w9").status_code == 404


def test_a_profession_is_found_by_label() -> None:
    answer = client(app()).get("/api/v1/professions?text=l%C3%A6r")

    assert [item["id"] for item in answer.json["items"]] == [TEACHER]


def test_a_profession_is_read_with_the_skills_it_takes() -> None:
    answer = client(app()).get(f"/api/v1/professions/{TEACHER}")

    assert answer.json["requires"] == [{"skill": "urn:tvaers:skill:legepladser", "kind": "optional"}]


def test_what_did_not_change_is_not_sent_again() -> None:
    asking = client(app(FakeStore()), Role.HR)
    tag = asking.get("/api/v1/workplaces/w1").headers["ETag"]

    again = asking.get("/api/v1/workplaces/w1", headers={"If-None-Match": tag})

    assert again.status_code == 304
    assert not again.data
    assert again.headers["ETag"] == tag
