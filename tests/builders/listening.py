"""The server's own application behind a real port on loopback, by the clock of a test."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator

import requests
import uvicorn

from review_server.problems import PREFIX, Stranger
from review_server.web import make_app
from tests.builders.delegates import Send
from tests.builders.servers import TIMEOUT_S, Office


@contextlib.contextmanager
def listening(office: Office) -> Iterator[str]:
    """Listens until the block ends, at the address that is yielded."""
    port = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        make_app(office.server), log_config=None, access_log=False, lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [port]})
    thread.start()
    try:
        yield f"http://127.0.0.1:{port.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        port.close()


def post(address: str, data: bytes) -> requests.Response:
    """A request to it, and whatever comes back."""
    with requests.Session() as session:
        session.trust_env = False
        return session.post(f"{address}/v1/rounds", data=data, timeout=TIMEOUT_S)


def sending(address: str) -> Send:
    """Sends requests there.

    It returns the body of the answer, raises `Stranger` where the server does, and
    AssertionError for any other refusal.
    """

    def send(data: bytes) -> bytes:
        response = post(address, data)
        if response.status_code == Stranger.status:
            assert response.json()["type"] == PREFIX + Stranger.type, response.text
            raise Stranger
        assert response.status_code == 200, response.text
        return response.content

    return send
