"""When the window locks by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.autolock import AutoLock

MINUTES = 10


@dataclass
class Seconds:
    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def window(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def lock(qapp: QApplication, seconds: Seconds, window: QLineEdit) -> Iterator[AutoLock]:
    made = AutoLock(qapp, seconds)
    made.start(MINUTES)
    yield made
    made.stop()
    made.deleteLater()


def let_pass(lock: AutoLock, seconds: Seconds, minutes: float) -> None:
    """Time goes by, and is looked at every minute, as the timer does every few seconds."""
    end = seconds.now + minutes * 60
    while seconds.now < end:
        seconds.now = min(seconds.now + 30, end)
        lock.check()


def test_it_waits_as_long_as_was_chosen(qtbot: QtBot, lock: AutoLock, seconds: Seconds) -> None:
    with qtbot.assertNotEmitted(lock.expired):
        let_pass(lock, seconds, MINUTES - 1)
    with qtbot.waitSignal(lock.expired):
        let_pass(lock, seconds, 1)


@pytest.mark.parametrize("use", ["key", "mouse", "touch"])
def test_whoever_is_at_work_is_not_locked_out(
    qtbot: QtBot, lock: AutoLock, seconds: Seconds, window: QLineEdit, use: str
) -> None:
    let_pass(lock, seconds, MINUTES - 1)
    handle = window.windowHandle()
    assert handle is not None
    if use == "key":
        QTest.keyClick(handle, Qt.Key.Key_A)
    elif use == "mouse":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton)
    else:
        lock.touch()
    with qtbot.assertNotEmitted(lock.expired):
        let_pass(lock, seconds, MINUTES - 1)
    with qtbot.waitSignal(lock.expired):
        let_pass(lock, seconds, 1)


def test_a_computer_that_slept_is_locked(
    qtbot: QtBot, lock: AutoLock, seconds: Seconds
) -> None:
    seconds.now += 3 * 60
    with qtbot.waitSignal(lock.expired):
        lock.check()


def test_a_clock_that_is_set_back_does_not_put_it_off(
    qtbot: QtBot, lock: AutoLock, seconds: Seconds
) -> None:
    seconds.now -= 3_600
    lock.check()
    with qtbot.waitSignal(lock.expired):
        let_pass(lock, seconds, MINUTES)
