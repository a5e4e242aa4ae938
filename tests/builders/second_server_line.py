"""A second server on a port of this machine, as `docs/protocol.md` says it speaks HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import ClassVar

from tests.builders.second_server import Problem, SecondServer
from tests.builders.second_server_formats import MIB

PATH = "/v1/rounds"
BLANK = "about:blank"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_it_is_for: ClassVar[SecondServer]
    lock: ClassVar[Lock]

    def do_POST(self) -> None:
        data = self.rfile.read(min(int(self.headers["Content-Length"]), 32 * MIB + 1))
        if self.path != PATH:
            self._refuse(404, {"type": BLANK, "title": "Not Found", "status": 404})
            return
        try:
            with self.lock:
                answer = self.server_it_is_for.answer(data)
        except Problem as problem:
            self._refuse(problem.status, problem.document())
        else:
            self._reply(200, "application/octet-stream", answer)

    def do_GET(self) -> None:
        status = 405 if self.path == PATH else 404
        self._refuse(status, {"type": BLANK, "title": "No such thing", "status": status})

    def _refuse(self, status: int, document: dict[str, object]) -> None:
        data = json.dumps(document).encode()
        self._reply(status, "application/problem+json", data)

    def _reply(self, status: int, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is told."""


@contextmanager
def on_a_port(server: SecondServer) -> Iterator[None]:
    """Has the server answer there, and its invitations say so, until this ends."""
    fields = {"server_it_is_for": server, "lock": Lock()}
    handler = type("Handler", (_Handler,), fields)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        server.url = f"http://127.0.0.1:{listening.server_port}"
        thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield
        listening.shutdown()
        thread.join()
