"""What the rooms of the page of submission are made of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.services.settings import Settings
from desktop_app.ui.i18n import Language
from desktop_app.ui.tasks import TaskRunner
from desktop_app.ui.theme import Theme
from tests.ui.shell.rooms_of import House


@pytest.fixture
def house(
    qtbot: QtBot, theme: Theme, language: Language, runner: TaskRunner, tmp_path: Path
) -> Iterator[House]:
    """What rooms are made of."""
    made = House(Settings(tmp_path / "s.json"), runner, QObject(), tmp_path / "office")
    yield made
    made.close()
    made.keep.deleteLater()
