"""A journal that writes, until its disk is full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import pytest

from desktop_app.domain.entries import Entry
from desktop_app.domain.keys import DossierId
from desktop_app.errors import DiskFull
from desktop_app.services import journal
from desktop_app.services.profile import Profile


class Disk:
    """Stands before the real journal."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = False
        self._write = journal.write
        monkeypatch.setattr(journal, "write", self.write)

    def write(self, profile: Profile, dossier: DossierId, entries: Sequence[Entry]) -> datetime:
        """Write, or raise DiskFull."""
        if self.is_full:
            raise DiskFull("database")
        return self._write(profile, dossier, entries)
