"""Submitting from the window to a real server: by line, by courier, and opening it again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services import dossiers, journal, servers
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub, Changes
from desktop_app.ui.desk.exchanging import exchange_pages
from desktop_app.ui.desk.submitting import submission_page
from desktop_app.ui.desk.synchronising import server_deeds
from desktop_app.ui.exchange.receive_card import ReceiveCard
from desktop_app.ui.submission.reason_edit import ReasonEdit
from desktop_app.ui.synchronising.given import ServerGiven
from desktop_app.ui.synchronising.line_watch import LineWatch
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.synchronising.timing import Timing
from desktop_app.ui.tasks import Task, TaskRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.windows.page import Given, Page
from tests.builders.offices import Office
from tests.builders.secretariats import answered, approve, connect, decide, serving
from tests.builders.servers import Process

PATIENCE_MS = 60_000


@pytest.fixture
def secretariat(tmp_path: Path) -> Iterator[Process]:
    """A server that serves with its submission key unlocked."""
    with serving(tmp_path / "server") as made:
        yield made


@pytest.fixture
def approved(alice: Office, secretariat: Process) -> Office:
    """Alice has connected her response and approved it."""
    alice.clock.pass_by(seconds=(datetime.now(UTC) - alice.clock()).total_seconds())
    connect(alice, secretariat)
    approve(alice, q_5_model="conspiracy")
    return alice


@pytest.fixture
def given(approved: Office, runner: TaskRunner, theme: Theme) -> Iterator[Given]:
    """What Alice's pages work with."""
    keep = QObject()
    response = dossiers.open_response(approved.profile, approved.dossier)
    autosave = Autosave(
        response,
        lambda entries: journal.write(approved.profile, approved.dossier, entries),
        runner=runner,
        parent=keep,
    )
    server = Synchroniser(
        ServerGiven(
            deeds=server_deeds(approved.profile, approved.dossier),
            timing=Timing(lambda: 0.0, lambda: 0.0),
            watch=LineWatch(keep),
            quiet_s=lambda: 0.0,
        ),
        runner=runner,
        save=lambda _ends_editing: autosave.flush(),
        parent=keep,
    )
    hub = ChangeHub(keep)
    server.ended.connect(lambda: hub.tell(Changes(exchange=True)))  # as the window does
    yield Given(
        response=response,
        autosave=autosave,
        runner=runner,
        hub=hub,
        language="en",
        server=server,
    )
    keep.deleteLater()


@pytest.fixture
def page(qtbot: QtBot, approved: Office, given: Given) -> Page:
    """The page of submission, as the window makes it."""
    begun: list[Task] = []
    made = submission_page(approved.profile, approved.dossier, begun.append).make(given)
    return shown(qtbot, made)


def shown(qtbot: QtBot, page: Page) -> Page:
    qtbot.addWidget(page)
    page.resize(1000, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.reload()
    return page


def reads(page: QWidget) -> str:
    return "\n".join(
        label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)
    )


def waits_for(qtbot: QtBot, page: QWidget, words: str) -> None:
    qtbot.waitUntil(lambda: words in reads(page), timeout=PATIENCE_MS)


def press(qtbot: QtBot, page: QWidget, name: str) -> None:
    """Press a button once it is there."""

    def found() -> QAbstractButton | None:
        buttons = page.findChildren(QAbstractButton, name)
        return next((each for each in buttons if each.isVisibleTo(page)), None)

    qtbot.waitUntil(lambda: found() is not None, timeout=PATIENCE_MS)
    button = found()
    assert button is not None
    button.click()


def test_it_is_submitted_by_line_and_the_receipt_stands_there(
    qtbot: QtBot, page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(qtbot, page, "submit")
    waits_for(qtbot, page, "The secretariat has it")
    waits_for(qtbot, page, "Vienna")
    press(qtbot, page, "verify-receipt")
    waits_for(qtbot, page, "it is of what was approved")
    paper = tmp_path / "receipt.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(paper), ""))
    press(qtbot, page, "print-receipt")
    qtbot.waitUntil(paper.exists, timeout=PATIENCE_MS)
    assert paper.read_bytes().startswith(b"%PDF-")


def test_by_courier_the_reply_is_dropped_on_the_exchange_page(
    qtbot: QtBot,
    page: Page,
    approved: Office,
    given: Given,
    secretariat: Process,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "bag.rdcour"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    press(qtbot, page, "submit-file")
    waits_for(qtbot, page, "is written")
    reply = answered(secretariat, out)
    (maker, _) = exchange_pages(approved.profile, approved.dossier)
    exchange = shown(qtbot, maker.make(given))
    card = exchange.findChild(ReceiveCard)
    assert card is not None
    with qtbot.waitSignal(exchange.reload_wanted, timeout=PATIENCE_MS):
        card.look_at([reply])
    waits_for(qtbot, exchange, "reply was taken in")
    page.reload()
    waits_for(qtbot, page, "Physically received")


def test_another_file_is_no_reply(
    qtbot: QtBot, approved: Office, given: Given, tmp_path: Path
) -> None:
    (maker, _) = exchange_pages(approved.profile, approved.dossier)
    exchange = shown(qtbot, maker.make(given))
    card = exchange.findChild(ReceiveCard)
    assert card is not None
    wrong = tmp_path / "wrong.rdcour"
    wrong.write_bytes(b"RDCOUR\r\n\0\1\0\2 and rubbish")
    card.look_at([wrong])
    waits_for(qtbot, exchange, "The reply is damaged")


def test_without_a_line_it_says_so_and_goes_another_time(
    qtbot: QtBot, page: Page, approved: Office, secretariat: Process
) -> None:
    secretariat.stop()
    press(qtbot, page, "submit")
    waits_for(qtbot, page, "It waits to be sent: the secretariat does not have it.")
    assert "Sent on" not in reads(page)
    assert "The secretariat has it." not in reads(page)
    assert servers.status(approved.profile, approved.dossier).unsent > 0


def test_opening_it_again_is_asked_for(
    qtbot: QtBot, page: Page, approved: Office, secretariat: Process
) -> None:
    press(qtbot, page, "submit")
    waits_for(qtbot, page, "The secretariat has it")
    edit = page.findChild(ReasonEdit)
    assert edit is not None
    edit.given.emit("A law was missed.")
    waits_for(qtbot, page, "The request is ready.")
    waits_for(qtbot, page, "The request waits to be sent")
    servers.synchronise(approved.profile, approved.dossier, pause=lambda _: None)
    decide(secretariat, granted=True, answer="Go on.")
    servers.synchronise(approved.profile, approved.dossier, pause=lambda _: None)
    page.reload()
    waits_for(qtbot, page, "Go on.")
