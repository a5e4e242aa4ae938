"""What rooms are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.domain.entries import Entry
from desktop_app.services.settings import Settings
from desktop_app.ui.tasks import TaskRunner
from tests.builders.offices import Office


@dataclass(frozen=True)
class House:
    """Settings, lanes, and a parent; an office with a response for pages that ask a profile."""

    settings: Settings
    runner: TaskRunner
    keep: QObject
    folder: Path
    offices: list[Office] = field(default_factory=list)

    def office(self) -> Office:
        """An office with a response; the same one every time."""
        if not self.offices:
            self.offices.append(Office(name="Ana", folder=self.folder).found())
        return self.offices[0]

    def close(self) -> None:
        """Lock what was opened, once the lanes are at rest."""
        self.runner.shutdown()
        for office in self.offices:
            office.close()


Room = Callable[[House], QWidget]


def written_at_three(_entries: tuple[Entry, ...]) -> datetime:
    """A write that went well, in the afternoon."""
    return datetime(2026, 3, 3, 13, 3, tzinfo=UTC)
