"""Puts the parts together: the application, its look and language, the window and the desk."""

from __future__ import annotations

import logging
import sys
import threading
import time
from pathlib import Path
from random import SystemRandom
from types import TracebackType

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app import VERSION
from desktop_app.services.settings import (
    LANGUAGE,
    SCHEME,
    TEXT_PERCENT,
    Settings,
    settings_file,
)
from desktop_app.ui import i18n
from desktop_app.ui.desk import Desk
from desktop_app.ui.desk.tools import Tools
from desktop_app.ui.dialogs.crash import CrashDialog, report_on
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.windows.main_window import MainWindow

_LOG = logging.getLogger(__name__)
_AFTER_THE_PROMPT_MS = 60


def run_window(folder: Path) -> int:
    """Open the window on the profile in a folder, until it is closed; the exit code."""
    app = make_application()
    desk = make_desk(app, folder, Settings(settings_file()))
    hook = CrashHook(desk.window)
    hook.install()
    desk.closed.connect(app.quit)
    desk.open()
    # The prompt is on the screen before anything heavy is loaded.
    QTimer.singleShot(_AFTER_THE_PROMPT_MS, desk, desk.warm_up)
    code = app.exec()
    hook.remove()
    return code


def make_application() -> QApplication:
    """The one application object of the process."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Review Desk")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("review-desk")
    app.setQuitOnLastWindowClosed(False)  # the desk says when all is saved
    return app


def make_desk(app: QApplication, folder: Path, settings: Settings) -> Desk:
    """The window and all that stands behind it; `open` shows it."""
    theme = Theme(app)
    theme.use(Scheme(settings.get(SCHEME)), settings.get(TEXT_PERCENT))
    language = i18n.Language(app)
    language.use(i18n.language_for(settings.get(LANGUAGE)))
    tools = Tools(
        window=MainWindow(settings),
        folder=folder,
        settings=settings,
        theme=theme,
        language=language,
        runner=TaskRunner(app),
        random=SystemRandom(),
        clock=time.time,
    )
    return Desk(tools, app)


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
        self._dialog = CrashDialog(report, self._window)
        self._dialog.finished.connect(self._on_closed)
        self._dialog.open()

    @Slot()
    def _on_closed(self) -> None:
        self._dialog = None
