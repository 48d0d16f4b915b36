"""What is set wrong is named at the start, and secrets are repeated nowhere."""

import base64

import pytest

from service.settings import SettingsError, load_settings
from service.telling.mail import Tls

SECRET = "whsec_" + base64.b64encode(b"x" * 24).decode()
MAIL = {
    "TVAERS_ADDRESS": "https://tvaers.fjordby.dk",
    "TVAERS_MAIL_HOST": "mail.fjordby.dk",
    "TVAERS_MAIL_FROM": "Tværs <tvaers@fjordby.dk>",
}


def problems(**variables: str) -> set[str]:
    with pytest.raises(SettingsError) as caught:
        load_settings({**MAIL, **{f"TVAERS_{name}": value for name, value in variables.items()}})
    assert SECRET not in str(caught.value)
    return {name.removeprefix("TVAERS_") for name in caught.value.problems}


def test_a_mail_server_and_a_sender_are_enough() -> None:
    settings = load_settings(MAIL)
    assert (settings.mail_port, settings.mail_tls, settings.webhooks) == (587, Tls.STARTTLS, ())


def test_webhooks_are_addresses_with_secrets_and_neither_is_written_out() -> None:
    entries = f"https://flow.example/a?sig=1 {SECRET},http://127.0.0.1:9000/b {SECRET}"
    settings = load_settings({**MAIL, "TVAERS_WEBHOOKS": entries})
    assert [each.url for each in settings.webhooks] == [
        "https://flow.example/a?sig=1",
        "http://127.0.0.1:9000/b",
    ]
    assert "flow.example" not in repr(settings)
    assert "xxx" not in repr(settings)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({"ADDRESS": ""}, "ADDRESS"),
        ({"MAIL_FROM": ""}, "MAIL_FROM"),
        ({"MAIL_FROM": "Tværs"}, "MAIL_FROM"),
        ({"MAIL_TLS": "none"}, "MAIL_TLS"),
        ({"MAIL_USER": "tvaers"}, "MAIL_PASSWORD"),
        ({"MAIL_PATTERN": "alle@fjordby.dk"}, "MAIL_PATTERN"),
        ({"WEBHOOKS": f"http://10.0.0.1/a {SECRET}"}, "WEBHOOKS"),
        ({"WEBHOOKS": f"file:///etc/passwd {SECRET}"}, "WEBHOOKS"),
        ({"WEBHOOKS": "https://flow.example/a whsec_a29ydA=="}, "WEBHOOKS"),
        ({"WEBHOOKS": "https://flow.example/a"}, "WEBHOOKS"),
    ],
)
def test_what_is_wrong_is_named(variables: dict[str, str], named: str) -> None:
    assert problems(**variables) == {named}
