"""Catches what nobody else did, on whatever thread, and shows a report of it."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from desktop_app.ui.dialogs.crash import CrashDialog

_LOG = logging.getLogger(__name__)


class CrashHook(QObject):
    """Catches what nobody else did: logs it, and shows a report that names no answer.

    Signals:
        caught: (report) On whatever thread it happened.
    """

    caught = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._dialog: CrashDialog | None = None
        self.caught.connect(self._on_caught)

    def install(self) -> None:
        """From now on every unhandled exception comes here."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def remove(self) -> None:
        """Leave it to Python again."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        # What follows a fault is imported with it; the prompt does not wait for it.
        from desktop_app.ui.crash_report import report_on  # noqa: PLC0415

        report = report_on(error, trace)
        _LOG.critical("unhandled: %s", report)
        self.caught.emit(report)

    def _thread_hook(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._hook(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    @Slot(str)
    def _on_caught(self, report: str) -> None:
        if self._dialog is not None:
            return  # the first one says what began it
        from desktop_app.ui.dialogs.crash import CrashDialog  # noqa: PLC0415

        self._dialog = CrashDialog(report, self._window)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
