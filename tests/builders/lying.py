"""A server on loopback, with the right key, that may say anything: real HTTP, any answer."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sqlalchemy import select

from review_protocol.names import SetId
from review_protocol.rounds import Answer, read_answer, request_id, write_answer
from review_protocol.sets import set_id
from review_protocol.trees import Tree
from review_server import schema
from review_server.web import make_app
from tests.builders.asgi import Said, ask
from tests.builders.servers import Office

Say = Callable[[bytes], Said]
_BYTES = "application/octet-stream"


def said(body: bytes, status: int = 200, kind: str = _BYTES) -> Said:
    """Some bytes as an answer."""
    return Said(status=status, headers={"content-type": kind}, body=body)


class Liar:
    """What it says next is in ``turns``; after them it is honest."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.turns: list[Say] = []
        self.always: Say = self.honestly
        self.url = ""
        self._key = office.server.keys.signing
        self._app = make_app(office.server)

    def honestly(self, data: bytes) -> Said:
        """What the real application answers."""
        return ask(self._app, "POST", "/v1/rounds", data)

    def saying(self, answer: Answer) -> Say:
        """An answer to whatever is asked, signed as it must be."""
        return lambda data: said(write_answer(answer, request_id(data), self._key))

    def changing(self, change: Callable[[Answer], Answer]) -> Say:
        """The honest answer, changed and signed again."""

        def say(data: bytes) -> Said:
            found = self.honestly(data).body
            answer = read_answer(found, request_id(data), self._key.public)
            return self.saying(change(answer))(data)

        return say

    def without(self, dossier: SetId, dropped: SetId) -> Say:
        """As if one set had never come; what the client then holds is called equal."""

        def change(answer: Answer) -> Answer:
            with self.office.transaction as transaction:
                query = select(schema.sets.c.id).filter_by(dossier=bytes.fromhex(dossier))
                ids = {SetId(bytes(each).hex()) for each in transaction.scalars(query)}
            kept = tuple(each for each in answer.sets if set_id(each) != dropped)
            return replace(
                answer, sets=kept, root=Tree(ids - {dropped}).root, listings=(), more=False
            )

        return self.changing(change)

    def answer(self, data: bytes) -> Said:
        """What it says now."""
        return (self.turns.pop(0) if self.turns else self.always)(data)


@contextlib.contextmanager
def lying(office: Office) -> Iterator[tuple[Liar, str]]:
    """A liar, and the address at which it listens until the block ends."""
    liar = Liar(office)

    class Talk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            found = liar.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(found.status)
            self.send_header("Content-Type", found.headers["content-type"])
            self.send_header("Content-Length", str(len(found.body)))
            self.end_headers()
            self.wfile.write(found.body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Talk) as listening:
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield liar, f"http://127.0.0.1:{listening.server_port}"
        finally:
            listening.shutdown()
            thread.join()
