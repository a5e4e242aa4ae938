"""Ana, the focal point, before the people page of her response; Ben in another office."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.domain.members import MemberRole
from desktop_app.services import dossiers
from desktop_app.ui import deeds
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.i18n import Language
from desktop_app.ui.people.code_file import CodeFileDialog
from desktop_app.ui.people.member_card import MemberCard
from desktop_app.ui.people.page import PeoplePage
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.windows.page import Given
from desktop_app.ui.work import Work
from tests.builders.carrying import carry
from tests.builders.offices import Office

LONG_MS = 30_000


@dataclass
class Reader:
    """Somebody before a people page: reads it, presses, types, and waits for what comes."""

    qtbot: QtBot
    office: Office
    page: PeoplePage
    hub: ChangeHub

    def reads(self, words: str, inside: QWidget | None = None) -> bool:
        """Whether words stand somewhere."""
        labels = (inside or self.page).findChildren(QLabel)
        return any(words in label.text() for label in labels if label.isVisible())

    def waits_for(self, words: str, inside: QWidget | None = None) -> None:
        self.qtbot.waitUntil(lambda: self.reads(words, inside), timeout=LONG_MS)

    def waits_for_member(self, name: str, words: str) -> None:
        """Wait until the card of a member, which may be made anew meanwhile, says this."""
        self.qtbot.waitUntil(lambda: self.reads(words, self.card(name)), timeout=LONG_MS)

    def card(self, name: str) -> MemberCard:
        """The card of a member, once it is there."""

        def found() -> list[MemberCard]:
            cards = self.page.findChildren(MemberCard)
            return [c for c in cards if c.isVisible() and c.accessibleName() == name]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
        return found()[0]

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button that is there and can be pressed."""

        def found() -> list[QAbstractButton]:
            buttons = (inside or self.page).findChildren(QAbstractButton, name)
            return [b for b in buttons if b.isVisible() and b.isEnabled()]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
        QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)

    def offers(self, name: str) -> list[str]:
        """What the menu of a member offers."""
        return [a.objectName() for a in self.card(name).findChildren(QAction) if a.objectName()]

    def choose(self, name: str, act: str) -> None:
        """Choose from the menu of a member, once it offers that."""
        self.qtbot.waitUntil(lambda: act in self.offers(name), timeout=LONG_MS)
        action = self.card(name).findChild(QAction, act)
        assert action is not None
        action.trigger()

    def dialog(self) -> Dialog:
        """The dialog that is open, once it is."""

        def found() -> list[Dialog]:
            tops = QApplication.topLevelWidgets()
            return [w for w in tops if isinstance(w, Dialog) and w.isVisible()]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
        return found()[0]

    def has_no_dialog(self) -> None:
        """Wait until every dialog is closed."""

        def closed() -> bool:
            tops = QApplication.topLevelWidgets()
            return not any(isinstance(w, Dialog) and w.isVisible() for w in tops)

        self.qtbot.waitUntil(closed, timeout=LONG_MS)

    def types(self, name: str, text: str, inside: QWidget) -> None:
        """Type into a line in the place of what was there; other scripts are pasted."""
        field = inside.findChild(QLineEdit, name)
        assert field is not None
        field.clear()
        if text.isascii():
            QTest.keyClicks(field, text)
        else:
            field.insert(text)

    def saves(self, dialog: Dialog, file: Path) -> str:
        """Save the file of a code there; the code, once it is shown."""
        assert isinstance(dialog, CodeFileDialog)
        dialog.save_to(file)
        self.qtbot.waitUntil(lambda: bool(dialog.code), timeout=LONG_MS)
        code = dialog.code
        dialog.accept()
        self.has_no_dialog()
        return code

    def hears(self, other: Office) -> None:
        """Take in what another office wrote."""
        carry(other, self.office)
        self.hub.tell(Changes(people=True, exchange=True))

    def role(self, other: Office) -> MemberRole:
        """The role of somebody, as this office knows it."""
        return MemberRole(self.office.held().state.roster.members[other.member].role)


@pytest.fixture
def ana(
    qtbot: QtBot, theme: Theme, language: Language, runner: TaskRunner, tmp_path: Path
) -> Iterator[Reader]:
    """The focal point before her page."""
    office = Office(name="Ana", folder=tmp_path / "ana").found()
    yield from before_page(qtbot, runner, office)


def before_page(qtbot: QtBot, runner: TaskRunner, office: Office) -> Iterator[Reader]:
    """Somebody before the page of the response in their office."""
    keep = QObject()
    response = dossiers.open_response(office.profile, office.dossier, language="en")
    autosave = Autosave(
        response, deeds.writer(office.profile, office.dossier), runner=runner, parent=keep
    )
    hub = ChangeHub(keep)
    given = Given(response=response, autosave=autosave, runner=runner, hub=hub, language="en")
    page = PeoplePage(given, Work(profile=office.profile, dossier=office.dossier))
    qtbot.addWidget(page)
    page.resize(900, 700)
    with qtbot.waitExposed(page):
        page.show()
    reader = Reader(qtbot, office, page, hub)
    reader.card(office.name)
    yield reader
    runner.shutdown()
    office.close()
    keep.deleteLater()
