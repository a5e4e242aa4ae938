"""Answers without a place, read in the window; and whose work is not confirmed yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.services import dossiers, journal
from desktop_app.ui import deeds
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub
from desktop_app.ui.questionnaire.page import QuestionnairePage
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.work import Sources, Work
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.builders.responses import key

LONG_MS = 30_000


@pytest.fixture
def alice(tmp_path: Path) -> Iterator[Office]:
    """The focal point, who took an answer of a new member in, and removed a row."""
    office = Office(name="Alice", folder=tmp_path / "alice").found()
    bob = Office(name="Bob", folder=tmp_path / "bob").join(office.invite(tmp_path / "i"))
    bob.answer("party_name", "As Bob has it")
    carry(bob, office)
    office.add("bodies@r1")
    office.answer("body_name@r1", "The ministry that was")
    office.drop("bodies@r1")
    bob.close()
    yield office
    office.close()


@pytest.fixture
def page(qtbot: QtBot, runner: TaskRunner, alice: Office) -> Iterator[QuestionnairePage]:
    """Before the history of the first question."""
    keep = QObject()
    response = dossiers.open_response(alice.profile, alice.dossier, language="en")
    work = Work(profile=alice.profile, dossier=alice.dossier)
    write = deeds.writer(alice.profile, alice.dossier)
    made = QuestionnairePage(
        response,
        runner=runner,
        autosave=Autosave(response, write, runner=runner, parent=keep),
        hub=ChangeHub(keep),
        sources=Sources(history=work_of(alice), work=work),
    )
    qtbot.addWidget(made)
    made.resize(1440, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.show_node(key("party_name"))
    tabs = made.findChild(QTabBar, "side-tabs")
    assert tabs is not None
    tabs.setCurrentIndex(1)
    yield made
    runner.shutdown()
    keep.deleteLater()


def work_of(office: Office) -> Callable[[NodeKey], tuple[VersionInfo, ...]]:
    return deeds.historian(office.profile, office.dossier)


def reads(widget: QWidget, words: str) -> bool:
    labels = widget.findChildren(QLabel)
    return any(words in each.text() for each in labels if each.isVisible())


def test_an_answer_of_a_removed_row_is_found_by_the_history(
    qtbot: QtBot, page: QuestionnairePage
) -> None:
    history = page.findChild(QWidget, "history")
    assert history is not None
    assert not reads(history, "The ministry that was")
    button = history.findChild(QAbstractButton, "show-removed")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: reads(history, "The ministry that was"), timeout=LONG_MS)
    assert reads(history, "Its row was removed.")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not reads(history, "The ministry that was")


def test_whose_work_is_not_confirmed_is_said_at_the_answer(
    qtbot: QtBot, page: QuestionnairePage, alice: Office
) -> None:
    words = "whom the focal point has not confirmed yet"
    qtbot.waitUntil(lambda: reads(page, words), timeout=LONG_MS)
    assert reads(page, "Bob")
    version, *_ = journal.history(alice.profile, alice.dossier, key("party_name"))
    assert version.is_unconfirmed
