"""Answers without a place, to be read: in removed rows, to questions that are not asked now."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.errors import UnknownReference
from desktop_app.services.histories import GoneAnswer, answered, gone_answers
from desktop_app.services.response import Response
from desktop_app.ui.errors import problem_of
from desktop_app.ui.questionnaire.version_words import standing_words, unconfirmed_words
from desktop_app.ui.tasks import Task, TaskRunner
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Ink, Text, row
from desktop_app.ui.wording import moment_words
from desktop_app.ui.work import Work

T = TypeVar("T")

_SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse
    | Qt.TextInteractionFlag.TextSelectableByKeyboard
)


class RemovedAnswers(QWidget):
    """A button, and below it, once it was pressed, what there is."""

    def __init__(
        self, response: Response, work: Work, runner: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._response, self._work, self._runner = response, work, runner
        self._task: Task | None = None
        self._entries: list[QWidget] = []
        self._show = Button(
            self.tr("Answers that have no place now"),
            kind=ButtonKind.LINK,
            name="show-removed",
        )
        self._show.setToolTip(
            self.tr("From rows that were removed, and questions that are not asked any more")
        )
        self._remark = Text(ink=Ink.SOFT)
        self._remark.setObjectName("removed-remark")
        self._remark.hide()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Measure.MEDIUM)
        self._lines.addLayout(row(self._show, 0))
        self._lines.addWidget(self._remark)
        self._show.clicked.connect(self._on_wanted)

    @Slot()
    def _on_wanted(self) -> None:
        """Ask for all that was ever answered; pressed again, let it go."""
        if self._task is not None:
            return
        if self._entries or not self._remark.isHidden():
            self._clear()
            return
        self._ask(self._work(answered), self._on_known)

    def _on_known(self, keys: frozenset[NodeKey]) -> None:
        self._task = None
        gone = [key for key in keys if not self._has(key)]
        if not gone:
            self._say(self.tr("There are none: every answer has its place."))
            return
        language = self._response.form.language
        self._ask(self._work(gone_answers, gone, language), self._on_found)

    def _on_found(self, found: tuple[GoneAnswer, ...]) -> None:
        self._task = None
        self._clear()
        for each in found:
            entry = _Entry(each)
            self._lines.addWidget(entry)
            self._entries.append(entry)

    def _on_error(self, error: Exception) -> None:
        self._task = None
        problem = problem_of(error)
        self._say(f"{problem.happened} {problem.advice}".strip())

    def _ask(self, work: Callable[[], T], on_done: Callable[[T], None]) -> None:
        self._task = self._runner.submit(
            work, owner=self, on_done=on_done, on_error=self._on_error
        )

    def _has(self, key: NodeKey) -> bool:
        try:
            self._response.state(key)
        except UnknownReference:
            return False
        return True

    def _say(self, text: str) -> None:
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    def _clear(self) -> None:
        self._say("")
        for entry in self._entries:
            self._lines.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries.clear()


class _Entry(CardFrame):
    """One such answer with its versions, the latest first."""

    def __init__(self, gone: GoneAnswer) -> None:
        super().__init__(padding=Measure.MEDIUM)
        self.setObjectName("removed-answer")
        self.body.setSpacing(Measure.HAIR)
        if gone.card and gone.card != gone.label:
            self.body.addWidget(Text(gone.card, TypeRole.HINT, ink=Ink.SOFT))
        self.body.addWidget(Text(gone.label, strong=True))
        why = self.tr("Its row was removed.")
        if gone.is_dropped:
            why = self.tr("The questionnaire does not ask this any more.")
        self.body.addWidget(Text(why, TypeRole.HINT, ink=Ink.SOFT))
        for version in gone.versions:
            self._add(version)

    def _add(self, version: VersionInfo) -> None:
        moment = moment_words(version.ended_at or version.started_at)
        self.body.addWidget(Text(version.author))
        self.body.addWidget(Text(moment, TypeRole.HINT, ink=Ink.SOFT))
        remarks = [unconfirmed_words()] if version.is_unconfirmed else []
        for remark in filter(None, [*remarks, standing_words(version)]):
            self.body.addWidget(Text(remark, TypeRole.HINT, ink=Ink.WAIT))
        words = Text(version.value or self.tr("Cleared"))
        words.setTextInteractionFlags(_SELECTABLE)
        self.body.addWidget(words)
