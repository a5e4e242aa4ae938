"""One of a few: a title, and below it the choices, each perhaps with a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from desktop_app.ui.theme import TypeRole, follow_looks
from desktop_app.ui.widgets.choice_buttons import RadioButton, stop_at_chosen
from desktop_app.ui.widgets.layout import row
from desktop_app.ui.widgets.text import Ink, Text


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
        follow_looks(self)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RadioButton] = {}
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
            self._stop_here()

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
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._set_in()

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._set_in()

    def _set_in(self) -> None:
        """Begin the sentences below the words of the buttons, however large those are."""
        for name, hint in self._hints.items():
            indent = self._buttons[name].text_left()
            if self.isRightToLeft():
                hint.setContentsMargins(0, 0, indent, 0)
            else:
                hint.setContentsMargins(indent, 0, 0, 0)

    def _add(self, lines: QVBoxLayout, option: Option, title: str) -> None:
        button = RadioButton(option.words)
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

    def _stop_here(self) -> None:
        self.setFocusProxy(self._buttons[self.choice])
        stop_at_chosen(self._buttons.values())

    @Slot()
    def _on_clicked(self) -> None:
        self._stop_here()
        self.chosen.emit(self.choice)
