"""What the start page shows to somebody new: three tasks to try, and how it works."""

from dataclasses import dataclass

from service.web.frame.texts import gettext as _


@dataclass(frozen=True, slots=True)
class Example:
    """A task that can be tried with one click."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the steps from a task to a team."""

    heading: str
    text: str


def examples() -> list[Example]:
    """Three tasks that cross the municipality, as a project lead would write them."""
    return [
        Example(
            _("En ny bydel"),
            _(
                "Vi skal åbne en bydel med ny cykelsti, legeplads og plejecenter "
                "og vil inddrage børn, ældre og handelsliv tidligt."
            ),
        ),
        Example(
            _("Unge på vej i fritidsjob"),
            _(
                "Flere unge uden for uddannelse skal have et fritidsjob. Vi vil samle jobcenter, "
                "skoler, klubber og lokale virksomheder om et forløb med mentorer."
            ),
        ),
        Example(
            _("Digital hjælp til ældre"),
            _(
                "Biblioteket og hjemmeplejen vil holde digitale cafeer for ældre borgere, "
                "der har svært ved MitID og sundhedsplatforme."
            ),
        ),
    ]


def steps() -> list[Step]:
    """From a task in own words to a talk with a colleague."""
    return [
        Step(_("Beskriv opgaven"), _("Med jeres egne ord. Et par linjer er nok.")),
        Step(
            _("Ret kompetencerne til"),
            _("Tværs genkender kompetencer i teksten. Fjern, hvad der ikke passer, og tilføj resten."),
        ),
        Step(
            _("Se, hvem der kan hjælpe"),
            _("Kolleger fra hele kommunen, også fra steder og fagligheder I ikke kender."),
        ),
        Step(
            _("Læs hvorfor"),
            _("Hvad hver kollega dækker, hvor vi ved det fra, og hvad der stadig mangler."),
        ),
        Step(_("Vælg, og tag en snak"), _("Det er jer, der vælger. Kontakt kollegerne, og aftal resten.")),
    ]
