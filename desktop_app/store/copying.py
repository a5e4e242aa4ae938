"""Copies of an open database that have been read back and checked before they count."""

from __future__ import annotations

from pathlib import Path

from desktop_app.crypto.slots import DatabaseKey
from desktop_app.errors import DamagedFile
from desktop_app.store.engine import connect
from desktop_app.store.failures import WHAT, translating
from desktop_app.store.files import open_new, writing
from desktop_app.store.store import Store


def copy_database(store: Store, target: Path) -> None:
    """One consistent, encrypted copy under the same key, while others may go on writing.

    Raises DamagedFile when the copy does not hold what the original does; then, as after
    any other failure, nothing is left at the target.
    """
    try:
        with writing(WHAT):
            open_new(target).close()  # SQLite takes an empty file, whose mode is ours
        with store.raw() as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        verify_copy(target, store.key)
    except BaseException:
        remove_database(target)
        raise


def verify_copy(path: Path, key: DatabaseKey) -> None:
    """Raise DamagedFile unless every page and every table of a database at rest is sound."""
    connection = connect(path, key)
    try:
        with translating(path):
            # Out of WAL again, so that all of it is in the one file that is copied on.
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
            bad_pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            found = connection.execute("PRAGMA integrity_check").fetchall()
    finally:
        connection.close()
    if bad_pages or found != [("ok",)]:
        raise DamagedFile(WHAT, "the copy is not sound")


def remove_database(path: Path) -> None:
    """Remove a database that is closed, and what SQLite keeps beside it."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
