"""Help that is always there: the keys, and the short way to what is asked most."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.theme import Measure
from desktop_app.ui.widgets import Line, Text, column


class KeysDialog(Dialog):
    """Two short lists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(characters=66, parent=parent)
        self.set_title(self.tr("Keys and short ways"))
        self.body.addLayout(self._build_keys())
        self.body.addWidget(Line())
        for question, answer in self._answers():
            self.body.addLayout(
                column(Text(question, strong=True), Text(answer), spacing=Measure.HAIR)
            )
        self.add_close_button(self.tr("Close"))

    def _build_keys(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Measure.WIDE)
        grid.setVerticalSpacing(Measure.HAIR)
        for line, (keys, what) in enumerate(self._keys()):
            native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(
                Text(native, strong=True, wraps=False), line, 0, Qt.AlignmentFlag.AlignTop
            )
            grid.addWidget(Text(what), line, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl+1", self.tr("Home")),
            ("Ctrl+2", self.tr("Questionnaire")),
            ("Ctrl+3", self.tr("People")),
            ("Ctrl+4", self.tr("Exchange")),
            ("Ctrl+5", self.tr("Submission")),
            ("Ctrl+6", self.tr("To settle")),
            ("Alt+Down", self.tr("Next question")),
            ("Alt+Up", self.tr("Previous question")),
            (
                "Ctrl+Return",
                self.tr("This question is finished: go to the next unanswered one"),
            ),
            ("Ctrl+F", self.tr("Search questions and answers")),
            ("F6", self.tr("Go from column to column")),
            ("F11", self.tr("Write large")),
            ("F1", self.tr("Help on this question")),
            ("Ctrl+Z", self.tr("Take back what was typed")),
            ("Ctrl+U", self.tr("Take back a choice, a removed row or a status")),
            ("Ctrl+Shift+C", self.tr("Copy question and answer as text")),
            ("Ctrl+P", self.tr("Print or export")),
            ("Ctrl+L", self.tr("Lock the window")),
        )

    def _answers(self) -> tuple[tuple[str, str], ...]:
        return (
            (
                self.tr("Is what I write saved?"),
                self.tr(
                    "Yes, within a second, encrypted, on this computer. The bar at the top "
                    "says when. There is no save button because none is needed."
                ),
            ),
            (
                self.tr("Where did my answers go when I chose No?"),
                self.tr(
                    "They are hidden and kept. They come back when you choose Yes again, and "
                    "never enter what is sent."
                ),
            ),
            (
                self.tr("I have forgotten my passphrase."),
                self.tr(
                    "Take the recovery sheet from the safe and choose “I have forgotten my "
                    "passphrase” where the passphrase is asked for."
                ),
            ),
        )
