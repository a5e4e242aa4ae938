"""The database: SQLite in a file, or PostgreSQL. One unit of work is one transaction.

A transaction is on the disk when `Database.begin` ends. What goes wrong below comes out as
one of `problems`: what passes is `Busy`, a full disk is `Full`, everything else a fault.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    IntegrityError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout

from review_server.problems import Busy, Full, Unusable

Transaction = Connection

BUSY_TIMEOUT_S = 20
POOL_SIZE = 10
_TRIES = 3
_NO_ROOM = {sqlite3.SQLITE_FULL}
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PASSING_STATES = ("40", "55P03", "57", "08", "53300")  # conflict, lock, shutdown, connection
_NO_ROOM_STATES = ("53100", "54")
_R = TypeVar("_R")


class Database:
    """An open database. May be used from several threads at once."""

    def __init__(self, url: str) -> None:
        self._engine = _engine(url)
        self.is_postgresql = self._engine.dialect.name == "postgresql"

    @contextlib.contextmanager
    def begin(self) -> Iterator[Transaction]:
        """A transaction: durable when this ends, undone when it raises."""
        with _translating(), self._engine.begin() as connection:
            yield connection

    def run(self, work: Callable[[Transaction], _R]) -> _R:
        """Do work in a transaction; once more when another has made the same row meanwhile."""
        for _ in range(_TRIES - 1):
            with contextlib.suppress(IntegrityError), self.begin() as transaction:
                return work(transaction)
        with self.begin() as transaction:
            return work(transaction)

    def close(self) -> None:
        """Let the connections go."""
        self._engine.dispose()


def sentence_of(error: BaseException) -> str | None:
    """What a database said that is the machine's fault, for an operator; None for any other."""
    if isinstance(error, Busy) and isinstance(error.__cause__, DBAPIError):
        error, word = error.__cause__, "reached"
        if getattr(error.orig, "sqlite_errorcode", 0):
            return None  # in use, and soon free again
    else:
        word = "used"
    if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
        return None
    reason = " ".join(str(error.orig).split()).rstrip(".")
    return f"The database cannot be {word}: {reason}."


def insert_into(transaction: Transaction, table: Table) -> postgresql.Insert | sqlite.Insert:
    """An insert that can say what to do with a row that is there: both databases can."""
    if transaction.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def _engine(url: str) -> Engine:
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(
            parsed, hide_parameters=True, pool_size=POOL_SIZE, pool_pre_ping=True
        )
    except (ArgumentError, ImportError) as error:
        raise Unusable("The address of the database cannot be used.") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # said by `_begin`; the driver would begin late
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        f"busy_timeout = {BUSY_TIMEOUT_S * 1000}",
    ):
        connection.execute(f"PRAGMA {pragma}").fetchall()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextlib.contextmanager
def _translating() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise Busy from error
    except IntegrityError:
        raise  # two did the same at once: `run` tries again
    except DBAPIError as error:
        meaning = _meaning(error)
        if meaning is None:
            raise
        raise meaning from error


def _meaning(error: DBAPIError) -> Busy | Full | None:
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    state = getattr(error.orig, "sqlstate", None) or ""
    if code in _NO_ROOM or state.startswith(_NO_ROOM_STATES):
        return Full()
    is_lost = isinstance(error, OperationalError) and not code and not state
    if code in _PASSING or is_lost or (state and state.startswith(_PASSING_STATES)):
        return Busy()
    return None
