"""What every form that is posted has beside its fields."""

from markupsafe import Markup

from service.request.forgery import FIELD, form_token


def form_receipt() -> Markup:
    """The token of this session as a hidden field, for browsers that don't say where a request comes from."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, form_token())
