"""Ending at once, from another thread, what is being asked over a line."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
import time
from collections.abc import Iterable
from typing import Any

_LOOK_S = 0.1


class Stopped(OSError):
    """The line was stopped while it was being opened."""


class Sockets:
    """Opens the sockets of one line, of which it uses one at a time.

    `stop` may be called on any thread, and holds from then on.
    """

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._lock = threading.Lock()
        # A second handle of the socket: TLS takes the first one over.
        self._handle: socket.socket | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether the line is to end."""
        return self._stop.is_set()

    def stop(self) -> None:
        """Shut what is open: whoever reads or writes there goes on with an error."""
        with self._lock:
            self._stop.set()
            if self._handle is not None:
                with contextlib.suppress(OSError):  # it has ended by itself
                    self._handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of what was opened last."""
        with self._lock:
            self._keep(None)

    def connect(
        self, host: str, port: int, timeout_s: float, options: Iterable[Any]
    ) -> socket.socket:
        """A socket that is connected. Raises OSError: gaierror, TimeoutError, Stopped, others.

        The addresses of a host are tried one after the other, as long as each takes.
        """
        last: OSError = OSError("the name has no address")
        for family, kind, protocol, _, address in socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        ):
            made = socket.socket(family, kind, protocol)
            try:
                for option in options:
                    made.setsockopt(*option)
                self._open_to(made, address, timeout_s)
            except OSError as error:
                made.close()
                if self.is_stopped:
                    raise Stopped("stopped") from error
                last = error
            else:
                return made
        raise last

    def _open_to(self, made: socket.socket, address: Any, timeout_s: float) -> None:
        """Connect, looking now and then whether one should still."""
        until = time.monotonic() + timeout_s
        made.setblocking(False)
        with contextlib.suppress(BlockingIOError):
            made.connect(address)
        while not self.is_stopped:
            _, ready, failed = select.select([], [made], [made], _LOOK_S)
            if ready or failed:  # Windows tells a refusal by the latter
                break
            if time.monotonic() >= until:
                raise TimeoutError("nobody answers")
        if code := made.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
            raise OSError(code, "cannot connect")
        made.settimeout(timeout_s)
        with self._lock:
            if self.is_stopped:
                raise Stopped("stopped")
            self._keep(made.dup())

    def _keep(self, handle: socket.socket | None) -> None:
        if self._handle is not None:
            self._handle.close()
        self._handle = handle
