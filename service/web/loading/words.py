"""What people read of a load: kinds of files, steps, moments, who did it."""

from graph.signatures import is_nobody
from service.hr.comparing import NEW_KINDS
from service.hr.schemas import FILE_KINDS, TITLES
from service.hr.uploads import Progress, Step
from service.request.identity import current_identity
from service.web.frame.problems import Words, words_for
from service.web.frame.texts import gettext as _

_BY_DANISH = {kind.danish: kind.name for kind in (*FILE_KINDS, TITLES)} | {NEW_KINDS: "qualification kinds"}


def kind_word(name: str) -> str:
    """What people call a kind of file, by its name in the program or in Danish."""
    words = {
        "workplaces": _("Arbejdspladser"),
        "employees": _("Medarbejdere"),
        "competences": _("Kompetencer"),
        "qualifications": _("Kvalifikationer"),
        "qualification kinds": _("Slags kvalifikationer"),
        "tasks": _("Opgaver"),
        "participants": _("Deltagere"),
        "titles": _("Stillingsbetegnelser"),
    }
    return words[_BY_DANISH.get(name, name)]


def signed(by: str) -> str:
    """Who was at it, by their id."""
    if by == current_identity().signature:
        return _("dig")
    if not by:
        return _("en, der er slettet")
    return _("kommandolinjen") if is_nobody(by) else by


def step_words(progress: Progress) -> str:
    """What is going on, and how far it is."""
    match progress.step:
        case Step.WAITING:
            return _("Venter på, at en anden indlæsning bliver færdig.")
        case Step.WRITING if progress.total:
            return _(
                "Skriver: %(done)s af %(total)s rækker.",
                done=progress.done,
                total=progress.total,
            )
        case Step.WRITING:
            return _("Skriver.")
        case _:
            return _("Sammenligner filerne med det, Tværs har.")


def problem_words(progress: Progress) -> Words | None:
    """What went wrong, and what to do; None where nothing did."""
    if progress.step is not Step.FAILED:
        return None
    return words_for(progress.problem, progress.status)
