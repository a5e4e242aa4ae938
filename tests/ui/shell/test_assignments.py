"""Work given out at the window, and my part as whoever was asked sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QTreeWidget, QWidget

from desktop_app.domain.members import Assignment
from desktop_app.services import assignments, dossiers, members
from desktop_app.ui.assignments.dialogs import AssignArticle, AssignDialog, AssignMember
from desktop_app.ui.assignments.my_part import MyPart
from desktop_app.ui.home import Home
from desktop_app.ui.people.member_card import MemberCard
from desktop_app.ui.questionnaire.fields.control import Control
from desktop_app.ui.widgets import Text
from desktop_app.ui.windows.workspace import HOME, PEOPLE, QUESTIONNAIRE, Workspace
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.builders.responses import key
from tests.ui.shell.conftest import MakeVisitor
from tests.ui.shell.visitor import LONG_MS, Visitor

TODAY = date.today()  # noqa: DTZ011  # due dates are local days


@pytest.fixture
def alice(tmp_path: Path) -> Iterator[Office]:
    """A focal point; her profile is closed when the window opens it."""
    office = Office(name="Alice", folder=tmp_path / "alice").found("Strelsau")
    yield office
    office.close()


@pytest.fixture
def bob(alice: Office, folder: Path, tmp_path: Path) -> Iterator[Office]:
    """An expert, confirmed."""
    office = Office(name="Bob", folder=folder).join(alice.invite(tmp_path / "invitation"))
    carry(office, alice)
    alice.confirm(office)
    carry(alice, office)
    yield office
    office.close()


def at_the_window_of(office: Office, folder: Path, make_visitor: MakeVisitor) -> Visitor:
    """The window on that office's profile."""
    office.close()
    if office.folder != folder:
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.symlink_to(office.folder)
    visitor = make_visitor()
    visitor.open_workspace()
    return visitor


def texts(visitor: Visitor, name: str) -> list[str]:
    scene = visitor.window.scene
    assert scene is not None
    return [t.text() for t in scene.findChildren(Text, name) if t.isVisible()]


def no_dialog() -> bool:
    tops = QApplication.topLevelWidgets()
    return not any(isinstance(top, AssignDialog) and top.isVisible() for top in tops)


def given(visitor: Visitor) -> tuple[Assignment, ...]:
    profile = visitor.desk._held.profile  # what the window has open
    assert profile is not None
    (info,) = dossiers.list_dossiers(profile)
    return assignments.list_assignments(profile, info.id)


class TestTheFocalPoint:
    """Alice at the window; Bob is a member."""

    @pytest.fixture
    def window(
        self, alice: Office, tmp_path: Path, make_visitor: MakeVisitor, folder: Path
    ) -> Visitor:
        bob = Office(name="Bob", folder=tmp_path / "bob")
        bob.join(alice.invite(tmp_path / "invitation"))
        carry(bob, alice)
        bob.close()
        return at_the_window_of(alice, folder, make_visitor)

    def test_gives_an_article_from_its_page(self, window: Visitor) -> None:
        workspace = window.stands_before(Workspace)
        workspace._on_article(key("untoc_5"))  # as a click in the outline
        window.press("assign")
        dialog = window.dialog(AssignArticle)
        who = dialog.findChild(QComboBox, "who")
        assert who is not None
        who.setCurrentIndex(next(i for i in range(who.count()) if "Bob" in who.itemText(i)))
        window.press("agree", dialog)
        window.qtbot.waitUntil(
            lambda: any("Bob" in line for line in texts(window, "assigned")), timeout=LONG_MS
        )
        (one,) = given(window)
        assert (one.target, one.assignee_name) == ("untoc_5", "Bob")
        assert one.due == TODAY + timedelta(days=14)

    def test_gives_one_question_without_a_date_and_takes_it_back(self, window: Visitor) -> None:
        workspace = window.stands_before(Workspace)
        workspace._on_article(key("untoc_5"))
        window.press("assign")
        dialog = window.dialog(AssignArticle)
        what, box = dialog.findChild(QComboBox, "what"), dialog.findChild(QCheckBox, "has-date")
        assert what is not None
        assert box is not None
        what.setCurrentIndex(1)
        box.setChecked(False)
        window.press("agree", dialog)
        window.qtbot.waitUntil(lambda: len(given(window)) == 1, timeout=LONG_MS)
        window.qtbot.waitUntil(no_dialog, timeout=LONG_MS)
        assert given(window)[0].due is None
        assert given(window)[0].target.startswith("c_5")
        window.press("assign")
        again = window.dialog(AssignArticle)
        window.press("withdraw", again)
        window.qtbot.waitUntil(lambda: not given(window), timeout=LONG_MS)
        again.reject()

    def test_gives_articles_from_the_people_page(self, window: Visitor) -> None:
        workspace = window.stands_before(Workspace)
        workspace.show_page(PEOPLE)
        people = workspace._made[PEOPLE]

        def card() -> MemberCard | None:
            cards = people.findChildren(MemberCard)
            found = [c for c in cards if c.accessibleName() == "Bob" and c.isVisible()]
            return found[0] if found else None

        window.qtbot.waitUntil(lambda: card() is not None, timeout=LONG_MS)
        shown = card()
        assert shown is not None
        action = shown.findChild(QAction, "assign")
        assert action is not None
        action.trigger()
        dialog = window.dialog(AssignMember)
        tree = dialog.findChild(QTreeWidget)
        assert tree is not None
        part = tree.topLevelItem(1)
        assert part is not None
        for at in range(2):
            item = part.child(at)
            assert item is not None
            item.setCheckState(0, Qt.CheckState.Checked)
        window.press("agree", dialog)
        window.qtbot.waitUntil(lambda: len(given(window)) == 2, timeout=LONG_MS)
        window.qtbot.waitUntil(
            lambda: any("Assigned" in line for line in texts(window, "given")), timeout=LONG_MS
        )


class TestWhoIsAsked:
    """Bob at the window; Alice gave him work."""

    def test_sees_their_part_first_at_home(
        self, alice: Office, bob: Office, make_visitor: MakeVisitor, folder: Path
    ) -> None:
        late = TODAY - timedelta(days=3)
        assignments.assign(alice.profile, alice.dossier, key("untoc_5"), bob.member, due=late)
        assignments.assign(alice.profile, alice.dossier, key("untoc_6"), bob.member)
        carry(alice, bob)
        window = at_the_window_of(bob, folder, make_visitor)
        workspace = window.stands_before(Workspace)
        part = workspace.findChild(MyPart)
        assert part is not None
        window.qtbot.waitUntil(lambda: len(texts(window, "due")) == 2, timeout=LONG_MS)
        due = texts(window, "due")
        assert due[0].startswith("Overdue: it was due on")
        assert due[1] == "Without a date"
        home = workspace.findChild(Home)
        assert home is not None
        assert part.mapTo(home, part.rect().topLeft()).y() < _place(home, "continue")
        window.press("go-to-share", part)
        assert workspace.page == QUESTIONNAIRE
        assert workspace.article == key("untoc_5")

    def test_can_list_their_part_alone(
        self, alice: Office, bob: Office, make_visitor: MakeVisitor, folder: Path
    ) -> None:
        assignments.assign(alice.profile, alice.dossier, key("untoc_6"), bob.member)
        carry(alice, bob)
        window = at_the_window_of(bob, folder, make_visitor)
        workspace = window.stands_before(Workspace)
        window.press("only-my-part")
        assert workspace.page == QUESTIONNAIRE
        window.qtbot.waitUntil(
            lambda: any("My part" in line for line in texts(window, "result-count")),
            timeout=LONG_MS,
        )
        window.press("end-search")
        window.press("shortcut-my-part")
        assert any("My part" in line for line in texts(window, "result-count"))

    def test_nothing_is_said_where_nothing_is_assigned(
        self, bob: Office, make_visitor: MakeVisitor, folder: Path
    ) -> None:
        window = at_the_window_of(bob, folder, make_visitor)
        workspace = window.stands_before(Workspace)
        part = workspace.findChild(MyPart)
        assert part is not None
        assert part.isHidden()
        assert not window.visible(QWidget, "shortcut-my-part")
        assert not window.visible(QWidget, "assign")
        assert workspace.page == HOME

    def test_is_told_why_the_rest_cannot_be_edited(
        self, alice: Office, bob: Office, make_visitor: MakeVisitor, folder: Path
    ) -> None:
        response = dossiers.open_response(alice.profile, alice.dossier)
        part = response.form.names_inside(key("untoc_5"))
        members.restrict(alice.profile, alice.dossier, bob.member, part)
        carry(alice, bob)
        window = at_the_window_of(bob, folder, make_visitor)
        workspace = window.stands_before(Workspace)
        workspace._on_article(key("untoc_6"))
        window.qtbot.waitUntil(lambda: bool(texts(window, "bar")), timeout=LONG_MS)
        assert texts(window, "bar") == [
            "Not in your part: the focal point restricted you to other questions. You can "
            "read this, and leave a note if something should change."
        ]
        scene = window.window.scene
        assert scene is not None
        window.qtbot.waitUntil(lambda: bool(scene.findChildren(Control)), timeout=LONG_MS)
        assert not window.reads("Filled in by the questionnaire.")
        workspace._on_article(key("untoc_5"))
        assert texts(window, "bar") == []


def _place(home: Home, name: str) -> int:
    found = home.findChild(QWidget, name)
    assert found is not None
    return found.mapTo(home, found.rect().topLeft()).y()
