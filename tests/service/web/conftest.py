"""A browser for the tests that need one: Debian's Chromium, headless, without a request to the outside."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.service.serving import serving
from tests.service.web.municipality import app
from tests.service.web.pages import FROM_HERE

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        reason = "chromium is not installed: the pages are not tested in a browser"
        if os.environ.get("CI") == "true":
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of a running app."""
    with serving(app()) as address:
        yield address


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Open]:
    """Open a path in a new window, or what a form with the fields `asked` is answered there.

    The test fails if the browser complains of anything, the policy first, but on a page that is meant to fail
    (`forgiving`).
    """
    complaints: list[str] = []
    contexts = []

    def open_page(
        path: str = "/",
        asked: dict[str, str] | None = None,
        *,
        width: int = 1280,
        scripts: bool = True,
        forgiving: bool = False,
    ) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        contexts.append(context)
        page = context.new_page()
        if not forgiving:
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("requestfailed", lambda request: complaints.extend(_failure(request)))
        address = f"{site}{path}"
        if asked:  # what a form asks has an address of its own
            address = context.request.post(address, form=asked, headers=FROM_HERE).url
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def _failure(request: Request) -> list[str]:
    """What failed of a request; the browser itself gives up those of a page that is left early."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.failure}: {request.url}"]
