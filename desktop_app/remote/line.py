"""One request over HTTP and its answer, with the system's trust and the system's proxies.

TLS is verified by the operating system (`truststore`), so that a ministry's own certificates
count. No redirect is followed, no cookie kept, no password taken from anywhere. What an
answer means is for the caller; here it is only made sure that one came, and of what size.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import requests
from urllib3.util import SKIP_HEADER

from desktop_app.errors import ServerUnreachable
from desktop_app.remote.adapters import Adapter, SystemTrust
from desktop_app.remote.failures import certificate_reason, connection_reason
from desktop_app.remote.stopping import Sockets
from review_protocol.addresses import is_address, is_own_machine

CONNECT_TIMEOUT_S = 20
READ_TIMEOUT_S = 60
PATH = "/v1/rounds"
_PIECE = 64 * 1024
_OK = 200
_NOT_SERVED = {502, 503, 504}
"""What a balancer says when none of the server's processes answers it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back: the body of a 200, or a problem's type and what it says of the time."""

    data: bytes = field(default=b"", repr=False)
    problem: str = ""
    now: int | None = None


class Line:
    """A connection to a server, kept open between requests. Close it.

    `stop` may be called on any thread; all else belongs to one. Raises ServerUnreachable
    for an address that is none, wherever it was kept.
    """

    def __init__(self, url: str) -> None:
        if not is_address(url):
            raise ServerUnreachable("address")
        self._url = url.rstrip("/") + PATH
        self._sockets = Sockets()
        self._session = requests.Session()
        self._session.trust_env = not is_own_machine(urlsplit(url).hostname or "")
        self._session.auth = _nothing  # else a password of .netrc would be sent along
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": SKIP_HEADER})
        self._session.mount("http://", Adapter(self._sockets))
        self._session.mount("https://", SystemTrust(self._sockets))

    def ask(self, data: bytes, *, limit: int) -> Reply:
        """Send a request. Raises ServerUnreachable."""
        with self._translating():
            response = self._session.post(
                self._url,
                data=data,
                headers={"Accept-Encoding": SKIP_HEADER, "Accept": None, "Connection": None},
                timeout=(CONNECT_TIMEOUT_S, READ_TIMEOUT_S),
                allow_redirects=False,
                stream=True,
            )
            with response:
                body = _body(response, limit)
        if response.status_code == _OK:
            return Reply(data=body)
        return _problem(response, body)

    def close(self) -> None:
        """Hang up."""
        self._session.close()
        self._sockets.close()

    def stop(self) -> None:
        """Have what is being asked end at once, and all that would be: "stopped"."""
        self._sockets.stop()

    @contextmanager
    def _translating(self) -> Iterator[None]:
        """Every error of the library becomes one of ours here, and nowhere else."""
        try:
            yield
        except requests.exceptions.RequestException as error:
            reason = "stopped" if self._sockets.is_stopped else _reason(error)
            raise ServerUnreachable(reason) from error


def _nothing(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


def _body(response: requests.Response, limit: int) -> bytes:
    found = bytearray()
    for piece in response.iter_content(_PIECE):
        found += piece
        if len(found) > limit:
            raise ServerUnreachable("not-the-server")
    return bytes(found)


def _problem(response: requests.Response, body: bytes) -> Reply:
    """What is no problem document of ours came from something else on the way."""
    kind = response.headers.get("content-type", "").partition(";")[0]
    if kind != "application/problem+json":
        is_down = response.status_code in _NOT_SERVED
        raise ServerUnreachable("busy" if is_down else "not-the-server")
    try:
        document = json.loads(body)
        type_, now = document["type"], document.get("now")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ServerUnreachable("not-the-server") from error
    prefix, _, word = str(type_).rpartition(":")
    if prefix != "urn:review-desk:problem":
        raise ServerUnreachable("not-the-server")
    return Reply(problem=word, now=now if isinstance(now, int) else None)


def _reason(error: requests.exceptions.RequestException) -> str:
    match error:
        case requests.exceptions.SSLError():
            return certificate_reason(error)
        case requests.exceptions.Timeout():
            return "timeout"
        case requests.exceptions.ProxyError():
            return "proxy"
        case requests.exceptions.ConnectionError():
            return connection_reason(error)
    return "broken"
