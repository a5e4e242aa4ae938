"""The right column: help for the question one is at, its history, notes and files on it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.services.response import Response
from desktop_app.ui.questionnaire.files_panel import FilesPanel
from desktop_app.ui.questionnaire.help_panel import HelpPanel
from desktop_app.ui.questionnaire.history_panel import HistoryPanel
from desktop_app.ui.questionnaire.notes_panel import NotesPanel
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import column
from desktop_app.ui.work import Work

_HELP, _HISTORY = 0, 1


class SidePanel(QWidget):
    """Leaves, of which one is shown. Notes and files are there where a profile is.

    Signals:
        copy_wanted: (NodeKey) This question is wanted as plain text.
        restore_wanted: (NodeKey, str) This question shall have this value again.
        notes_changed: A note was written or taken back.
        drafted: Something was typed that is to be stored.
        files_changed: A file was attached or removed.
    """

    copy_wanted = Signal(object)
    restore_wanted = Signal(object, str)
    notes_changed = Signal()
    drafted = Signal()
    files_changed = Signal()

    def __init__(
        self,
        response: Response,
        history: Callable[[NodeKey], tuple[VersionInfo, ...]],
        runner: TaskRunner,
        work: Work | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.help = HelpPanel(response)
        self.help.copy_wanted.connect(self.copy_wanted)
        self.history = HistoryPanel(response, history, runner, work)
        self.history.restore_wanted.connect(self.restore_wanted)
        self._leaves = QStackedWidget()
        self._leaves.addWidget(self.help)
        self._leaves.addWidget(self.history)
        self._notes = NotesPanel(response, work, runner) if work is not None else None
        self._files = FilesPanel(response, work, runner) if work is not None else None
        self.tabs = QTabBar()
        self.tabs.setObjectName("side-tabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        # Where four words have no room they are cut, rather than one of them out of sight.
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.addTab(self.tr("Help"))
        self.tabs.addTab(self.tr("History"))
        if self._notes is not None:
            self._notes.changed.connect(self.notes_changed)
            self._notes.drafted.connect(self.drafted)
            self._leaves.addWidget(self._notes)
            self.tabs.addTab(self.tr("Notes"))
        if self._files is not None:
            self._files.changed.connect(self.files_changed)
            self._leaves.addWidget(self._files)
            self.tabs.addTab(self.tr("Files"))
        for place in range(self.tabs.count()):
            self.tabs.setTabToolTip(place, self.tabs.tabText(place))
        self.tabs.currentChanged.connect(self._on_tab)
        whole = column(self.tabs, self._leaves, spacing=Measure.SMALL)
        whole.setStretch(1, 1)
        whole.setContentsMargins(Measure.SMALL, Measure.MEDIUM, Measure.SMALL, Measure.SMALL)
        self.setLayout(whole)

    def show_question(self, card: NodeKey | None, node: NodeKey | None) -> None:
        """Speak of this question from now on."""
        self.help.show_question(card, node)
        self.history.show_question(node)
        if self._notes is not None:
            self._notes.show_question(card)
        if self._files is not None:
            self._files.show_question(card)

    def show_help(self) -> None:
        """Turn to the help, with the keyboard in it."""
        self.tabs.setCurrentIndex(_HELP)
        self.help.setFocus()

    def refresh_history(self) -> None:
        """Versions were stored."""
        self.history.refresh()

    def refresh_notes(self) -> None:
        """Notes may have come."""
        if self._notes is not None:
            self._notes.refresh()

    def refresh_files(self) -> None:
        """Files may have come."""
        if self._files is not None:
            self._files.refresh()

    @Slot(int)
    def _on_tab(self, place: int) -> None:
        self._leaves.setCurrentIndex(place)
        self.history.set_awake(place == _HISTORY)
