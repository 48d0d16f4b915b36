"""A page of the service as somebody in a role gets it, and in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from playwright.sync_api import Browser, Page

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
