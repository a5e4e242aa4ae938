"""Two versions of an answer, at the window: one stands, none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services import dossiers
from desktop_app.ui.settling.differences import compared
from desktop_app.ui.settling.page import SettlingPage
from desktop_app.ui.settling.version_view import VersionView
from desktop_app.ui.theme import Theme
from desktop_app.ui.windows.page import Given
from tests.builders.offices import Office

LONG_MS = 30_000


@pytest.fixture(autouse=True)
def in_conflict(alice: Office, bob: Office, stick: Path) -> None:
    """Both have answered without knowing of each other, from one beginning."""
    alice.answer("party_name", "The Kingdom of Ruritania")
    bob.receive(alice.send(stick))
    alice.answer("party_name", "The old Kingdom of Ruritania")
    bob.answer("party_name", "The Kingdom of Ruritania and its islands")
    alice.receive(bob.send(stick))


@pytest.fixture
def given(in_conflict: None, given: Given) -> Given:
    """The response is opened after the files came."""
    return given


def texts(page: QWidget) -> str:
    return "\n".join(
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    )


def is_shown(qtbot: QtBot, page: SettlingPage, count: int = 3) -> list[VersionView]:
    """The versions in their order, and what they began with."""

    def views() -> list[VersionView]:
        found = [v for v in page.findChildren(VersionView) if v.isVisibleTo(page)]
        return sorted(found, key=lambda view: not view.findChildren(QAbstractButton))

    qtbot.waitUntil(lambda: len(views()) == count, timeout=LONG_MS)
    return views()


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    buttons = [b for b in page.findChildren(QAbstractButton, name) if b.isVisibleTo(page)]
    buttons[0].click()


def settled(qtbot: QtBot, alice: Office, value: str) -> None:
    qtbot.waitUntil(lambda: alice.stands("party_name") == {value}, timeout=LONG_MS)


def test_both_versions_and_their_beginning_are_shown(
    qtbot: QtBot, settling: SettlingPage
) -> None:
    shown = {view.shown for view in is_shown(qtbot, settling)}
    assert shown == {
        "The old Kingdom of Ruritania",
        "The Kingdom of Ruritania and its islands",
        "The Kingdom of Ruritania",
    }
    assert "Alice" in texts(settling)
    assert "Bob" in texts(settling)


@pytest.mark.parametrize(("width", "is_between"), [(1440, True), (900, False)])
def test_what_they_began_with_stands_between_them_where_there_is_room(
    qtbot: QtBot, theme: Theme, settling: SettlingPage, width: int, is_between: bool
) -> None:
    views = is_shown(qtbot, settling)
    settling.resize(width, 900)
    one, other, common = views

    def left(view: VersionView) -> int:
        return view.mapTo(settling, QPoint(0, 0)).x()

    def top(view: VersionView) -> int:
        return view.mapTo(settling, QPoint(0, 0)).y()

    def stands() -> bool:
        if is_between:
            return left(one) < left(common) < left(other) and top(common) == top(one)
        return top(one) == top(other) < top(common) and left(one) < left(other)

    qtbot.waitUntil(stands)


def test_a_text_is_shown_from_its_beginning(qtbot: QtBot, theme: Theme) -> None:
    text = " ".join(f"Sentence {number}." for number in range(300))
    view = VersionView("Bob", "", compared(text, text.replace("Sentence 2.", "")))
    qtbot.addWidget(view)
    view.resize(300, 400)
    with qtbot.waitExposed(view):
        view.show()
    edit = view.findChild(QTextEdit)
    assert edit is not None
    bar = edit.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0


@pytest.mark.parametrize("number", [1, 2])
def test_one_of_them_stands(
    qtbot: QtBot, alice: Office, settling: SettlingPage, number: int
) -> None:
    is_shown(qtbot, settling)
    kept = [view.shown for view in is_shown(qtbot, settling)][number - 1]
    press(qtbot, settling, f"keep-{number}")
    settled(qtbot, alice, kept)
    qtbot.waitUntil(lambda: "There is nothing to settle." in texts(settling), timeout=LONG_MS)


def test_a_key_keeps_one(qtbot: QtBot, alice: Office, settling: SettlingPage) -> None:
    kept = is_shown(qtbot, settling)[1].shown
    settling.activateWindow()
    settling.setFocus()
    button = settling.findChild(QAbstractButton, "keep-1")
    assert button is not None
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_2)
    settled(qtbot, alice, kept)


def test_a_third_text_stands(qtbot: QtBot, alice: Office, settling: SettlingPage) -> None:
    is_shown(qtbot, settling)
    box = settling.findChild(QPlainTextEdit, "what-stands")
    assert box is not None
    box.setPlainText("The old Kingdom of Ruritania and its islands")
    press(qtbot, settling, "use-own")
    settled(qtbot, alice, "The old Kingdom of Ruritania and its islands")
    assert {"The old Kingdom of Ruritania"} <= alice.history("party_name")


def test_an_empty_text_does_not_stand(
    qtbot: QtBot, alice: Office, settling: SettlingPage
) -> None:
    is_shown(qtbot, settling)
    press(qtbot, settling, "use-own")
    assert "There is nothing there yet" in texts(settling)
    assert len(alice.stands("party_name")) == 2


def test_both_can_be_joined(qtbot: QtBot, settling: SettlingPage) -> None:
    is_shown(qtbot, settling)
    press(qtbot, settling, "join")
    box = settling.findChild(QPlainTextEdit, "what-stands")
    assert box is not None
    assert "islands" in box.toPlainText()
    assert "old" in box.toPlainText()


def test_several_are_settled_at_once(
    qtbot: QtBot, alice: Office, bob: Office, stick: Path, settling: SettlingPage
) -> None:
    alice.answer("why_5", "Alice's reasons")
    bob.answer("why_5", "Bob's reasons")
    alice.receive(bob.send(stick))
    again = dossiers.open_response(alice.profile, alice.dossier)
    object.__setattr__(settling.given, "response", again)
    settling.reload()
    qtbot.waitUntil(
        lambda: bool(settling.findChildren(QAbstractButton, "keep-all")), timeout=LONG_MS
    )
    for button in settling.findChildren(QAbstractButton, "keep-all"):
        if "Bob" in button.text():
            button.click()
            break
    assert again.unsettled.answers() == ()


def test_the_question_can_be_gone_to(qtbot: QtBot, settling: SettlingPage) -> None:
    is_shown(qtbot, settling)
    with qtbot.waitSignal(settling.node_chosen) as chosen:
        press(qtbot, settling, "show-question")
    assert str(chosen.args[0]) == "party_name"
