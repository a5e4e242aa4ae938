"""Notes on a question: read, left for the others, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.members import MemberRole
from desktop_app.services import dossiers, members
from desktop_app.services.drafts import note_on
from desktop_app.ui import deeds
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.questionnaire.page import QuestionnairePage
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.work import Sources, Work
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.builders.responses import key

QUESTION = "q_party"
LONG_MS = 30_000


class Notes:
    """Somebody before the notes of a question."""

    def __init__(self, qtbot: QtBot, page: QuestionnairePage, hub: ChangeHub) -> None:
        self.qtbot, self.page, self.hub = qtbot, page, hub

    @property
    def panel(self) -> QWidget:
        found = self.page.findChild(QWidget, "notes")
        assert found is not None
        return found

    @property
    def edit(self) -> QPlainTextEdit:
        found = self.panel.findChild(QPlainTextEdit, "note-text")
        assert found is not None
        return found

    def says(self, words: str) -> bool:
        labels = self.panel.findChildren(QLabel)
        return any(words in label.text() for label in labels if label.isVisible())

    def waits_for(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.says(words), timeout=LONG_MS)

    def press(self, name: str) -> None:
        def found() -> list[QAbstractButton]:
            buttons = self.panel.findChildren(QAbstractButton, name)
            return [each for each in buttons if each.isVisible() and each.isEnabled()]

        self.qtbot.waitUntil(lambda: bool(found()), timeout=LONG_MS)
        QTest.mouseClick(found()[0], Qt.MouseButton.LeftButton)


@pytest.fixture
def alice(tmp_path: Path) -> Office:
    """The focal point; her office is closed by the page's fixture."""
    return Office(name="Alice", folder=tmp_path / "alice").found()


@pytest.fixture
def bob(tmp_path: Path, alice: Office) -> Iterator[Office]:
    """An expert in another office."""
    invited = alice.invite(tmp_path / "invitation.rdexch")
    office = Office(name="Bob", folder=tmp_path / "bob").join(invited)
    yield office
    office.close()


@pytest.fixture
def notes(qtbot: QtBot, runner: TaskRunner, alice: Office) -> Iterator[Notes]:
    """Alice before the notes of the first question."""
    yield from before_notes(qtbot, runner, alice)


def before_notes(qtbot: QtBot, runner: TaskRunner, office: Office) -> Iterator[Notes]:
    """Somebody before the notes of the first question."""
    keep = QObject()
    response = dossiers.open_response(office.profile, office.dossier, language="en")
    hub = ChangeHub(keep)
    work = Work(profile=office.profile, dossier=office.dossier)
    write = deeds.writer(office.profile, office.dossier)
    page = QuestionnairePage(
        response,
        runner=runner,
        autosave=Autosave(response, write, runner=runner, parent=keep),
        hub=hub,
        sources=Sources(history=lambda _key: (), work=work),
    )
    qtbot.addWidget(page)
    page.resize(1440, 900)
    with qtbot.waitExposed(page):
        page.show()
    tabs = page.findChild(QTabBar, "side-tabs")
    assert tabs is not None
    tabs.setCurrentIndex(2)
    page.show_node(key("party_name"))
    yield Notes(qtbot, page, hub)
    runner.shutdown()
    office.close()
    keep.deleteLater()


@pytest.fixture
def watched(qtbot: QtBot, runner: TaskRunner, alice: Office, bob: Office) -> Iterator[Notes]:
    """Bob before the same notes, who was made an observer after he had left one."""
    bob.note(QUESTION, "Left while he was an expert.")
    carry(bob, alice)
    alice.confirm(bob)
    members.set_role(alice.profile, alice.dossier, bob.member, MemberRole.OBSERVER)
    carry(alice, bob)
    alice.close()
    yield from before_notes(qtbot, runner, bob)


def test_a_question_without_notes_says_so(notes: Notes) -> None:
    notes.waits_for("Nobody has left a note here yet.")


def test_a_note_is_left_with_name_and_time_and_taken_back(notes: Notes) -> None:
    notes.waits_for("Nobody has left a note here yet.")
    QTest.keyClicks(notes.edit, "Ask the ministry.")
    notes.press("add-note")
    notes.waits_for("Ask the ministry.")
    assert notes.says("Alice")
    assert notes.says("2026")
    assert notes.edit.toPlainText() == ""
    notes.press("withdraw-note")
    notes.waits_for("Nobody has left a note here yet.")


def test_an_empty_note_cannot_be_left(notes: Notes) -> None:
    button = notes.panel.findChild(QAbstractButton, "add-note")
    assert button is not None
    QTest.keyClicks(notes.edit, "   ")
    assert not button.isEnabled()


def test_a_note_that_is_too_long_is_told_and_kept(notes: Notes) -> None:
    notes.waits_for("Nobody has left a note here yet.")
    notes.edit.setPlainText("a" * 10_001)
    notes.press("add-note")
    notes.waits_for("10,000 characters are the most")
    assert len(notes.edit.toPlainText()) == 10_001


def test_somebody_else_s_note_comes_by_exchange_and_stays(
    notes: Notes, alice: Office, bob: Office
) -> None:
    notes.waits_for("Nobody has left a note here yet.")
    bob.note(QUESTION, "See article 279.")
    carry(bob, alice)
    notes.hub.tell(Changes(exchange=True))
    notes.waits_for("See article 279.")
    assert notes.says("Bob")
    assert not notes.panel.findChildren(QAbstractButton, "withdraw-note")


def test_an_observer_reads_notes_and_is_told_why_none_can_be_left(watched: Notes) -> None:
    watched.waits_for("Left while he was an expert.")
    assert watched.says("You are an observer: you can read everything and change nothing.")
    assert not watched.says("with the next exchange file")
    assert not watched.edit.isEnabled()
    button = watched.panel.findChild(QAbstractButton, "add-note")
    assert button is not None
    watched.edit.setPlainText("A remark that nobody would take")
    assert not button.isEnabled()
    assert not watched.panel.findChildren(QAbstractButton, "withdraw-note")


def kept(alice: Office) -> str:
    """The note on the first question that is being written, as the disk has it."""
    return alice.load().drafts.get(note_on(key(QUESTION)), "")


def test_a_note_that_was_not_left_yet_survives_a_crash(notes: Notes, alice: Office) -> None:
    QTest.keyClicks(notes.edit, "Ask the ministry.")
    notes.qtbot.waitUntil(lambda: kept(alice) == "Ask the ministry.", timeout=LONG_MS)
    alice.profile.abandon()
    assert kept(alice.reopen()) == "Ask the ministry."


def test_a_note_that_was_left_is_no_draft_any_more(notes: Notes, alice: Office) -> None:
    QTest.keyClicks(notes.edit, "Ask the ministry.")
    notes.qtbot.waitUntil(lambda: bool(kept(alice)), timeout=LONG_MS)
    notes.press("add-note")
    notes.waits_for("Ask the ministry.")
    notes.qtbot.waitUntil(lambda: not kept(alice), timeout=LONG_MS)


def test_each_question_keeps_a_note_of_its_own(notes: Notes) -> None:
    QTest.keyClicks(notes.edit, "Ask the ministry.")
    notes.page.show_node(key("q_5_model"))
    notes.qtbot.waitUntil(lambda: notes.edit.toPlainText() == "", timeout=LONG_MS)
    notes.page.show_node(key("party_name"))
    notes.qtbot.waitUntil(
        lambda: notes.edit.toPlainText() == "Ask the ministry.", timeout=LONG_MS
    )
