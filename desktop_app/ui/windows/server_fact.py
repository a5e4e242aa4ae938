"""The second of the facts at the top: when everything was last in step with the server."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop_app.ui.announcement import announce
from desktop_app.ui.icons import Icon
from desktop_app.ui.synchronising.given import ServerState
from desktop_app.ui.synchronising.words import (
    fact_words,
    short_fact_words,
    submissions_not_taken,
    tip_words,
)
from desktop_app.ui.widgets import Button, ButtonKind, Ink


class Room(IntEnum):
    """How much of a fact there is room for."""

    NONE = 0
    SHORT = 1
    WHOLE = 2


class ServerFact(Button):
    """ "Last synchronised 3 March", "Never synchronised", "Cannot reach the server since 9:03",
    "Not taken by the secretariat".

    Hidden as long as the response is connected to no server.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", kind=ButtonKind.QUIET, name="synchronised", parent=parent)
        self._whole = self._short = ""
        self._is_known = False
        self._room = Room.WHOLE
        self.hide()

    @Slot(object)
    def show_state(self, state: ServerState) -> None:
        """Show how it stands."""
        status = state.status
        self._is_known = status is not None
        if status is None:
            self.hide()
            return
        before = self._whole
        self._whole, self._short = fact_words(status), short_fact_words(status)
        tip = tip_words(status)
        if state.is_running:
            self._whole = self._short = tip = self.tr("Synchronising…")
        elif state.waits_to_show:
            tip = self.tr("Something came. It is shown as soon as you pause.")
        is_risk = bool(submissions_not_taken(status)) and not state.is_running
        is_poor = is_risk or (status.trouble is not None and not state.is_running)
        icon, ink = (Icon.RISK, Ink.RISK) if is_risk else (Icon.WARNING, Ink.WAIT)
        self.set_icon(icon if is_poor else None, ink if is_poor else None)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.set_room(self._room)
        if before and before != self._whole and not state.is_running and not is_poor:
            announce(self, self._whole)

    def set_room(self, room: Room) -> None:
        """Say as much as there is room for."""
        self._room = room
        words = {Room.WHOLE: self._whole, Room.SHORT: self._short}
        text = words.get(room, "")
        if text != self.text():
            self.setText(text)
        self.setVisible(self._is_known and bool(text))
