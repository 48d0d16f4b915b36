"""Whose Tværs this is: the municipality's name and logo from settings, and that a demo is invented."""

from dataclasses import dataclass

from flask import Blueprint, Response, url_for
from werkzeug.exceptions import NotFound

from service.context import services
from service.settings import LOGO_TYPES, Environment

blueprint = Blueprint("house", __name__)
# Seconds for which a browser keeps the logo: a new one is seen the next day. By eye.
KEPT = 24 * 3600


@dataclass(frozen=True, slots=True)
class House:
    """The municipality's name and the address of its logo, each empty where none is set."""

    name: str
    logo: str
    invented: bool


def house() -> House:
    """Whose Tværs this is; depends on nothing that may have failed."""
    settings = services().settings
    logo = url_for("house.show_logo") if settings.logo else ""
    return House(
        settings.municipality, logo, settings.demo and settings.environment is Environment.DEVELOPMENT
    )


@blueprint.get("/logo")
def show_logo() -> Response:
    """The municipality's logo, the same to everybody."""
    logo = services().settings.logo
    if logo is None:
        raise NotFound
    response = Response(logo.read_bytes(), mimetype=LOGO_TYPES[logo.suffix.lower()])
    response.cache_control.max_age = KEPT
    return response
