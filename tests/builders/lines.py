"""Poor lines: proxies on loopback that count what passes, and cut connections."""

from __future__ import annotations

import asyncio
import contextlib
import select
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Poor:
    """A line as it is in much of the world. ``faster`` plays it so many times as fast.

    ``first_cut_s`` is when it is cut first after it came up; then every ``cut_every_s``.
    """

    bytes_a_second: int = 8_000
    round_trip_s: float = 0.6
    cut_every_s: float = 20.0
    first_cut_s: float = 20.0
    faster: float = 1.0


class Narrow:
    """A proxy on loopback that is a poor line: narrow, far away, and cut again and again.

    ``carried`` counts what was put on the line, what was lost on it with the rest.
    """

    def __init__(self, port: int, line: Poor) -> None:
        self._target, self._line = port, line
        self.carried = self.connections = self.cuts = 0
        self._loop = asyncio.new_event_loop()
        self._open: set[asyncio.Task[None]] = set()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait()

    def close(self) -> None:
        """Take no more connections, and end those that are."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._start())
        self._loop.run_forever()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()

    async def _start(self) -> None:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._cutting = asyncio.create_task(self._cut())
        self._ready.set()

    async def _cut(self) -> None:
        await asyncio.sleep(self._line.first_cut_s / self._line.faster)
        while True:
            self.cuts += 1
            for task in self._open:
                task.cancel()
            await asyncio.sleep(self._line.cut_every_s / self._line.faster)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.ensure_future(self._join(reader, writer))
        self._open.add(task)
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await task
        self._open.discard(task)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._line.round_trip_s / self._line.faster)
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        ways = [
            asyncio.ensure_future(self._carry(reader, back)),
            asyncio.ensure_future(self._carry(there, writer)),
        ]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            for end in (back, writer):
                end.transport.abort()

    async def _carry(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        """One way: what comes is put on the line at its pace, and arrives half a trip later."""
        line, loop = self._line, asyncio.get_running_loop()
        free = loop.time()
        while data := await source.read(_PIECE // 4):
            self.carried += len(data)
            free = max(free, loop.time()) + len(data) / line.bytes_a_second / line.faster
            loop.call_at(free + line.round_trip_s / 2 / line.faster, to.write, data)
            await asyncio.sleep(free - loop.time())
        await asyncio.sleep(line.round_trip_s / line.faster)
