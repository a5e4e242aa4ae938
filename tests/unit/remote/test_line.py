"""What comes over a line that is none, or leads elsewhere: each has a reason of its own."""

from __future__ import annotations

import datetime
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from desktop_app.errors import ServerUnreachable
from desktop_app.remote import line as module
from desktop_app.remote.line import Line, Reply

LIMIT = 100_000


class Answering(BaseHTTPRequestHandler):
    """Answers what the test says, and keeps what was asked."""

    status, kind, body = 200, "application/octet-stream", b"an answer"
    asked: list[bytes] = []  # noqa: RUF012  # emptied by `server`

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        head = f"{self.requestline}\n{self.headers}".encode()
        self.asked.append(head + self.rfile.read(length))
        self.send_response(self.status)
        self.send_header("Content-Type", self.kind)
        self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Set-Cookie", "a=b")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def server(context: ssl.SSLContext | None = None) -> Iterator[int]:
    Answering.asked.clear()
    listening = HTTPServer(("127.0.0.1", 0), Answering)
    if context is not None:
        listening.socket = context.wrap_socket(listening.socket, server_side=True)
    thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield listening.server_port
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


def asking(url: str, data: bytes = b"request") -> Reply:
    line = Line(url)
    try:
        return line.ask(data, limit=LIMIT)
    finally:
        line.close()


def reason(url: str) -> str:
    with pytest.raises(ServerUnreachable) as unreachable:
        asking(url)
    return unreachable.value.reason


@pytest.fixture
def url() -> Iterator[str]:
    with server() as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    return monkeypatch


def test_an_answer_comes_as_it_is(url: str) -> None:
    assert asking(url) == Reply(data=b"an answer")


def test_as_little_as_can_be_is_said_of_this_computer(url: str) -> None:
    asking(url, b"the body")
    (asked,) = Answering.asked
    head, _, body = asked.partition(b"\n\n")
    names = sorted(row.partition(b":")[0] for row in head.splitlines()[1:] if row)
    assert (names, body) == ([b"Content-Length", b"Host"], b"the body")
    assert head.startswith(b"POST /v1/rounds HTTP/1.1")


def test_no_password_of_another_program_goes_along(url: str, own_home: Path) -> None:
    (own_home / ".netrc").write_text("machine 127.0.0.1 login ana password secret\n")
    asking(url)
    assert b"uthorization" not in Answering.asked[0]


def test_a_refusal_is_told(url: str, answering: pytest.MonkeyPatch) -> None:
    document = {"type": "urn:review-desk:problem:clock", "title": "x", "status": 422, "now": 7}
    answering.setattr(Answering, "status", 422)
    answering.setattr(Answering, "kind", "application/problem+json; charset=utf-8")
    answering.setattr(Answering, "body", json.dumps(document).encode())
    assert asking(url) == Reply(problem="clock", now=7)
    answering.setattr(Answering, "body", json.dumps({**document, "now": "7"}).encode())
    assert asking(url) == Reply(problem="clock")


@pytest.mark.parametrize(
    ("status", "kind", "body"),
    [
        (302, "text/html", b"sign in to the hotel's network"),
        (403, "text/html", b"blocked by policy"),
        (502, "application/json", b"{}"),
        (400, "application/problem+json", b"<html>"),
        (400, "application/problem+json", b"[]"),
        (400, "application/problem+json", b"{}"),
        (404, "application/problem+json", b'{"type": "about:blank"}'),
        (404, "application/problem+json", b'{"type": "urn:x:clock"}'),
        (200, "application/octet-stream", b"x" * (LIMIT + 1)),
    ],
)
def test_what_answers_in_the_server_s_place_is_told(
    url: str, answering: pytest.MonkeyPatch, status: int, kind: str, body: bytes
) -> None:
    for name, value in (("status", status), ("kind", kind), ("body", body)):
        answering.setattr(Answering, name, value)
    assert reason(url) == "not-the-server"
    assert len(Answering.asked) == 1  # no redirect is followed


def test_no_line_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert reason(f"http://127.0.0.1:{port}") == "offline"


def test_a_server_that_says_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READ_TIMEOUT_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert reason(f"http://127.0.0.1:{silent.getsockname()[1]}") == "timeout"


def test_a_certificate_that_nobody_knows_is_told(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path / "pem"))
    with server(context) as port:
        assert reason(f"https://127.0.0.1:{port}") == "certificate"
        assert Answering.asked == []


def self_signed(file: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    day = datetime.timedelta(days=1)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(now - day)
        .not_valid_after(now + day)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (requests.exceptions.ProxyError(), "offline"),
        (requests.exceptions.ChunkedEncodingError(), "broken"),
        (requests.exceptions.ConnectionError("reset"), "broken"),
        (requests.exceptions.InvalidURL(), "broken"),
        (requests.exceptions.ConnectTimeout(), "timeout"),
    ],
)
def test_every_error_of_the_library_becomes_one_of_ours(
    monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(requests.Session, "post", failing)
    assert reason("http://127.0.0.1:1") == told
