"""What is being written to settle with is kept as everything typed is, and drops when used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.keys import NodeKey
from desktop_app.services import dossiers, journal
from desktop_app.services.drafts import settling_of
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub
from desktop_app.ui.desk.exchanging import exchange_pages
from desktop_app.ui.settling.page import SettlingPage
from desktop_app.ui.settling.version_view import VersionView
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.windows.page import Given
from tests.builders.offices import Office
from tests.ui.exchange.conftest import show
from tests.ui.exchange.test_settling import LONG_MS, press, texts

HOUR = "An hour's work on a third text"
SUBJECT = settling_of(NodeKey.parse("party_name"))


@pytest.fixture
def in_conflict(alice: Office, bob: Office, stick: Path) -> None:
    """Two answers have two versions each."""
    bob.receive(alice.send(stick))
    for office in (alice, bob):
        office.answer("party_name", f"The name by {office.name}")
        office.answer("why_5", f"The reasons by {office.name}")
    alice.receive(bob.send(stick))


@dataclass
class Desk:
    """Alice at the page to settle on."""

    qtbot: QtBot
    alice: Office
    runner: TaskRunner
    keep: QObject

    def sit_down(self) -> SettlingPage:
        """Open the response as it is on the disk, and the page with an answer on it."""
        profile, dossier = self.alice.profile, self.alice.dossier
        response = dossiers.open_response(profile, dossier)
        write = lambda entries: journal.write(profile, dossier, entries)  # noqa: E731
        given = Given(
            response=response,
            autosave=Autosave(response, write, runner=self.runner, parent=self.keep),
            runner=self.runner,
            hub=ChangeHub(self.keep),
            language="en",
        )
        page = exchange_pages(profile, dossier)[1].make(given)
        assert isinstance(page, SettlingPage)
        show(self.qtbot, page)
        self.qtbot.waitUntil(lambda: bool(page.findChildren(VersionView)), timeout=LONG_MS)
        return page

    def box(self, page: SettlingPage) -> QPlainTextEdit:
        """Where a third text is written."""
        boxes = page.findChildren(QPlainTextEdit, "what-stands")
        return next(each for each in boxes if each.isVisibleTo(page))

    def write(self, page: SettlingPage, text: str = HOUR) -> None:
        """Type, and wait as long as the window says that it is not saved."""
        with self.qtbot.waitSignal(page.given.autosave.settled, timeout=LONG_MS):
            self.box(page).setPlainText(text)
            page.given.autosave.drain()


@pytest.fixture
def desk(qtbot: QtBot, alice: Office, runner: TaskRunner, in_conflict: None) -> Iterator[Desk]:
    keep = QObject()
    yield Desk(qtbot, alice, runner, keep)
    keep.deleteLater()


def test_it_is_there_after_going_to_the_next_and_back(desk: Desk) -> None:
    page = desk.sit_down()
    desk.box(page).setPlainText(HOUR)
    press(desk.qtbot, page, "next-conflict")
    assert desk.box(page).toPlainText() == ""
    press(desk.qtbot, page, "previous-conflict")
    assert desk.box(page).toPlainText() == HOUR


def test_what_comes_in_meanwhile_leaves_text_and_keyboard_alone(desk: Desk) -> None:
    page = desk.sit_down()
    before = desk.box(page)
    before.setFocus()
    desk.qtbot.waitUntil(before.hasFocus, timeout=LONG_MS)
    QTest.keyClicks(before, HOUR)
    page.reload()
    desk.qtbot.waitUntil(lambda: desk.box(page) is not before, timeout=LONG_MS)
    desk.qtbot.waitUntil(desk.box(page).hasFocus, timeout=LONG_MS)
    QTest.keyClicks(desk.box(page), ", and on")
    assert desk.box(page).toPlainText() == f"{HOUR}, and on"


def test_it_is_written_without_being_asked_for(desk: Desk) -> None:
    page = desk.sit_down()
    desk.box(page).setPlainText(HOUR)
    desk.qtbot.waitUntil(lambda: desk.alice.load().drafts.get(SUBJECT) == HOUR, timeout=LONG_MS)


def test_it_is_there_after_a_crash(desk: Desk) -> None:
    desk.write(desk.sit_down())
    desk.alice.profile.abandon()
    desk.alice.reopen()
    assert desk.box(desk.sit_down()).toPlainText() == HOUR


def test_it_is_there_after_locking(desk: Desk) -> None:
    desk.write(desk.sit_down())
    desk.alice.again()
    assert desk.box(desk.sit_down()).toPlainText() == HOUR


def test_it_is_no_version_and_never_travels(desk: Desk) -> None:
    before = desk.alice.export()
    desk.write(desk.sit_down())
    assert desk.alice.export() == before
    assert HOUR not in desk.alice.history("party_name")
    assert desk.alice.is_sound()


def test_nothing_of_it_is_on_the_disk_in_clear(desk: Desk) -> None:
    desk.write(desk.sit_down())
    files = [each for each in desk.alice.folder.rglob("*") if each.is_file()]
    assert not [each for each in files if HOUR.encode() in each.read_bytes()]


def test_it_is_dropped_once_it_stands(desk: Desk) -> None:
    page = desk.sit_down()
    desk.write(page)
    press(desk.qtbot, page, "use-own")
    desk.qtbot.waitUntil(lambda: desk.alice.stands("party_name") == {HOUR}, timeout=LONG_MS)
    assert desk.alice.load().drafts == {}


def test_it_is_dropped_once_a_version_stands(desk: Desk) -> None:
    page = desk.sit_down()
    desk.write(page)
    press(desk.qtbot, page, "keep-1")
    desk.qtbot.waitUntil(lambda: desk.alice.load().drafts == {}, timeout=LONG_MS)


@pytest.fixture
def settled_by_bob(desk: Desk, bob: Office, stick: Path) -> SettlingPage:
    """Alice was writing when it came that Bob had settled it."""
    desk.write(desk.sit_down())
    bob.receive(desk.alice.send(stick))
    bob.settle("party_name", "as Bob decided")
    desk.alice.receive(bob.send(stick))
    page = desk.sit_down()
    press(desk.qtbot, page, "next-conflict")
    assert "settled while you were writing" in texts(page)
    return page


def test_what_somebody_else_settled_leaves_the_text_to_use(
    desk: Desk, settled_by_bob: SettlingPage
) -> None:
    press(desk.qtbot, settled_by_bob, "use-left")
    desk.qtbot.waitUntil(lambda: desk.alice.stands("party_name") == {HOUR}, timeout=LONG_MS)
    assert desk.alice.load().drafts == {}


def test_what_somebody_else_settled_leaves_the_text_to_delete(
    desk: Desk, settled_by_bob: SettlingPage
) -> None:
    press(desk.qtbot, settled_by_bob, "drop-left")
    desk.qtbot.waitUntil(lambda: desk.alice.load().drafts == {}, timeout=LONG_MS)
    assert desk.alice.stands("party_name") == {"as Bob decided"}
