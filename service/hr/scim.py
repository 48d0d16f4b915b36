"""What a sign-in system says of one employee by SCIM, as a row like those of every other source.

The mapping is told in docs/integrations/scim.md: department → workplace, title → profession.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from matching.model import Employee
from service.hr.rejects import Reject
from service.hr.schemas import EMPLOYEES
from service.hr.source import Records, Row

COLUMNS = ("employee_id", "name", "workplace", "profession")
ATTRIBUTES = {
    EMPLOYEES.column_of("id"): "employeeNumber",
    EMPLOYEES.column_of("name"): "displayName",
    EMPLOYEES.column_of("workplace"): "department",
    EMPLOYEES.column_of("profession"): "title",
}
"""What SCIM calls what stands in a column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is read of a User; nothing else that SCIM sends of somebody is kept, mail addresses least of all.

    `employee` is the number that HR's files and the sign-in call them by, `workplace` an id or a name. What
    isn't told is empty, or None.
    """

    employee: str
    user_name: str
    external_id: str
    active: bool | None
    name: str
    workplace: str
    title: str


class RowRefused(Exception):
    """What SCIM says of somebody fits nothing; `detail` says what and how to mend it, and repeats nothing."""

    def __init__(self, rejects: Iterable[Reject]) -> None:
        super().__init__("refused")
        self.detail = " ".join(
            f"{ATTRIBUTES.get(each.column, each.column)}: {each.reason}. {each.fix}" for each in rejects
        )


def source_of(told: Told, known: Employee | None) -> Records:
    """One row: of what isn't told, what is `known` of the employee stands."""
    name, workplace, title = told.name, told.workplace, told.title
    if known is not None:
        name, workplace, title = name or known.name, workplace or known.workplace, title or known.profession
    cells = (told.employee, name, workplace, title)
    return Records(name="SCIM", noun="bruger", columns=COLUMNS, rows=[Row(told.employee, cells)])
