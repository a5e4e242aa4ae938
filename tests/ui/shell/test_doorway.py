"""The prompt before the desk is there, and how the one gives way to the other."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.services.settings import Settings
from desktop_app.ui import loading
from desktop_app.ui.damaged import Damaged
from desktop_app.ui.doorway import Doorway
from desktop_app.ui.first_start import FirstStart
from desktop_app.ui.i18n import Language
from desktop_app.ui.loading import Loading
from desktop_app.ui.recover import Recover
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.tools import Tools
from desktop_app.ui.unlock import Unlock
from desktop_app.ui.windows.main_window import MainWindow
from desktop_app.ui.windows.workspace import Workspace
from tests.builders.dossiers import PASSPHRASE
from tests.ui.shell.visitor import LONG_MS, SteppingSeconds

Open = Callable[[], Doorway]


@pytest.fixture
def make_doorway(
    qtbot: QtBot,
    qapp: QApplication,
    theme: Theme,
    language: Language,
    settings: Settings,
    folder: Path,
) -> Iterator[Open]:
    """Shows windows on the folder; closes those that are still open in the end."""
    open_ones: list[Doorway] = []

    def make() -> Doorway:
        window = MainWindow(settings)

        def make_loading() -> Loading:
            tools = Tools(
                window=window,
                folder=folder,
                settings=settings,
                theme=theme,
                language=language,
                runner=TaskRunner(),
                random=Random(7),
                clock=SteppingSeconds(),
            )
            return Loading(tools, qapp, doorway)

        doorway = Doorway(window, folder, make_loading)
        open_ones.append(doorway)
        doorway.closed.connect(lambda: open_ones.remove(doorway))
        doorway.open()
        return doorway

    yield make
    for doorway in list(open_ones):
        with qtbot.waitSignal(doorway.closed, timeout=LONG_MS):
            doorway.close()


def type_passphrase(doorway: Doorway) -> None:
    """Type it and press Return."""
    field = doorway.window.findChild(QLineEdit, "passphrase")
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, PASSPHRASE)
    QTest.keyClick(field, Qt.Key.Key_Return)


def shows(qtbot: QtBot, doorway: Doorway, kind: type) -> None:
    """Wait until the window shows a scene of this kind."""
    qtbot.waitUntil(lambda: isinstance(doorway.window.scene, kind), timeout=LONG_MS)


@pytest.mark.usefixtures("with_response")
class TestWithAProfile:
    def test_the_prompt_is_there_at_once(self, make_doorway: Open) -> None:
        doorway = make_doorway()
        assert isinstance(doorway.window.scene, Unlock)
        assert doorway.window.isVisible()

    def test_the_desk_goes_on_with_the_same_prompt(
        self, make_doorway: Open, qtbot: QtBot
    ) -> None:
        doorway = make_doorway()
        prompt = doorway.window.scene
        with qtbot.waitSignal(doorway.loaded, timeout=LONG_MS):
            pass
        assert doorway.window.scene is prompt
        type_passphrase(doorway)
        shows(qtbot, doorway, Workspace)

    def test_what_was_half_typed_when_the_desk_came_stays(
        self, make_doorway: Open, qtbot: QtBot
    ) -> None:
        doorway = make_doorway()
        field = doorway.window.findChild(QLineEdit, "passphrase")
        assert isinstance(field, QLineEdit)
        QTest.keyClicks(field, PASSPHRASE[:5])
        with qtbot.waitSignal(doorway.loaded, timeout=LONG_MS):
            pass
        assert field.text() == PASSPHRASE[:5]
        QTest.keyClicks(field, PASSPHRASE[5:])
        QTest.keyClick(field, Qt.Key.Key_Return)
        shows(qtbot, doorway, Workspace)

    def test_a_passphrase_given_too_early_opens_when_the_desk_is_there(
        self, make_doorway: Open, qtbot: QtBot
    ) -> None:
        doorway = make_doorway()
        type_passphrase(doorway)
        shows(qtbot, doorway, Workspace)

    def test_forgetting_it_too_early_leads_to_the_recovery_code(
        self, make_doorway: Open, qtbot: QtBot
    ) -> None:
        doorway = make_doorway()
        link = doorway.window.findChild(QAbstractButton, "forgotten")
        assert isinstance(link, QAbstractButton)
        link.click()
        shows(qtbot, doorway, Recover)

    def test_it_can_be_closed_before_anything_is_loaded(
        self, make_doorway: Open, qtbot: QtBot
    ) -> None:
        doorway = make_doorway()
        with qtbot.waitSignal(doorway.closed), qtbot.assertNotEmitted(doorway.loaded):
            doorway.window.close()
            QApplication.processEvents()
        assert not doorway.window.isVisible()

    def test_it_can_be_closed_while_it_loads(self, make_doorway: Open, qtbot: QtBot) -> None:
        doorway = make_doorway()
        qtbot.waitUntil(lambda: doorway.findChild(Loading) is not None)
        with qtbot.waitSignal(doorway.closed), qtbot.assertNotEmitted(doorway.loaded):
            doorway.window.close()
            QApplication.processEvents()
        assert not doorway.window.isVisible()

    def test_it_can_be_closed_when_the_desk_is_there(
        self, make_doorway: Open, qtbot: QtBot
    ) -> None:
        doorway = make_doorway()
        with qtbot.waitSignal(doorway.loaded, timeout=LONG_MS):
            pass
        with qtbot.waitSignal(doorway.closed, timeout=LONG_MS):
            doorway.window.close()
        assert not doorway.window.isVisible()

    def test_a_part_that_is_missing_is_raised_where_the_crash_hook_hears_it(
        self, make_doorway: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(loading, "WITHOUT_QT", "desktop_app.ui.no_such_part")
        with qtbot.captureExceptions() as raised:
            make_doorway()
            qtbot.waitUntil(lambda: bool(raised), timeout=LONG_MS)
        assert [kind for kind, _, _ in raised] == [ModuleNotFoundError]


def test_without_a_profile_it_says_that_it_starts_until_the_first_steps_are_there(
    make_doorway: Open, qtbot: QtBot
) -> None:
    doorway = make_doorway()
    words = [label.text() for label in doorway.window.findChildren(QLabel)]
    assert "Review Desk is starting…" in words
    shows(qtbot, doorway, FirstStart)


def test_a_damaged_profile_is_told_of_when_the_desk_is_there(
    make_doorway: Open, qtbot: QtBot, with_response: Path
) -> None:
    (with_response / "data" / "keys.rdk").unlink()
    shows(qtbot, make_doorway(), Damaged)


def test_every_part_that_is_loaded_in_a_step_is_there() -> None:
    """A step that was renamed would make the last one long."""
    assert loading.WITH_QT[-1] == "desktop_app.ui.desk"
    for name in loading.WITH_QT:
        assert importlib.util.find_spec(name) is not None
