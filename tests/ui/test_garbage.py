"""Widgets in cycles are destroyed between events, on the UI thread, and at no other time."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.garbage import GarbageCollector

MANY = 100_000  # more than any of Python's thresholds


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[GarbageCollector]:
    """At work."""
    keep = QObject()
    gc.enable()
    made = GarbageCollector(keep)
    made.start()
    yield made
    keep.deleteLater()
    gc.unfreeze()


def dropped_cycle() -> weakref.ref[QWidget]:
    """A window that nobody holds but itself."""
    widget = QWidget()
    widget.itself = widget  # type: ignore[attr-defined]
    return weakref.ref(widget)


def make_many() -> None:
    """As many objects as set off Python's automatic collection, were it on."""
    assert len([[] for _ in range(MANY)]) == MANY


class TestGarbageCollector:
    def test_making_objects_collects_nothing(self, collector: GarbageCollector) -> None:
        widget = dropped_cycle()
        make_many()
        assert widget() is not None

    def test_making_objects_on_another_thread_collects_nothing(
        self, collector: GarbageCollector
    ) -> None:
        widget = dropped_cycle()
        thread = threading.Thread(target=make_many)
        thread.start()
        thread.join()
        assert widget() is not None

    def test_the_event_loop_collects(self, collector: GarbageCollector, qtbot: QtBot) -> None:
        widget = dropped_cycle()
        held = [[] for _ in range(MANY)]  # type: list[list[int]]
        qtbot.waitUntil(lambda: widget() is None)
        assert len(held) == MANY

    def test_what_was_there_at_the_start_is_left_alone(self, qtbot: QtBot) -> None:
        widget = dropped_cycle()
        keep = QObject()
        GarbageCollector(keep).start()
        gc.collect()
        assert widget() is not None
        gc.unfreeze()
        gc.collect()
        assert widget() is None

    def test_what_is_not_due_is_not_done(
        self, collector: GarbageCollector, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[int] = []
        monkeypatch.setattr(gc, "collect", asked.append)
        for counts, due in [((1, 1, 1), []), ((701, 1, 1), [0]), ((701, 11, 11), [2])]:
            monkeypatch.setattr(gc, "get_threshold", lambda: (700, 10, 10))
            monkeypatch.setattr(gc, "get_count", lambda counts=counts: counts)
            collector.collect_what_is_due()
            assert asked == due
            asked.clear()
