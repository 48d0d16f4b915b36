"""A page of the service as somebody in a role gets it, and in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Locator, Page

from service.roles import Role
from tests.service.fakes import as_role
from tests.service.serving import serving


def get(service: Flask, path: str, role: Role = Role.HR) -> Any:
    return service.test_client().get(path, headers=as_role(role), follow_redirects=True)


@contextmanager
def opened(service: Flask, browser: Browser, path: str, *, role: Role, width: int) -> Iterator[Page]:
    """A page of the running service, with its folded parts open."""
    with serving(service) as address:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            extra_http_headers=as_role(role),
            java_script_enabled=True,
        )
        page = context.new_page()
        page.goto(address + path)
        for details in page.locator("main details").all():
            details.evaluate("details => details.open = true")
        yield page
        context.close()


def follow(pressed: Locator) -> None:
    """Press Enter on what leads to another page, and wait until that page is there.

    A press returns while the page before is still shown: what is read or unfolded at once belongs to that.
    """
    with pressed.page.expect_navigation():
        pressed.press("Enter")


def unfold_menu(page: Page) -> None:
    """Open the header's menu, which a narrow window folds."""
    menu = page.locator(".menu:not([open]) > summary")
    if menu.is_visible():
        menu.press("Enter")


def try_as(page: Page, role: Role) -> None:
    """Become somebody in a role with »Prøv som« on the page that is shown."""
    unfold_menu(page)
    page.select_option("#proev-som", role.value)
    follow(page.get_by_role("button", name="Skift"))
