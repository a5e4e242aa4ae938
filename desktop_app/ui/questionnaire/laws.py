"""Legal references: rows of one line that open to be edited, and a line to pick one again."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.bench import Bench
from desktop_app.ui.questionnaire.fields.completions import Completions
from desktop_app.ui.questionnaire.law_register import LegalReference
from desktop_app.ui.questionnaire.repeats import RepeatBox, Row
from desktop_app.ui.theme import Measure, reading_width
from desktop_app.ui.widgets import Button, ButtonKind, Text


class LawRow(Row):
    """One legal reference: a line that sums it up, or its questions.

    A row in which nothing stands yet is not seen until somebody opens it.
    """

    def __init__(self, key: NodeKey, bench: Bench, parent: QWidget | None = None) -> None:
        self._is_open = False
        super().__init__(key, bench, parent)
        self._summary = Text()
        self._summary.setObjectName("law-summary")
        self._edit = Button(self.tr("Edit"), kind=ButtonKind.LINK, name="edit-law")
        self._edit.clicked.connect(self._on_edit)
        self._head.insertWidget(0, self._summary, 1)
        self._head.insertWidget(2, self._edit, 0, Qt.AlignmentFlag.AlignVCenter)
        self._head.insertSpacing(3, Measure.HAIR)
        self.close_row()

    @property
    def is_open(self) -> bool:
        """Whether its questions are seen."""
        return self._is_open

    def remove_words(self) -> str:
        return self.tr("Remove this legal reference")

    def show_number(self, number: int) -> None:
        self._title.setText(self.tr("Legal reference {number}").format(number=number))

    def open(self) -> None:
        super().open()
        self._is_open = True
        self._show_head()
        self.show()

    def build(self) -> Iterator[None]:
        """Its questions are made when somebody opens it."""
        yield from ()

    def close_row(self) -> None:
        """Show the line only."""
        if self._stack is not None:
            self._stack.hide()
        self._is_open = False
        self._show_head()

    def inner_changed(self) -> None:
        if not self._is_open:
            self._show_head()

    def show_if_wanted(self) -> None:
        """Be seen if there is anything to see."""
        self.setVisible(self._is_open or not self._bench.laws.reference(self.key).is_blank)

    def _show_head(self) -> None:
        side = Measure.SMALL if self._is_open else Measure.HAIR
        self.body.setContentsMargins(Measure.MEDIUM, side, Measure.SMALL, side)
        reference = self._bench.laws.reference(self.key)
        text = reference.summary(self.tr("art.")) or self.tr("A law without a title")
        self._summary.setText(text)
        self._summary.setVisible(not self._is_open)
        self._title.setVisible(self._is_open)
        self._remove.setVisible(self._is_open)
        self._edit.setText(self.tr("Done") if self._is_open else self.tr("Edit"))
        self._edit.setAccessibleDescription(text)

    @Slot()
    def _on_edit(self) -> None:
        if self._is_open:
            self.close_row()
            self._edit.setFocus()
            self.show_if_wanted()
        else:
            self._bench.shown.emit(self.key)
        self._bench.moved.emit(self)


class LawBox(RepeatBox):
    """The legal references of a question."""

    def make_adder(self) -> QWidget:
        self._line = LawLine(self._bench, self)
        self._line.setAccessibleDescription(self._title.text())
        self._line.picked.connect(self._on_picked)
        self._line.titled.connect(self._on_titled)
        whole = QWidget(self)
        add = Button(self.tr("Add"), kind=ButtonKind.QUIET, icon=Icon.ADD, name="add-row")
        add.setAccessibleName(self.tr("Add a legal reference"))
        add.clicked.connect(self._on_add)
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Measure.SMALL)
        across.addWidget(self._line, 1)
        across.addWidget(add)
        return whole

    def make_row(self, key: NodeKey) -> Row:
        return LawRow(key, self._bench, self)

    def build(self) -> Iterator[None]:
        yield from super().build()
        for row in self.rows():
            if isinstance(row, LawRow):
                row.show_if_wanted()

    def _new_row(self) -> NodeKey | None:
        """A row in which nothing stands: one that is there already, or an added one."""
        for row in self.rows():
            is_free = isinstance(row, LawRow) and not row.is_open
            if is_free and self._bench.laws.reference(row.key).is_blank:
                return row.key
        return self._bench.editing.add(self.key)

    @Slot()
    def _on_add(self) -> None:
        text = self._line.text().strip()
        self._line.clear()
        self._on_titled(text)

    @Slot(str)
    def _on_titled(self, title: str) -> None:
        key = self._new_row()
        if key is None:
            return
        parts = self._bench.laws.parts(key)
        if title and "title" in parts:
            self._bench.editing.set(parts["title"].key, title)
        self._bench.shown.emit(key)

    @Slot(object)
    def _on_picked(self, reference: LegalReference) -> None:
        key = self._new_row()
        if key is None:
            return
        for node, value in self._bench.laws.filling(reference, key).items():
            self._bench.editing.set(node, value)
        row = self.row(key)
        if isinstance(row, LawRow):
            row.close_row()
            row.show_if_wanted()
            self._bench.moved.emit(row)


class LawLine(QLineEdit):
    """Type to find a reference that was entered already.

    Signals:
        picked: (LegalReference) One was chosen.
        titled: (str) A title that is none of them was entered.
    """

    picked = Signal(object)
    titled = Signal(str)

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("law-line")
        self._bench = bench
        self._known: dict[str, LegalReference] = {}
        self._completer: Completions | None = None
        words = self.tr("Add a law, or type to pick one already entered")
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setMaximumWidth(reading_width(self.font()))
        self.returnPressed.connect(self._on_return)

    def focusInEvent(self, event: QFocusEvent) -> None:
        article = self.tr("art.")
        self._known = {r.summary(article): r for r in self._bench.laws.known()}
        if self._completer is None:
            self._completer = Completions(QStringListModel(self), self)
            self._completer.activated.connect(self._on_activated)
            self.setCompleter(self._completer)
        model = self._completer.model()
        assert isinstance(model, QStringListModel)
        model.setStringList(list(self._known))
        super().focusInEvent(event)

    @Slot(str)
    def _on_activated(self, text: str) -> None:
        reference = self._known.get(text)
        if reference is None:
            return
        # The completer writes its text into the line after this.
        QTimer.singleShot(0, self.clear)
        self.picked.emit(reference)

    @Slot()
    def _on_return(self) -> None:
        text = self.text().strip()
        popup = self._completer.popup() if self._completer else None
        if not text or text in self._known or (popup is not None and popup.isVisible()):
            return
        self.clear()
        self.titled.emit(text)
