"""Poor lines: a proxy on loopback that counts what passes, and cuts each connection."""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Iterator
from itertools import repeat

NEVER = 10**12
_PIECE = 4_096
_IDLE_S = 30


class Cutting:
    """Cuts each connection after so many bytes both ways together, as poor lines do.

    ``after`` gives the number for each connection in turn. ``up`` and ``down`` count what
    passed, HTTP and all, TCP apart.
    """

    def __init__(self, port: int, after: Iterator[int] | None = None) -> None:
        self._target, self._after = port, after or repeat(NEVER)
        self.up = self.down = self.connections = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._thread.start()

    @property
    def carried(self) -> int:
        """All that passed, both ways."""
        return self.up + self.down

    def close(self) -> None:
        """Take no more connections."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            serving = threading.Thread(
                target=self._serve, args=(client, next(self._after)), daemon=True
            )
            serving.start()

    def _serve(self, client: socket.socket, left: int) -> None:
        with client, socket.create_connection(("127.0.0.1", self._target)) as server:
            for side in (client, server):
                side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while left > 0:
                ready, _, _ = select.select([client, server], [], [], _IDLE_S)
                if not ready:
                    return
                for source in ready:
                    target = server if source is client else client
                    try:
                        data = source.recv(min(left, _PIECE))
                        target.sendall(data)
                    except OSError:
                        return
                    if not data:
                        return
                    left -= len(data)
                    self._count(source is client, len(data))
                    if left <= 0:
                        return

    def _count(self, is_up: bool, size: int) -> None:
        if is_up:
            self.up += size
        else:
            self.down += size
