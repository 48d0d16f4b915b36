"""OS2mo all the way into a graph: shown, written, unchanged the second time, and retired what has left."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from harness.factories import TODAY, fill, profession
from harness.os2mo import CPR, Organisation, Os2moServer, served, uuid
from matching.model import LifePhase
from scripts.command_line import DONE, FAILED, REFUSED, SOME_REJECTED
from scripts.hr import following
from service.personal_numbers import HIDDEN

ANNA, BO = uuid("people/Anna Holm"), uuid("people/Bo Lund")


@pytest.fixture
def os2mo() -> Iterator[Os2moServer]:
    organisation = Organisation()
    organisation.unit("Kommunen")
    organisation.unit("Skolen", "Kommunen")
    organisation.engagement("1", "Anna Holm", "Skolen", "Lærer", fraction=1_000_000)
    organisation.engagement("2", "Bo Lund", "Skolen", "Lærer", fraction=500_000)
    organisation.manager("1", "Skolen", "Anna Holm")
    with served(organisation) as server:
        yield server


@pytest.fixture
def run(tvaers_on_graph, graph, os2mo, monkeypatch, tmp_path):
    """The command on a graph that knows one profession, asking that OS2mo."""
    fill(graph, profession("Lærer"))
    access = os2mo.access
    monkeypatch.setenv("TVAERS_OS2MO_URL", access.address)
    monkeypatch.setenv("TVAERS_OS2MO_TOKEN_URL", access.token_address)
    monkeypatch.setenv("TVAERS_OS2MO_CLIENT_ID", access.client_id)
    monkeypatch.setenv("TVAERS_OS2MO_CLIENT_SECRET", access.client_secret)
    rejects = tmp_path / "afvist.csv"
    return lambda *arguments: tvaers_on_graph("import-os2mo", *arguments, "--rejects", rejects)


def test_it_is_shown_then_written_and_the_second_time_nothing_changes(run, graph, tmp_path):
    number = graph.changes.number()
    assert run().code == DONE
    assert graph.changes.number() == number
    assert run("--apply").code == DONE
    anna = graph.employees.get(ANNA).value
    assert (anna.name, anna.workplace, anna.weekly_hours) == ("Anna Holm", uuid("units/Skolen"), 37)
    skolen = graph.workplaces.get(uuid("units/Skolen")).value
    assert (skolen.part_of, skolen.manager) == (uuid("units/Kommunen"), ANNA)
    number = graph.changes.number()
    outcome = run("--apply", "--complete")
    assert (outcome.code, graph.changes.number()) == (DONE, number)
    assert "intet er ændret" in outcome.said
    assert graph.loads.latest(1)[0].by == "command:import-os2mo"


def test_who_has_left_os2mo_is_retired_unless_it_is_too_much(run, graph, os2mo):
    run("--apply")
    del os2mo.organisation.engagements[uuid("engagements/2")]
    assert run("--apply").code == DONE
    assert graph.employees.ids() == {ANNA, BO}
    assert run("--apply", "--complete").code == REFUSED
    assert run("--apply", "--complete", "--max-gone", "50").code == DONE
    assert graph.employees.ids() == {ANNA}


def test_leave_takes_the_hours_and_they_come_back_with_its_end(run, graph, os2mo):
    bo = os2mo.organisation.engagements[uuid("engagements/2")]
    before = dict(bo[0])
    bo[0] = {**before, "leave": os2mo.organisation.add("leaves", "orlov", until=TODAY)}
    run("--apply")
    assert graph.employees.get(BO).value.weekly_hours == 0
    os2mo.organisation.today = TODAY + timedelta(1)
    run("--apply")
    assert graph.employees.get(BO).value.weekly_hours == 18.5


def test_life_phases_come_from_the_table_and_stay_without_it(run, graph, os2mo, tmp_path):
    os2mo.organisation.kle("Skolen", "17.02.00", "Udførende")
    table = tmp_path / "kle.csv"
    table.write_text("kle;livsfaser\n17;skolelivet\n", "utf-8")
    for arguments in (("--life-phases", table), ()):
        assert run("--apply", *arguments).code == DONE
        assert graph.workplaces.get(uuid("units/Skolen")).value.life_phases == (LifePhase.SCHOOL,)


def test_an_unknown_job_is_rejected_by_its_engagement_and_personal_numbers_are_nowhere(
    run, graph, os2mo, tmp_path
):
    os2mo.organisation.engagement("3", "Cy Vig", "Skolen", f"Lærling {CPR}")
    outcome = run("--apply", "--max-rejected", "50")
    assert outcome.code == SOME_REJECTED
    rejects = (tmp_path / "afvist.csv").read_text("utf-8-sig")
    assert f"OS2mo ansættelser;ansættelse {uuid('engagements/3')};faglighed" in rejects
    assert HIDDEN in rejects
    kept = "".join(map(repr, [*graph.employees.all(), *graph.workplaces.all(), *graph.loads.latest(9)]))
    assert CPR not in outcome.said + rejects + kept
    assert not any("cpr" in query.lower() for query in os2mo.asked)


def test_following_writes_what_is_told_and_stops_where_too_much_would_go(run, graph, os2mo, monkeypatch):
    changes = [
        lambda: os2mo.organisation.engagement("3", "Cy Vig", "Skolen"),
        lambda: [os2mo.organisation.engagements.pop(uuid(f"engagements/{each}")) for each in "12"],
    ]
    seen = []

    def wait(_):
        seen.append(graph.employees.ids())
        changes[len(seen) - 1]()
        os2mo.happens("engagement", str(len(seen)))

    monkeypatch.setattr(following, "follow", partial(following.follow, wait=wait))
    assert run("--follow", "--apply", "--complete").code == REFUSED
    assert seen == [{ANNA, BO}, {ANNA, BO, uuid("people/Cy Vig")}]
    assert graph.employees.ids() == seen[-1]
    assert os2mo.events == {"engagement": ["2"]}


def test_following_without_writing_is_refused(run):
    assert "kræver --apply" in run("--follow").said


def test_without_settings_it_says_which(tvaers_on_graph):
    outcome = tvaers_on_graph("import-os2mo")
    assert outcome.code == FAILED
    assert "TVAERS_OS2MO_URL" in outcome.said
