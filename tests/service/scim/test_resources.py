"""What Tværs says that it reads of people by SCIM is all that it reads."""

from service.scim.resources import PROVIDER, SENT, USER, completed, told_of
from tests.service.scim.asking import CORE, ENTERPRISE, user

GROUP = CORE.replace("User", "Group")


def attributes(schema: str) -> set[str]:
    (found,) = (each for each in PROVIDER.schemas if each.id == schema)
    return {each.name for each in found.attributes}


def test_it_asks_for_no_more_than_an_employee_is_made_of() -> None:
    assert attributes(CORE) == {"userName", "displayName", "title", "active"}
    assert attributes(ENTERPRISE) == {"employeeNumber", "department"}
    assert attributes(GROUP) == {"displayName", "members"}


def test_what_is_left_out_of_a_replacement_stays_as_it_is() -> None:
    stands = USER.model_validate(user("417"))
    sent = SENT.model_validate({"schemas": [CORE], "userName": "other", "title": "Lærer"})

    told = told_of(completed(sent, stands))

    assert (told.user_name, told.title, told.external_id) == ("other", "Lærer", "")
    assert (told.name, told.workplace, told.employee, told.active) == ("Bo Lind", "Park og Vej", "417", True)
