"""A person with a browser, who signs in through the real login form of a real Keycloak."""

import html
import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import requests
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.store import GraphStore
from harness.factories import employee, fill
from harness.keycloak import PASSWORD, Keycloak
from harness.recording import Lines
from service.clock import Clock
from service.matcher import Matcher
from service.settings import Environment, Settings
from service.web.frame.registration import register_web
from tests.service.apps import app_on
from tests.service.fakes import CLOCK, settings

ADDRESS = "https://tvaers.fjordby.example"
COOKIE = "__Host-tvaers"
FORM = re.compile(r'<form[^>]*action="([^"]+)"')
LED = "fjordby-00002"
"""Whom the realm knows as `leder`."""


def settings_for(keycloak: Keycloak, **values: Any) -> Settings:
    """What an operator sets for this Keycloak, in production."""
    standard: dict[str, Any] = {
        "environment": Environment.PRODUCTION,
        "address": ADDRESS,
        "oidc_issuer": keycloak.issuer(),
        "oidc_client_id": "tvaers",
        "oidc_client_secret": "kun-til-test-tvaers",
        "tool_issuer": keycloak.issuer(),
        "tool_audience": "tvaers-api",
    }
    return settings(**(standard | values))


def municipality(store: GraphStore) -> GraphStore:
    """The employees whom the realm knows, but for `ny`."""
    for number in (1, 2, 4, 5, 6, 8, 9):
        loading, somebody = store.loading, employee(f"Nummer {number}")
        fill(store, somebody) if number == 1 else None
        loading.apply(loading.plan_employees([replace(somebody, id=f"fjordby-{number:05}")], retire=False))
    return store


def service(store: GraphStore, keycloak: Keycloak, *, clock: Clock = CLOCK, **values: Any) -> Flask:
    """The service in production on a real graph, whose people sign in at Keycloak."""
    matcher = Matcher(store, now=clock.now)
    matcher.refresh()
    made = settings_for(keycloak, **values)
    return app_on(store, matcher, record=Lines(), settings=made, clock=clock, pages=(register_web,))


def cookies(answer: TestResponse) -> dict[str, str]:
    """The cookies that an answer sets, as it says so, by name."""
    return {each.split("=", 1)[0]: each for each in answer.headers.getlist("Set-Cookie")}


class Browser:
    """A browser with one cookie jar for us and one for Keycloak, on whose pages somebody fills in forms."""

    def __init__(self, app: Flask, address: str = ADDRESS) -> None:
        self.here: FlaskClient = app.test_client()
        self.there = requests.Session()
        self.address = address

    def get(self, path: str) -> TestResponse:
        return self.here.get(path, base_url=self.address)

    def post(self, path: str, **form: str) -> TestResponse:
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self.here.post(path, data=form, headers=headers, base_url=self.address)

    def api(self, method: str, path: str) -> TestResponse:
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self.here.open(f"/api/v1{path}", method=method, headers=headers, base_url=self.address)

    def to_keycloak(self, going_to: str = "/mine-invitationer") -> str:
        """Wish for a page, and be sent to Keycloak: the address."""
        sent = self.get(going_to)
        if urlsplit(sent.headers["Location"]).path == "/log-ind":
            sent = self.get(sent.headers["Location"])
        return str(sent.headers["Location"])

    def fill_in(self, address: str, username: str, password: str = PASSWORD) -> str:
        """Fill in the login form; where Keycloak sends the browser back to, empty if it doesn't."""
        page = self.there.get(address, timeout=30, allow_redirects=False)
        for cookie in self.there.cookies:  # to browsers this machine is safe without https
            cookie.secure = False
        if page.status_code == requests.codes.ok:
            [action] = FORM.findall(page.text)
            page = self.there.post(
                html.unescape(action),
                data={"username": username, "password": password},
                timeout=30,
                allow_redirects=False,
            )
        return str(page.headers.get("Location", ""))

    def sign_in(self, username: str, going_to: str = "/mine-invitationer") -> TestResponse:
        """All of it: our answer to whoever comes back."""
        return self.come_back(self.fill_in(self.to_keycloak(going_to), username))

    def come_back(self, address: str) -> TestResponse:
        assert address.startswith(f"{self.address}/log-ind/retur?"), address
        return self.get(address.removeprefix(self.address))

    @property
    def is_signed_in(self) -> bool:
        return self.api("GET", "/sessions").status_code == requests.codes.ok
