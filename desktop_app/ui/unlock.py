"""The prompt: a passphrase opens the profile. Painted before anything heavy is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.scene import Scene
from desktop_app.ui.widgets import BannerKind, Button, ButtonKind, Foot, PassphraseEdit

if TYPE_CHECKING:
    from desktop_app.ui.errors import Problem


class Unlock(Scene):
    """Asks for the passphrase.

    Signals:
        unlock_wanted: (passphrase) Try it, then drop the scene or call `show_problem`.
        forgotten: The user wants to use the recovery code.
    """

    unlock_wanted = Signal(str)
    forgotten = Signal()

    def __init__(self, *, is_locked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        if is_locked:
            lead = self.tr(
                "Everything you wrote is saved. You will come back to where you were."
            )
            self.set_title(self.tr("Locked"), lead)
        else:
            self.set_title(
                self.tr("Good to see you"), self.tr("Your passphrase opens your work.")
            )
        self._passphrase = PassphraseEdit(self.tr("Passphrase"), name="passphrase")
        self._unlock = Button(
            self.tr("Unlock"), kind=ButtonKind.PRIMARY, icon=Icon.KEY, name="unlock"
        )
        self._forgotten = Button(
            self.tr("I have forgotten my passphrase"), kind=ButtonKind.LINK, name="forgotten"
        )
        self._build()

    def start(self) -> None:
        self._passphrase.start()

    def show_problem(self, problem: Problem, kind: BannerKind = BannerKind.WAIT) -> None:
        super().show_problem(problem, kind)
        self._passphrase.start()

    def forget(self) -> None:
        """Empty the field: what stood in it has served."""
        self._passphrase.clear()

    def _build(self) -> None:
        self._unlock.setEnabled(False)
        self._passphrase.changed.connect(self._on_changed)
        self._passphrase.entered.connect(self._on_unlock)
        self._unlock.clicked.connect(self._on_unlock)
        self._forgotten.clicked.connect(self.forgotten)
        self.card.body.addWidget(self._passphrase)
        self.card.body.addWidget(Foot([self._forgotten], [self._unlock]))

    @Slot()
    def _on_changed(self) -> None:
        self._unlock.setEnabled(bool(self._passphrase.text))

    @Slot()
    def _on_unlock(self) -> None:
        if self._passphrase.text:
            self.begin_work(self.tr("Opening your profile…"))
            self.unlock_wanted.emit(self._passphrase.text)
