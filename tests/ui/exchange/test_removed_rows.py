"""A removed row that somebody had written in, at the window: kept or removed, or several."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services import dossiers
from desktop_app.ui.settling.page import SettlingPage
from desktop_app.ui.windows.page import Given
from tests.builders.offices import Office

LONG_MS = 30_000
ROWS = ("laws_5@one", "laws_5@two")


@pytest.fixture
def how_many(request: pytest.FixtureRequest) -> int:
    """How many rows were removed."""
    return int(getattr(request, "param", 1))


@pytest.fixture(autouse=True)
def disputed(alice: Office, bob: Office, stick: Path, how_many: int) -> None:
    """Alice removed what Bob was writing in."""
    alice.answer("q_5_model", "conspiracy")
    alice.answer("q_5_conspiracy", "yes")
    for number, row in enumerate(ROWS[:how_many]):
        alice.add(row, str(number))
        alice.answer(row.replace("laws_5@", "laws_5_title@"), f"Law {number}")
    bob.receive(alice.send(stick))
    alice.receive(bob.send(stick))
    for number, row in enumerate(ROWS[:how_many]):
        alice.drop(row)
        bob.answer(row.replace("laws_5@", "laws_5_title@"), f"Law {number}, chapter 7")
    alice.receive(bob.send(stick))


@pytest.fixture
def given(disputed: None, given: Given) -> Given:
    """The response is opened after the files came."""
    return given


def texts(page: QWidget) -> str:
    return "\n".join(
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    )


def button(qtbot: QtBot, page: QWidget, name: str) -> QAbstractButton:
    def found() -> list[QAbstractButton]:
        return [b for b in page.findChildren(QAbstractButton, name) if b.isVisibleTo(page)]

    qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
    return found()[0]


def titles(office: Office) -> set[str]:
    return {value for name, value in office.values().items() if name.startswith("laws_5_title")}


def is_settled(qtbot: QtBot, page: SettlingPage) -> None:
    qtbot.waitUntil(lambda: "There is nothing to settle." in texts(page), timeout=LONG_MS)


def test_one_sees_who_removed_it_and_what_was_written(
    qtbot: QtBot, settling: SettlingPage
) -> None:
    button(qtbot, settling, "keep-row")
    shown = texts(settling)
    assert "Alice\u2069 removed this entry" in shown
    assert "Law 0, chapter 7" in shown
    assert "Written by \u2068Bob\u2069" in shown
    assert "Number 1 of 1" in shown


def test_it_is_kept(qtbot: QtBot, alice: Office, settling: SettlingPage) -> None:
    button(qtbot, settling, "keep-row").click()
    is_settled(qtbot, settling)
    qtbot.waitUntil(lambda: not alice.load().disputed, timeout=LONG_MS)
    assert titles(alice) == {"Law 0, chapter 7"}


def test_it_is_removed_by_a_key(qtbot: QtBot, alice: Office, settling: SettlingPage) -> None:
    keep = button(qtbot, settling, "keep-row")
    settling.activateWindow()
    keep.setFocus()
    QTest.keyClick(keep, Qt.Key.Key_2)
    is_settled(qtbot, settling)
    qtbot.waitUntil(lambda: not alice.load().disputed, timeout=LONG_MS)
    assert titles(alice) == set()
    assert "Law 0, chapter 7" in alice.history("laws_5_title@one")


@pytest.mark.parametrize("how_many", [2], indirect=True)
@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("keep-all-rows", {"Law 0, chapter 7", "Law 1, chapter 7"}),
        ("drop-all-rows", set()),
    ],
)
def test_several_are_settled_at_once(
    qtbot: QtBot, alice: Office, settling: SettlingPage, name: str, left: set[str]
) -> None:
    button(qtbot, settling, name).click()
    is_settled(qtbot, settling)
    qtbot.waitUntil(lambda: not alice.load().disputed, timeout=LONG_MS)
    assert titles(alice) == left
    response = dossiers.open_response(alice.profile, alice.dossier)
    assert response.unsettled.count() == 0
