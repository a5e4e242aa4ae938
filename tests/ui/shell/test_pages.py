"""Pages after the questionnaire: made when first shown, read anew when concerned."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import Changes
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.windows.page import Given, Page, PageMaker
from desktop_app.ui.windows.workspace import HOME, PEOPLE, QUESTIONNAIRE, Workspace
from desktop_app.ui.work import Sources
from tests.builders.responses import key, with_instruments
from tests.ui.shell.rooms_of import written_at_three


class Probe(Page):
    """Counts how often it is read."""

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self.reads = 0

    def concerns(self, changes: Changes) -> bool:
        return changes.people

    def reload(self) -> None:
        self.reads += 1


class Shelf:
    """Makes probes and keeps them."""

    def __init__(self) -> None:
        self.made: list[Probe] = []

    def make(self, given: Given) -> Page:
        self.made.append(Probe(given))
        return self.made[-1]

    @property
    def maker(self) -> PageMaker:
        return PageMaker(title=lambda: "Probe", make=self.make)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def pages(qtbot: QtBot, theme: Theme, runner: TaskRunner, shelf: Shelf) -> Iterator[Workspace]:
    """An open response with one more page."""
    keep = QObject()
    response = with_instruments("UNTOC")
    autosave = Autosave(response, written_at_three, runner=runner, parent=keep)
    workspace = Workspace(
        response,
        autosave=autosave,
        runner=runner,
        sources=Sources(history=lambda _key: ()),
        language="en",
        deeds=frozenset(),
        more=(shelf.maker,),
    )
    qtbot.addWidget(workspace)
    workspace.resize(900, 500)
    with qtbot.waitExposed(workspace):
        workspace.show()
    yield workspace
    keep.deleteLater()


def test_a_page_is_made_when_it_is_first_shown(pages: Workspace, shelf: Shelf) -> None:
    assert shelf.made == []
    pages.show_page(PEOPLE)
    pages.show_page(HOME)
    pages.show_page(PEOPLE)
    assert [probe.reads for probe in shelf.made] == [1]


def test_it_is_read_anew_only_when_it_is_seen_and_concerned(
    pages: Workspace, shelf: Shelf
) -> None:
    pages.show_page(PEOPLE)
    (probe,) = shelf.made
    pages.hub.tell(Changes(history=True))
    assert probe.reads == 1
    pages.hub.tell(Changes(people=True))
    assert probe.reads == 2
    pages.show_page(HOME)
    pages.hub.tell(Changes(people=True))
    assert probe.reads == 2
    pages.show_page(PEOPLE)
    assert probe.reads == 3


def test_its_key_opens_it(pages: Workspace, qtbot: QtBot) -> None:
    pages.activateWindow()
    qtbot.waitUntil(pages.isActiveWindow)
    QTest.keyClick(pages, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert pages.page == PEOPLE


def test_a_page_that_is_not_there_is_passed_over(pages: Workspace) -> None:
    pages.show_page(PEOPLE + 1)
    assert pages.page == HOME


def test_it_leads_into_the_questionnaire(pages: Workspace, shelf: Shelf) -> None:
    pages.show_page(PEOPLE)
    shelf.made[0].article_chosen.emit(key("untoc_5"))
    assert pages.page == QUESTIONNAIRE
    assert pages.article == key("untoc_5")


def test_the_place_in_the_questionnaire_is_kept_meanwhile(pages: Workspace) -> None:
    pages.show_page(QUESTIONNAIRE)
    place = pages.place()
    pages.show_page(PEOPLE)
    assert pages.place() == place
