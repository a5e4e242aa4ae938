"""What comes over a line that is none, or leads elsewhere: each has a reason of its own."""

from __future__ import annotations

import json
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import requests
from urllib3.exceptions import MaxRetryError

from desktop_app.errors import ServerUnreachable
from desktop_app.remote import line as module
from desktop_app.remote.failures import certificate_reason
from desktop_app.remote.line import Line, Reply
from tests.builders.certificates import Authority
from tests.builders.web_proxies import WebProxy, serving_proxy

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


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_balancer_without_a_server_behind_it_is_told(
    url: str, answering: pytest.MonkeyPatch, status: int
) -> None:
    answering.setattr(Answering, "status", status)
    answering.setattr(Answering, "kind", "text/html")
    assert reason(url) == "busy"


def test_no_line_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    assert reason(f"http://127.0.0.1:{port}") == "offline"


def test_a_server_that_says_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "READ_TIMEOUT_S", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert reason(f"http://127.0.0.1:{silent.getsockname()[1]}") == "timeout"


def test_a_certificate_that_nobody_knows_is_told(tmp_path: Path) -> None:
    with server(serving_with(tmp_path, Authority().certify("127.0.0.1"))) as port:
        assert reason(f"https://127.0.0.1:{port}") == "certificate"
        assert Answering.asked == []


@pytest.mark.parametrize(
    ("address", "days", "told"),
    [
        ("127.0.0.1", (-9, -2), "certificate-expired"),
        ("127.0.0.1", (2, 9), "certificate-expired"),
        ("192.0.2.7", (-1, 1), "certificate-name"),
    ],
)
def test_what_is_wrong_with_a_certificate_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    address: str,
    days: tuple[int, int],
    told: str,
) -> None:
    authority = Authority()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.write(tmp_path / "known.pem")))
    with server(serving_with(tmp_path, authority.certify(address, days))) as port:
        assert reason(f"https://127.0.0.1:{port}") == told
        assert Answering.asked == []


def test_a_certificate_that_the_system_trusts_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.write(tmp_path / "known.pem")))
    with server(serving_with(tmp_path, authority.certify("127.0.0.1"))) as port:
        assert asking(f"https://127.0.0.1:{port}") == Reply(data=b"an answer")


# The proxy of an office's network

NAME = "review.example.org"


@pytest.fixture
def named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server of a name that no resolver knows: only a proxy leads to it."""
    for name in (
        "https_proxy",
        "HTTPS_PROXY",
        "all_proxy",
        "ALL_PROXY",
        "no_proxy",
        "NO_PROXY",
    ):
        monkeypatch.delenv(name, raising=False)
    authority = Authority()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.write(tmp_path / "known.pem")))
    with server(serving_with(tmp_path, authority.certify(NAME))) as port:
        yield port


def use(monkeypatch: pytest.MonkeyPatch, proxy: WebProxy, password: str = "") -> None:
    at = f"{password}@" if password else ""
    monkeypatch.setenv("HTTPS_PROXY", f"http://{at}127.0.0.1:{proxy.port}")


def test_the_system_s_proxy_leads_there_and_tls_holds_to_the_end(
    named: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving_proxy(named) as proxy:
        use(monkeypatch, proxy)
        assert asking(f"https://{NAME}") == Reply(data=b"an answer")
    assert proxy.asked == [f"CONNECT {NAME}:443"]
    assert b"proxy" not in Answering.asked[0].lower()


def test_a_proxy_with_a_password_gets_it_and_the_server_does_not(
    named: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving_proxy(named, password="ana:lamps") as proxy:
        use(monkeypatch, proxy)
        assert reason(f"https://{NAME}") == "proxy"
        assert Answering.asked == []
        use(monkeypatch, proxy, "ana:lamps")
        assert asking(f"https://{NAME}") == Reply(data=b"an answer")
    assert b"uthorization" not in Answering.asked[0]


@pytest.mark.parametrize("status", [403, 502])
def test_a_proxy_that_lets_nobody_through_is_told(
    named: int, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    with serving_proxy(named, status=status) as proxy:
        use(monkeypatch, proxy)
        assert reason(f"https://{NAME}") == "proxy"
    assert Answering.asked == []


def test_a_proxy_that_is_not_there_is_told(named: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving_proxy(named) as gone:
        pass
    use(monkeypatch, gone)
    assert reason(f"https://{NAME}") == "proxy"


def test_what_shall_not_go_by_the_proxy_does_not(
    named: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", named))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: here)
    monkeypatch.setenv("NO_PROXY", ".example.org")
    with serving_proxy(named) as proxy:
        use(monkeypatch, proxy)
        assert asking(f"https://{NAME}") == Reply(data=b"an answer")
    assert proxy.asked == []


def test_a_proxy_that_reads_along_is_only_taken_if_the_system_trusts_it(
    named: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own certificate of the server's name, by somebody this computer does not know."""
    own = Authority().certify(NAME)
    folder = tmp_path / "other"
    folder.mkdir()
    with server(serving_with(folder, own)) as port, serving_proxy(port) as proxy:
        use(monkeypatch, proxy)
        assert reason(f"https://{NAME}") == "certificate"
    assert Answering.asked == []


def serving_with(folder: Path, pem: bytes) -> ssl.SSLContext:
    file = folder / "served.pem"
    file.write_bytes(pem)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (0x800B0101, "certificate-expired"),
        (-67818, "certificate-expired"),
        (0x800B010F, "certificate-name"),
        (-67602, "certificate-name"),
        (0x800B0109, "certificate"),
    ],
)
def test_what_windows_and_macos_say_of_a_certificate_is_understood(
    code: int, told: str
) -> None:
    deep = ssl.SSLCertVerificationError("not trusted")
    deep.verify_code = code
    error = requests.exceptions.SSLError(MaxRetryError(None, "/", ValueError(deep)))  # type: ignore[arg-type]
    assert certificate_reason(error) == told


# Ending it from another thread


def stopping(url: str, is_there: Callable[[], object]) -> str:
    """Ask, and stop as soon as something is there; the reason that is told."""
    line = Line(url)
    told: list[str] = []

    def ask() -> None:
        try:
            line.ask(b"request", limit=LIMIT)
        except ServerUnreachable as error:
            told.append(error.reason)
        finally:
            line.close()

    asker = threading.Thread(target=ask)
    asker.start()
    is_there()
    line.stop()
    asker.join(5)
    assert not asker.is_alive()
    return told[0]


def test_waiting_for_an_answer_ends_at_once_when_it_is_stopped() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        held: list[socket.socket] = []
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        assert stopping(url, lambda: held.append(silent.accept()[0])) == "stopped"
        for each in held:
            each.close()


def test_it_ends_at_once_under_tls_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority = Authority()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.write(tmp_path / "known.pem")))
    asked, go_on = threading.Event(), threading.Event()

    def hold(_handler: object) -> None:
        asked.set()
        go_on.wait(10)

    monkeypatch.setattr(Answering, "do_POST", hold)
    with server(serving_with(tmp_path, authority.certify("127.0.0.1"))) as port:
        assert stopping(f"https://127.0.0.1:{port}", asked.wait) == "stopped"
        go_on.set()


def nobody_answers(monkeypatch: pytest.MonkeyPatch, begun: threading.Event) -> None:
    """What is sent to an address leads nowhere, and nothing comes back."""
    monkeypatch.setattr(socket.socket, "connect", lambda *_: begun.set())
    monkeypatch.setattr(select, "select", lambda *_: ([], [], []))


def test_a_line_that_is_being_opened_ends_at_once_too(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = threading.Event()
    nobody_answers(monkeypatch, begun)
    assert stopping("http://127.0.0.1:9", begun.wait) == "stopped"


def test_nothing_is_asked_once_it_was_stopped(url: str) -> None:
    line = Line(url)
    line.stop()
    with pytest.raises(ServerUnreachable, match="stopped"):
        line.ask(b"request", limit=LIMIT)
    line.close()
    assert Answering.asked == []


def test_the_second_address_of_a_name_is_tried(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(url.rpartition(":")[2])
    with socket.create_server(("127.0.0.1", 0)) as unused:
        closed = unused.getsockname()[1]
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", each))
        for each in (closed, port)
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: both)
    assert asking("http://localhost") == Reply(data=b"an answer")


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1@localhost:{}", "http://127.0.0.1:x@localhost:{}", "http://0.0.0.0:{}"],
)
def test_nothing_is_sent_in_clear_wherever_the_address_was_kept(url: str, address: str) -> None:
    assert reason(address.format(url.rpartition(":")[2])) == "address"
    assert Answering.asked == []


def test_a_name_that_nobody_knows_is_no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert reason("https://nowhere.example") == "offline"


def test_nobody_answering_takes_its_time_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CONNECT_TIMEOUT_S", 0.05)
    nobody_answers(monkeypatch, threading.Event())
    assert reason("http://127.0.0.1:9") == "timeout"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (requests.exceptions.ProxyError(), "proxy"),
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
