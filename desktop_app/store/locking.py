"""One program at a time: a lock that the system drops when its holder ends or is killed."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop_app.errors import ProfileInUse
from desktop_app.store.files import PRIVATE_FILE, writing

if sys.platform == "win32":  # pragma: no cover
    import msvcrt
else:
    import fcntl


class FolderLock:
    """Held from construction until ``release``. Raises ProfileInUse when somebody holds it.

    The file stays: removing it would let two programs lock two files of one name.
    """

    def __init__(self, path: Path) -> None:
        with writing("profile folder"):
            self._handle: int | None = os.open(path, os.O_RDWR | os.O_CREAT, PRIVATE_FILE)
        try:
            _lock(self._handle)
        except OSError as error:
            self.release()
            raise ProfileInUse from error

    @property
    def is_held(self) -> bool:
        """Whether it was not released yet."""
        return self._handle is not None

    def release(self) -> None:
        """Let others in; releasing twice does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _lock(handle: int) -> None:
    if sys.platform == "win32":  # pragma: no cover
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        # Not `lockf`: a POSIX record lock would not keep out a second window of this
        # process, and would be lost as soon as anything here closed the same file.
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
