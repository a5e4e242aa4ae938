"""The versions of one answer: who left it how, and when; any of them can be taken up again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import NodeState
from desktop_app.domain.responses import VersionInfo
from desktop_app.services.response import Response
from desktop_app.services.search import shown_value
from desktop_app.ui.errors import problem_of
from desktop_app.ui.questionnaire.removed_answers import RemovedAnswers
from desktop_app.ui.questionnaire.version_words import standing_words, unconfirmed_words
from desktop_app.ui.tasks import Task, TaskRunner
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Button,
    ButtonKind,
    CardFrame,
    Ink,
    Text,
)
from desktop_app.ui.widgets.status_badge import StatusBadge
from desktop_app.ui.wording import apart, isolated, moment_words, runs_right_to_left
from desktop_app.ui.work import Work

_PAUSE_MS = 200
_MOST_CHARACTERS = 600


class HistoryPanel(QScrollArea):
    """The history leaf. It asks the store only while it is looked at.

    Signals:
        restore_wanted: (NodeKey, str) This question shall have this value again.
    """

    restore_wanted = Signal(object, str)

    def __init__(
        self,
        response: Response,
        history: Callable[[NodeKey], tuple[VersionInfo, ...]],
        runner: TaskRunner,
        work: Work | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._response, self._history, self._runner = response, history, runner
        self._node: NodeKey | None = None
        self._is_awake = False
        self._task: Task | None = None
        self.setObjectName("history")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("History"))
        inside = QWidget()
        inside.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lines = QVBoxLayout(inside)
        self._lines.setContentsMargins(
            Measure.SMALL, Measure.HAIR, Measure.SMALL, Measure.SMALL
        )
        self._lines.setSpacing(Measure.MEDIUM)
        self._title = Text(strong=True)
        self._remark = Text(ink=Ink.SOFT)
        self._remark.setObjectName("history-remark")
        self._lines.addWidget(self._title)
        self._lines.addWidget(self._remark)
        self._versions = QVBoxLayout()
        self._versions.setSpacing(Measure.MEDIUM)
        self._lines.addLayout(self._versions)
        if work is not None:
            self._lines.addWidget(RemovedAnswers(response, work, runner))
        self._lines.addStretch(1)
        self._entries: list[_Entry] = []
        self.setWidget(inside)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._ask)
        self._say(self.tr("Go to an answer, and its versions stand here."))

    def set_awake(self, is_awake: bool) -> None:
        """Whether somebody looks at it."""
        self._is_awake = is_awake
        self.refresh()

    def show_question(self, node: NodeKey | None) -> None:
        """Speak of this answer from now on; without one, of the last."""
        if node is None or node == self._node:
            return
        self._node = node
        self.refresh()

    def refresh(self) -> None:
        """Versions may have been stored: ask again soon."""
        if self._is_awake and self._node is not None:
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._soon.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot()
    def _ask(self) -> None:
        if self._node is None:
            return
        if self._task is not None:
            self._task.cancel()
        self._task = self._runner.submit(
            partial(self._history, self._node),
            owner=self,
            on_done=self._show,
            on_error=self._on_error,
        )

    def _show(self, versions: tuple[VersionInfo, ...]) -> None:
        self._task = None
        self._clear()
        node = self._node
        if node is None:
            return
        state = self._response.state(node)
        self._title.setText(state.label)
        if not versions:
            self._say(self.tr("This question has not been answered yet."))
            return
        self._say("")
        for version in versions:
            entry = _Entry(version, state)
            entry.restore_wanted.connect(self._on_restore)
            self._versions.addWidget(entry)
            self._entries.append(entry)

    def _on_error(self, error: Exception) -> None:
        self._task = None
        self._clear()
        problem = problem_of(error)
        self._say(f"{problem.happened} {problem.advice}".strip())

    def _clear(self) -> None:
        for entry in self._entries:
            self._versions.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries.clear()

    def _say(self, text: str) -> None:
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    @Slot(str)
    def _on_restore(self, value: str) -> None:
        if self._node is not None:
            self.restore_wanted.emit(self._node, value)


class _Entry(CardFrame):
    """One version.

    Signals:
        restore_wanted: (str) The answer shall have this value again.
    """

    restore_wanted = Signal(str)

    def __init__(self, version: VersionInfo, state: NodeState) -> None:
        super().__init__(padding=Measure.MEDIUM)
        self._value = version.value
        self.setObjectName("version")
        self.body.setSpacing(Measure.HAIR)
        moment = version.ended_at or version.started_at
        self.body.addWidget(Text(version.author, strong=True))
        self.body.addWidget(Text(moment_words(moment), TypeRole.HINT, ink=Ink.SOFT))
        if version.settled:
            settled = Text(self._settled(version), TypeRole.HINT, ink=Ink.SOFT)
            settled.setObjectName("settled")
            self.body.addWidget(settled)
        self.body.addWidget(StatusBadge(version.status))
        if version.is_unconfirmed:
            self.body.addWidget(Text(unconfirmed_words(), TypeRole.HINT, ink=Ink.WAIT))
        if standing := standing_words(version):
            self.body.addWidget(Text(standing, TypeRole.HINT, ink=Ink.WAIT))
        self.body.addWidget(self._words(state))
        if version.is_current:
            self.body.addWidget(
                Text(self.tr("This is the answer now."), TypeRole.HINT, ink=Ink.SOFT)
            )
        elif not state.readonly:
            button = Button(
                self.tr("Use this version again"), kind=ButtonKind.LINK, name="restore"
            )
            button.clicked.connect(self._on_clicked)
            self.body.addWidget(button)

    def _settled(self, version: VersionInfo) -> str:
        words = self.tr("Settled by {name} between: {versions}")
        between = ", ".join(
            f"{isolated(each.author)} ({apart(moment_words(each.at))})"
            for each in version.settled
        )
        return words.format(name=isolated(version.author), versions=between)

    def _words(self, state: NodeState) -> Text:
        if not self._value:
            return Text(self.tr("Cleared"), ink=Ink.SOFT)
        shown = shown_value(replace(state, value=self._value))
        if len(shown) > _MOST_CHARACTERS:
            shown = shown[:_MOST_CHARACTERS].rstrip() + " …"
        words = Text(shown)
        if runs_right_to_left(shown):
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute
            words.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
        return words

    @Slot()
    def _on_clicked(self) -> None:
        self.restore_wanted.emit(self._value)
