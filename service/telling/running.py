"""The channels that the settings name, and the thread that sends by them."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.store import GraphStore
from service.clock import Clock
from service.process.beat import Beat
from service.settings import Settings, session_secret
from service.telling.channel import Channel
from service.telling.mail import Mail, Server
from service.telling.sender import EVERY_SECONDS, Sender
from service.telling.webhooks import Webhook
from service.web.mail.writing import Writer


@contextmanager
def telling(settings: Settings, store: GraphStore) -> Iterator[None]:
    """Meanwhile people are told, through every error; nobody is where no channel is set."""
    channels = channels_of(settings, store)
    if not channels:
        yield
        return
    sender = Sender(store, channels, Clock(settings.time_zone))
    with Beat("sender", sender.send, seconds=EVERY_SECONDS):
        yield


def channels_of(settings: Settings, store: GraphStore) -> tuple[Channel, ...]:
    """Mail and webhooks, as far as they are set."""
    found: list[Channel] = []
    if settings.mail_host:
        server = Server(
            host=settings.mail_host,
            port=settings.mail_port,
            tls=settings.mail_tls,
            user=settings.mail_user,
            password=settings.mail_password,
        )
        write = Writer(address=settings.address, secret=session_secret(settings))
        pattern, sender = settings.mail_pattern, settings.mail_from
        found.append(
            Mail(server=server, sender=sender, contacts=store.contacts, write=write, pattern=pattern)
        )
    found += [Webhook(receiver=each, source=settings.address) for each in settings.webhooks]
    return tuple(found)
