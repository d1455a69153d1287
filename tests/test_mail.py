"""Letters are handed to a real mail server, or it is told why not."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from fieldapp import mail
from fieldapp.config import Settings


class Postbox:
    """Keeps what comes; refuses the address that nobody has."""

    def __init__(self) -> None:
        self.letters: list[Any] = []

    async def handle_RCPT(self, *args: Any) -> str:  # noqa: N802 (aiosmtpd's own name)
        envelope, address = args[2], args[3]
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *args: Any) -> str:  # noqa: N802
        self.letters.append(message_from_bytes(args[2].content, policy=default))
        return "250 OK"


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def settings(postbox: Postbox) -> Iterator[Settings]:
    controller = Controller(postbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield told(controller.port)
    controller.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def told(port: int) -> Settings:
    return Settings(
        smtp_host="127.0.0.1", smtp_port=port, smtp_security="none", smtp_from="app@kommun.example"
    )


def test_a_letter_arrives_with_its_swedish_letters(settings: Settings, postbox: Postbox) -> None:
    mail.send(settings, "drift@kommun.example", "Släckt lykta", "Gångvägen är mörk.\nÅtgärda.")
    (letter,) = postbox.letters
    assert (letter["To"], letter["From"]) == ("drift@kommun.example", "app@kommun.example")
    assert str(make_header(decode_header(letter["Subject"]))) == "Släckt lykta"
    assert letter.get_content().splitlines() == ["Gångvägen är mörk.", "Åtgärda."]
    assert letter["Date"]
    assert letter["Message-ID"]


def test_an_address_that_nobody_has_is_told(settings: Settings, postbox: Postbox) -> None:
    with pytest.raises(mail.NotSent, match="tar inte emot adressen"):
        mail.send(settings, "nobody@kommun.example", "Hej", "Hej")
    assert not postbox.letters


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(mail.NotSent, match="svarar inte som den ska"):
        mail.send(told(free_port()), "drift@kommun.example", "Hej", "Hej")


def test_no_server_is_told() -> None:
    with pytest.raises(mail.NotSent, match="FIELDAPP_SMTP_HOST"):
        mail.send(Settings(), "drift@kommun.example", "Hej", "Hej")


def test_a_subject_cannot_smuggle_in_a_header(settings: Settings, postbox: Postbox) -> None:
    with pytest.raises(ValueError, match="linefeed or carriage return"):
        mail.send(settings, "drift@kommun.example", "Hej\nBcc: x@example.org", "Hej")
    assert not postbox.letters
