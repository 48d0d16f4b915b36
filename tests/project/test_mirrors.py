"""Tests mirror the code: whoever changes a module finds its test without searching.

`matching/ranking/signals.py` is tested by `tests/matching/ranking/test_signals.py`. A module that has no
mirror stands below, under the tests that hold what it does and with the reason why that is enough. The list
only shrinks: a new module has its mirror, and one that gets it leaves the list. What measures (`bench`) and
what tests stand on (`harness`) is run whole, by `tests/bench` and by all tests.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("matching", "graph", "service", "scripts")

# By the tests that hold them: modules that have one reason together.
ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    # Lists of words are judged by what is linked with them.
    "tests/matching/language/test_linking.py": ("matching/language/wordlists.py",),
    "tests/matching/language/test_private_details.py": ("matching/language/private_words.py",),
    # Words without a deed: what is asked and answered with them is tested there.
    "tests/matching/ranking/test_shortlist.py": ("matching/question.py",),
    # The demo is one municipality: what its parts draw must fit together.
    "tests/graph/test_demo.py": (
        "graph/demo/chance.py",
        "graph/demo/competences.py",
        "graph/demo/crew.py",
        "graph/demo/generation.py",
        "graph/demo/learning.py",
        "graph/demo/people.py",
        "graph/demo/projects.py",
        "graph/demo/tables.py",
        "graph/demo/wording.py",
    ),
    # Kinds of one shape, whose contract is tested for all of them at once.
    "tests/graph/test_catalogue.py": ("graph/professions.py", "graph/workplaces.py"),
    "tests/service/api/people/test_own_qualifications.py": (
        "graph/qualifications.py",
        "service/api/vocabulary/qualification_kinds.py",
    ),
    "tests/matching/index/test_index.py": ("matching/index/ancestry.py",),
    # The way into the graph: every kind goes through it.
    "tests/graph/test_loading.py": (
        "graph/employees.py",
        "graph/records/bulk.py",
        "graph/records/writing.py",
        "graph/store.py",
    ),
    "tests/graph/records/test_nodes.py": ("graph/records/fields.py",),
    # Exceptions: what they say is tested where they are raised.
    "tests/graph/test_tasks.py": ("graph/errors.py",),
    "tests/service/telling/test_sender.py": ("service/telling/channel.py",),
    "tests/graph/test_invitations.py": (
        "graph/invitation_effects.py",
        "graph/invitation_log.py",
        "graph/invitation_node.py",
    ),
    "tests/service/api/people/test_introductions.py": (
        "graph/introductions.py",
        "service/api/people/schemas.py",
    ),
    # What starts a server is tested by starting it.
    "tests/graph/server/test_embedded.py": (
        "graph/opening.py",
        "graph/server/arcadedb.py",
        "graph/server/tethered.py",
    ),
    "tests/graph/vocabulary/test_esco.py": ("graph/vocabulary/esco_layout.py",),
    "tests/service/test_left_out.py": ("graph/records/soundness.py",),
    "tests/service/test_whole_service.py": (
        "service/__main__.py",
        "service/app.py",
        "service/process/gunicorn_conf.py",
        "service/wsgi.py",
    ),
    "tests/service/test_errors.py": ("service/context.py",),
    "tests/service/process/test_health.py": ("service/process/metrics.py",),
    # The frame of the API: its document is compared with what it answers.
    "tests/service/api/frame/test_openapi.py": (
        "service/api/frame/blueprint.py",
        "service/api/frame/documentation.py",
        "service/api/frame/fields.py",
        "service/api/frame/registration.py",
    ),
    "tests/service/api/frame/test_references.py": ("service/api/frame/door.py",),
    # Schemas and presenters are halves of a view.
    "tests/service/api/tasks/test_views.py": ("service/api/tasks/schemas.py",),
    "tests/service/api/matches/test_views.py": ("service/api/matches/schemas.py",),
    "tests/service/api/teams/test_views.py": (
        "service/api/teams/presenter.py",
        "service/api/teams/schemas.py",
    ),
    "tests/service/api/record/test_views.py": (
        "service/api/record/presenter.py",
        "service/use_cases/own_record.py",
        "service/api/record/schemas.py",
    ),
    "tests/service/api/invitations/test_views.py": (
        "service/api/invitations/offers.py",
        "service/api/invitations/schemas.py",
    ),
    "tests/service/api/test_places_and_professions.py": (
        "service/api/frame/paging.py",
        "service/api/vocabulary/professions.py",
        "service/api/vocabulary/workplaces.py",
    ),
    # The frame of the pages and their parts are read as a person reads them: on a page.
    "tests/service/web/task/test_pages.py": (
        "service/web/frame/languages.py",
        "service/web/frame/registration.py",
        "service/web/frame/texts.py",
        "service/web/task/examples.py",
    ),
    # Signing in is one way from a page to the graph: it is gone whole, at a real sign-in server.
    "tests/service/sign_in/test_arriving.py": ("service/web/sign_in/pages.py",),
    "tests/service/sign_in/test_sessions.py": (
        "service/api/people/sessions.py",
        "service/use_cases/own_sessions.py",
    ),
    "tests/service/sign_in/test_trying.py": (
        "service/web/sign_in/trying.py",
        "service/web/sign_in/visitor.py",
    ),
    "tests/service/test_settings.py": ("service/variables.py",),
    "tests/service/web/team/test_pages.py": ("service/web/team/cards.py",),
    # Commands are tested as they are typed.
    "tests/scripts/test_tvaers.py": (
        "scripts/command_line.py",
        "scripts/graph_work.py",
        "scripts/report.py",
        "scripts/serve.py",
    ),
    "tests/scripts/test_backup.py": ("scripts/restore.py",),
    "tests/scripts/test_erase.py": ("service/hr/erased.py",),
    "tests/scripts/test_doctor.py": ("scripts/checkup.py", "scripts/graph_checkup.py"),
    "tests/scripts/test_load_vocabulary.py": (
        "scripts/load_catalogue.py",
        "scripts/load_esco.py",
        "scripts/vocabulary.py",
    ),
    "tests/scripts/test_learn.py": ("scripts/model_card.py",),
    "tests/scripts/test_documentation.py": ("service/hr/schemas.py",),
    "tests/scripts/test_import_hr.py": (
        "scripts/hr/report.py",
        "service/hr/assembly.py",
        "service/hr/snapshot.py",
    ),
    # A table is read through one door, whatever program wrote it.
    "tests/service/hr/test_tables.py": (
        "service/hr/number_formats.py",
        "service/hr/sheet_cells.py",
        "service/hr/workbook.py",
        "service/hr/xml_events.py",
    ),
    "tests/service/hr/test_intake.py": ("service/hr/source.py",),
    "tests/service/hr/test_fields.py": ("service/hr/choice_words.py",),
    "tests/service/hr/test_look_alikes.py": ("service/hr/words.py",),
}


def modules() -> Iterator[Path]:
    """Every module of the rooms that has any code, from the root."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.name != "__init__.py" and path.read_text(encoding="utf-8").strip():
                yield path.relative_to(ROOT)


def mirror(module: Path) -> Path:
    return Path("tests") / module.parent / f"test_{module.name}"


LISTED = {module for held in ELSEWHERE.values() for module in held}


@pytest.mark.parametrize("module", list(modules()), ids=str)
def test_every_module_has_its_test_at_the_same_place(module: Path) -> None:
    mirrored = (ROOT / mirror(module)).is_file()
    assert mirrored or str(module) in LISTED, f"{mirror(module)} is missing"
    assert not (mirrored and str(module) in LISTED), "it has a mirror now: take it out of the list"


@pytest.mark.parametrize("tests", ELSEWHERE)
def test_what_is_tested_elsewhere_is_tested_there(tests: str) -> None:
    assert (ROOT / tests).is_file()
    assert all((ROOT / module).is_file() for module in ELSEWHERE[tests]), "a module of the list is gone"
