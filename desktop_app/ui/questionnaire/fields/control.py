"""What every kind of answer has in common, whatever it looks like."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.domain.nodes import NodeState


class Control(QWidget):
    """Shows the value of one question and lets a person give another.

    Signals:
        entered: (str) A person gave this value. Never emitted by `apply`.
        stuck: (str) What was typed cannot be taken over, and why; "" when it is mended.
    """

    entered = Signal(str)
    stuck = Signal(str)

    def apply(self, state: NodeState) -> None:
        """Show this state."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """What gets the keyboard when the question does."""
        raise NotImplementedError

    def describe(self, name: str, description: str) -> None:
        """What a screen reader says of it."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)

    def caret(self) -> int:
        """Where one writes, in characters; 0 where there is no text."""
        return 0

    def set_caret(self, place: int) -> None:
        """Go on writing there."""

    def leave(self) -> None:
        """The keyboard went elsewhere: show the value as it is kept."""
