"""Pages that are closed leave nothing behind, and nothing calls them afterwards."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.services.response import Response
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub
from desktop_app.ui.questionnaire.article_view import ArticleView
from desktop_app.ui.questionnaire.articles import KEPT
from desktop_app.ui.questionnaire.page import QuestionnairePage
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.work import Sources
from tests.builders.responses import key
from tests.ui.questionnaire.conftest import Store
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response

TIMES = 6


def delete_later_now() -> None:
    """Have Qt delete what is to be deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    gc.collect()


def live_objects() -> int:
    """How many objects of Qt are alive that Python knows of."""
    gc.collect()
    return sum(
        isinstance(each, QObject) and shiboken6.isValid(each) for each in gc.get_objects()
    )


def use_and_close(qtbot: QtBot, response: Response, runner: TaskRunner, store: Store) -> None:
    """Open a page, use most of it, and close it."""
    hub = ChangeHub()
    autosave = Autosave(response, store.write, runner=runner)
    page = QuestionnairePage(
        response,
        runner=runner,
        autosave=autosave,
        hub=hub,
        sources=Sources(history=store.history),
    )
    page.resize(1440, 900)
    page.show()
    page.activateWindow()
    person = Person(qtbot, page, response)
    for article in ("kinds", "five", "six", "kinds", "front_page"):
        person.open(article)
    person.open("five")
    person.choose("alpha", "part")
    person.enter("alpha_gap", "a gap")
    person.press("write-large", person.field("alpha_gap"))
    person.press("write-small")
    person.choose("alpha", "nia")
    page.focus_search()
    page.undo()
    page.close()
    autosave.stop()
    qtbot.waitUntil(lambda: bool(runner.is_idle))
    for each in (page, autosave, hub):
        each.deleteLater()


def test_opening_and_closing_many_times_leaves_nothing(
    qtbot: QtBot, runner: TaskRunner, store: Store
) -> None:
    counts = []
    for _ in range(TIMES):
        response = blank_response()
        response.set(key("instruments"), "UNTOC")
        use_and_close(qtbot, response, runner, store)
        del response
        delete_later_now()
        counts.append((live_objects(), len(QApplication.allWidgets())))
    assert counts[-1] == counts[1]


def test_only_a_few_articles_are_kept(person: Person) -> None:
    for article in ("front_page", "kinds", "five", "six", "front_page"):
        person.open(article)
    delete_later_now()
    assert len(person.page.findChildren(ArticleView)) == KEPT


def test_an_article_that_was_dropped_is_told_of_nothing(person: Person) -> None:
    for article in ("five", "kinds", "six", "front_page"):
        person.open(article)
    delete_later_now()
    person.response.set(key("alpha"), "yes")
    person.choose("instruments", "TIP")
    person.open("five")
    assert person.has_field("alpha_example")


def test_a_page_closed_while_the_history_is_read_is_not_called_back(
    qtbot: QtBot, runner: TaskRunner, store: Store
) -> None:
    may_end, response = threading.Event(), blank_response()

    def slow(_key: NodeKey) -> tuple[VersionInfo, ...]:
        may_end.wait(10)
        return ()

    response.set(key("instruments"), "UNTOC")
    hub, autosave = ChangeHub(), Autosave(response, store.write, runner=runner)
    page = QuestionnairePage(
        response, runner=runner, autosave=autosave, hub=hub, sources=Sources(history=slow)
    )
    page.show()
    page.show_node(key("alpha"))
    person = Person(qtbot, page, response)
    tabs = person.page.findChild(QObject, "side-tabs")
    tabs.setCurrentIndex(1)  # type: ignore[union-attr]  # tabs
    qtbot.waitUntil(lambda: not runner.is_idle)
    page.deleteLater()
    delete_later_now()
    may_end.set()
    qtbot.waitUntil(lambda: bool(runner.is_idle))
    autosave.stop()


def test_what_is_typed_last_is_stored_when_the_page_closes(
    make_person: Callable[[Response], Person], store: Store
) -> None:
    response = blank_response()
    response.set(key("instruments"), "UNTOC")
    person = make_person(response)
    person.open("kinds")
    person.enter("k_line", "last words")
    person.page.close()
    person.qtbot.waitUntil(
        lambda: any(getattr(entry, "value", "") == "last words" for entry in store.written)
    )
