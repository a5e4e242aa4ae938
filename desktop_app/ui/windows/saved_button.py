"""The first of the facts at the top: whether what was written is safe on this computer."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.announcement import announce
from desktop_app.ui.autosave import SavePhase, SaveState
from desktop_app.ui.icons import Icon
from desktop_app.ui.widgets import Button, ButtonKind, Ink
from desktop_app.ui.wording import time_words

# While saving takes no longer, the button does not flicker between two words.
_PATIENCE_MS = 1_200


class SavedButton(Button):
    """ "Saved 14:03", "Saving…", or "Not saved" in the colour of risk."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "", kind=ButtonKind.QUIET, icon=Icon.SAVED, name="saved", parent=parent
        )
        self._state = SaveState(SavePhase.SAVED)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_PATIENCE_MS)
        self._slow.timeout.connect(self._on_slow)
        self._tell()

    @Slot(object)
    def show_state(self, state: SaveState) -> None:
        """Show how it stands with saving."""
        before, self._state = self._state, state
        if state.phase is SavePhase.SAVING:
            if not self._slow.isActive() and before.phase is not SavePhase.SAVING:
                self._slow.start()
            return
        self._slow.stop()
        self._tell()
        if before.phase is SavePhase.FAILED and state.phase is SavePhase.SAVED:
            announce(self, self.text())

    @Slot()
    def _on_slow(self) -> None:
        self.setText(self.tr("Saving…"))
        self.setAccessibleName(self.text())

    def _tell(self) -> None:
        saved = self._words()
        is_failed = self._state.phase is SavePhase.FAILED
        self.set_icon(Icon.RISK if is_failed else Icon.SAVED, Ink.RISK if is_failed else None)
        self.setText(self.tr("Not saved") if is_failed else saved)
        self.setToolTip(self.tr("Whether what you wrote is stored on this computer"))
        self.setAccessibleName(self.text())

    def _words(self) -> str:
        if self._state.at is None:
            return self.tr("Saved")
        return self.tr("Saved {time}").format(time=time_words(self._state.at))
