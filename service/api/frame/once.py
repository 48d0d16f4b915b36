"""A request with an `Idempotency-Key` is done once, however often it is sent.

(draft-ietf-httpapi-idempotency-key-header.) Keys are each asker's own. What was answered is kept for a day in
the graph, so that any process gives it again; unless somebody in it hides from the asker by now.
"""

import hashlib
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import orjson
from flask import Response, g, request

from graph.errors import GraphUnavailable
from graph.kept_answers import Answer, Done, DoneBefore, Key
from service.context import newest_index, services
from service.errors import FieldsRefused
from service.request.identity import current_identity
from service.use_cases.exporting import texts_in
from service.use_cases.visibility import unseen

HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
LONGEST_KEY = 255
WRITTEN = re.compile(r"[!-~]{1,255}")
"""Visible ASCII: a UUID, or whatever the asker counts by."""
KEPT_HEADERS = ("Location", "ETag", "Cache-Control")
PARAMETER = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Made up by you for this one request, such as a UUID. Sent again with it within a day, "
    f"the request is not done again: you get the same answer, with `{REPLAYED}: true`. Another request with "
    "it is refused (422).",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": f"^{WRITTEN.pattern}$"},
}


def once(answered: Callable[[], Response], sent: Any) -> Response:
    """The answer to the request whose body was `sent`, or what it was answered before.

    Raises
    ------
    FieldsRefused
        For what is no key, or was that of another request.
    DoneBefore
        Where it was done, or is being done, and the answer is not there or not the asker's any more.
    """
    given = request.headers.get(HEADER)
    if given is None:
        return answered()
    if not WRITTEN.fullmatch(given):
        raise FieldsRefused([(HEADER, f"Must be 1 to {LONGEST_KEY} visible ASCII characters.")])
    here, key = services(), _key(given, sent)
    before = here.store.kept_answers.find(key)
    if before is not None:
        return _again(before, key)
    store, changes = here.store.once(key)
    g.services = replace(here, store=store)
    try:
        response = answered()
    except Exception:
        if changes.claimed:
            here.store.kept_answers.release(key)
        raise
    if changes.claimed:
        headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
        answer = Answer(status=response.status_code, headers=headers, body=response.get_data(as_text=True))
        with suppress(GraphUnavailable):  # it is done all the same
            here.store.kept_answers.keep(key, answer)
    return response


def _key(given: str, sent: Any) -> Key:
    identity = current_identity()
    asked = [request.method, request.full_path, sent]
    return Key(
        id=_digest([identity.signature, identity.acting, given]),
        by=identity.signature,
        request=_digest(asked),
        at=services().clock.now(),
    )


def _digest(value: Any) -> str:
    return hashlib.blake2b(orjson.dumps(value, option=orjson.OPT_SORT_KEYS), digest_size=20).hexdigest()


def _again(done: Done, key: Key) -> Response:
    if done.request != key.request:
        raise FieldsRefused([(HEADER, "Was the key of another request.")])
    if done.answer is None or _names_who_hides(done.answer):
        raise DoneBefore("done before")
    response = Response(done.answer.body, status=done.answer.status, mimetype="application/json")
    response.headers.update({**done.answer.headers, REPLAYED: "true"})
    return response


def _names_who_hides(answer: Answer) -> bool:
    index, identity = newest_index(), current_identity()
    named = [text for text in texts_in(orjson.loads(answer.body)) if text in index.workforce.row_of]
    return bool(unseen(identity, index, named))
