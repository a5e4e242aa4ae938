"""The open database of a profile: transactions on it, and opening it in the right shape."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from desktop_app.crypto.slots import DatabaseKey
from desktop_app.errors import BugError, UpgradeFailed
from desktop_app.store.applying import close_versions
from desktop_app.store.engine import READ_ONLY, open_engine, refuse_plain
from desktop_app.store.failures import translating
from desktop_app.store.files import open_new, writing
from desktop_app.store.migrating import HEAD, STEPS, migrate, needs_migration

WHAT = "database"


class Store:
    """An encrypted database that is open. May be used from several threads at once."""

    def __init__(self, path: Path, key: DatabaseKey, engine: Engine) -> None:
        self.path = path
        self.key = key
        self._engine = engine

    @contextlib.contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes: durable when it ends, undone when it raises."""
        with translating(self.path), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads, one consistent state, and holds up no writer."""
        with translating(self.path), self._engine.connect() as connection:
            connection.execution_options(**{READ_ONLY: True})
            with connection.begin():
                yield connection

    @contextlib.contextmanager
    def raw(self) -> Iterator[Any]:
        """A connection of the driver's own outside any transaction, for what is no query."""
        with translating(self.path):
            pooled = self._engine.raw_connection()
            try:
                yield pooled.driver_connection
            finally:
                pooled.close()

    def close(self) -> None:
        """End every editing session, fold the write-ahead log in, let the file go.

        The file is let go even when the rest cannot be done; the next opening does it.
        """
        try:
            with self.begin() as connection:
                close_versions(connection)
            with self.raw() as connection:
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            self._engine.dispose()

    def abandon(self) -> None:
        """Let the file go as it is, for when it cannot be written any more."""
        self._engine.dispose()


def create_store(path: Path, key: DatabaseKey) -> Store:
    """A new, empty database in a file that only its owner can read."""
    with writing(WHAT):
        open_new(path).close()
    store = Store(path, key, open_engine(path, key))
    try:
        with store.begin() as connection:
            migrate(connection)
        with store.raw() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        refuse_plain(path)
    except BaseException:
        store.abandon()
        raise
    return store


def open_store(
    path: Path,
    key: DatabaseKey,
    *,
    before_migration: Callable[[Store], Path],
    steps: Path = STEPS,
    head: str = HEAD,
) -> Store:
    """Open a database; one of an older program is backed up first and then brought up.

    Raises DamagedFile, NewerFormat, DiskFull, NotWritable, ProfileInUse or
    UpgradeFailed. When a step fails, or the backup before it, the old file is as it was.
    """
    store = Store(path, key, open_engine(path, key))
    try:
        with store.read() as connection:
            is_old = needs_migration(connection, head=head)
        if is_old:
            _upgrade(store, before_migration(store), steps)
        with store.begin() as connection:
            close_versions(connection)
    except BaseException:
        store.abandon()
        raise
    return store


def _upgrade(store: Store, backup: Path, steps: Path) -> None:
    try:
        with store.begin() as connection:
            migrate(connection, steps=steps)
    except BugError as error:
        raise UpgradeFailed(WHAT, backup.name) from error
