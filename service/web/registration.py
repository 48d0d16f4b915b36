"""Adds the pages to an app: routes, languages, static files, and problems as pages."""

from flask import Flask

from service.errors import answer_errors
from service.identity import EVERYBODY, allow_endpoint
from service.web import assets
from service.web.addresses import address
from service.web.languages import FIELD, LANGUAGES, remember_language
from service.web.own_invitations import blueprint as own_invitations
from service.web.pages import blueprint
from service.web.problems import show_problem
from service.web.team_pages import blueprint as teams
from service.web.texts import language, speak

TRANSLATIONS = assets.STATIC.parent / "translations"

remember_language(blueprint)
remember_language(own_invitations)
remember_language(teams)


def register_web(app: Flask) -> None:
    """The pages that people see; comes after the API, since outside it problems become pages too."""
    speak(app, str(TRANSLATIONS))
    app.jinja_env.globals |= {
        "address": address,
        "asset": assets.asset,
        "icon": assets.icon,
        "language": language,
        "language_field": FIELD,
        "languages": LANGUAGES,
    }
    app.register_blueprint(blueprint)
    app.register_blueprint(own_invitations)
    app.register_blueprint(teams)
    allow_endpoint(app, "web.static", EVERYBODY)
    answer_errors(app, present=show_problem)
