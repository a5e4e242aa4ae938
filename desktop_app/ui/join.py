"""Joining a colleague's response: the file that was sent, and the code that was told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.file_and_code import FileAndCode
from desktop_app.ui.icons import Icon
from desktop_app.ui.scene import Scene
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, Foot, Ink, Line, Text


@dataclass(frozen=True, slots=True)
class Ticket:
    """What opens a response: a file, and its code as it was typed."""

    file: Path
    code: str


class Join(Scene):
    """An invitation, a second computer's file and the reserve are opened alike.

    Signals:
        join_wanted: (Ticket) Open it, then drop the scene or call `show_problem`.
        left: The user goes back.
    """

    join_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        lead = self.tr("You need the file that you were sent, and the code that you were told.")
        self.set_title(self.tr("Join a colleague's response"), lead)
        self.entry = FileAndCode()
        self._join = Button(
            self.tr("Open the response"),
            kind=ButtonKind.PRIMARY,
            icon=Icon.CONTINUE,
            name="join",
        )
        back = Button(self.tr("Back"), icon=Icon.BACK, name="back")
        back.clicked.connect(self.left)
        self._join.clicked.connect(self._on_join)
        self.entry.changed.connect(self._on_changed)
        self.entry.entered.connect(self._on_join)
        kinds = self.tr(
            "The file of a second computer of yours and the reserve from the safe are opened "
            "here too. Whoever opens the reserve becomes focal point."
        )
        body = self.card.body
        body.setSpacing(Measure.LARGE)
        body.addWidget(self.entry)
        body.addWidget(Text(kinds, TypeRole.HINT, ink=Ink.SOFT))
        body.addWidget(Line())
        body.addWidget(Foot([back], [self._join]))
        self._on_changed()

    def start(self) -> None:
        self.entry.setFocus()

    @Slot()
    def _on_changed(self) -> None:
        self._join.setEnabled(self.entry.is_complete)

    @Slot()
    def _on_join(self) -> None:
        if self.entry.is_complete:
            self.begin_work(self.tr("Opening the response…"))
            self.join_wanted.emit(Ticket(Path(self.entry.file), self.entry.code))
