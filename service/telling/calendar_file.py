"""An agreed period as a calendar file (iCalendar, RFC 5545): whole days, which keep nobody busy."""

from datetime import datetime, timedelta

from babel.numbers import format_decimal
from icalendar import Calendar, Event

from matching.invitation import TAKING_PART, Invitation

MEDIA_TYPE = "text/calendar"
FILE_NAME = "aftale.ics"
HOURS = {"da": "{} timer om ugen", "en": "{} hours a week"}


def has_dates(invitation: Invitation) -> bool:
    """Whether there is a period to put into a calendar: agreed, and with a first day."""
    return invitation.state in TAKING_PART and invitation.starts_on is not None


def calendar_file(invitation: Invitation, *, title: str, link: str, language: str, now: datetime) -> bytes:
    """The period of an invitation that has one; the same invitation is the same entry, whoever reads it.

    Below the title stand the hours, in Danish (`da`) or English. Without a last day it is the first alone.
    """
    if invitation.starts_on is None:
        raise ValueError("an invitation without a first day has no place in a calendar")
    event = Event()
    event.add("uid", f"{invitation.id}@tvaers")
    event.add("dtstamp", now)
    event.add("summary", title)
    hours = format_decimal(round(invitation.hours, 1), locale=language)
    event.add("description", HOURS[language].format(hours))
    event.add("dtstart", invitation.starts_on)
    event.add("dtend", (invitation.ends_on or invitation.starts_on) + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("url", link)
    calendar = Calendar()
    calendar.add("prodid", "-//Tvaers//DA")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
