"""The questions of one group or row below each other; those that do not apply are not there.

A widget is made when its question first applies, and kept, hidden, when it no longer does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Facet, NodeKind, NodeState
from desktop_app.ui.questionnaire.bench import Bench
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.fields.kinds import UNSEEN
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Text

_UNSEEN_APPEARANCE = "hidden"


def is_shown(state: NodeState) -> bool:
    """Whether a node has a place on the page now."""
    if not state.relevant or state.type in UNSEEN:
        return False
    if _UNSEEN_APPEARANCE in state.appearance.split():
        return False
    return state.kind is not NodeKind.QUESTION or bool(state.type)


@runtime_checkable
class Composed(Protocol):
    """A piece that is made of others."""

    def build(self) -> Iterator[None]:
        """Make them, one at a time."""


class Stack(QWidget):
    """The children of one group or instance, in the form's order."""

    def __init__(self, key: NodeKey, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._bench = bench
        self._pieces: dict[NodeKey, QWidget] = {}
        self._order = bench.response.children(key)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(Measure.LARGE)

    def build(self) -> Iterator[None]:
        """Make and show what applies, a piece at a time."""
        for key in self._order:
            state = self._bench.response.state(key)
            piece = self._pieces.get(key)
            if is_shown(state):
                if piece is None:
                    yield from self._make(state)
                else:
                    piece.show()
            elif piece is not None:
                piece.hide()

    def sync(self) -> None:
        """The same at once."""
        for _ in self.build():
            pass

    def place_of(self, key: NodeKey) -> int:
        """The line after the piece that shows a node; for what is said about it."""
        piece = self._pieces.get(key)
        return self._lines.indexOf(piece) + 1 if piece is not None else 1

    def put(self, widget: QWidget, after: NodeKey) -> None:
        """Put a message below the piece that shows a node."""
        self._lines.removeWidget(widget)
        self._lines.insertWidget(self.place_of(after), widget)

    def first_field(self) -> Field | None:
        """The first question one can answer, in here or further in."""
        for key in self._order:
            piece = self._pieces.get(key)
            if piece is None or piece.isHidden():
                continue
            if isinstance(piece, Field) and piece.can_be_answered:
                return piece
            if isinstance(piece, Group) and (inner := piece.stack.first_field()) is not None:
                return inner
        return None

    def _make(self, state: NodeState) -> Iterator[None]:
        piece = self._bench.make(state, self._bench, self)
        self._pieces[state.key] = piece
        self._lines.insertWidget(self._line_for(state.key), piece)
        piece.show()
        yield None
        if isinstance(piece, Composed):
            yield from piece.build()

    def _line_for(self, key: NodeKey) -> int:
        """Before the first widget whose node comes later in the form."""
        later = self._order[self._order.index(key) + 1 :]
        for other in later:
            piece = self._pieces.get(other)
            if piece is not None and (line := self._lines.indexOf(piece)) >= 0:
                return line
        return self._lines.count()


class Group(QWidget):
    """A group inside a card: its title, and its questions."""

    def __init__(self, state: NodeState, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = state.key
        self._title = Text(state.label, strong=True, parent=self)
        self._title.setVisible(bool(state.label))
        self.stack = Stack(state.key, bench, self)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(Measure.SMALL)
        lines.addWidget(self._title)
        lines.addWidget(self.stack)
        bench.enter(self)

    def build(self) -> Iterator[None]:
        """Make its questions, one at a time."""
        yield from self.stack.build()

    def sync(self) -> None:
        """Some of its questions apply now, or no longer."""
        self.stack.sync()

    def apply(self, state: NodeState, facets: frozenset[Facet]) -> None:
        """Show another state."""
        if Facet.TEXT in facets:
            self._title.setText(state.label)
            self._title.setVisible(bool(state.label))
