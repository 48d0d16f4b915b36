"""What HR does with files on a page: look at what they would do, mend rows, write it, or give it up.

Comparing and writing can take minutes, so they go on in a thread of their own when the browser is closed;
every worker of the machine finds how far they are, and what became of them, in the upload's folder and the
graph.
"""

import logging
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from threading import Thread
from time import monotonic

from graph.erasure.erased import ErasedIds
from graph.errors import NotFound, StaleVersion
from graph.loads import Load
from graph.store import GraphStore
from graph.vocabulary.neutral_titles import NeutralTitles
from service.clock import Clock
from service.erased_ids import erased_ids
from service.errors import UNEXPECTED, problem_of
from service.hr.comparing import Comparison, Terms, compare
from service.hr.intake import take_in, used_columns
from service.hr.preview import Preview
from service.hr.schemas import FILE_KINDS, FileKind
from service.hr.tables import Table, table_of
from service.hr.uploads import Asked, Progress, Step, Upload, Uploads
from service.personal_numbers import without_personal_numbers
from service.settings import Settings
from service.unreadable import Unusable

PATIENCE_SECONDS = 1.5
"""So long an answer waits for the work: a small file needs no page that says how far it is. By eye."""
TOLD_SECONDS = 0.3
"""How far it is, is told no more often: the page asks once in a second or two."""

logger = logging.getLogger("tvaers.loading")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of files: an upload, or what is wrong with them, by the name of their kind."""

    upload: Upload | None
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a load stands: what waits of it, what the history says, and what it would do, where that is known.

    `progress` is None once nothing waits; `broken_off` is that whoever worked on it is gone.
    """

    id: str
    load: Load | None
    progress: Progress | None = None
    working: bool = False
    preview: Preview | None = None
    asked: Asked | None = None

    @property
    def broken_off(self) -> bool:
        """Whether whoever worked on it was stopped; then nothing is written."""
        unfinished = (Step.WAITING, Step.COMPARING, Step.WRITING)
        return self.progress is not None and not self.working and self.progress.step in unfinished


@dataclass(frozen=True, slots=True, kw_only=True)
class HrLoading:
    """What somebody (`by`, an id) may do with HR's files. Everything raises GraphUnavailable, OSError."""

    store: GraphStore
    uploads: Uploads
    clock: Clock
    titles: NeutralTitles
    erased: ErasedIds
    by: str
    accounts_decide: bool = True

    @classmethod
    def on(cls, settings: Settings, store: GraphStore, clock: Clock, *, by: str) -> "HrLoading":
        """The same by what is set."""
        return cls(
            store=store,
            uploads=Uploads(settings.uploads_folder),
            clock=clock,
            titles=NeutralTitles.shipped(settings.sensitive_titles),
            erased=erased_ids(settings),
            by=by,
            accounts_decide=settings.scim_decides,
        )

    def take(self, files: Mapping[FileKind, tuple[str, bytes]], complete: tuple[FileKind, ...]) -> Taken:
        """Read files, each with its name, keep what is needed of them, and begin to compare."""
        tables: dict[FileKind, Table] = {}
        faults: dict[str, str] = {}
        for kind, (name, content) in files.items():
            try:
                table = table_of(without_personal_numbers(name), content, sheets=(kind.danish, kind.name))
                used_columns(table, kind)
            except Unusable as unusable:
                faults[kind.name] = str(unusable)
            else:
                tables[kind] = table
        if faults or not tables:
            return Taken(upload=None, faults=faults)
        names = tuple(kind.name for kind in complete if kind in tables)
        upload = self.uploads.keep(tables, Asked(by=self.by, at=self.clock.now(), complete=names))
        self.look(upload.id)
        return Taken(upload=upload, faults={})

    def standing(self, id: str) -> Standing:
        """How a load stands. Raises NotFound where there was none."""
        upload = self.uploads.find(id)
        if upload is not None and (standing := self._waits(upload)) is not None:
            return standing
        load = self.store.loads.find(id)
        if load is None:
            raise NotFound("load", id)
        return Standing(id=id, load=load)

    def waiting(self) -> list[Upload]:
        """What is uploaded and not written, the newest first."""
        return sorted(self.uploads.all(), key=lambda each: each.came, reverse=True)

    def look(self, id: str) -> None:
        """Begin to compare with the graph as it is now."""
        self._begin(id, lambda upload: self._show(upload, *self._compared(upload)))

    def mend(self, id: str, cells: Mapping[FileKind, Mapping[str, Mapping[str, str]]]) -> None:
        """Put other texts in place of cells, by kind, row and column, and look again."""

        def work(upload: Upload) -> None:
            for kind, rows in cells.items():
                upload.mend(kind, rows)
            self._show(upload, *self._compared(upload))

        self._begin(id, work)

    def set_limits(self, id: str, *, max_rejected: float, max_gone: float) -> None:
        """Let so many percent of a file's rows be left out, and of the graph's go, and look again."""

        def work(upload: Upload) -> None:
            upload.ask(replace(upload.asked, max_rejected=max_rejected, max_gone=max_gone))
            self._show(upload, *self._compared(upload))

        self._begin(id, work)

    def write(self, id: str, *, shown: str) -> None:
        """Begin to write what was shown: what would be written has this fingerprint, or is shown anew."""
        self._begin(id, lambda upload: self._write(upload, shown))

    def give_up(self, id: str) -> None:
        """Remove an upload; while somebody works on it nothing happens."""
        if (upload := self.uploads.find(id)) is not None:
            with upload.work() as mine:
                if mine:
                    upload.remove()

    def _waits(self, upload: Upload) -> Standing | None:
        """How an upload stands; None where it is gone, or goes meanwhile."""
        load, working = self.store.loads.find(upload.id), upload.worked_on
        if load is not None and load.written and not working:
            upload.remove()  # whoever wrote it was killed before they came to that
        with suppress(FileNotFoundError):
            told = upload.told
            standing = Standing(
                id=upload.id,
                load=load,
                progress=upload.progress,
                working=working,
                preview=None if told is None else Preview.kept(told),
                asked=upload.asked,
            )
            if upload.path.exists():
                return standing
        return None

    def _begin(self, id: str, work: Callable[[Upload], None]) -> None:
        """Work on an upload, unless somebody does; wait a little for it to be done."""
        upload = self.uploads.find(id)
        if upload is None:
            return
        held = ExitStack()
        if not held.enter_context(upload.work()):
            held.close()
            return
        upload.note(Progress(Step.WAITING))
        thread = Thread(target=self._run, args=(held, upload, work), name="hr-load", daemon=True)
        thread.start()
        thread.join(PATIENCE_SECONDS)

    def _run(self, held: ExitStack, upload: Upload, work: Callable[[Upload], None]) -> None:
        with held:
            try:
                with self.uploads.turn():
                    work(upload)
            except Exception as error:  # whatever it is, the page says so, and the next can be tried
                kind = problem_of(error).kind
                if kind is UNEXPECTED:
                    logger.error("load failed", exc_info=error)
                upload.note(Progress(Step.FAILED, problem=kind.slug, status=kind.status))

    def _compared(self, upload: Upload) -> tuple[Comparison, dict[FileKind, Table]]:
        asked, tables = upload.asked, upload.tables()
        terms = Terms(
            clock=self.clock,
            titles=self.titles,
            erased=self.erased,
            complete=tuple(kind for kind in FILE_KINDS if kind.name in asked.complete),
            max_rejected=asked.max_rejected,
            max_gone=asked.max_gone,
            accounts_decide=self.accounts_decide,
        )
        upload.note(Progress(Step.COMPARING))
        intakes = {
            kind: take_in(table, kind, clock=self.clock, titles=self.titles) for kind, table in tables.items()
        }
        return compare(self.store, intakes, terms), tables

    def _show(
        self, upload: Upload, found: Comparison, tables: Mapping[FileKind, Table], *, changed: bool = False
    ) -> None:
        """Keep what is to be shown, and note it in the history."""
        upload.tell(Preview.of(found, tables, changed=changed))
        self.store.loads.note(found.load(id=upload.id, by=self.by, at=upload.asked.at))
        upload.note(Progress(Step.COMPARED))

    def _write(self, upload: Upload, shown: str) -> None:
        found, tables = self._compared(upload)
        if found.refusals or found.fingerprint != shown:
            self._show(upload, found, tables, changed=True)
            return
        now = self.clock.now()
        written = found.load(id=upload.id, by=self.by, at=upload.asked.at, written=now)
        upload.note(Progress(Step.WRITING))
        try:
            self.store.loading.apply(
                *found.planned.values(), progress=_telling(upload), also=self.store.loads.noting(written)
            )
        except StaleVersion:
            self._show(upload, *self._compared(upload), changed=True)
        else:
            upload.remove()


def sweeping(settings: Settings, clock: Clock) -> Callable[[], None]:
    """Removes what was uploaded and not written in time, or may name somebody who was erased since."""
    uploads, erased = Uploads(settings.uploads_folder), erased_ids(settings)
    return lambda: uploads.sweep(now=clock.now(), erased_at=erased.changed_at)


def _telling(upload: Upload) -> Callable[[int, int], None]:
    """Notes how far writing is, now and then."""
    last = monotonic()

    def tell(done: int, total: int) -> None:
        nonlocal last
        if monotonic() - last >= TOLD_SECONDS:
            last = monotonic()
            upload.note(Progress(Step.WRITING, done, total))

    return tell
