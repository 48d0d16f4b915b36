"""Hjælp: how Tværs reckons, who sees what and how long it is kept, in the words of the papers in docs/."""

from dataclasses import dataclass

from flask import render_template, url_for
from werkzeug.exceptions import NotFound

from service.web.frame.assets import Pages
from service.web.frame.texts import gettext as _
from service.web.help.documents import DOCUMENTS, ENGLISH, rendered, text_of

blueprint = Pages("help", __name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question that a paper answers, and the name of its page."""

    name: str
    question: str


@blueprint.get("/hjaelp")
def show() -> str:
    """The questions that people have, and where each is answered."""
    return render_template("web/help.html", entries=entries())


@blueprint.get("/hjaelp/<name>")
def read(name: str) -> str:
    """One paper."""
    if name not in DOCUMENTS:
        raise NotFound
    document = rendered(text_of(name), path=DOCUMENTS[name], address_of=_address)
    return render_template(
        "web/document.html", document=document, written_in="en" if name in ENGLISH else "da"
    )


def entries() -> tuple[Entry, ...]:
    """Every paper by the question that it answers, what most ask first."""
    return (
        Entry("saadan-regner-tvaers", _("Hvordan regner Tværs?")),
        Entry("hvem-ser-hvad", _("Hvem ser hvad?")),
        Entry("saadan-bruges-tvaers", _("Hvordan læser jeg et forslag, og hvor rigtigt er det?")),
        Entry("modelkort", _("Hvad er modellerne lært af, og hvor er de svage?")),
        Entry("oplysninger-og-hvem-ser-dem", _("Hvilke oplysninger gemmes, og hvem ser dem?")),
        Entry("roller-og-rettigheder", _("Hvem må hvad, rolle for rolle? (på engelsk)")),
        Entry("opbevaring-og-sletning", _("Hvor længe gemmes det?")),
        Entry("brev-til-medarbejderne", _("Hvad betyder Tværs for mig som ansat?")),
        Entry("loefter", _("Hvad lover Tværs, og hvad prøver det?")),
        Entry("formaal-og-hjemmel", _("Hvad er formålet, og hvorfor må vi?")),
        Entry("papir-til-med", _("Hvad skal MED drøfte?")),
        Entry("tilgaengelighed", _("Kan alle bruge siderne?")),
    )


def _address(name: str) -> str:
    return url_for("help.read", name=name)
