"""What tests of the window share: one theme, lanes that end, English, a quiet platform."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtWidgets import QApplication

from desktop_app.services.settings import Settings
from desktop_app.ui.i18n import Language
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import STYLE_ARGUMENTS, Scheme, Theme
from i18n.building import compile_all, is_up_to_date

_TESTS_BETWEEN = 25


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what it lacks; that is no fault of a window."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture(autouse=True)
def collected_in_the_end(qapp: QApplication) -> Iterator[None]:
    """As in the program, no widget is collected while Qt is at work; see `GarbageCollector`.

    What tests before left would be given its looks again and again, so all of it is looked
    through now and then. Between two tests of the window Qt is at work as well: it stays off
    until a test of something else begins.
    """
    gc.disable()
    yield
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    is_due = gc.get_count()[2] >= _TESTS_BETWEEN
    gc.collect(2 if is_due else 1)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What the program's own application is made with."""
    return ["review-desk", *STYLE_ARGUMENTS]


@pytest.fixture(scope="session")
def one_theme(qapp: QApplication) -> Theme:
    """The theme of the process; an application has one."""
    return Theme(qapp)


@pytest.fixture(scope="session", autouse=True)
def one_language(qapp: QApplication) -> Language:
    """Likewise the language: English, which has a file of plurals."""
    if not is_up_to_date():  # whoever runs `dev.py` has it already
        compile_all()
    language = Language(qapp)
    language.use("en")
    return language


@pytest.fixture
def theme(
    one_theme: Theme, qapp: QApplication, request: pytest.FixtureRequest
) -> Iterator[Theme]:
    """Light, at 100 %, before and after; changed by those alone that are marked as `looks`."""
    one_theme.use(Scheme.LIGHT, 100)
    before = qapp.styleSheet()
    yield one_theme
    is_changed = qapp.styleSheet() != before
    one_theme.use(Scheme.LIGHT, 100)
    assert not is_changed or request.node.get_closest_marker("looks"), "mark it as `looks`"


@pytest.fixture
def language(one_language: Language) -> Iterator[Language]:
    """English, before and after."""
    one_language.use("en")
    yield one_language
    one_language.use("en")


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to say."""
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return heard


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[TaskRunner]:
    """Lanes that are shut down in the end."""
    lanes = TaskRunner()
    yield lanes
    lanes.shutdown()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nothing chosen yet."""
    return Settings(tmp_path / "settings.json")
