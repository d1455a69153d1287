"""E-mail through the municipality's own server (SMTP, RFC 5321). Alone knows smtplib."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from fieldapp.config import Settings

_PATIENCE = 10


class NotSent(Exception):
    """Why a letter could not be handed over to the mail server, in Swedish."""


def send(settings: Settings, to: str, subject: str, text: str) -> None:
    """Hands one letter over. Raises NotSent; then nothing was sent."""
    if not settings.smtp_host:
        raise NotSent("servern har ingen e-postserver inställd (FIELDAPP_SMTP_HOST)")
    letter = EmailMessage()
    letter["From"] = settings.smtp_from or settings.contact or f"faltappen@{settings.smtp_host}"
    letter["To"], letter["Subject"] = to, subject
    letter["Date"], letter["Message-ID"] = formatdate(localtime=True), make_msgid("faltappen")
    letter.set_content(text)
    try:
        with _connected(settings) as server:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as error:
        raise NotSent("e-postservern tar inte emot adressen") from error
    except smtplib.SMTPAuthenticationError as error:
        raise NotSent("e-postservern godtar inte inloggningen") from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotSent("e-postservern svarar inte som den ska") from error


def _connected(settings: Settings) -> smtplib.SMTP:
    where = (settings.smtp_host, settings.smtp_port)
    if settings.smtp_security == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(*where, timeout=_PATIENCE, context=context)
    server = smtplib.SMTP(*where, timeout=_PATIENCE)
    if settings.smtp_security == "starttls":
        server.starttls(context=ssl.create_default_context())
    return server
