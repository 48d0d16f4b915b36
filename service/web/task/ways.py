"""How the one who asks gets to know each suggested colleague: the way as one sentence."""

from matching.index.index import Index
from matching.index.naming import employee_name, task_title, workplace_name
from matching.insight.introductions import Step, Tie
from service.use_cases.answering import Answered
from service.web.frame.texts import gettext as _
from service.web.task.sentences import quoted


def way_sentences(answered: Answered) -> dict[str, str]:
    """The sentence for each candidate to whom there is a way from who asks."""
    index, asker = answered.index, answered.question.asker
    here = _workplace_of(index, asker) if asker else ""
    found = {
        id: _("I arbejder samme sted.")
        if len(steps) != 1 and _workplace_of(index, id) == here
        else way_sentence(steps, index)
        for id, steps in (answered.ways or {}).items()
    }
    return {id: sentence for id, sentence in found.items() if sentence}


def way_sentence(steps: tuple[Step, ...], index: Index) -> str:
    """`Via Mette Holm (Park og Vej): I har begge arbejdet med »Ny park«, og de to kender hinanden.`

    Empty where there is no way.
    """
    if not steps:
        return ""
    task, *others = [_newest(step.tie, index) for step in steps]
    if len(steps) == 1:
        if not task:
            return _("En af jer har sagt, at I kender hinanden.")
        return _("I har begge arbejdet med %(task)s.", task=task)
    person = _person(steps[0].colleague, index)
    if len(steps) > 2:
        onward = _person(steps[1].colleague, index)
        if not task:
            return _("Via %(person)s, som I kender, og derfra %(onward)s.", person=person, onward=onward)
        return _(
            "Via %(person)s, som I har løst %(task)s med, og derfra %(onward)s.",
            person=person,
            task=task,
            onward=onward,
        )
    return _over_one(person, task, others[0])


def _over_one(person: str, task: str, other: str) -> str:
    """The way over one colleague; without a task two just say that they know each other."""
    if task and other:
        return _(
            "Via %(person)s: I har begge arbejdet med %(task)s, og de to med %(other)s.",
            person=person,
            task=task,
            other=other,
        )
    if task:
        return _(
            "Via %(person)s: I har begge arbejdet med %(task)s, og de to kender hinanden.",
            person=person,
            task=task,
        )
    if other:
        return _(
            "Via %(person)s: I kender hinanden, og de to har begge arbejdet med %(other)s.",
            person=person,
            other=other,
        )
    return _("Via %(person)s, som kender jer begge.", person=person)


def _workplace_of(index: Index, employee: str) -> str:
    """The id of an employee's workplace; empty for somebody newer than the index."""
    row = index.workforce.row_of.get(employee)
    return "" if row is None else index.workplace_of(row)


def _newest(tie: Tie, index: Index) -> str:
    """The task that two completed together last, in quotation marks; empty if they only know each other."""
    return quoted(task_title(index, tie.tasks[0])) if tie.tasks else ""


def _person(employee: str, index: Index) -> str:
    """`Mette Holm (Park og Vej)`."""
    return f"{employee_name(index, employee)} ({workplace_name(index, _workplace_of(index, employee))})"
