"""What the graph holds as an import begins: everything new is compared with and fitted into this."""

from dataclasses import dataclass

from graph.store import GraphStore
from matching.model import Employee, Task, Workplace
from scripts.labels import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Objects by id, and the labels that a file can name things by.

    `number` is the graph's change number before reading: what changed later was perhaps not seen.
    """

    number: int
    workplaces: dict[str, Workplace]
    employees: dict[str, Employee]
    tasks: dict[str, Task]
    skills: Labels
    professions: Labels


def read_snapshot(store: GraphStore) -> Snapshot:
    """Read all of it; raises `graph.errors.GraphUnavailable`."""
    number = store.changes.number()
    return Snapshot(
        number=number,
        workplaces={workplace.id: workplace for workplace in store.workplaces.all()},
        employees={employee.id: employee for employee in store.employees.all()},
        tasks={task.id: task for task in store.tasks.all()},
        skills=Labels.of_skills(store.skills.all()),
        professions=Labels.of_professions(store.professions.all()),
    )
