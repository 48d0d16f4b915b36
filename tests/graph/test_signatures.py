"""A person is told from what acts and is none by the signature alone."""

from dataclasses import replace

import pytest

from graph.audit.lines import new_pseudonym
from graph.signatures import is_nobody, is_reserved
from graph.store import GraphStore
from harness.factories import employee, workplace
from matching.bounds import OutOfBounds
from service.request.identity import ANONYMOUS
from service.sign_in.trying import NOBODY

NOBODIES = ("system", "tool:hr", "command:erase", "service:erased")
PERSONS = ("104711", "emp-anna", "dpo", "systemansvarlig", "tool", "")


@pytest.mark.parametrize("nobody", NOBODIES)
def test_what_acts_by_itself_is_nobody(nobody: str) -> None:
    assert is_nobody(nobody)


@pytest.mark.parametrize("person", PERSONS)
def test_everybody_else_is_somebody(person: str) -> None:
    assert not is_nobody(person)


RESERVED = (*NOBODIES, "System", "TOOL:hr", ANONYMOUS.subject, NOBODY.subject)


@pytest.mark.parametrize("id", [*RESERVED, pytest.param(new_pseudonym(), id="somebody erased")])
def test_no_employee_has_an_id_that_means_something_else(each_graph: GraphStore, id: str) -> None:
    assert is_reserved(id)
    park = replace(workplace("Park"), manager=id)
    for plan in (
        lambda: each_graph.loading.plan_employees([replace(employee("Anna"), id=id)]),
        lambda: each_graph.loading.plan_workplaces([park]),
    ):
        with pytest.raises(OutOfBounds, match=r"something else"):
            plan()


@pytest.mark.parametrize("id", PERSONS)
def test_an_id_that_only_looks_like_one_may_be_an_employees(id: str) -> None:
    assert not is_reserved(id)
