"""A window on a profile in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.settings import Settings
from desktop_app.ui.desk import Desk
from desktop_app.ui.i18n import Language
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Theme
from desktop_app.ui.tools import Tools
from desktop_app.ui.windows.main_window import MainWindow
from tests.builders.dossiers import new_dossier, new_profile
from tests.ui.shell.rooms_of import House
from tests.ui.shell.visitor import LONG_MS, SteppingSeconds, Visitor

MakeVisitor = Callable[..., Visitor]
"""Opens a window: on the folder of the test, or on another."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the profile is, or will be."""
    return tmp_path / "profile"


@pytest.fixture
def house(settings: Settings, runner: TaskRunner, tmp_path: Path) -> Iterator[House]:
    """What rooms are made of."""
    keep = QObject()
    made = House(settings, runner, keep, tmp_path / "office")
    yield made
    keep.deleteLater()
    # Now, before the lanes end: a page whose autosave is gone saves nothing more.
    QApplication.sendPostedEvents(keep, QEvent.Type.DeferredDelete.value)
    made.close()


@pytest.fixture
def seconds() -> SteppingSeconds:
    """The clock of the auto-lock."""
    return SteppingSeconds()


@pytest.fixture
def with_response(folder: Path) -> Path:
    """A profile with one response, closed."""
    profile = new_profile(folder)
    new_dossier(profile)
    profile.close()
    return folder


@pytest.fixture
def make_visitor(
    qtbot: QtBot,
    qapp: QApplication,
    theme: Theme,
    language: Language,
    settings: Settings,
    folder: Path,
    seconds: SteppingSeconds,
) -> Iterator[MakeVisitor]:
    """Opens windows on a folder; closes those that are still open in the end."""
    open_desks: list[Desk] = []

    def make(at: Path = folder) -> Visitor:
        window = MainWindow(settings)
        window.resize(1000, 700)
        tools = Tools(
            window=window,
            folder=at,
            settings=settings,
            theme=theme,
            language=language,
            runner=TaskRunner(),
            random=Random(7),
            clock=seconds,
        )
        desk = Desk(tools, qapp)
        open_desks.append(desk)
        desk.closed.connect(lambda: open_desks.remove(desk))
        desk.open()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return Visitor(qtbot, desk, tools.runner)

    yield make
    for desk in list(open_desks):
        with qtbot.waitSignal(desk.closed, timeout=LONG_MS):
            desk.window.close()


@pytest.fixture
def visitor(make_visitor: MakeVisitor, with_response: Path) -> Visitor:
    """Somebody before the prompt of a profile with one response."""
    return make_visitor()
