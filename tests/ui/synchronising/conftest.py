"""Somebody who synchronises, and what their synchroniser has to do with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.tasks import TaskRunner
from tests.ui.synchronising.person import Desk, Person


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def person(desk: Desk, runner: TaskRunner, qtbot: QtBot) -> Iterator[Person]:
    made = Person(desk, runner, qtbot)
    yield made
    made.server.end()
    runner.shutdown()
    made.server.deleteLater()
