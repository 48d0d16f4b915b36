"""Facts to tell, without a graph, and a channel that tells by mail on this machine."""

from dataclasses import replace
from datetime import UTC, date, datetime

from graph.notices import Notice
from graph.store import GraphStore
from matching.invitation import Invitation, State
from matching.telling import News
from service.telling.facts import Fact
from service.telling.mail import Mail, Server, Tls
from service.web.mail.writing import Writer

WRITE = Writer(address="https://tvaers.fjordby.dk", secret="a" * 40)
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
NOTICE = Notice(id="n1", person="emp-anna", news=News.ASKED, about="i1", move="7:i1", on=date(2026, 11, 23))
AGREEMENT = Invitation(
    id="i1",
    task="t1",
    employee="emp-anna",
    state=State.ACCEPTED,
    hours=4.0,
    starts_on=date(2026, 12, 1),
    ends_on=date(2027, 2, 28),
    message="Kære Anna Holm, vi mangler dig. Hilsen Bo",
)


def fact(news: News = News.ASKED, *, id: str = "n1", title: str = "Ny cykelsti på Østerå") -> Fact:
    agreement = AGREEMENT if news in (News.AGREED, News.SAID_YES) else None
    notice = replace(NOTICE, news=news, id=id)
    return Fact(notice=notice, path="/mine-invitationer", task="t1", title=title, agreement=agreement)


def mail_to(store: GraphStore, port: int) -> Mail:
    server = Server(host="127.0.0.1", port=port, tls=Tls.NONE)
    pattern = "{employee_id}@fjordby.dk"
    return Mail(
        server=server,
        sender="Tværs <tvaers@fjordby.dk>",
        contacts=store.contacts,
        write=WRITE,
        pattern=pattern,
        patience=0.5,
    )
