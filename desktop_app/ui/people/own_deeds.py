"""What can be done from the people page that is about nobody in the list: a row of buttons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.domain.members import MemberDeed, People
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import Button, Text, column

if TYPE_CHECKING:
    from desktop_app.ui.people.deeds import PeopleDeeds


class OwnDeeds(QWidget):
    """Second computer, reserve, taking over and back, nomination list."""

    def __init__(self, deeds: PeopleDeeds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(
            Text(self.tr("Also here"), TypeRole.QUESTION, strong=True), spacing=Measure.SMALL
        )
        self.setLayout(self._lines)
        self._take_over = self._add(
            self.tr("Take over as focal point…"), Icon.CONTINUE, "take-over", deeds.take_over
        )
        self._take_back = self._add(
            self.tr("Take back the role of focal point…"),
            Icon.BACK,
            "take-back",
            deeds.take_back,
        )
        self._computer = self._add(
            self.tr("Add a second computer…"), Icon.ADD, "add-computer", deeds.add_computer
        )
        self._reserve = self._add(
            self.tr("Make the reserve for the safe…"), Icon.KEY, "reserve", deeds.make_reserve
        )
        self._drill = self._add(
            self.tr("Try whether the reserve opens…"), Icon.DONE, "drill", deeds.try_reserve
        )
        self._add(
            self.tr("Nomination list for a note verbale…"),
            Icon.DOCUMENT,
            "nominations",
            deeds.choose_nominations,
        )

    def show_people(self, people: People) -> None:
        """Offer what may be done now."""
        offered = people.deeds
        self._take_over.setVisible(MemberDeed.TAKE_OVER in offered)
        self._take_back.setVisible(MemberDeed.TAKE_BACK in offered)
        self._computer.setVisible(MemberDeed.ADD_COMPUTER in offered)
        self._reserve.setVisible(MemberDeed.MAKE_RESERVE in offered)
        self._drill.setVisible(people.has_reserve)
        anew, first = self.tr("Make a new reserve…"), self.tr("Make the reserve for the safe…")
        self._reserve.setText(anew if people.has_reserve else first)

    def _add(self, words: str, icon: Icon, name: str, act: Callable[[], None]) -> Button:
        button = Button(words, icon=icon, name=name)
        button.clicked.connect(act)
        self._lines.addWidget(button)
        return button
