"""A page on a small questionnaire, and a person who works on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.entries import Entry
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.services.response import Response
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub
from desktop_app.ui.questionnaire.page import QuestionnairePage
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Scheme, Theme
from desktop_app.ui.work import Sources
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response


class Store:
    """What the store lane would be asked for."""

    def __init__(self) -> None:
        self.written: list[Entry] = []
        self.versions: tuple[VersionInfo, ...] = ()
        self.error: Exception | None = None

    def write(self, entries: tuple[Entry, ...]) -> datetime:
        """Keep entries."""
        self.written += entries
        return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def history(self, _key: NodeKey) -> tuple[VersionInfo, ...]:
        """The versions of any answer."""
        if self.error is not None:
            raise self.error
        return self.versions


@pytest.fixture
def store() -> Store:
    """An empty store."""
    return Store()


@pytest.fixture(autouse=True)
def font(qapp: QApplication, theme: Theme) -> None:
    """The same font and look everywhere, so that sizes are."""
    qapp.setFont(QFont("Noto Sans", 11))
    theme.use(Scheme.LIGHT, 100)


@pytest.fixture
def make_person(qtbot: QtBot, store: Store) -> Iterator[Callable[[Response], Person]]:
    """Opens pages, and closes them at the end."""
    opened: list[tuple[QuestionnairePage, Autosave, TaskRunner, ChangeHub]] = []

    def make(response: Response) -> Person:
        runner = TaskRunner()
        hub = ChangeHub()
        autosave = Autosave(response, store.write, runner=runner)
        page = QuestionnairePage(
            response,
            runner=runner,
            autosave=autosave,
            hub=hub,
            sources=Sources(history=store.history),
        )
        opened.append((page, autosave, runner, hub))
        qtbot.addWidget(page)
        page.resize(1440, 900)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return Person(qtbot, page, response)

    yield make
    for page, autosave, runner, _hub in opened:
        page.close()
        autosave.stop()
        runner.shutdown()


@pytest.fixture
def person(make_person: Callable[[Response], Person]) -> Person:
    """Somebody at a page on which the Convention is in force and nothing is answered."""
    response = blank_response()
    response.set(key("instruments"), "UNTOC")
    response.leave()
    return make_person(response)
