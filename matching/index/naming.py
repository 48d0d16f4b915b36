"""What people read for an id: a label, a name or a title.

An id that the index doesn't know, or no longer, stands for itself.
"""

from matching.index.index import Index


def skill_label(index: Index, id: str, *, language: str = "da") -> str:
    """What a skill is called, in Danish (`da`) or English (`en`)."""
    found = index.taxonomy.skills.get(id)
    return found.label_in(language) if found else id


def profession_label(index: Index, id: str, *, language: str = "da") -> str:
    """What a profession is called, in Danish (`da`) or English (`en`)."""
    found = index.professions.get(id)
    return found.label_in(language) if found else id


def qualification_label(index: Index, id: str, *, language: str = "da") -> str:
    """What a kind of qualification is called, in Danish (`da`) or English (`en`)."""
    found = index.qualification_kinds.get(id)
    return found.label_in(language) if found else id


def workplace_name(index: Index, id: str) -> str:
    """The name of a workplace."""
    found = index.workplaces.get(id)
    return found.name if found else id


def task_title(index: Index, id: str) -> str:
    """What a task is called, an open one or a past one."""
    open_task = index.open_tasks.get(id)
    return open_task.title if open_task else index.history.joint_work.titles.get(id, id)


def employee_name(index: Index, id: str) -> str:
    """The name of an employee, retired ones too as long as the index remembers them."""
    row = index.workforce.row_of.get(id)
    return id if row is None else index.workforce.names[row]
