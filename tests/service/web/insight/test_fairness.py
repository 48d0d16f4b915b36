"""Er forslagene fair?, as those who oversee read it."""

import csv
import io
import re

import pytest
from playwright.sync_api import Browser

from graph.store import GraphStore
from matching.insight.intervals import Difference
from service.roles import Role
from service.web.insight.fairness import change_words
from tests.service.contract import client
from tests.service.oversight import filled
from tests.service.standing import service_on, standing_on
from tests.service.web.accessibility import sound
from tests.service.web.browsing import get, opened
from tests.service.web.municipality import app
from tests.service.web.pages import read

PAGE = "/fordeling"
OVERSIGHT = (Role.HR, Role.HEAD, Role.COUNCIL, Role.DPO)


@pytest.fixture
def house(graph: GraphStore) -> GraphStore:
    return filled(graph)


def rows(service: object, role: Role = Role.HR) -> list[dict[str, str]]:
    file = get(service, f"{PAGE}.csv", role)  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig")), delimiter=";"))


def test_page_and_file_say_what_the_api_says(house: GraphStore) -> None:
    items = client(standing_on(house), Role.HR).get("/api/v1/exposure").json["items"]
    service = service_on(house)
    listed, page = rows(service), read(get(service, PAGE))
    assert (
        len(listed) == len(items) == len([each for each in page.elements_of("li") if "bar" in _class(each)])
    )
    by_name = {each["Gruppe"]: each for each in listed}
    [roads] = [each for each in items if each["dimension"] == "area"]
    found = by_name["Vejene"]
    assert (int(found["Foreslået"]), int(found["Medarbejdere"])) == (15, 20)
    for column, told in {
        "Andel foreslået": roads["suggested"]["share"],
        "Andel, mindst": roads["suggested"]["low"],
        "Andel, højst": roads["suggested"]["high"],
        "I forhold til alle": roads["against_all"],
        "Ændring": roads["suggested_change"]["change"],
        "Andel valgt": roads["chosen"]["share"],
    }.items():
        assert float(found[column].replace(",", ".")) == told


def test_the_bar_is_as_long_as_the_share_and_the_thin_line_as_the_interval(house: GraphStore) -> None:
    page = read(get(service_on(house), PAGE))
    lengths = [each.attributes for each in page.elements_of("rect")]
    assert {"75.0"} <= {each["width"] for each in lengths if each["class"] == "bar-length"}
    assert {("53.1", "35.7")} <= {
        (each["x"], each["width"]) for each in lengths if each["class"] == "bar-interval"
    }


def test_nobody_is_named_and_no_small_group_is_there(house: GraphStore) -> None:
    service = service_on(house)
    for text in (get(service, PAGE).text, get(service, f"{PAGE}.csv").text):
        assert "Vejene" in text
        assert "Skolen" not in text
        assert "Biblioteket" not in text, "it would tell how it is at the school"
        assert not re.search(r"\bV1\d?\b", re.sub(r"<[^>]*>", " ", text)), "tokens in a form can hold it too"


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ANONYMOUS])
def test_only_those_who_oversee_see_page_and_file(house: GraphStore, role: Role) -> None:
    service = service_on(house)
    for path in (PAGE, f"{PAGE}.csv"):
        assert (get(service, path, role).status_code == 200) is (role in OVERSIGHT)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Difference(0.1, (-0.02, 0.2)), "ingen sikker ændring"),
        (Difference(0.1, (0.02, 0.2)), "10 procentpoint op"),
        (Difference(-0.055, (-0.1, -0.01)), "5,5 procentpoint ned"),
    ],
)
def test_a_change_is_said_only_where_it_is_certain(change: Difference, words: str) -> None:
    with app().test_request_context("/"):
        assert change_words(change) == words


def test_a_house_too_small_to_show_says_so() -> None:
    assert "ingen gruppe, der er stor nok" in get(app(), PAGE).text


def test_it_speaks_english_too(house: GraphStore) -> None:
    page = get(service_on(house), f"{PAGE}?lang=en").text
    assert "Are the suggestions fair?" in page


@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_accessible(house: GraphStore, browser: Browser, width: int) -> None:
    with opened(service_on(house), browser, PAGE, role=Role.COUNCIL, width=width) as page:
        sound(page)


def _class(element: object) -> str:
    return str(element.attributes.get("class", ""))  # type: ignore[attr-defined]
