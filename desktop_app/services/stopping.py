"""A word by which a synchronisation ends at once, given on another thread."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.errors import ServerUnreachable

if TYPE_CHECKING:  # it brings the libraries of HTTP
    from desktop_app.remote.line import Line


class Stop:
    """For one synchronisation. `now` may be called on any thread, and more than once."""

    def __init__(self) -> None:
        self._is_wanted = threading.Event()
        self._lock = threading.Lock()
        self._line: Line | None = None

    def now(self) -> None:
        """End it: what waits waits no longer, what is being asked breaks off."""
        with self._lock:
            self._is_wanted.set()
            if self._line is not None:
                self._line.stop()

    def check(self) -> None:
        """Raises ServerUnreachable ("stopped") once it was given."""
        if self._is_wanted.is_set():
            raise ServerUnreachable("stopped")

    def wait(self, seconds: float) -> None:
        """Pass the time until then, or less."""
        self._is_wanted.wait(seconds)

    def opening(self, open_line: Callable[[str], Line]) -> Callable[[str], Line]:
        """The same way to open a line, which this can stop."""

        def opened(url: str) -> Line:
            line = open_line(url)
            with self._lock:
                self._line = line
                if self._is_wanted.is_set():
                    line.stop()
            return line

        return opened
