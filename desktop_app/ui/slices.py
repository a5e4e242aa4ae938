"""Work that must be done on the UI thread, in slices between which the window lives on."""

from __future__ import annotations

import time
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

SLICE_S = 0.008


class Slices(QObject):
    """Takes the steps of a generator, a few milliseconds' worth in each turn.

    Signals:
        done: (result) What the generator returned.
        failed: (error) What it raised.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(
        self, steps: Generator[None, None, object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Begin at the next turn."""
        self._timer.start()

    def stop(self) -> None:
        """Take no more steps, and tell nobody."""
        self._timer.stop()
        self._steps.close()

    @Slot()
    def _on_turn(self) -> None:
        until = time.monotonic() + SLICE_S
        try:
            next(self._steps)
            while time.monotonic() < until:
                next(self._steps)
        except StopIteration as end:
            self._timer.stop()
            self.done.emit(end.value)
        except Exception as error:  # noqa: BLE001  # handed on, as the lanes do
            self._timer.stop()
            self.failed.emit(error)
