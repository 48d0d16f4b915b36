"""What people wrote is shown as they wrote it: no name or text becomes a part of the page (stored XSS)."""

from dataclasses import replace

import pytest

from service.roles import Role
from tests.service.fakes import as_role
from tests.service.web.municipality import EMPLOYEES, NEW_DISTRICT, TASKS, StoreInMemory, app
from tests.service.web.pages import ask, read

MARKUP = [
    "Åse <script>alert('ØÆÅ')</script>",
    'Søren"><img src=x onerror=alert(1)>',
    "Bø' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% raw %} Ærø",
    "javascript:alert('å')",
    "</textarea><svg/onload=alert(1)>Ø",
    "&lt;script&gt;å&lt;/script&gt;",
]


@pytest.mark.parametrize("written", [" ".join(MARKUP)])
@pytest.mark.parametrize("path", ["/opgave", "/hold", "/hold/pladser"])
def test_what_is_kept_never_becomes_a_part_of_a_page(written: str, path: str) -> None:
    store = StoreInMemory(
        employees=tuple(replace(each, name=f"{each.name} {written}") for each in EMPLOYEES),
        tasks=tuple(replace(each, title=written, description=written) for each in TASKS),
    )
    asked = {"tekst": f"{NEW_DISTRICT} {written}", "hold": ["e1", "e3"]}
    answer = ask(app(store).test_client(), path, asked)

    assert answer.status_code == 200
    assert written in " ".join(
        piece for tag in ("textarea", "a", "h3", "p", "li") for piece in read(answer).text_of(tag)
    )
    assert_nothing_was_added(answer)


@pytest.mark.parametrize("written", [" ".join(MARKUP)])
@pytest.mark.parametrize(
    "name", ["tekst", "soeg", "timer", "enhed", "med", "uden", "livsfase", "fra", "medlem", "ukendt", "lang"]
)
def test_nor_does_what_an_address_or_a_form_says(written: str, name: str) -> None:
    for path in ("/", "/opgave", "/findes-ikke"):
        given = {"tekst": NEW_DISTRICT} | {name: written}
        assert_nothing_was_added(app().test_client().get(path, query_string=given, follow_redirects=True))
        assert_nothing_was_added(ask(app().test_client(), path, given))


@pytest.mark.parametrize("written", MARKUP)
def test_the_api_gives_it_back_as_data_that_no_browser_reads_as_a_page(written: str) -> None:
    answer = (
        app().test_client().get("/api/v1/skills", query_string={"text": written}, headers=as_role(Role.TOOL))
    )

    assert answer.mimetype.endswith("json")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def assert_nothing_was_added(answer: object) -> None:
    page = read(answer)  # type: ignore[arg-type]
    assert all("src" in each.attributes and not each.text.strip() for each in page.elements_of("script"))
    assert not [each for each in page.elements_of("img") if each.attributes.get("src") == "x"]
    named = [name for each in page.elements for name in each.attributes]
    assert not [name for name in named if name.startswith("on")]
    links = [each.attributes.get("href") or "" for each in page.elements]
    assert not [link for link in links if link.strip().lower().startswith(("javascript:", "data:", "//"))]
