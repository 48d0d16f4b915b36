"""The list of who was erased, where the settings put it, with its key; and erasing with it."""

import secrets

from graph.audit.journal import Recorder
from graph.erasure.erased import ErasedIds
from graph.erasure.erasing import Erasing
from graph.private_files import made_once
from graph.store import GraphStore
from service.settings import Settings

KEY_BYTES = 32
"""Random bytes of the key: 256 bits, the length of what HMAC-SHA-256 gives (RFC 2104, section 3)."""


def erased_ids(settings: Settings) -> ErasedIds:
    """The list; its key is made on first use."""
    folder = settings.erased_folder

    def key() -> bytes:
        return made_once(folder / "key", lambda: secrets.token_bytes(KEY_BYTES)).read_bytes()

    return ErasedIds(folder, key)


def erasing(settings: Settings, store: GraphStore, record: Recorder) -> Erasing:
    """What erases in this graph, and again in an older one."""
    return Erasing(store=store, record=record, erased=erased_ids(settings))
