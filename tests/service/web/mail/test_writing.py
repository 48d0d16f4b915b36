"""A mail says what happened and where to read on, in the language that was chosen, and nothing of anybody."""

from email.message import EmailMessage
from email.policy import SMTP

from icalendar import Calendar

from matching.telling import News
from service.telling.channel import Parcel
from service.telling.facts import Fact
from service.telling.unsubscribing import employee_of
from service.web.mail.writing import Writer
from tests.service.telling.worlds import NOW, fact

SECRET = "a" * 40
WRITE = Writer(address="https://tvaers.fjordby.dk", secret=SECRET)


def mail(*facts: Fact, language: str = "", write: Writer = WRITE) -> EmailMessage:
    return write(Parcel(notices=(), address="anna@fjordby.dk", language=language), facts, NOW)


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert isinstance(found, EmailMessage)
    return str(found.get_content())


def test_text_and_page_say_the_same_with_the_link() -> None:
    made = mail(fact())
    assert made["Subject"] == "Du bliver spurgt, om du vil være med i opgaven »Ny cykelsti på Østerå«"
    for kind in ("plain", "html"):
        assert "opgaven »Ny cykelsti på Østerå«" in part(made, kind)
        assert "https://tvaers.fjordby.dk/mine-invitationer" in part(made, kind)
        assert "https://tvaers.fjordby.dk/min-side/valg" in part(made, kind)


def test_it_is_in_english_for_who_chose_that() -> None:
    made = mail(fact(), language="en")
    assert made["Subject"].startswith("You are asked to take part")
    assert '<html lang="en">' in part(made, "html")
    assert "Du " not in part(made, "plain")


def test_a_title_is_text_and_never_markup() -> None:
    assert "&lt;b&gt;" in part(mail(fact(title="<b>x</b>")), "html")


def test_of_colleagues_nothing_is_said_not_even_where_one_has_written_it() -> None:
    made = mail(fact(News.AGREED)).as_string()
    assert "Anna" not in made
    assert "Bo" not in made.replace("Boundary", "").replace("boundary", "")


def test_mail_can_be_ended_by_the_mailbox_itself_without_a_sign_in() -> None:
    made = mail(fact())
    (line,) = [each for each in made.as_bytes(policy=SMTP).split(b"\r\n") if b"Unsubscribe: " in each]
    link = line.decode().removeprefix("List-Unsubscribe: <").removesuffix(">")
    assert link.startswith("https://tvaers.fjordby.dk/afmeld/")
    assert employee_of(link.rpartition("/")[2], SECRET) == "emp-anna"
    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain = Writer(address="http://127.0.0.1:8000", secret=SECRET)
    assert mail(fact(), write=plain)["List-Unsubscribe-Post"] is None


def test_several_are_told_in_one_mail() -> None:
    made = mail(fact(), fact(News.TO_CONFIRM, id="n2"))
    assert made["Subject"] == "2 nyheder fra Tværs"
    assert part(made, "plain").count("mine-invitationer") == 2


def test_an_agreement_has_its_dates_with_it() -> None:
    (attached,) = mail(fact(News.AGREED)).iter_attachments()
    assert (attached.get_content_type(), attached.get_filename()) == ("text/calendar", "aftale.ics")
    content = attached.get_payload(decode=True)
    assert isinstance(content, bytes)
    (event,) = Calendar.from_ical(content).events
    assert str(event["SUMMARY"]) == "Ny cykelsti på Østerå"
    assert str(event["DESCRIPTION"]) == "4 timer om ugen"
