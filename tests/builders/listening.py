"""The server's own application behind a real port on loopback, by the clock of a test."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

import requests
import uvicorn

from review_server.problems import PREFIX, Problem, Stranger
from review_server.web import make_app
from tests.builders.servers import TIMEOUT_S, Office

Send = Callable[[bytes], bytes]


@contextlib.contextmanager
def listening(office: Office) -> Iterator[Send]:
    """Listens until the block ends; what is yielded sends a request there, over one connection.

    It returns the body of the answer, raises `Stranger` where the server does, and
    AssertionError for any other refusal.
    """
    port = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        make_app(office.server), log_config=None, access_log=False, lifespan="off", ws="none"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [port]})
    thread.start()
    url = f"http://127.0.0.1:{port.getsockname()[1]}/v1/rounds"
    try:
        with requests.Session() as session:
            session.trust_env = False
            yield lambda data: _body(session.post(url, data=data, timeout=TIMEOUT_S))
    finally:
        server.should_exit = True
        thread.join()
        port.close()


def _body(response: requests.Response) -> bytes:
    if response.status_code == Stranger.status:
        problem: type[Problem] = Stranger
        assert response.json()["type"] == PREFIX + problem.type, response.text
        raise problem
    assert response.status_code == 200, response.text
    return response.content
