"""Names that people missed in the catalogue are counted, and nothing of who is kept."""

from datetime import date

from graph.proposed_skills import ProposedSkill
from graph.store import GraphStore

PROPERTIES = "MATCH (n:ProposedSkill) RETURN keys(n) AS names, COUNT { (n)--() } AS links"


def test_a_name_is_counted_however_it_is_spelt_until_it_is_forgotten(each_graph: GraphStore) -> None:
    names, number = each_graph.proposed_skills, each_graph.changes.number()
    for label, day in (("Søvand", 1), ("soevand", 2), ("Drone", 3), ("SØVAND", 4)):
        names.propose(label, on=date(2026, 11, day))
    most, other = names.all()
    assert most == ProposedSkill(
        id=most.id, label="Søvand", times=3, first_on=date(2026, 11, 1), last_on=date(2026, 11, 4)
    )
    names.forget(other.id)
    assert [each.label for each in names.all()] == ["Søvand"]
    assert each_graph.changes.number() == number


def test_of_who_missed_it_nothing_is_kept(each_graph: GraphStore) -> None:
    each_graph.proposed_skills.propose("Drone", on=date(2026, 11, 1))
    row = each_graph.database.read(lambda transaction: transaction.row(PROPERTIES))
    assert row is not None
    assert (set(row["names"]), row["links"]) == ({"id", "label", "times", "first_on", "last_on"}, 0)
