"""Loads the desk behind the prompt, without the window standing still.

What knows no Qt is imported on a lane; what does, in short steps on the UI thread, with what
was typed handled in between. Never on a lane: PySide6 makes its types when they are first
named, and a second thread that names one meanwhile finds it half made (docs/decisions/0030).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from desktop_app.ui.tasks import Lane
from desktop_app.ui.tools import Tools

if TYPE_CHECKING:  # it is what this module loads
    from desktop_app.ui.desk import Desk

WITHOUT_QT = "desktop_app.ui.deeds"
ALSO_WITHOUT_QT = ("desktop_app.services.servers",)
WITH_QT = (
    "desktop_app.ui.first_start",
    "desktop_app.ui.new_response",
    "desktop_app.ui.home",
    "desktop_app.ui.questionnaire.fields.kinds",
    "desktop_app.ui.questionnaire.field",
    "desktop_app.ui.questionnaire.article_view",
    "desktop_app.ui.questionnaire.page",
    "desktop_app.ui.windows.workspace",
    "desktop_app.ui.dialogs.settings",
    "desktop_app.ui.dialogs.report",
    "desktop_app.ui.desk",
)


class Loading(QObject):
    """One loading of the desk.

    Signals:
        loaded: (Desk) Made, but not shown yet.
    """

    loaded = Signal(object)

    def __init__(self, tools: Tools, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools, self._app = tools, app
        self._steps = iter(WITH_QT)
        self._is_stopped = False

    def start(self) -> None:
        """Begin. A part that is missing is raised on the UI thread, for the crash hook."""
        self._tools.runner.submit(
            _import_without_qt,
            owner=self,
            on_done=self._on_imported,
            on_error=_raise,
            lane=Lane.NETWORK,
        )

    def stop(self) -> None:
        """Load nothing more; `loaded` will not come."""
        self._is_stopped = True
        self._tools.runner.shutdown()

    def _on_imported(self, _nothing: object) -> None:
        self._take_step()

    @Slot()
    def _take_step(self) -> None:
        if self._is_stopped:
            return
        name = next(self._steps, None)
        if name is None:
            desk: Desk = import_module("desktop_app.ui.desk").Desk(self._tools, self._app)
            self.loaded.emit(desk)
            self._read_ahead()
            return
        import_module(name)
        QTimer.singleShot(0, self, self._take_step)

    def _read_ahead(self) -> None:
        # On the lane where a profile is unlocked, so that opening waits for it, not beside it.
        self._tools.runner.submit(
            import_module(WITHOUT_QT).read_ahead, owner=self, on_done=_ignore, on_error=_raise
        )


def _import_without_qt() -> None:
    for name in (WITHOUT_QT, *ALSO_WITHOUT_QT):
        import_module(name)


def _ignore(_nothing: object) -> None:
    """Nobody waits for it."""


def _raise(error: Exception) -> None:
    raise error
