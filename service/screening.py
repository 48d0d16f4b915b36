"""Refuses personal numbers in paths, queries and forms, before a view sees them.

JSON bodies are screened where they are parsed (`service/api/blueprint.py`).
"""

from flask import Flask, request

from service.personal_numbers import PersonalNumberRefused, holds_personal_number


def screen_requests(app: Flask) -> None:
    """Refuse a request with something shaped like a personal number in its path, query or form."""

    @app.before_request
    def screen() -> None:
        places = [] if not holds_personal_number(request.path) else ["path"]
        for values in (request.args, request.form):
            for name, value in values.items(multi=True):
                if holds_personal_number(name):
                    places.append("query")
                elif holds_personal_number(value):
                    places.append(name)
        if places:
            raise PersonalNumberRefused(places)
