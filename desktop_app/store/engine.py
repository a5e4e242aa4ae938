"""Connections to the encrypted database: the key, the pragmas, and proof that it is encrypted.

The key goes into each new connection by ``PRAGMA key`` and never into a URL. SQLAlchemy's own
SQLCipher dialect is not used: its hook would set an empty key after ours.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any, Protocol

import sqlalchemy.dialects.sqlite  # noqa: F401  # else `create_engine` loads it, unlocking
import sqlcipher3
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from desktop_app.crypto.slots import DatabaseKey
from desktop_app.errors import BugError, DamagedFile
from desktop_app.store.failures import WHAT, translating

BUSY_TIMEOUT_S = 10
OPENED = "opened_sets"
"""The option under which what was opened of change sets is kept, as long as the engine is."""
ORIGINS = "origins_of_sets"
"""The same for who made each set, and the sets that it names."""
STATES = "states_of_dossiers"
"""The same for what followed last from the sets of each dossier."""
READ_ONLY = "review_desk_read_only"
_PLAIN_HEADER = b"SQLite format 3\0"


class Raw(Protocol):
    """What is used of a driver's connection."""

    def execute(self, sql: str, parameters: Any = ..., /) -> Any: ...
    def close(self) -> None: ...


def connect(path: Path, key: DatabaseKey, *, module: ModuleType = sqlcipher3) -> Raw:
    """One connection with key and pragmas set. Raises DamagedFile when the key does not fit.

    The file must exist (it may be empty), so that its mode was set before SQLite writes.
    """
    if len(key) != 32:
        raise BugError("a database key of another length would be taken for a passphrase")
    refuse_plain(path)
    with translating(path):
        connection: Raw = module.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_S
        )
        try:
            _prepare(connection, key)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Raw, key: DatabaseKey) -> None:
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    version = connection.execute("PRAGMA cipher_version").fetchone()
    if not version or not version[0]:
        raise BugError("this SQLite does not encrypt")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # proves the key
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA temp_store = MEMORY")  # spilled sorts would be in clear
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")


def refuse_plain(path: Path) -> None:
    """Raise DamagedFile when the file is an unencrypted database, or not there at all."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_PLAIN_HEADER))
    except OSError as error:
        raise DamagedFile(WHAT, "missing") from error
    if head == _PLAIN_HEADER:
        raise DamagedFile(WHAT, "not encrypted")


def open_engine(path: Path, key: DatabaseKey) -> Engine:
    """An engine whose transactions take the write lock at once, unless they only read."""
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=2,
        pool_reset_on_return="rollback",
        hide_parameters=True,  # an error's text must not carry an answer into a log
        execution_options={OPENED: {}, ORIGINS: {}, STATES: {}},
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    # Said by us, since the driver would begin late and commit before DDL.
    only_reads = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
