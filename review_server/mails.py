"""E-mail: plain text over SMTP, one message for each address, handed over exactly once.

The message says what step of which review it is about, and nothing of what anybody answered.
"""

from __future__ import annotations

import os
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from review_server.configuration import Configuration
from review_server.problems import ServerError, Unusable

PASSWORD = "REVIEW_SERVER_SMTP_PASSWORD"  # noqa: S105  # the name of a variable
TIMEOUT_S = 30
_LOOPBACK = re.compile(r"localhost|127\.\d+\.\d+\.\d+|::1")
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_ACCEPTED = 250


class NoLine(ServerError):
    """The mail server cannot be reached, or does not let us in: try again later."""


class NotTaken(ServerError):
    """The mail server refused this message; ``code`` is what it answered."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class InDoubt(ServerError):
    """The line broke after the message had gone: nobody knows whether it was taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """One message to one address. ``id`` is the same whenever it is sent again."""

    id: str
    to: str
    subject: str
    text: str = field(repr=False)


def message_of(configuration: Configuration, mail: Mail, at: int) -> EmailMessage:
    """The message as it goes out."""
    message = EmailMessage(policy=SMTP)
    message["From"] = configuration.mail_from
    message["To"] = mail.to
    message["Subject"] = " ".join(mail.subject.split())
    message["Date"] = format_datetime(datetime.fromtimestamp(at, UTC))
    message["Message-ID"] = f"<{mail.id}@{urlsplit(configuration.url).hostname}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.text, cte="quoted-printable")
    return message


class Line:
    """A connection to the mail server, made when the first message goes."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._client: smtplib.SMTP | None = None

    def send(self, mail: Mail, at: int, begin: Callable[[], None]) -> None:
        """Hand a message over; ``begin`` is called when nothing can be taken back any more.

        Raises NoLine and NotTaken, when it was not taken, and InDoubt.
        """
        client = self._open()
        data = message_of(self._configuration, mail, at).as_bytes()
        try:
            _expect(client.mail(self._configuration.mail_from))
            _expect(client.rcpt(mail.to))
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise NoLine from error
        except NotTaken:
            self._reset()
            raise
        begin()
        try:
            code, _text = client.data(data)
        except smtplib.SMTPDataError as error:
            self._reset()
            raise NotTaken(error.smtp_code) from error
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise InDoubt from error
        if code != _ACCEPTED:
            self._reset()
            raise NotTaken(code)

    def close(self) -> None:
        """Take leave, as far as the other side still listens."""
        client, self._client = self._client, None
        if client is not None:
            try:
                client.quit()
            except (smtplib.SMTPException, OSError):
                client.close()

    def _open(self) -> smtplib.SMTP:
        if self._client is None:
            try:
                self._client = _connect(self._configuration)
            except (smtplib.SMTPException, OSError) as error:
                raise NoLine from error
        return self._client

    def _reset(self) -> None:
        try:
            if self._client is not None:
                self._client.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


def check_configuration(configuration: Configuration) -> None:
    """Raises Unusable where e-mail could not be sent, or only in clear."""
    security, host = configuration.smtp_security, configuration.smtp_host
    if security not in _PORTS:
        raise Unusable(f"smtp_security in server.json is one of: {', '.join(_PORTS)}")
    if security == "none" and not _LOOPBACK.fullmatch(host):
        raise Unusable("smtp_security none is for a mail server on this machine alone.")
    if "@" not in configuration.mail_from or "\n" in configuration.mail_from:
        raise Unusable("mail_from in server.json is the address that e-mail comes from.")


def _connect(configuration: Configuration) -> smtplib.SMTP:
    security, host = configuration.smtp_security, configuration.smtp_host
    port = configuration.smtp_port or _PORTS[security]
    context = ssl.create_default_context(cafile=configuration.smtp_ca or None)
    client: smtplib.SMTP
    if security == "tls":
        client = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=context)
    else:
        client = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    try:
        if security == "starttls":
            client.starttls(context=context)
        client.ehlo_or_helo_if_needed()
        if configuration.smtp_user:
            client.login(configuration.smtp_user, os.environ.get(PASSWORD, ""))
    except BaseException:
        client.close()
        raise
    return client


def _expect(answer: tuple[int, bytes]) -> None:
    if answer[0] not in (_ACCEPTED, 251):
        raise NotTaken(answer[0])
