"""Notes on a question among members: read, write one, take one's own back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.members import Note
from desktop_app.services.drafts import note_on
from desktop_app.services.notes import add_note, list_notes, withdraw_note
from desktop_app.services.response import Response
from desktop_app.ui.errors import problem_of
from desktop_app.ui.questionnaire.barred import bar_words
from desktop_app.ui.tasks import Task, TaskRunner
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Ink, Text, row
from desktop_app.ui.wording import moment_words
from desktop_app.ui.work import Work

_LINES = 4


class NotesPanel(QScrollArea):
    """The notes leaf. It asks the store only while it is looked at.

    Notes are on the question as a whole: the card, not one of its answers.

    Signals:
        changed: A note was written or taken back.
        drafted: Something was typed that is to be stored.
    """

    changed = Signal()
    drafted = Signal()

    def __init__(
        self,
        response: Response,
        work: Work,
        runner: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._response, self._work, self._runner = response, work, runner
        self._may_write = response.access.annotates
        self._card: NodeKey | None = None
        self._task: Task | None = None
        self._entries: list[_Entry] = []
        self.setObjectName("notes")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._title = Text(strong=True)
        self._remark = Text(ink=Ink.SOFT)
        self._remark.setObjectName("notes-remark")
        self._edit = QPlainTextEdit()
        self._edit.setObjectName("note-text")
        self._edit.setTabChangesFocus(True)
        self._edit.setPlaceholderText(self.tr("A note for the other members"))
        self._edit.setAccessibleName(self._edit.placeholderText())
        self._edit.textChanged.connect(self._on_typed)
        self._add = Button(self.tr("Leave this note"), name="add-note")
        self._add.clicked.connect(self._on_add)
        self._build()
        self._show_card()

    def show_question(self, card: NodeKey | None) -> None:
        """Speak of this question from now on; without one, of the last."""
        if card is None or card == self._card:
            return
        self._card = card
        self._edit.setPlainText(self._response.drafts.text(note_on(card)))
        self._clear()
        self._show_card()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Notes may have come: ask, if anybody looks."""
        card = self._card
        if card is None or not self.isVisible():
            return
        if self._task is not None:
            self._task.cancel()
        self._task = self._runner.submit(
            self._work(list_notes, card),
            owner=self,
            on_done=self._show,
            on_error=self._on_error,
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._task is not None:
            self._task.cancel()

    def _build(self) -> None:
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(Measure.SMALL, Measure.HAIR, Measure.SMALL, Measure.SMALL)
        lines.setSpacing(Measure.MEDIUM)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(Measure.SMALL)
        height = self._edit.fontMetrics().lineSpacing() * (_LINES + 1)
        self._edit.setFixedHeight(height)
        for piece in (self._title, self._remark):
            lines.addWidget(piece)
        lines.addLayout(self._notes)
        lines.addWidget(self._edit)
        lines.addWidget(Text(self._hint(), TypeRole.HINT, ink=Ink.SOFT))
        lines.addLayout(row(self._add, 0))
        lines.addStretch(1)
        self.setWidget(inside)

    def _hint(self) -> str:
        """What becomes of a note, or why none can be left."""
        bar = self._response.access.bar
        if bar is not None and not self._may_write:
            return bar_words(bar)
        return self.tr("Members read it with the next exchange file. It is never sent on.")

    def _show_card(self) -> None:
        has_card = self._card is not None
        self._edit.setEnabled(has_card and self._may_write)
        self._enable()
        if self._card is not None:
            self._title.setText(self._response.state(self._card).label)
        self._title.setVisible(has_card)
        self._say("" if has_card else self.tr("Go to a question, and its notes stand here."))

    def _show(self, notes: tuple[Note, ...]) -> None:
        self._task = None
        self._clear()
        self._say("" if notes else self.tr("Nobody has left a note here yet."))
        for note in notes:
            entry = _Entry(note, may_withdraw=note.is_mine and self._may_write)
            entry.withdraw_wanted.connect(self._on_withdraw)
            self._notes.addWidget(entry)
            self._entries.append(entry)

    def _clear(self) -> None:
        for entry in self._entries:
            self._notes.removeWidget(entry)
            entry.hide()
            entry.deleteLater()
        self._entries.clear()

    def _say(self, text: str) -> None:
        self._remark.setText(text)
        self._remark.setVisible(bool(text))

    @Slot()
    def _on_typed(self) -> None:
        self._enable()
        if self._card is not None:
            self._keep(self._card, self._edit.toPlainText())

    def _enable(self) -> None:
        is_written = bool(self._edit.toPlainText().strip())
        self._add.setEnabled(is_written and self._card is not None and self._may_write)

    def _keep(self, card: NodeKey, text: str) -> None:
        if self._response.drafts.keep(note_on(card), text):
            self.drafted.emit()

    @Slot()
    def _on_add(self) -> None:
        card = self._card
        if card is None:
            return
        text = self._edit.toPlainText()
        self._add.setEnabled(False)
        self._runner.submit(
            self._work(add_note, card, text),
            owner=self,
            on_done=lambda _note: self._on_added(card, text),
            on_error=self._on_error,
        )

    def _on_added(self, card: NodeKey, text: str) -> None:
        if self._response.drafts.text(note_on(card)) == text:  # nothing was typed meanwhile
            self._keep(card, "")
            if card == self._card:
                self._edit.clear()
        self._enable()
        self._on_done(None)

    @Slot(str)
    def _on_withdraw(self, note: str) -> None:
        self._runner.submit(
            self._work(withdraw_note, note),
            owner=self,
            on_done=self._on_done,
            on_error=self._on_error,
        )

    def _on_done(self, _nothing: object) -> None:
        self.changed.emit()
        self.refresh()

    def _on_error(self, error: Exception) -> None:
        self._task = None
        self._enable()
        problem = problem_of(error)
        self._say(f"{problem.happened} {problem.advice}".strip())


class _Entry(CardFrame):
    """One note.

    Signals:
        withdraw_wanted: (id of the note)
    """

    withdraw_wanted = Signal(str)

    def __init__(self, note: Note, *, may_withdraw: bool) -> None:
        super().__init__(padding=Measure.MEDIUM)
        self._note = note
        self.setObjectName("note")
        self.body.setSpacing(Measure.HAIR)
        self.body.addWidget(Text(note.author_name, strong=True))
        self.body.addWidget(Text(moment_words(note.made_at), TypeRole.HINT, ink=Ink.SOFT))
        self.body.addWidget(Text(note.text))
        if may_withdraw:
            button = Button(
                self.tr("Take this note back"), kind=ButtonKind.LINK, name="withdraw-note"
            )
            button.clicked.connect(self._on_clicked)
            self.body.addWidget(button)

    @Slot()
    def _on_clicked(self) -> None:
        self.withdraw_wanted.emit(self._note.id)
