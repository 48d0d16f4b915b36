"""A small house on a real graph, and HR at its page."""

import io
import time
from dataclasses import replace

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from graph.store import GraphStore
from harness.factories import employee, fill, profession, skill, workplace
from service.context import EXTENSION
from service.hr.uploads import Uploads
from service.roles import Role
from tests.service.standing import asking, service_on
from tests.service.web.pages import FROM_HERE, Page, press, read, submit

PAGE = "/indlaes"
COLUMNS = "medarbejder_id;navn;arbejdsplads_id;faglighed\n"
AASE = "00417;Åse Nørgård;Skolen;Lærer\n"
BJOERN = "00418;Bjørn Ærø;Skolen;Lærer\n"
LOST = "00419;Søren Lykke;Hallen;Lærer\n"
CPR = "0101901234"
NUMBERED = f"00420;Ida {CPR};Skolen;Lærer\n"


def house(graph: GraphStore) -> Flask:
    fill(
        graph,
        profession("Lærer"),
        workplace("Skolen"),
        skill("GDPR"),
        replace(employee("Hanne Ravn", workplace="Skolen", profession="Lærer"), id="hr"),
    )
    app = service_on(graph)
    kept(app).folder.mkdir(parents=True, exist_ok=True)
    for each in kept(app).all():
        each.remove()
    return app


def kept(app: Flask) -> Uploads:
    """What is uploaded to the app and not written."""
    return Uploads(app.extensions[EXTENSION].settings.uploads_folder)


def hr(app: Flask, role: Role = Role.HR) -> FlaskClient:
    return asking(app, role)


def send(client: FlaskClient, *, complete: tuple[str, ...] = (), **files: str | bytes) -> TestResponse:
    """Choose files by the name of their kind, and press the button."""
    data: dict[str, object] = {
        kind: (io.BytesIO(content.encode() if isinstance(content, str) else content), f"{kind}.csv")
        for kind, content in files.items()
    }
    return client.post(
        PAGE, data={**data, "komplet": list(complete)}, headers=FROM_HERE, follow_redirects=True
    )


def done(client: FlaskClient, answer: TestResponse) -> Page:
    """The page once nothing is under way any more."""
    for _ in range(200):
        page = read(answer)
        if "Siden opdaterer sig selv" not in page.html:
            return page
        time.sleep(0.05)
        answer = client.get(answer.request.path)
    raise AssertionError("it never ended")


def pressed(client: FlaskClient, page: Page, label: str) -> Page:
    return done(client, press(client, page, label))


def mended(client: FlaskClient, page: Page, **values: str) -> Page:
    """Write into the fields of rejected rows, by the ends of their names, and look again."""
    form = next(each for each in page.forms if each.action.endswith("/ret"))
    names = [name for name, _ in form.fields]
    told = {next(each for each in names if each.endswith(end)): text for end, text in values.items()}
    return done(client, submit(client, form, **told))


def figures(page: Page) -> list[str]:
    return page.text_of("td", class_="figure")
