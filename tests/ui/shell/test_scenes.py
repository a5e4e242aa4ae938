"""Scenes and dialogs at rest: nothing jumps, nothing scrolls without need, all is said."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.errors import DamagedFile, WrongPassphrase
from desktop_app.ui.dialogs.dialog import Dialog
from desktop_app.ui.errors import problem_of
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.i18n import Language
from desktop_app.ui.scene import Scene
from desktop_app.ui.theme import Theme
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.widgets import Banner, ColumnPage, Text
from desktop_app.ui.windows.workspace import Workspace
from tests.builders.pseudo import use_pseudo
from tests.ui.shell.rooms import CODE, DIALOGS, first_start, workspace
from tests.ui.shell.rooms_of import House
from tests.ui.shell.visitor import Visitor

LONGER_THAN_A_SCREEN = "guide"


@pytest.fixture
def newcomer(qtbot: QtBot, theme: Theme, language: Language, house: House) -> FirstStart:
    scene = first_start(house)
    qtbot.addWidget(scene)
    scene.resize(1440, 900)
    scene.show()
    return scene


def rest() -> None:
    """Let layouts come to rest."""
    for _ in range(8):
        QApplication.processEvents()


def fill(scene: QWidget, **texts: str) -> None:
    """Type into fields by their names."""
    for name, text in texts.items():
        field = scene.findChildren(QWidget, name.replace("_", "-"))[0]
        field.setFocus()
        QTest.keyClicks(field, text)


def press(scene: QWidget, name: str) -> None:
    """Press a button, once it can be pressed."""
    (button,) = (b for b in scene.findChildren(QPushButton, name) if b.isVisible())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_steps_of_the_first_start_stand_in_one_place(newcomer: FirstStart) -> None:
    places = []
    for step in range(4):
        rest()
        title = newcomer.findChildren(Text)[1]
        places.append(title.mapTo(newcomer, QPoint(0, 0)).y())
        if step == 0:
            press(newcomer, "next")
        elif step == 1:
            fill(newcomer, person_name="Ana Petrov", person_email="ana@ministry.example")
            press(newcomer, "next")
        else:
            newcomer.show_code(CODE)
    assert len(set(places)) == 1


def test_each_step_is_told_with_its_number(newcomer: FirstStart, said: list[str]) -> None:
    press(newcomer, "next")
    assert said[-1].startswith("Step 2 of 4: You. Who are you?")


def test_a_scene_is_told_when_it_is_shown(
    qtbot: QtBot, theme: Theme, language: Language, said: list[str]
) -> None:
    scene = Unlock(is_locked=True)
    qtbot.addWidget(scene)
    scene.show()
    words = "Locked Everything you wrote is saved. You will come back to where you were."
    qtbot.waitUntil(lambda: said == [words])


@pytest.mark.parametrize("name", [name for name in DIALOGS if name != LONGER_THAN_A_SCREEN])
def test_a_dialog_does_not_scroll_where_there_is_room(
    qtbot: QtBot, theme: Theme, language: Language, house: House, name: str
) -> None:
    dialog = DIALOGS[name](house)
    assert isinstance(dialog, Dialog)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    rest()
    page = dialog.findChildren(ColumnPage)[0]
    assert page.verticalScrollBar().maximum() == 0
    assert not page.verticalScrollBar().isVisible()


@pytest.mark.usefixtures("theme", "language")
class TestProblem:
    @pytest.fixture
    def scene(self, qtbot: QtBot) -> Scene:
        scene = Unlock()
        qtbot.addWidget(scene)
        scene.show()
        return scene

    def test_details_for_support_are_folded(self, scene: Scene) -> None:
        scene.show_problem(problem_of(DamagedFile("profile keys")))
        assert not reads(scene, "DamagedFile")
        press(scene, "banner-details")
        assert reads(scene, "DamagedFile: profile keys")

    def test_they_are_folded_again_for_the_next(self, scene: Scene) -> None:
        scene.show_problem(problem_of(DamagedFile("profile keys")))
        press(scene, "banner-details")
        scene.show_problem(problem_of(DamagedFile("backup")))
        assert not reads(scene, "DamagedFile")

    def test_what_one_can_mend_alone_has_none(self, scene: Scene) -> None:
        scene.show_problem(problem_of(WrongPassphrase()))
        banner = scene.findChildren(Banner)[0]
        assert not any(b.isVisible() for b in banner.findChildren(QWidget, "banner-details"))


def reads(scene: QWidget, words: str) -> bool:
    """Whether words are to be read."""
    return any(words in text.text() for text in scene.findChildren(Text) if text.isVisible())


def test_in_a_mirrored_window_where_one_was_is_named_in_order(
    qtbot: QtBot, theme: Theme, house: House, language: Language
) -> None:
    """A title from left to right in a sentence from right to left must not turn it about."""
    use_pseudo(language, is_rtl=True)
    pages = workspace(house)
    qtbot.addWidget(pages)
    texts = [text.text() for text in pages.findChildren(Text)]
    assert any(text.startswith("\u2068The party\u2069, ") for text in texts)


def test_the_pages_tabs_keep_the_keyboard(visitor: Visitor) -> None:
    """Somebody who goes along the tabs by the arrow keys is not thrown into a page."""
    pages = visitor.open_workspace()
    tabs = visitor.see(QWidget, "pages")
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert pages.page == 1
    assert tabs.hasFocus()


@pytest.mark.parametrize("way", ["continue", "key"])
def test_the_keyboard_is_in_the_first_question_of_a_page_one_opens(
    visitor: Visitor, way: str
) -> None:
    pages = visitor.open_workspace()
    if way == "continue":
        visitor.press("continue")
    else:
        QTest.keyClick(pages, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert is_in_question(focus)
    assert isinstance(visitor.window.scene, Workspace)


def is_in_question(widget: QWidget | None) -> bool:
    """Whether a widget belongs to a question."""
    while widget is not None and not widget.objectName().startswith("field-"):
        widget = widget.parentWidget()
    return widget is not None
