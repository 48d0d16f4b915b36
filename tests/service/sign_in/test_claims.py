"""Whatever a sign-in server calls them, the employee's id and the roles are read as the house has set it."""

from typing import Any

import pytest

from service.roles import Role
from service.settings import Settings
from service.sign_in.claims import person_of

KEYCLOAK = {"employee_id": "1001", "realm_access": {"roles": ["lead", "offline_access"]}}
ENTRA = {"employeeid": "1001", "groups": ["3f2a", "77bc"], "roles": ["Tvaers.Lead"]}
OS2FAKTOR = {"https://data.gov.dk/claims/employee": "1001", "roles": "hr"}


@pytest.mark.parametrize(
    ("claims", "values", "roles"),
    [
        (KEYCLOAK, {"oidc_role_claims": ("realm_access.roles",)}, {Role.LEAD}),
        (
            ENTRA,
            {
                "oidc_employee_claim": "employeeid",
                "oidc_role_claims": ("roles", "groups"),
                "oidc_roles": (("Tvaers.Lead", Role.LEAD), ("3f2a", Role.HR), ("3f2a", Role.DPO)),
            },
            {Role.LEAD, Role.HR, Role.DPO},
        ),
        (OS2FAKTOR, {"oidc_employee_claim": "https://data.gov.dk/claims/employee"}, {Role.HR}),
    ],
)
def test_three_servers_differ_in_settings_alone(
    claims: dict[str, Any], values: dict[str, Any], roles: set[Role]
) -> None:
    person = person_of(claims, Settings(**values))

    assert (person.employee, person.roles) == ("1001", {Role.EMPLOYEE, *roles})


def test_a_number_is_its_digits() -> None:
    assert person_of({"employee_id": 1001}, Settings()).employee == "1001"


@pytest.mark.parametrize("claim", [None, "", " ", True, 1.5, {}, [], ["1", "2"], "x" * 1000])
def test_what_is_no_single_id_is_none(claim: object) -> None:
    assert person_of({"employee_id": claim}, Settings()).employee == ""


@pytest.mark.parametrize("claim", ["tool", "anonymous", "Lead", "lead ing", None, {"lead": True}, 7])
def test_a_value_that_is_not_named_gives_nothing_but_being_an_employee(claim: object) -> None:
    assert person_of({"employee_id": "1", "roles": claim}, Settings()).roles == {Role.EMPLOYEE}


@pytest.mark.parametrize(
    ("said", "kept"),
    [("anna@fjordby.dk", "anna@fjordby.dk"), (["a@b.dk", "c@d.dk"], ""), ("a@b\r\nBcc: c@d.dk", ""), (7, "")],
)
def test_an_address_is_read_only_where_it_is_set_and_is_one(said: object, kept: str) -> None:
    claims = {"employee_id": "1001", "email": said}
    assert person_of(claims, Settings()).address == ""
    assert person_of(claims, Settings(mail_claim="email")).address == kept
