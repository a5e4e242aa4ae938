"""Where errors of SQLCipher and SQLAlchemy become ours, and nowhere else."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path

import sqlalchemy.exc
import sqlcipher3

from desktop_app.errors import (
    AppError,
    BugError,
    DamagedFile,
    DiskFull,
    NotWritable,
    ProfileInUse,
)

WHAT = "database"
_LITTLE_ROOM_BYTES = 1024 * 1024


class Result(IntEnum):
    """SQLite's primary result codes (sqlite.org/rescode.html), but OK, ROW and DONE.

    The standard library's constants would not do: some of its action codes have the same
    numbers and the same prefix.
    """

    ERROR = 1
    INTERNAL = 2
    PERM = 3
    ABORT = 4
    BUSY = 5
    LOCKED = 6
    NOMEM = 7
    READONLY = 8
    INTERRUPT = 9
    IOERR = 10
    CORRUPT = 11
    NOTFOUND = 12
    FULL = 13
    CANTOPEN = 14
    PROTOCOL = 15
    EMPTY = 16
    SCHEMA = 17
    TOOBIG = 18
    CONSTRAINT = 19
    MISMATCH = 20
    MISUSE = 21
    NOLFS = 22
    AUTH = 23
    FORMAT = 24
    RANGE = 25
    NOTADB = 26
    NOTICE = 27
    WARNING = 28


DAMAGED = {Result.CORRUPT, Result.NOTADB, Result.FORMAT}
NOT_WRITABLE = {
    Result.READONLY,
    Result.PERM,
    Result.CANTOPEN,
    Result.IOERR,
    Result.NOLFS,
}
IN_USE = {Result.BUSY, Result.LOCKED, Result.PROTOCOL}

FOREIGN = (sqlcipher3.Error, sqlcipher3.Warning, sqlalchemy.exc.SQLAlchemyError)


class Interrupted(AppError):
    """Our own progress handler stopped the work; never leaves this package."""


@contextlib.contextmanager
def translating(path: Path) -> Iterator[None]:
    """Raise our error for theirs; ``path`` is the database that is worked on."""
    try:
        yield
    except FOREIGN as error:
        raise translated(error, path) from error


def translated(error: BaseException, path: Path) -> AppError:
    """What an error of the database means to the user; a bug unless it is known."""
    code = code_of(error)
    name = sqlite_name(code)
    if code == Result.FULL or (code == Result.IOERR and _has_little_room(path)):
        return DiskFull(WHAT)
    if code in DAMAGED:
        return DamagedFile(WHAT, name)
    if code in NOT_WRITABLE:
        return NotWritable(WHAT, name)
    if code in IN_USE:
        return ProfileInUse()
    if code == Result.INTERRUPT:
        return Interrupted(WHAT)
    return BugError(f"{type(error).__name__} {name}")


def code_of(error: BaseException) -> int:
    """SQLite's primary result code, or 0 where the error did not come from there."""
    if isinstance(error, sqlalchemy.exc.DBAPIError) and error.orig is not None:
        error = error.orig
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def sqlite_name(code: int) -> str:
    """The name of a primary result code, or its number."""
    return f"SQLITE_{Result(code).name}" if code in set(Result) else str(code)


def _has_little_room(path: Path) -> bool:
    # SQLite says "I/O error" and not "full" when it cannot extend the shared-memory file
    # or flush, so the disk is asked.
    try:
        return shutil.disk_usage(path.parent).free < _LITTLE_ROOM_BYTES
    except OSError:
        return False
