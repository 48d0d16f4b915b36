"""Where and how somebody wants to be told, apart from their profile."""

from graph.contacts import Contact, How
from graph.store import GraphStore
from harness.factories import TODAY, employee, employee_id, fill

ANNA = employee_id("Anna")


def test_an_address_and_a_choice_are_kept_apart_from_the_employee(each_graph: GraphStore) -> None:
    fill(each_graph, employee("Anna"))
    number, before = each_graph.changes.number(), each_graph.employees.get(ANNA)
    contacts = each_graph.contacts
    assert contacts.of(ANNA) == Contact(id=ANNA)

    contacts.choose(ANNA, How.DAILY, language="en")
    contacts.keep_address(ANNA, "anna@fjordby.dk", source="sign_in", on=TODAY)
    kept = Contact(
        id=ANNA, address="anna@fjordby.dk", source="sign_in", known_on=TODAY, how=How.DAILY, language="en"
    )
    assert contacts.of(ANNA) == kept
    assert (each_graph.changes.number(), each_graph.employees.get(ANNA)) == (number, before)

    contacts.choose_how(ANNA, How.NEVER)
    contacts.forget_address(ANNA)
    assert contacts.of(ANNA) == Contact(id=ANNA, how=How.NEVER, language="en")


def test_nothing_is_kept_of_who_is_not_here(each_graph: GraphStore) -> None:
    each_graph.contacts.keep_address("nobody", "nobody@fjordby.dk", source="scim", on=TODAY)
    assert each_graph.contacts.of("nobody") == Contact(id="nobody")
