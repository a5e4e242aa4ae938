"""Every scene, page and dialog opens: in English, twice as long, right to left, large, dark."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import desktop_app.ui
from desktop_app.ui.assignments.dialogs import AssignDialog
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.i18n import Language
from desktop_app.ui.scene import Scene
from desktop_app.ui.theme import DARK, Colours, Scheme, Theme
from desktop_app.ui.widgets import Text
from tests.builders.pseudo import use_pseudo
from tests.ui.looks import squeezed
from tests.ui.shell.rooms import ROOMS
from tests.ui.shell.rooms_of import House

pytestmark = pytest.mark.looks

Open = Callable[[str], QWidget]
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit, QTextEdit)
SMALLEST = (900, 500)
FRAMES = (Scene, Dialog, AssignDialog)
"""What rooms are built on, and are not themselves."""
SHADES_OF_DARK = [getattr(DARK, name).lower() for name in Colours._fields]


@pytest.fixture
def enter(qtbot: QtBot, theme: Theme, language: Language, house: House) -> Open:
    """Opens a room at the smallest size that must do."""

    def open_room(name: str) -> QWidget:
        room = ROOMS[name](house)
        room.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(room)
        room.resize(*SMALLEST)
        with qtbot.waitExposed(room):
            room.show()
        QApplication.processEvents()
        return room

    return open_room


@pytest.mark.parametrize("name", ROOMS)
class TestRoom:
    def test_it_opens_in_english(self, enter: Open, name: str) -> None:
        assert not enter(name).grab().isNull()

    def test_it_opens_twice_as_long(self, enter: Open, language: Language, name: str) -> None:
        use_pseudo(language)
        room = enter(name)
        assert room.width() <= SMALLEST[0]
        assert squeezed(room) == []

    def test_it_opens_right_to_left(self, enter: Open, language: Language, name: str) -> None:
        use_pseudo(language, is_rtl=True)
        assert enter(name).isRightToLeft()

    def test_it_fits_the_smallest_window_at_200_per_cent(
        self, enter: Open, theme: Theme, name: str
    ) -> None:
        theme.use(Scheme.DARK, 200)
        room = enter(name)
        assert room.minimumSizeHint().width() <= SMALLEST[0]
        assert room.minimumSizeHint().height() <= SMALLEST[1]
        assert squeezed(room) == []

    def test_it_takes_other_colours_and_another_size_of_text_at_once(
        self, enter: Open, theme: Theme, name: str
    ) -> None:
        room = enter(name)
        labels = [label for label in room.findChildren(Text) if label.isVisible()]
        before = [label.font().pointSizeF() for label in labels]
        theme.use(Scheme.DARK, 200)
        inks = {label.palette().windowText().color().name() for label in labels}
        assert inks <= set(SHADES_OF_DARK)
        after = [label.font().pointSizeF() for label in labels]
        assert after == pytest.approx([2 * size for size in before])
        assert squeezed(room) == []

    def test_every_control_has_a_name(self, enter: Open, name: str) -> None:
        room = enter(name)
        nameless = [w for w in controls(room) if not name_of(w)]
        assert nameless == []

    @pytest.mark.parametrize("text_percent", [100, 200])
    def test_it_comes_to_rest(
        self,
        enter: Open,
        qapp: QApplication,
        qtbot: QtBot,
        theme: Theme,
        name: str,
        text_percent: int,
    ) -> None:
        """A part that asks for a layout while it is laid out never lets the processor rest."""
        theme.use(Scheme.LIGHT, text_percent)
        room = enter(name)
        requests = LayoutRequests()

        def nobody_asks() -> bool:
            requests.seen.clear()
            for _ in range(25):
                QApplication.processEvents()
            return not requests.seen

        qapp.installEventFilter(requests)
        qtbot.waitUntil(nobody_asks)
        qapp.removeEventFilter(requests)
        assert room.isVisible()

    def test_making_it_shows_no_other_window(
        self,
        qapp: QApplication,
        theme: Theme,
        language: Language,
        house: House,
        qtbot: QtBot,
        name: str,
    ) -> None:
        """A part that is shown before it has a parent flashes as a window of its own."""
        watch = Watch()
        qapp.installEventFilter(watch)
        room = ROOMS[name](house)
        qapp.removeEventFilter(watch)
        qtbot.addWidget(room)
        assert watch.shown == []


class Watch(QObject):
    """Notes which windows appear."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        is_show = event.type() == QEvent.Type.Show
        if is_show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(repr(watched))
        return False


class LayoutRequests(QObject):
    """Notes who wants to be laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        if event.type() == QEvent.Type.LayoutRequest:
            self.seen.append(repr(watched))
        return False


def controls(room: QWidget) -> list[QWidget]:
    """What a person operates; the line inside a date field goes by the field's name."""
    return [
        w
        for w in room.findChildren(QWidget)
        if isinstance(w, CONTROLS) and w.isVisible() and w.objectName() != "qt_spinbox_lineedit"
    ]


def name_of(widget: QWidget) -> str:
    """What a screen reader would call it."""
    if isinstance(widget, QAbstractButton):
        return widget.accessibleName() or widget.text()
    return widget.accessibleName()


def test_every_scene_and_dialog_is_among_the_rooms(
    qtbot: QtBot, theme: Theme, house: House
) -> None:
    known = set()
    for make in ROOMS.values():
        room = make(house)
        qtbot.addWidget(room)
        known.add(type(room))
    modules = pkgutil.walk_packages(desktop_app.ui.__path__, "desktop_app.ui.")
    classes = {
        found
        for module in modules
        for _, found in inspect.getmembers(
            importlib.import_module(module.name), inspect.isclass
        )
        if issubclass(found, Scene | Dialog) and found not in FRAMES
    }
    assert classes <= known


def test_a_page_does_not_scroll_sideways(enter: Open, theme: Theme) -> None:
    theme.use(Scheme.LIGHT, 200)
    for area in enter("responses").findChildren(QAbstractScrollArea):
        assert area.horizontalScrollBar().maximum() == 0
