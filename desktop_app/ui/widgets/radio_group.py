"""One of a few: a title, and below it the choices, each perhaps with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.theme import TypeRole
from desktop_app.ui.widgets.layout import row
from desktop_app.ui.widgets.text import Ink, Text

_LOOKS = frozenset({QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange})


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its name in code, its words, and what it means."""

    name: str
    words: str
    hint: str = ""


class RadioGroup(QWidget):
    """Always has one chosen: the first, until another is.

    Signals:
        chosen: (name) By the user.
    """

    chosen = Signal(str)

    def __init__(
        self, title: str, options: Iterable[Option], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QRadioButton] = {}
        self._hints: dict[str, QWidget] = {}
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(Text(title, strong=True))
        for option in options:
            self._add(lines, option, title)
        self.choose(next(iter(self._buttons)))
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def choice(self) -> str:
        """The name of what is chosen."""
        return next(name for name, button in self._buttons.items() if button.isChecked())

    def choose(self, name: str) -> None:
        """Choose this without telling anybody; what is not offered is passed over."""
        if self.offers(name):
            self._buttons[name].setChecked(True)
            self.setFocusProxy(self._buttons[name])

    def offers(self, name: str) -> bool:
        """Whether this can be chosen now."""
        button = self._buttons.get(name)
        return button is not None and not button.isHidden()

    def offer(self, name: str, offered: bool) -> None:
        """Show a choice or take it away; if it was chosen, the first is."""
        button = self._buttons[name]
        for piece in (button, self._hints.get(name)):
            if piece is not None:
                piece.setVisible(offered)
        if not offered and button.isChecked():
            self.choose(next(iter(self._buttons)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._set_in()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in _LOOKS:
            self._set_in()

    def _set_in(self) -> None:
        """Begin the sentences below the words of the buttons, however large those are."""
        for name, hint in self._hints.items():
            button, option = self._buttons[name], QStyleOptionButton()
            button.initStyleOption(option)
            option.direction = Qt.LayoutDirection.LeftToRight
            part = QStyle.SubElement.SE_RadioButtonContents
            indent = button.style().subElementRect(part, option, button).left()
            if self.isRightToLeft():
                hint.setContentsMargins(0, 0, indent, 0)
            else:
                hint.setContentsMargins(indent, 0, 0, 0)

    def _add(self, lines: QVBoxLayout, option: Option, title: str) -> None:
        button = QRadioButton(option.words)
        button.setObjectName(option.name)
        button.setAccessibleName(f"{title}: {option.words}")
        button.setAccessibleDescription(option.hint)
        self._group.addButton(button)
        self._buttons[option.name] = button
        lines.addWidget(button)
        if option.hint:
            hint = QWidget()
            words = Text(option.hint, TypeRole.HINT, ink=Ink.SOFT)
            hint.setLayout(row(words))
            self._hints[option.name] = hint
            lines.addWidget(hint)

    @Slot()
    def _on_clicked(self) -> None:
        self.chosen.emit(self.choice)
