"""People are told by what is set, and nobody where nothing is."""

from datetime import UTC, datetime

from graph.records.changes import Mover
from graph.store import GraphStore
from harness.servers import eventually
from service.settings import Settings
from service.telling.mail import Tls
from service.telling.running import channels_of, telling
from service.telling.webhooks import Receiver
from tests.graph.inviting import cycle_path, proposed
from tests.service.telling.receiving import http_receiver, mail_server


def test_without_settings_there_is_no_channel(graph: GraphStore) -> None:
    assert channels_of(Settings(), graph) == ()


def test_mail_and_each_webhook_are_channels_with_names_that_stay(graph: GraphStore) -> None:
    receivers = tuple(Receiver(url=f"https://flow.example/{each}", secret=b"x" * 24) for each in "ab")
    settings = Settings(mail_host="mail", mail_from="a@b.dk", secret_key="s" * 40, webhooks=receivers)
    names = [each.name for each in channels_of(settings, graph)]
    assert len(set(names)) == 3
    assert all(name.replace("_", "").isalnum() for name in names)


def test_a_running_service_tells_by_all_of_them(graph: GraphStore) -> None:
    cycle_path(graph)
    now = Mover("lead", datetime.now(UTC))
    with mail_server() as (box, port), http_receiver() as (posted, url):
        settings = Settings(
            address="https://tvaers.fjordby.dk",
            secret_key="s" * 40,
            mail_host="127.0.0.1",
            mail_port=port,
            mail_tls=Tls.NONE,
            mail_from="tvaers@fjordby.dk",
            mail_pattern="{employee_id}@fjordby.dk",
            webhooks=(Receiver(url=url, secret=b"x" * 24),),
        )
        graph.invitations.invite(proposed(graph), now)
        with telling(settings, graph):
            assert eventually(lambda: len(box.mails) == len(posted.requests) == 1)
