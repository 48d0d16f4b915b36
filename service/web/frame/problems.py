"""Problems as pages: what happened and what to do about it, in the language of the reader."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Response, make_response, render_template, request

from matching.language.personal_numbers import mask_personal_numbers
from service.errors import PERSONAL_NUMBER, Problem, respond
from service.request.identity import FOR_TOOLS
from service.web.frame.asked import KEPT
from service.web.frame.navigation import home, home_text
from service.web.frame.texts import gettext as _
from service.web.sign_in.pages import sign_in_address

MACHINES = ("health",)


@dataclass(frozen=True, slots=True)
class Begin:
    """A page that is open to who reads, and what it is called."""

    address: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A problem's heading and what the reader can do."""

    heading: str
    advice: str
    retry: bool = False
    search: bool = False


def show_problem(problem: Problem) -> Response:
    """A page for people; the API and the health checks keep their JSON."""
    if request.path.startswith(FOR_TOOLS) or request.blueprint in MACHINES:
        return respond(problem)
    if problem.kind.status == 401 and (sign_in := sign_in_address()):
        return _to_sign_in(sign_in)
    words = words_for(problem.kind.slug, problem.kind.status)
    response = make_response(
        render_template(
            "web/problem.html",
            words=words,
            instance=problem.body()["instance"].removeprefix("urn:uuid:"),
            status=problem.kind.status,
            kept=list(_kept(problem)),
            begin=Begin(home(), home_text()) if problem.kind.status == 403 else None,
            again=request.full_path if words.retry and request.method == "GET" else None,
        ),
        problem.kind.status,
    )
    response.headers.extend(problem.headers)
    return response


def _to_sign_in(address: str) -> Response:
    """Off to the sign-in server; what a form sent is not sent again, so its page says so first."""
    if request.headers.get("HX-Request"):
        return Response(headers={"HX-Redirect": address}, status=401)
    if request.method == "GET":
        return Response(headers={"Location": address}, status=302)
    return make_response(render_template("web/session_over.html", leads_to=address), 401)


def _kept(problem: Problem) -> Iterator[str]:
    """What somebody wrote where a personal number was refused, without it, so that nothing else is lost."""
    if problem.kind is PERSONAL_NUMBER:
        for place in problem.errors:
            name = place.get("parameter", "")
            for text in request.values.getlist(name):
                yield mask_personal_numbers(text, context=name)


def words_for(slug: str, status: int) -> Words:
    """The words for a kind of problem, or for its status where it has none of its own."""
    if slug == "personal-number":
        return Words(
            _("Der står noget, der ligner et CPR-nummer"),
            _(
                "Nummeret er ikke gemt. Gå tilbage, og prøv igen uden det, og uden oplysninger om enkelte "
                "borgere eller kolleger. Er det et sagsnummer? Skriv »sag« foran. Er det et P-nummer, så "
                "skriv det ord foran."
            ),
        )
    if slug == "suggestions-off":
        return Words(
            _("Forslag er slået fra"),
            _(
                "Tværs foreslår ingen kolleger lige nu. Du kan stadig søge på en kompetence og se, hvem der "
                "har sagt, at de har den."
            ),
            search=True,
        )
    if slug == "workplace-off":
        return Words(
            _("Din arbejdsplads er ikke med i forslag"),
            _(
                "Forslag er slået fra for arbejdspladsen. Du kan stadig søge på en kompetence og se, hvem "
                "der har sagt, at de har den."
            ),
            search=True,
        )
    if slug == "move-refused":
        return Words(
            _("Det kan ikke lade sig gøre længere"),
            _("Fristen er måske udløbet, eller der er allerede svaret. Gå tilbage, og se, hvor det står."),
        )
    if slug == "full-up":
        return Words(
            _("Kollegaen tager ikke imod flere invitationer lige nu"),
            _("Invitationen er ikke sendt. Kollegaen står stadig under Foreslået."),
        )
    if slug in ("already-exists", "task-closed"):
        return Words(
            _("Det er allerede gjort"),
            _("Gå tilbage, og hent siden igen, så ser du, hvor det står."),
        )
    if slug == "sign-in-unavailable":
        return Words(
            _("Kommunens login svarer ikke lige nu"),
            _("Du kan ikke logge ind, før det svarer igen. Vent et øjeblik, og prøv så."),
            retry=True,
        )
    if slug == "index-not-ready":
        return Words(
            _("Tværs er ved at starte"),
            _("Kompetencerne bliver læst ind. Det tager sjældent mere end et minut. Prøv så igen."),
            retry=True,
        )
    if status == 503:
        return Words(
            _("Tværs kan ikke nå sine data lige nu"),
            _("Intet er gået tabt. Vent et øjeblik, og prøv igen."),
            retry=True,
        )
    if status in (401, 403):
        return Words(
            _("Siden er ikke åben for dig"),
            _(
                "Den er for andre roller end din. Mener du, at du bør have adgang, "
                "så skriv til den, der står for Tværs hos jer."
            ),
        )
    if status == 429:
        return Words(
            _("Det gik for stærkt"),
            _("Der er spurgt meget på kort tid. Vent et minut, og prøv igen."),
            retry=True,
        )
    if status == 404 and KEPT in request.args:
        return Words(
            _("Spørgsmålet er ikke gemt længere"),
            _(
                "Et spørgsmål, der ikke er gemt som opgave, er væk efter en dag eller to, og kun den, der "
                "stillede det, kan åbne det. Stil det igen fra forsiden. Gem opgaven, hvis den skal deles."
            ),
        )
    if status == 404:
        return Words(
            _("Siden findes ikke"),
            _("Måske er adressen skrevet forkert, eller siden er flyttet. Begynd forfra på forsiden."),
        )
    if status == 413:
        return Words(
            _("Teksten er for lang"),
            _("Gå tilbage, og skriv opgaven kortere: det vigtigste på en side eller to."),
        )
    if status >= 500:
        return Words(
            _("Noget gik galt hos os"),
            _(
                "Fejlen er noteret. Prøv igen om lidt. Sker det igen, så fortæl os, "
                "hvad du gjorde, og giv os numret herunder."
            ),
            retry=True,
        )
    return Words(
        _("Det kunne vi ikke forstå"),
        _("Gå tilbage, og prøv igen, eller begynd forfra på forsiden."),
    )
