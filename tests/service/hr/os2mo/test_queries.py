"""Every query is held against OS2mo's own schema: what is there, what stays, and what is never asked."""

import pytest
from graphql import TypeInfo, TypeInfoVisitor, Visitor, parse, specified_rules, validate, visit
from graphql.validation import NoDeprecatedCustomRule

from harness.os2mo import schema
from service.hr.os2mo import queries

QUERIES = {name: each for name, each in vars(queries).items() if name.isupper() and isinstance(each, str)}

NEVER = ("cpr", "address", "ituser", "leave_type", "seniority", "birth", "gender", "user_name")
"""Parts of names of fields that hold what Tværs must not know."""


def fields(query: str) -> set[str]:
    """Every field that a query asks for, with its type: `Engagement.fraction`."""
    found = set()

    class Fields(Visitor):
        def enter_field(self, node, *_):
            found.add(f"{types.get_parent_type()}.{node.name.value}")

    types = TypeInfo(schema())
    visit(parse(query), TypeInfoVisitor(types, Fields()))
    return found


def test_there_are_queries():
    assert {"ORG_UNITS", "ENGAGEMENTS", "FETCH_EVENT"} <= QUERIES.keys()


@pytest.mark.parametrize("name", QUERIES)
def test_nothing_is_asked_for_that_the_schema_lacks_or_will_lose(name):
    assert not validate(schema(), parse(QUERIES[name]), [*specified_rules, NoDeprecatedCustomRule])


@pytest.mark.parametrize("name", QUERIES)
def test_personal_numbers_addresses_and_kinds_of_leave_are_never_asked_for(name):
    assert not [field for field in fields(QUERIES[name]) if any(part in field.lower() for part in NEVER)]


def test_of_a_person_only_the_name_is_asked_for_and_of_a_leave_only_that_it_is():
    asked = set().union(*map(fields, QUERIES.values()))
    assert {field for field in asked if field.startswith("Employee.")} == {
        "Employee.name",
        "Employee.nickname",
    }
    assert {field for field in asked if field.startswith("Leave.")} == {"Leave.uuid"}


def test_no_query_depends_on_what_a_filter_leaves_out_but_on_its_own_listener():
    filtered = {name for name, query in QUERIES.items() if "filter" in query}
    assert filtered == {"FETCH_EVENT"}
