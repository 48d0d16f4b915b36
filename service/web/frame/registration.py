"""Adds the pages to an app: routes, languages, static files, and problems as pages."""

from flask import Flask

from service.context import services
from service.errors import answer_errors
from service.request.identity import current_identity
from service.rights import ROUTES
from service.web.acquaintances.pages import blueprint as acquaintances
from service.web.board.open_tasks import blueprint as open_tasks
from service.web.board.pages import blueprint as board
from service.web.board.saving import blueprint as saving
from service.web.catalogue.pages import blueprint as catalogue
from service.web.catalogue.proposing import blueprint as proposing
from service.web.frame import assets
from service.web.frame.addresses import address, here
from service.web.frame.forms import form_receipt
from service.web.frame.house import blueprint as house_pages
from service.web.frame.house import house
from service.web.frame.languages import FIELD, LANGUAGES, remember_language
from service.web.frame.navigation import house_tabs, navigation
from service.web.frame.problems import show_problem
from service.web.frame.texts import language, speak, time_of_day
from service.web.help.pages import blueprint as help_pages
from service.web.insight.fairness import blueprint as fairness
from service.web.insight.overview import blueprint as overview
from service.web.invitations.pages import blueprint as own_invitations
from service.web.loading.pages import blueprint as loading
from service.web.mail.pages import blueprint as mail
from service.web.managing.pages import blueprint as managing
from service.web.own.pages import blueprint as own
from service.web.search.pages import blueprint as search
from service.web.search.people import blueprint as colleague
from service.web.search.skills import blueprint as skill
from service.web.search.workplaces import blueprint as workplace
from service.web.sign_in.pages import blueprint as sign_in
from service.web.sign_in.trying import blueprint as trying
from service.web.sign_in.visitor import visitor
from service.web.switches.pages import blueprint as switching
from service.web.task.pages import blueprint
from service.web.team.pages import blueprint as teams

PAGES = (
    blueprint,
    acquaintances,
    catalogue,
    fairness,
    board,
    loading,
    mail,
    managing,
    open_tasks,
    own,
    overview,
    proposing,
    help_pages,
    own_invitations,
    saving,
    search,
    colleague,
    skill,
    workplace,
    sign_in,
    switching,
    teams,
)
"""Everything that speaks the language of whoever reads it."""

for _pages in PAGES:
    remember_language(_pages)


def register_web(app: Flask) -> None:
    """The pages that people see; comes after the API, since outside it problems become pages too."""
    speak(app, str(assets.TRANSLATIONS))
    app.jinja_env.globals |= {
        "address": address,
        "asset": assets.asset,
        "form_receipt": form_receipt,
        "here": here,
        "house_tabs": house_tabs,
        "house": house,
        "icon": assets.icon,
        "language": language,
        "language_field": FIELD,
        "languages": LANGUAGES,
        "navigation": navigation,
        "may": lambda route: current_identity().may(ROUTES[route]),
        "stale_since": lambda: services().matcher.stale_since,
        "suggests": lambda: services().matcher.gate.open,
        "time_of_day": time_of_day,
        "visitor": visitor,
    }
    for pages in (*PAGES, house_pages, trying):
        app.register_blueprint(pages)
    answer_errors(app, present=show_problem)
