"""The right column: help for the question one is at, and its history."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.services.response import Response
from desktop_app.ui.questionnaire.help_panel import HelpPanel
from desktop_app.ui.questionnaire.history_panel import HistoryPanel
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import column

_HELP, _HISTORY = 0, 1


class SidePanel(QWidget):
    """Two leaves, of which one is shown.

    Signals:
        copy_wanted: (NodeKey) This question is wanted as plain text.
        restore_wanted: (NodeKey, str) This question shall have this value again.
    """

    copy_wanted = Signal(object)
    restore_wanted = Signal(object, str)

    def __init__(
        self,
        response: Response,
        history: Callable[[NodeKey], tuple[VersionInfo, ...]],
        runner: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.help = HelpPanel(response)
        self.help.copy_wanted.connect(self.copy_wanted)
        self.history = HistoryPanel(response, history, runner)
        self.history.restore_wanted.connect(self.restore_wanted)
        self._leaves = QStackedWidget()
        self._leaves.addWidget(self.help)
        self._leaves.addWidget(self.history)
        self.tabs = QTabBar()
        self.tabs.setObjectName("side-tabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.addTab(self.tr("Help"))
        self.tabs.addTab(self.tr("History"))
        self.tabs.currentChanged.connect(self._on_tab)
        whole = column(self.tabs, self._leaves, spacing=Measure.SMALL)
        whole.setStretch(1, 1)
        whole.setContentsMargins(Measure.SMALL, Measure.MEDIUM, Measure.SMALL, Measure.SMALL)
        self.setLayout(whole)

    def show_question(self, card: NodeKey | None, node: NodeKey | None) -> None:
        """Speak of this question from now on."""
        self.help.show_question(card, node)
        self.history.show_question(node)

    def show_help(self) -> None:
        """Turn to the help, with the keyboard in it."""
        self.tabs.setCurrentIndex(_HELP)
        self.help.setFocus()

    def refresh_history(self) -> None:
        """Versions were stored."""
        self.history.refresh()

    @Slot(int)
    def _on_tab(self, place: int) -> None:
        self._leaves.setCurrentIndex(place)
        self.history.set_awake(place == _HISTORY)
