"""Indlæs: HR looks at what files would do, mends rows, writes it, and sees what was loaded before."""

import re
from collections.abc import Mapping
from functools import partial

from flask import Response as Sheet
from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from service.context import services
from service.hr.comparing import CAN_BE_COMPLETE, MAX_GONE, MAX_REJECTED
from service.hr.rejects import COLUMNS
from service.hr.schemas import FILE_KINDS, FileKind
from service.hr.uploads import KEPT, KINDS
from service.request.identity import current_identity
from service.request.passage import LARGEST_UPLOAD
from service.use_cases.loading import HrLoading
from service.web.frame.assets import Pages
from service.web.frame.forms import plain
from service.web.frame.texts import moment
from service.web.insight.sheets import sheet
from service.web.loading.templates import template
from service.web.loading.words import kind_word, problem_words, signed, step_words

blueprint = Pages("loading", __name__)
MOST_LOADS = 20
"""Loads of the history on the page. By eye: HR looks for the last ones."""
MOST_ROWS = 50
"""Rows that are mended at a time. By eye: with more it is the file that one mends."""
_CELL = re.compile(r"(?P<kind>[a-z]+)/(?P<row>[0-9]+)/(?P<column>.+)")
"""The name of a field: which kind of file, which row of it, which column."""


@blueprint.get("/indlaes")
def show() -> str:
    """Which files there are to choose, what waits to be written, and what was loaded before."""
    return _start({})


@blueprint.post("/indlaes")
def upload() -> Response | tuple[str, int]:
    """Take the files, and look at what they would do."""
    files = {
        kind: (given.filename or "", given.read())
        for kind in FILE_KINDS
        if (given := request.files.get(kind.name)) is not None and given.filename
    }
    complete = tuple(kind for kind in FILE_KINDS if kind.name in request.form.getlist("komplet"))
    taken = _loading().take(files, complete)
    if taken.upload is None:
        return _start(taken.faults, nothing=not files), 422
    return _to(taken.upload.id)


@blueprint.get("/indlaes/<load_id>")
def see(load_id: str) -> str:
    """How a load stands: how far it is, what it would do, or what became of it."""
    standing = _loading().standing(load_id)
    return render_template(
        "web/load.html",
        standing=standing,
        by=standing.load and signed(standing.load.by),
        kind_word=kind_word,
        moment=partial(moment, zone=services().clock.zone),
        problem=problem_words(standing.progress) if standing.progress else None,
        step=step_words(standing.progress) if standing.progress else "",
        most=MOST_ROWS,
        kept_hours=round(KEPT.total_seconds() / 3600),
        limits=(MAX_REJECTED, MAX_GONE),
    )


@blueprint.get("/indlaes/<load_id>/afviste.csv")
def download(load_id: str) -> Sheet:
    """The rows that are left out, with the reasons, as a spreadsheet."""
    preview = _loading().standing(load_id).preview
    if preview is None:
        raise NotFound
    return sheet("afviste-raekker", COLUMNS, preview.lines)


@blueprint.post("/indlaes/<load_id>/se-igen")
def look(load_id: str) -> Response:
    """Look again at what it would do to the graph as it is now."""
    _loading().look(load_id)
    return _to(load_id)


@blueprint.post("/indlaes/<load_id>/ret")
def mend(load_id: str) -> Response:
    """Put what was written in place of the cells that were wrong, and look again."""
    _loading().mend(load_id, _cells(request.form))
    return _to(load_id)


@blueprint.post("/indlaes/<load_id>/graenser")
def set_limits(load_id: str) -> Response:
    """Let more rows be left out, or more of the graph go, and look again."""
    max_rejected, max_gone = (_percent(request.form.get(name, "")) for name in ("afvist", "udgaar"))
    _loading().set_limits(load_id, max_rejected=max_rejected, max_gone=max_gone)
    return _to(load_id)


@blueprint.post("/indlaes/<load_id>/skriv")
def write(load_id: str) -> Response:
    """Write what was shown."""
    _loading().write(load_id, shown=request.form.get("vist", ""))
    return _to(load_id)


@blueprint.post("/indlaes/<load_id>/fortryd")
def give_up(load_id: str) -> Response:
    """Remove the files; nothing is written."""
    _loading().give_up(load_id)
    return redirect(url_for("loading.show"), 303)


@blueprint.get("/indlaes/skabeloner/<kind>.csv")
def download_template(kind: str) -> Sheet:
    """A file with all columns of a kind and an invented row, to write one's own into."""
    if kind not in KINDS:
        raise NotFound
    columns, row = template(KINDS[kind])
    return sheet(KINDS[kind].danish, columns, [row])


def _start(faults: Mapping[str, str], *, nothing: bool = False) -> str:
    loading = _loading()
    return render_template(
        "web/loading.html",
        kinds=FILE_KINDS,
        can_be_complete=CAN_BE_COMPLETE,
        kind_word=kind_word,
        faults=faults,
        nothing=nothing,
        waiting=loading.waiting(),
        loads=loading.store.loads.latest(MOST_LOADS),
        moment=partial(moment, zone=services().clock.zone),
        signed=signed,
        megabytes=LARGEST_UPLOAD // 1024 // 1024,
        kept_hours=round(KEPT.total_seconds() / 3600),
    )


def _loading() -> HrLoading:
    found = services()
    return HrLoading.on(found.settings, found.store, found.clock, by=current_identity().signature)


def _to(load_id: str) -> Response:
    return redirect(url_for("loading.see", load_id=load_id), 303)


def _cells(form: Mapping[str, str]) -> dict[FileKind, dict[str, dict[str, str]]]:
    """The texts of a form by kind, row and column."""
    found: dict[FileKind, dict[str, dict[str, str]]] = {}
    for name, text in form.items():
        if (cell := _CELL.fullmatch(name)) and cell["kind"] in KINDS:
            rows = found.setdefault(KINDS[cell["kind"]], {})
            rows.setdefault(cell["row"], {})[cell["column"]] = plain(text)
    return found


def _percent(said: str) -> float:
    """A number from 0 to 100. Raises BadRequest."""
    if not re.fullmatch(r"\d{1,3}([.,]\d+)?", said.strip()) or (value := float(said.replace(",", "."))) > 100:
        raise BadRequest
    return value
