"""Where the files of a profile are, and how a set of them comes into being at once.

lock                held by the program that has the profile open
data/keys.rdk       the key slots
data/desk.db        the encrypted database (and SQLite's -wal and -shm beside it)
backups/            copies made before an upgrade
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import ProfileExists
from desktop_app.services.profile_place import DATA, DATABASE, KEYS
from desktop_app.store.files import make_private_folder, sync_folder, writing
from desktop_app.store.locking import FolderLock

WHAT = "profile folder"


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The files that only make sense together."""

    path: Path

    @property
    def keys(self) -> Path:
        """The key slots."""
        return self.path / KEYS

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.path / DATABASE


@dataclass(frozen=True, slots=True)
class ProfileFolder:
    """The folder of a profile."""

    path: Path

    @property
    def data(self) -> DataFolder:
        """The profile itself."""
        return DataFolder(self.path / DATA)

    @property
    def unfinished(self) -> DataFolder:
        """A profile that is being made; of no use to anybody if that was cut short."""
        return DataFolder(self.path / f"{DATA}.unfinished")

    @property
    def backups(self) -> Path:
        """Copies made before an upgrade."""
        return self.path / "backups"

    def lock(self) -> FolderLock:
        """Make the folder if need be and keep others out. Raises ProfileInUse."""
        with writing(WHAT):
            make_private_folder(self.path)
        return FolderLock(self.path / "lock")


@contextlib.contextmanager
def new_data(folder: ProfileFolder) -> Iterator[DataFolder]:
    """A folder to fill; it appears as the profile when all went well, else not at all.

    The lock must be held. Raises ProfileExists.
    """
    if folder.data.path.exists():
        raise ProfileExists(str(folder.path))
    unfinished = folder.unfinished.path
    with writing(WHAT):
        shutil.rmtree(unfinished, ignore_errors=True)  # of a process that was killed
        make_private_folder(unfinished)
    try:
        yield folder.unfinished
        with writing(WHAT):
            sync_folder(unfinished)
            unfinished.rename(folder.data.path)
            sync_folder(folder.path)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
