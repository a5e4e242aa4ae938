"""One request over HTTP and its answer, with the system's trust and the system's proxies.

TLS is verified by the operating system (`truststore`), so that a ministry's own certificates
count. No redirect is followed, no cookie kept, no password taken from anywhere. What an
answer means is for the caller; here it is only made sure that one came, and of what size.
"""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.util import SKIP_HEADER

from desktop_app.errors import ServerUnreachable

CONNECT_TIMEOUT_S = 20
READ_TIMEOUT_S = 60
PATH = "/v1/rounds"
_PIECE = 64 * 1024
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back: the body of a 200, or a problem's type and what it says of the time."""

    data: bytes = field(default=b"", repr=False)
    problem: str = ""
    now: int | None = None


class Line:
    """A connection to a server, kept open between requests. Close it."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/") + PATH
        self._session = requests.Session()
        self._session.trust_env = urlsplit(url).hostname not in _LOOPBACK
        self._session.auth = _nothing  # else a password of .netrc would be sent along
        self._session.headers.clear()
        self._session.headers.update({"User-Agent": SKIP_HEADER})
        self._session.mount("https://", _SystemTrust())

    def ask(self, data: bytes, *, limit: int) -> Reply:
        """Send a request. Raises ServerUnreachable: offline, timeout, certificate, broken or
        not-the-server.
        """
        with _translating():
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


class _SystemTrust(HTTPAdapter):
    """Certificates are checked by the operating system, not by a list that came along."""

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().init_poolmanager(*args, ssl_context=context, **options)

    def cert_verify(self, *_: Any) -> None:
        """Nothing to add: requests would put its own list into the context."""


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
        raise ServerUnreachable("not-the-server")
    try:
        document = json.loads(body)
        type_, now = document["type"], document.get("now")
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ServerUnreachable("not-the-server") from error
    prefix, _, word = str(type_).rpartition(":")
    if prefix != "urn:review-desk:problem":
        raise ServerUnreachable("not-the-server")
    return Reply(problem=word, now=now if isinstance(now, int) else None)


@contextmanager
def _translating() -> Iterator[None]:
    """Every error of the library becomes one of ours here, and nowhere else."""
    try:
        yield
    except requests.exceptions.SSLError as error:
        raise ServerUnreachable("certificate") from error
    except requests.exceptions.Timeout as error:
        raise ServerUnreachable("timeout") from error
    except requests.exceptions.ProxyError as error:
        raise ServerUnreachable("offline") from error
    except requests.exceptions.ConnectionError as error:
        raise ServerUnreachable(_kind_of(error)) from error
    except requests.exceptions.RequestException as error:
        raise ServerUnreachable("broken") from error


def _kind_of(error: Exception) -> str:
    """Whether a line was there at all: then it broke, and less at once may get through."""
    text = repr(error)
    is_absent = any(word in text for word in ("NewConnectionError", "NameResolution"))
    return "offline" if is_absent else "broken"
