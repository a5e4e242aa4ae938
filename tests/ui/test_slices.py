"""Work on the UI thread, a little at a time."""

from __future__ import annotations

from collections.abc import Generator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop_app.ui import slices
from desktop_app.ui.slices import Slices


def counting(seen: list[int], count: int) -> Generator[None, None, str]:
    for number in range(count):
        seen.append(number)
        yield
    return "done"


def failing() -> Generator[None, None, str]:
    yield
    raise ValueError("no")


def test_it_takes_every_step_and_hands_over_what_comes_of_it(qtbot: QtBot) -> None:
    seen: list[int] = []
    work = Slices(counting(seen, 5))
    with qtbot.waitSignal(work.done) as told:
        work.start()
    assert (seen, told.args) == ([0, 1, 2, 3, 4], ["done"])


def test_the_window_lives_on_in_between(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "SLICE_S", -1.0)  # no step but one in each turn
    seen: list[int] = []
    others: list[int] = []
    work = Slices(counting(seen, 50))
    beat = QTimer()
    beat.setInterval(0)
    beat.timeout.connect(lambda: others.append(len(seen)))
    with qtbot.waitSignal(work.done):
        beat.start()
        work.start()
    beat.stop()
    assert len(set(others)) > 10


def test_what_goes_wrong_is_handed_over(qtbot: QtBot) -> None:
    work = Slices(failing())
    with qtbot.waitSignal(work.failed) as told:
        work.start()
    assert told.args is not None
    assert isinstance(told.args[0], ValueError)


def test_stopped_it_takes_no_step_and_tells_nobody(qtbot: QtBot) -> None:
    seen: list[int] = []
    work = Slices(counting(seen, 5))
    work.start()
    work.stop()
    with qtbot.waitSignal(work.done, timeout=100, raising=False) as told:
        pass
    assert not told.signal_triggered
    assert seen == []
