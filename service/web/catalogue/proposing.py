"""»Ikke fundet? Skriv den, så ser HR den«: a name that is missed in the catalogue, without who."""

from flask import make_response, render_template, request
from werkzeug.wrappers import Response

from service.context import current_index, services
from service.request.screening import marks_personal_numbers
from service.use_cases.catalogue_upkeep import LONGEST_PROPOSAL, Upkeep, Wrong
from service.web.catalogue.pages import as_found
from service.web.catalogue.words import wrong_word
from service.web.frame.assets import Pages
from service.web.frame.forms import plain
from service.web.task.inquiry import read_inquiry

blueprint = Pages("proposing", __name__)


@blueprint.post("/kompetencer/forslag")
@marks_personal_numbers("tekst")
def propose() -> Response:
    """Note the name, and lead back to where it was missed: to the task where one was being described."""
    index, label = current_index(), plain(request.form.get("navn", ""))[: LONGEST_PROPOSAL + 1]
    upkeep = Upkeep(store=services().store, index=index)
    wrong = upkeep.propose(label, on=services().clock.today())
    known = upkeep.named(label) if wrong is Wrong.TAKEN else None
    inquiry, _unread = read_inquiry(request.form)
    page = render_template(
        "web/proposed.html",
        label=label,
        wrong=wrong_word(wrong) if wrong and not known else "",
        known=as_found(known) if known else None,
        inquiry=inquiry if inquiry.asks else None,
        longest=LONGEST_PROPOSAL,
    )
    return make_response(page, 422 if wrong else 200)
