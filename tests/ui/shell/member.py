"""Somebody who works on a response with others, each at a window of their own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QWidget

from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.services import dossiers
from desktop_app.services.people import people
from desktop_app.services.profile import Profile
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.exchange.receive_card import ReceiveCard
from desktop_app.ui.exchange.send_card import SendCard
from desktop_app.ui.join import Join
from desktop_app.ui.people.code_file import CodeFileDialog
from desktop_app.ui.people.member_card import MemberCard
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.responses import Responses
from desktop_app.ui.windows.workspace import EXCHANGE, HOME, PEOPLE, Workspace
from tests.ui.shell.visitor import LONG_MS, Visitor


class Person:
    """Does by the window what one does with others; files lie on the stick."""

    def __init__(self, visitor: Visitor, stick: Path) -> None:
        self.at, self.stick = visitor, stick

    @property
    def workspace(self) -> Workspace:
        """The open response."""
        return self.at.stands_before(Workspace)

    @property
    def profile(self) -> Profile:
        """What the window has open."""
        profile = self.at.desk._held.profile  # nothing else names it
        assert profile is not None
        return profile

    @property
    def dossier(self) -> DossierId:
        """The one response."""
        (info,) = dossiers.list_dossiers(self.profile)
        return info.id

    def wait(self, words: str) -> None:
        """Until words stand somewhere in the window."""
        self.at.qtbot.waitUntil(lambda: self.at.reads(words), timeout=LONG_MS)

    # Files with a code

    def save_code_file(self, file: str) -> str:
        """Of the dialog that is open: the code it shows."""
        dialog = self.at.dialog(CodeFileDialog)
        dialog.save_to(self.stick / file)
        self.at.qtbot.waitUntil(lambda: bool(dialog.code), timeout=LONG_MS)
        code = dialog.code
        dialog.accept()
        self.no_dialog()
        return code

    def invite(self, name: str, role: str = "expert") -> str:
        """Invite somebody from the people page; the code."""
        self.workspace.show_page(PEOPLE)
        button = "invite" if self.at.visible(QWidget, "invite") else "take-step"
        self.at.press(button)
        dialog = self.at.dialog(CodeFileDialog)
        self.at.press(role, dialog)
        field = dialog.findChild(QLineEdit, "name")
        assert field is not None
        QTest.keyClicks(field, name)
        return self.save_code_file(name)

    def join(self, file: str, code: str) -> None:
        """Open what one was sent."""
        self.at.stands_before(Responses)
        self.at.press("join")
        scene = self.at.stands_before(Join)
        scene.entry.use_file(str(self.stick / f"{file}.rdexch"))
        self.at.write("code", code, scene)
        self.at.press("join", scene)
        assert self.workspace.page == HOME

    # People

    def card(self, name: str) -> MemberCard:
        """The card of a member, once it is there."""
        if self.workspace.page != PEOPLE:
            self.workspace.show_page(PEOPLE)

        def found() -> list[MemberCard]:
            cards = self.workspace.findChildren(MemberCard)
            return [c for c in cards if c.isVisible() and c.accessibleName() == name]

        self.at.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
        return found()[0]

    def choose(self, name: str, act: str) -> None:
        """Choose from the menu of a member, once it offers that."""
        self.at.qtbot.waitUntil(
            lambda: self.card(name).findChild(QAction, act) is not None, timeout=LONG_MS
        )
        action = self.card(name).findChild(QAction, act)
        assert action is not None
        action.trigger()

    def agree(self) -> None:
        """Agree to what the dialog asks, and wait until it is gone."""
        self.at.press("agree", self.at.dialog(Dialog))
        self.no_dialog()

    def no_dialog(self) -> None:
        """Wait until every dialog is closed."""

        def closed() -> bool:
            tops = QApplication.topLevelWidgets()
            return not any(isinstance(w, Dialog) and w.isVisible() for w in tops)

        self.at.qtbot.waitUntil(closed, timeout=LONG_MS)

    def digits(self, inside: QWidget) -> set[str]:
        """All digits of computers that stand there."""
        return {each.text() for each in inside.findChildren(QLabel, "digits")}

    def own_digits(self) -> set[str]:
        """What one reads out by telephone."""
        me = next(m for m in people(self.profile, self.dossier).members if m.is_me)
        return self.digits(self.card(me.person.name))

    # Files

    def send(self, *, as_text: bool = False) -> list[Path]:
        """Send to everybody; the files that are new on the stick."""
        before = set(self.stick.iterdir())
        self.workspace.show_page(EXCHANGE)
        card = self.workspace.findChild(SendCard)
        assert card is not None
        self.at.qtbot.waitUntil(
            lambda: bool(self.at.visible(QWidget, "send-file")), timeout=LONG_MS
        )
        box = card.findChild(QCheckBox, "as-text")
        assert box is not None
        box.setChecked(as_text)
        card.send_to(self.stick)
        self.at.qtbot.waitUntil(card.banner.isVisible, timeout=LONG_MS)
        assert "Done." in card.banner.message, card.banner.message
        return sorted(set(self.stick.iterdir()) - before)

    def receive(self, files: list[Path]) -> None:
        """Look at files, take them in, and wait for the response to be there again."""
        before = self.workspace
        before.show_page(EXCHANGE)
        card = before.findChild(ReceiveCard)
        assert card is not None
        card.look_at(files)
        self.at.press("take-in", card)
        self.at.qtbot.waitUntil(
            lambda: (
                isinstance(self.at.window.scene, Workspace)
                and self.at.window.scene is not before
            ),
            timeout=LONG_MS,
        )

    # Answers

    def write(self, name: str, text: str) -> None:
        """Type an answer in the place of what was there, and leave it."""
        key = NodeKey.parse(name)
        self.workspace._on_node(key)  # as a click on what was found

        def found() -> list[Field]:
            fields = self.workspace.findChildren(Field)
            return [each for each in fields if each.key == key and each.isVisible()]

        self.at.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
        target = found()[0].control.target()
        target.selectAll()  # type: ignore[attr-defined]  # lines and paragraphs alike
        QTest.keyClicks(target, text)
        self.workspace.show_page(HOME)
        self.at.qtbot.waitUntil(lambda: self.stands(name) == text, timeout=LONG_MS)

    def stands(self, name: str) -> str:
        """What an answer says here, on the disk."""
        response = dossiers.open_response(self.profile, self.dossier)
        return response.state(NodeKey.parse(name)).value

    def export(self) -> bytes:
        """The whole state."""
        return dossiers.export_dossier(self.profile, self.dossier)
