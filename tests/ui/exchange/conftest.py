"""An exchange page and a page to settle on, on a real profile, and a colleague elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.services import dossiers, journal
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub
from desktop_app.ui.desk.exchanging import exchange_pages
from desktop_app.ui.exchange.page import ExchangePage
from desktop_app.ui.settling.page import SettlingPage
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.windows.page import Given
from tests.builders.offices import Office


@pytest.fixture
def bob(tmp_path: Path, alice: Office, stick: Path) -> Iterator[Office]:
    """An expert elsewhere, of whom Alice knows."""
    office = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(stick))
    alice.receive(office.send(stick))
    yield office
    office.close()


@pytest.fixture
def given(alice: Office, runner: TaskRunner, theme: Theme) -> Iterator[Given]:
    """What Alice's pages work with."""
    keep = QObject()
    response = dossiers.open_response(alice.profile, alice.dossier)
    autosave = Autosave(
        response,
        lambda entries: journal.write(alice.profile, alice.dossier, entries),
        runner=runner,
        parent=keep,
    )
    yield Given(
        response=response,
        autosave=autosave,
        runner=runner,
        hub=ChangeHub(keep),
        language="en",
    )
    keep.deleteLater()


def show(qtbot: QtBot, page: ExchangePage | SettlingPage) -> None:
    """Show a page as the window does."""
    qtbot.addWidget(page)
    page.resize(1100, 800)
    with qtbot.waitExposed(page):
        page.show()


@pytest.fixture
def exchange(qtbot: QtBot, alice: Office, given: Given) -> ExchangePage:
    """Alice's exchange page."""
    page = exchange_pages(alice.profile, alice.dossier)[0].make(given)
    assert isinstance(page, ExchangePage)
    show(qtbot, page)
    return page


@pytest.fixture
def settling(qtbot: QtBot, alice: Office, given: Given) -> SettlingPage:
    """Alice's page to settle on."""
    page = exchange_pages(alice.profile, alice.dossier)[1].make(given)
    assert isinstance(page, SettlingPage)
    show(qtbot, page)
    return page
