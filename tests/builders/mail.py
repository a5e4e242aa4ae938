"""A mail server on loopback: takes messages, or behaves as badly as a test asks for."""

from __future__ import annotations

import contextlib
import datetime
import socketserver
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any, cast

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

PASSWORD = "three grey bells"


@dataclass
class MailServer:
    """What came, and how it behaves. ``breaks``: the line is cut there."""

    messages: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    refuses: set[str] = field(default_factory=set)
    data_code: int = 250
    breaks: str = ""
    certificate: ssl.SSLContext | None = None
    implicit: bool = False
    was_encrypted: bool = False
    port: int = 0

    def texts(self) -> list[str]:
        """The messages' texts."""
        return [each.get_content() for each in self.messages]


class _Talk(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        try:
            with contextlib.suppress(OSError):
                self._handle()
        finally:
            self.rfile.close()
            self.wfile.close()
            self.connection.close()

    def _handle(self) -> None:
        mail: MailServer = self.server.mail  # type: ignore[attr-defined]  # put there below
        if mail.implicit:
            self._encrypt(mail)
        self._say("220 test")
        while line := self.rfile.readline():
            words = line.decode("ascii").rstrip("\r\n")
            verb = words.split(" ")[0].split(":")[0].upper()
            if mail.breaks == verb:
                return
            if verb == "QUIT":
                self._say("221 bye")
                return
            self._answer(mail, verb, words)
            if mail.breaks == "AFTER-DATA" and verb == "DATA":
                return

    def _answer(self, mail: MailServer, verb: str, words: str) -> None:
        if verb == "EHLO":
            offers = ["test", "AUTH PLAIN"]
            if mail.certificate and not mail.was_encrypted:
                offers.append("STARTTLS")
            for each in offers[:-1]:
                self._say(f"250-{each}")
            self._say(f"250 {offers[-1]}")
        elif verb == "STARTTLS":
            self._say("220 go ahead")
            self._encrypt(mail)
        elif verb == "AUTH":
            mail.logins.append(words.split(" ")[2])
            self._say("235 in")
        elif verb == "RCPT":
            address = words.partition("<")[2].partition(">")[0]
            self._to = address
            self._say("550 nobody" if address in mail.refuses else "250 ok")
        elif verb == "DATA":
            self._take(mail)
        else:
            self._say("250 ok")

    def _take(self, mail: MailServer) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        if mail.data_code == 250:
            message = message_from_bytes(b"".join(lines), policy=default)
            mail.messages.append(message)
            mail.recipients.append(self._to)
        if mail.breaks != "AFTER-DATA":
            self._say(f"{mail.data_code} said")

    def _encrypt(self, mail: MailServer) -> None:
        assert mail.certificate is not None
        self.connection = mail.certificate.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb")
        self.wfile = cast(Any, self.connection.makefile("wb", buffering=0))
        mail.was_encrypted = True

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    mail: MailServer


@contextlib.contextmanager
def serving_mail(**how: Any) -> Iterator[MailServer]:
    """A mail server on a free port, until the block ends."""
    mail = MailServer(**how)
    with _Listening(("127.0.0.1", mail.port), _Talk) as listening:
        listening.mail = mail
        mail.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield mail
        finally:
            listening.shutdown()
            thread.join()


def certificate_for_loopback(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A certificate for 127.0.0.1 that signs itself, and the file that a client trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail of tests")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, SHA256())
    )
    public, private = folder / "mail.pem", folder / "mail.key"
    public.write_bytes(made.public_bytes(Encoding.PEM))
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return context, public
