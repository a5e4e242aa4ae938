"""Every scene, page and dialog by the keyboard alone, and as a screen reader speaks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.domain.entries import Place
from desktop_app.services.response import Response
from desktop_app.ui.i18n import Language
from desktop_app.ui.questionnaire.article_view import ArticleView
from desktop_app.ui.questionnaire.card_header import StatusButton
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets.reading_order import stops
from desktop_app.ui.windows.main_window import MainWindow
from desktop_app.ui.windows.workspace import Workspace
from tests.builders.responses import key
from tests.ui.questionnaire.small_form import blank_response
from tests.ui.shell.rooms import ROOMS, workspace
from tests.ui.shell.rooms_of import House

Open = Callable[[str], QWidget]
Show = Callable[[QWidget], QWidget]
IN_COLUMNS = {"questionnaire"}
WITHOUT_STOPS = {"keys", "settling-nothing"}


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, language: Language, house: House) -> Iterator[Show]:
    """Shows a room as the program does: a dialog by itself, all else in the window."""
    opened: list[QWidget] = []  # Qt holds no window by itself

    def show_room(room: QWidget) -> QWidget:
        window = room
        if not isinstance(room, QDialog):
            window = MainWindow(house.settings)
            window.show_scene(room)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        opened.append(window)
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show_room
    opened.clear()


@pytest.fixture
def enter(show: Show, house: House) -> Open:
    """Opens one of the rooms."""
    return lambda name: show(ROOMS[name](house))


def page_of(window: QWidget) -> QWidget:
    """What Tab goes round in."""
    if isinstance(window, MainWindow) and window.scene is not None:
        return window.scene
    return window


def spoken(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)).strip() if interface else ""


@pytest.mark.parametrize("name", ROOMS)
def test_each_room_is_gone_through_by_the_keyboard(
    qtbot: QtBot, enter: Open, name: str
) -> None:
    """Whatever takes the keyboard has a name, Tab goes down the page, along each line, and
    round.
    """
    window = enter(name)
    takers = [w for w in window.findChildren(QWidget) if takes_keyboard(w)]
    nameless = [f"{type(w).__name__} {w.objectName()}" for w in takers if not spoken(w)]
    assert nameless == []
    page = page_of(window)
    if name not in IN_COLUMNS:  # a long list is laid out piece by piece
        qtbot.waitUntil(lambda: goes_down(page))
    order = list(stops(page))
    if order:
        order[0].setFocus()
        assert walk(len(order), Qt.Key.Key_Tab) == [*order[1:], order[0]]
        assert walk(len(order), Qt.Key.Key_Backtab) == [*reversed(order)]
    assert order or name in WITHOUT_STOPS


def takes_keyboard(widget: QWidget) -> bool:
    """Whether the keyboard can get there at all, by Tab or by a click."""
    is_there = widget.isVisible() and widget.isEnabled() and not widget.isWindow()
    can = widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
    return is_there and can


def goes_down(page: QWidget) -> bool:
    """Whether each stop of Tab is below the one before, or beside it on the same line."""
    places = [QRect(w.mapTo(page, QPoint(0, 0)), w.size()) for w in stops(page)]
    return all(
        after.top() >= before.bottom() - before.height() // 2 or after.left() > before.left()
        for before, after in pairwise(places)
    )


def walk(steps: int, pressed: Qt.Key) -> list[QWidget | None]:
    """Press a key several times; what has the keyboard after each."""
    found = []
    for _ in range(steps):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, pressed)
        found.append(QApplication.focusWidget())
    return found


class TestQuestionnaire:
    """Its questions are made late, and come and go."""

    @pytest.fixture
    def response(self) -> Response:
        response = blank_response()
        response.set(key("instruments"), "UNTOC")
        return response

    @pytest.fixture
    def pages(self, show: Show, house: House, response: Response) -> Workspace:
        pages = workspace(house, response)
        show(pages)
        return pages

    def go(self, qtbot: QtBot, pages: Workspace, article: str, name: str) -> QWidget:
        """Go to a question once all of its article is there; what has the keyboard then."""
        pages.go_to(Place(article=key(article)))
        views = pages.findChildren(ArticleView)
        view = next(v for v in views if v.isVisible())
        qtbot.waitUntil(lambda: bool(view.is_built))
        pages.go_to(Place(article=key(article), node=key(name)))
        focus = QApplication.focusWidget()
        assert focus is not None
        return focus

    def visited(self, until: str) -> list[str]:
        """The questions that Tab comes to from here on, up to one of them."""
        found: list[str] = []
        for _ in range(60):
            name = question_of(QApplication.focusWidget())
            if name and name not in found:
                found.append(name)
            if name == until:
                return found
            walk(1, Qt.Key.Key_Tab)
        raise AssertionError(f"{until} was not among {found}")

    def test_every_kind_of_answer_has_the_name_of_its_question(
        self, qtbot: QtBot, pages: Workspace, response: Response
    ) -> None:
        response.add(key("k_people"))
        self.go(qtbot, pages, "kinds", "k_line")
        for tab in (1, 0):  # history is asked for only while it is shown
            pages.findChildren(QTabBar, "side-tabs")[0].setCurrentIndex(tab)
            takers = [w for w in pages.findChildren(QWidget) if takes_keyboard(w)]
            nameless = [f"{type(w).__name__} {w.objectName()}" for w in takers if not spoken(w)]
            assert nameless == []

    def test_what_is_called_the_same_is_told_apart_by_its_question(
        self, qtbot: QtBot, pages: Workspace, response: Response
    ) -> None:
        for name, value in (("k_one", "one"), ("k_scale", "3"), ("k_day", "2024-03-31")):
            response.set(key(name), value)
        self.go(qtbot, pages, "kinds", "k_line")
        view = next(v for v in pages.findChildren(ArticleView) if v.isVisible())
        said = [
            (spoken(widget), widget.accessibleDescription())
            for widget in stops(view)
            if not isinstance(widget, StatusButton)
        ]
        twice = [each for each in said if said.count(each) > 1]
        assert twice == []

    def test_a_follow_up_that_came_late_stands_after_its_question(
        self, qtbot: QtBot, pages: Workspace
    ) -> None:
        QTest.keyClick(self.go(qtbot, pages, "five", "alpha"), Qt.Key.Key_Space)
        walk(1, Qt.Key.Key_Right)
        assert self.visited("beta") == ["alpha", "alpha_gap", "alpha_example", "beta"]

    def test_cards_that_were_made_first_are_not_first(
        self, qtbot: QtBot, pages: Workspace
    ) -> None:
        pages.go_to(Place(article=key("six"), node=key("long9")))
        self.go(qtbot, pages, "six", "long1")
        assert self.visited("long12") == [f"long{number}" for number in range(1, 13)]

    def test_tab_stops_at_the_chosen_option_and_leaves_the_others_out(
        self, qtbot: QtBot, pages: Workspace, response: Response
    ) -> None:
        response.set(key("beta"), "part")
        self.go(qtbot, pages, "five", "alpha")
        self.visited("beta")
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus.objectName() == "choice-part"
        walk(1, Qt.Key.Key_Tab)
        assert response.state(key("beta")).value == "part"
        after = QApplication.focusWidget()
        assert after is not None
        assert after.objectName() == "clear-choice"

    def test_what_adds_a_row_comes_after_the_rows(
        self, qtbot: QtBot, pages: Workspace, response: Response
    ) -> None:
        response.set(key("alpha"), "yes")
        self.go(qtbot, pages, "five", "alpha")
        law = next(b for b in pages.findChildren(QWidget, "law-line") if b.isVisible())
        law.setFocus()
        QTest.keyClicks(law, "Penal Code")
        QTest.keyClick(law, Qt.Key.Key_Return)
        names = [w.objectName() for w in stops(pages)]
        wanted = ["edit-law", "remove-row", "law-line", "add-row"]
        assert [name for name in names if name in wanted] == wanted

    def test_the_top_bar_and_the_columns_are_on_the_way(
        self, qtbot: QtBot, pages: Workspace
    ) -> None:
        self.go(qtbot, pages, "five", "alpha")
        names = [w.objectName() for w in stops(pages)]
        places = [names.index(n) for n in ("saved", "pages", "search", "outline", "status")]
        assert places == sorted(places)
        assert names.index("side-tabs") > names.index("next-article")


def question_of(widget: QWidget | None) -> str:
    """The name of the question that a widget belongs to."""
    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    return str(widget.key.question) if isinstance(widget, Field) else ""
