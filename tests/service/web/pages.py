"""Reads a page as a browser without JavaScript does: its forms, buttons, links and text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

FROM_HERE = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form on a page of ours."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)


@dataclass
class Element:
    """One element, with the text that stands in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Form:
    """A form with its fields in order, and its buttons."""

    action: str
    method: str
    id: str = ""
    fields: list[tuple[str, str]] = field(default_factory=list)
    buttons: list[Element] = field(default_factory=list)


class Page(HTMLParser):
    """A parsed page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.html = html
        self.elements: list[Element] = []
        self.forms: list[Form] = []
        self._open: list[Element] = []
        self._form: Form | None = None
        self._select = ""
        self._textarea: int | None = None
        self._elsewhere: list[Element] = []
        self.feed(html)
        for button in self._elsewhere:  # one that stands outside of its form
            (form,) = [each for each in self.forms if each.id == button.attributes["form"]]
            form.buttons.append(button)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)
        if tag == "form":
            self._form = Form(
                attributes.get("action", ""), attributes.get("method", "get"), attributes.get("id", "")
            )
            self.forms.append(self._form)
        if tag == "button" and "form" in attributes:
            self._elsewhere.append(element)
            return
        if self._form is None:
            return
        if tag == "button":
            self._form.buttons.append(element)
        elif tag == "input" and attributes.get("name"):
            self._form.fields.append((attributes["name"], attributes.get("value", "")))
        elif tag == "select":
            self._select = attributes["name"]
            self._form.fields.append((self._select, ""))
        elif tag == "option" and "selected" in attributes:
            self._form.fields[-1] = (self._select, attributes["value"])
        elif tag == "textarea":
            self._form.fields.append((attributes["name"], ""))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass
        if tag == "textarea" and self._form is not None:
            name = self._form.fields[-1][0]
            self._form.fields[-1] = (name, self.elements_of("textarea")[-1].text)
        if tag == "form":
            self._form = None

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def elements_of(self, tag: str, **attributes: str) -> list[Element]:
        """The elements of a tag with these attributes (`class_` and `for_` for the reserved words)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            each
            for each in self.elements
            if each.tag == tag
            and all(
                value in each.attributes.get(name, "").split()
                if name == "class"
                else each.attributes.get(name) == value
                for name, value in wanted.items()
            )
        ]

    def text_of(self, tag: str, **attributes: str) -> list[str]:
        return [" ".join(each.text.split()) for each in self.elements_of(tag, **attributes)]

    def form_with(self, name: str) -> Form:
        """The first form that has a field or button of a name."""
        return next(
            form
            for form in self.forms
            if any(each == name for each, _ in form.fields)
            or any(button.attributes.get("name") == name for button in form.buttons)
        )


def read(response: TestResponse) -> Page:
    return Page(response.get_data(as_text=True))


def submit(client: FlaskClient, form: Form, *, button: Element | None = None, **values: Any) -> TestResponse:
    """Send a form as a browser does: all its fields, some filled in, and the button that was pressed."""
    data: dict[str, list[str]] = {}
    for name, value in form.fields:
        data.setdefault(name, []).append(value)
    data |= {name: [str(value)] for name, value in values.items()}
    if button is not None and button.attributes.get("name"):
        data.setdefault(button.attributes["name"], []).append(button.attributes.get("value", ""))
    action = (button.attributes.get("formaction") if button else None) or form.action
    if form.method == "post":
        return client.post(action, data=data, headers=FROM_HERE, follow_redirects=True)
    return client.get(action, query_string=data, follow_redirects=True)


def ask(client: FlaskClient, path: str, fields: Mapping[str, Any], **more: Any) -> TestResponse:
    """Ask what a form with these fields asks, and go on to the address that the answer gets."""
    return client.post(path, data=dict(fields), headers=FROM_HERE | more, follow_redirects=True)


def press(client: FlaskClient, page: Page, label: str) -> TestResponse:
    """Press the button that is called so, by its aria-label or its text."""
    for form in page.forms:
        for button in form.buttons:
            if label in (button.attributes.get("aria-label"), " ".join(button.text.split())):
                return submit(client, form, button=button)
    raise AssertionError(f"no button {label!r}")
