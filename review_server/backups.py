"""A copy of the embedded database while it is served: one consistent state, read back.

It holds no keys; they are kept once, apart. PostgreSQL has tools of its own.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url

from review_server.configuration import Configuration
from review_server.problems import Unusable


def back_up(configuration: Configuration, target: Path) -> int:
    """Write the copy, which must not exist; its size. Raises Unusable, and then leaves none."""
    url = make_url(configuration.database_url)
    if url.get_backend_name() != "sqlite" or url.database is None:
        raise Unusable("This server's database is PostgreSQL. Back it up with pg_dump.")
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise Unusable(f"{target} cannot be written: {error.strerror}") from error
    try:
        _copy(Path(url.database), target)
    except (OSError, sqlite3.Error) as error:
        target.unlink()
        raise Unusable("The database could not be copied; nothing was left.") from error
    return target.stat().st_size


def _copy(source: Path, target: Path) -> None:
    address = f"file:{source}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as opened,
        closing(sqlite3.connect(target)) as copy,
    ):
        opened.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchall()  # one file, nothing beside it
        if copy.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise sqlite3.DatabaseError("the copy is not sound")
    with target.open("rb") as file:
        os.fsync(file.fileno())
