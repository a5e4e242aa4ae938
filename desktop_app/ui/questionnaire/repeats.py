"""Repeated groups: their rows as cards, a way to add one, a way to remove one.

Removing is not asked about: it can be undone.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet, NodeState
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.bench import Bench
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.stack import Stack
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, CardFrame, Ink, Text


class Row(CardFrame):
    """One instance: its number and title, its questions, and a button that removes it."""

    def __init__(self, key: NodeKey, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=Measure.MEDIUM)
        self.key, self._bench = key, bench
        self.setObjectName(f"row-{key}")
        self._title = Text(ink=Ink.SOFT, role=TypeRole.HINT)
        self._remove = Button(
            self.remove_words(), kind=ButtonKind.QUIET, icon=Icon.REMOVE, name="remove-row"
        )
        self._remove.clicked.connect(self._on_remove)
        if bench.response.access.objection(key) is not None:
            self._remove.hide()
        self._stack: Stack | None = None
        self._head = QHBoxLayout()
        self._head.setSpacing(Measure.SMALL)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._head)
        bench.enter(self)

    def remove_words(self) -> str:
        """What the button that removes it says."""
        return self.tr("Remove this entry")

    def show_number(self, number: int) -> None:
        """Its place among the rows."""
        self._title.setText(self.tr("Entry {number}").format(number=number))
        self._remove.setAccessibleDescription(self._title.text())

    def apply(self, state: NodeState, facets: frozenset[Facet]) -> None:
        """The instance is another now."""

    def build(self) -> Iterator[None]:
        """Make its questions, one at a time."""
        yield from self._make_stack().build()

    def open(self) -> None:
        """Show its questions."""
        stack = self._make_stack()
        stack.sync()
        stack.show()

    def sync(self) -> None:
        """Some of its questions apply now, or no longer."""
        if self._stack is not None:
            self._stack.sync()

    def _make_stack(self) -> Stack:
        if self._stack is None:
            self._stack = Stack(self.key, self._bench, self)
            self.body.addWidget(self._stack)
            self._stack.show()
        return self._stack

    def inner_changed(self) -> None:
        """The value of a question in it is another now."""

    def first_field(self) -> Field | None:
        """Where one begins to fill it."""
        return self._stack.first_field() if self._stack is not None else None

    @Slot()
    def _on_remove(self) -> None:
        self._bench.editing.remove(self.key)


class RepeatBox(QWidget):
    """A repeat: title, rows, and what adds one."""

    def __init__(self, state: NodeState, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._bench = state.key, bench
        self.setObjectName(f"repeat-{state.key}")
        self._rows: dict[NodeKey, Row] = {}
        self._title = Text(state.label, strong=True)
        self._hint = Text(state.hint, TypeRole.HINT, ink=Ink.SOFT, parent=self)
        self._hint.setVisible(bool(state.hint))
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Measure.SMALL)
        self._lines.addWidget(self._title)
        self._lines.addWidget(self._hint)
        self._adder = self.make_adder()
        self._lines.addWidget(self._adder)
        if bench.response.access.objection(state.key) is not None:
            self._adder.hide()
        bench.enter(self)

    def make_adder(self) -> QWidget:
        """What adds a row."""
        words = self.tr("Add an entry")
        add = Button(words, kind=ButtonKind.QUIET, icon=Icon.ADD, name="add-row")
        add.setAccessibleDescription(self._title.text())
        add.clicked.connect(self.add_row)
        return add

    def make_row(self, key: NodeKey) -> Row:
        """A widget for an instance."""
        return Row(key, self._bench, self)

    def apply(self, state: NodeState, facets: frozenset[Facet]) -> None:
        """Show another state; rows that came or went are found by themselves."""
        if Facet.TEXT in facets:
            self._title.setText(state.label)
            self._hint.setText(state.hint)
            self._hint.setVisible(bool(state.hint))
        if Facet.CHILDREN in facets:
            self.sync_rows()

    def sync(self) -> None:
        """Rows apply now, or no longer."""
        self.sync_rows()

    def sync_rows(self) -> None:
        """Have one widget for each instance, in order."""
        for _ in self.build():
            pass

    def build(self) -> Iterator[None]:
        """The same, a piece at a time."""
        wanted = self._bench.response.children(self.key)
        for key in [key for key in self._rows if key not in wanted]:
            self._drop(key)
        first = self._lines.indexOf(self._hint) + 1
        for place, key in enumerate(wanted):
            row = self._rows.get(key)
            is_new = row is None
            if row is None:
                self._rows[key] = row = self.make_row(key)
            if self._lines.indexOf(row) != first + place:
                self._lines.removeWidget(row)
                self._lines.insertWidget(first + place, row)
                row.show()
            row.show_number(place + 1)
            if is_new:
                yield None
                yield from row.build()

    def row(self, key: NodeKey) -> Row | None:
        """The widget of an instance."""
        return self._rows.get(key)

    def rows(self) -> tuple[Row, ...]:
        """The widgets of all instances, in order."""
        keys = self._bench.response.children(self.key)
        return tuple(self._rows[key] for key in keys if key in self._rows)

    @Slot()
    def add_row(self) -> None:
        """Add a row and put the keyboard into it."""
        key = self._bench.editing.add(self.key)
        if key is not None:
            self._bench.shown.emit(key)

    def _drop(self, key: NodeKey) -> None:
        row = self._rows.pop(key)
        for piece in self._bench.inside(key):
            self._bench.remove(piece)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
