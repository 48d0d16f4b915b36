"""Pages of a list: what is asked for, and the envelope {items, page, total} around the answer."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from marshmallow import Schema, fields, validate

from graph.records.reading import Page
from service.api.frame.fields import BodyOut, Whole, short_text

LARGEST_PAGE = 100
DEFAULT_SIZE = 20
LAST_PAGE = 100_000

T = TypeVar("T")


class PageQuery(Schema):
    """Which page of a list, counted from 1."""

    page = Whole(
        load_default=1,
        validate=validate.Range(min=1, max=LAST_PAGE),
        metadata={"description": "Which page, counted from 1."},
    )
    size = Whole(
        load_default=DEFAULT_SIZE,
        validate=validate.Range(min=1, max=LARGEST_PAGE),
        metadata={"description": "Items on a page."},
    )


class SearchQuery(PageQuery):
    """Which page of what a search finds."""

    text = short_text("Only items with this text in a name or label, in any case.", load_default="")


def page_schema(item: type[Schema], name: str) -> Schema:
    """The envelope for pages of `item`; `name` is its name in the documentation."""
    envelope: dict[str, Any] = {
        "items": fields.List(fields.Nested(item), required=True),
        "page": Whole(required=True, metadata={"description": "Which page this is, counted from 1."}),
        "total": Whole(required=True, metadata={"description": "Items on all pages."}),
    }
    return BodyOut.from_dict(envelope, name=name)()


def enveloped(page: Page[T], number: int) -> dict[str, Any]:
    """A page of the graph in its envelope."""
    return {"items": page.items, "page": number, "total": page.total}


def on_page(found: Sequence[T], query: Mapping[str, Any]) -> Sequence[T]:
    """Those of a whole list that are on the page asked for (`PageQuery`)."""
    start = (query["page"] - 1) * query["size"]
    return found[start : start + query["size"]]


def page_of(
    found: Sequence[T], query: Mapping[str, Any], show: Callable[[T], dict[str, Any]]
) -> dict[str, Any]:
    """That page in its envelope, each as it is shown."""
    shown = [show(each) for each in on_page(found, query)]
    return {"items": shown, "page": query["page"], "total": len(found)}
