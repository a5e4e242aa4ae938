"""The proxy of an office: opens tunnels to servers, with a password if it wants one."""

from __future__ import annotations

import base64
import contextlib
import select
import socket
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

_PIECE = 4_096


@dataclass
class WebProxy:
    """Whatever host is asked for, the tunnel leads to ``target``, a port of this machine.

    ``asked`` are the hosts and ports that were asked for; ``status`` is what it answers.
    """

    target: int
    password: str = ""
    status: int = 200
    port: int = 0
    asked: list[str] = field(default_factory=list)


class _Tunnel(socketserver.StreamRequestHandler):
    server: _Listening

    def handle(self) -> None:
        proxy = self.server.proxy
        method, host, _ = self.rfile.readline().decode().split(" ", 2)
        given = ""
        while line := self.rfile.readline().strip():
            name, _, value = line.decode().partition(": ")
            if name.lower() == "proxy-authorization":
                given = base64.b64decode(value.removeprefix("Basic ")).decode()
        proxy.asked.append(f"{method} {host}")
        status = 407 if proxy.password and given != proxy.password else proxy.status
        self.wfile.write(f"HTTP/1.1 {status} said\r\nContent-Length: 0\r\n\r\n".encode())
        if status == 200:
            with socket.create_connection(("127.0.0.1", proxy.target)) as server:
                _join(self.connection, server)


class _Listening(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    proxy: WebProxy


def _join(client: socket.socket, server: socket.socket) -> None:
    while True:
        ready, _, _ = select.select([client, server], [], [])
        for source in ready:
            data = source.recv(_PIECE)
            if not data:
                return
            (server if source is client else client).sendall(data)


@contextlib.contextmanager
def serving_proxy(target: int, **how: str | int) -> Iterator[WebProxy]:
    """A proxy on a free port, until the block ends."""
    proxy = WebProxy(target, **how)  # type: ignore[arg-type]  # its own fields
    with _Listening(("127.0.0.1", 0), _Tunnel) as listening:
        listening.proxy = proxy
        proxy.port = listening.server_address[1]
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield proxy
        finally:
            listening.shutdown()
            thread.join()
