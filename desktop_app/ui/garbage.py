"""Collects reference cycles between two events, and never in the middle of one."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 1000


class GarbageCollector(QObject):
    """Takes the place of Python's automatic collection, which is switched off.

    Python collects whenever it makes an object, on whatever thread that happens. A widget in
    a cycle would then be destroyed on a worker's thread, or while Qt goes through a list of
    all widgets to give them other colours: either ends the program. Here it is destroyed by
    the event loop, as by `deleteLater`. Use it on the UI thread.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect_what_is_due)

    @Slot()
    def start(self) -> None:
        """Collect from now on, but not among what is there already: modules stay."""
        gc.freeze()
        self._timer.start()

    @Slot()
    def collect_what_is_due(self) -> None:
        """Collect the oldest generation that Python's own thresholds would; maybe none."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return
