from collections import Counter
from dataclasses import replace

from graph.loading import Altered, Plan
from graph.skills import SKILL
from matching.model import Skill
from scripts.vocabulary_report import COLUMNS, report_rows


def plan(
    *, new: tuple[Skill, ...] = (), changed: tuple[Altered[Skill], ...] = (), gone: tuple[Skill, ...] = ()
) -> Plan[Skill]:
    return Plan(node_type=SKILL, new=new, changed=changed, gone=gone, unchanged=0, number=1)


def named(id: str) -> Skill:
    return Skill(id=id, label_da=id.upper())


def rows(found: Plan[Skill], **holders: int) -> list[tuple[object, ...]]:
    return list(report_rows(found, replaced={"gammel": "ny"}, holders=Counter(holders)))


def test_what_is_replaced_gone_and_new_is_told_apart_with_how_many_have_it() -> None:
    found = plan(new=(named("ny"),), gone=(named("gammel"), named("glemt")))
    assert rows(found, gammel=12, glemt=9) == [
        ("erstattet", "gammel", "GAMMEL", "NY", "ny", 12),
        ("udgår", "glemt", "GLEMT", "", "", "under 10"),
        ("ny", "ny", "", "NY", "", 0),
    ]


def test_what_is_given_up_and_what_has_another_name_is_told() -> None:
    before = named("a")
    given_up = Altered(before, replace(before, obsolete=True))
    renamed = Altered(named("b"), Skill(id="b", label_da="Beton"))
    assert rows(plan(changed=(given_up, renamed))) == [
        ("opgivet", "a", "A", "", "", 0),
        ("omdøbt", "b", "B", "Beton", "", 0),
    ]


def test_what_only_has_another_description_is_no_row() -> None:
    changed = Altered(named("a"), replace(named("a"), description_da="Om noget andet"))
    assert rows(plan(changed=(changed,))) == []


def test_the_report_is_written_also_where_nothing_else_is(tvaers_on_graph, graph, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "rapport.csv"
    tvaers_on_graph("load-catalogue", "--report", path)
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == ";".join(COLUMNS)
    assert len(lines) > 1
    assert not graph.skills.ids()
