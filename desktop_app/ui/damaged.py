"""What is shown when the profile is there but cannot be read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.scene import Scene
from desktop_app.ui.theme import TypeRole
from desktop_app.ui.widgets import Button, ButtonKind, Foot, Ink, Text
from desktop_app.ui.wording import left_to_right


class Damaged(Scene):
    """Where the profile is, and the two things that may help.

    Signals:
        restore_wanted: The user has a backup.
        again_wanted: Try to open it once more.
    """

    restore_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(
            self.tr("Your profile cannot be read"),
            self.tr("Some of its files are damaged or missing. Nothing was changed."),
        )
        where = self.tr("It is in the folder {folder}.").format(
            folder=left_to_right(str(folder))
        )
        keep = self.tr(
            "If you have a backup, restore it: what is in the folder now is moved aside, not "
            "deleted. Without a backup, ask support before you change anything there."
        )
        self._restore = Button(
            self.tr("Restore a backup…"),
            kind=ButtonKind.PRIMARY,
            icon=Icon.BACKUP,
            name="restore",
        )
        again = Button(self.tr("Try again"), name="again")
        self._restore.clicked.connect(self.restore_wanted)
        again.clicked.connect(self.again_wanted)
        self.card.body.addWidget(Text(where))
        self.card.body.addWidget(Text(keep, TypeRole.HINT, ink=Ink.SOFT))
        self.card.body.addWidget(Foot([again], [self._restore]))

    def start(self) -> None:
        self._restore.setFocus()
