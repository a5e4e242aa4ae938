"""One durable autosave, against the same code, pragmas and rows over plain SQLite."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from benchmarks.figures import Figure, median, percentile
from desktop_app.crypto.slots import DatabaseKey
from desktop_app.domain.entries import ChangeId, DossierCreated, Typed
from desktop_app.domain.keys import DossierId, NodeKey, PackHash, QuestionId, VersionId
from desktop_app.store import engine as encrypted
from desktop_app.store import records
from desktop_app.store.applying import Author, Writer
from desktop_app.store.migrating import migrate
from desktop_app.store.store import Store

RUNS = 9
SAVES = 60
TEXT = (
    "The Criminal Code covers agreement and association; the draft law adds preparation. " * 12
)
NOW = datetime(2026, 11, 24, tzinfo=UTC)


def measure() -> Iterator[Figure]:
    """The ratio of the medians, runs alternating so that a busy disk touches both."""
    plain: list[float] = []
    sealed: list[float] = []
    for _ in range(RUNS):
        plain.append(median(_saves(encrypted_file=False)))
        sealed.append(median(_saves(encrypted_file=True)))
    yield Figure(
        name="one durable autosave, encrypted / plain",
        value=median(sealed) / median(plain),
        unit="ratio",
        limit=1.5,
        runs=RUNS,
        details={
            "encrypted_ms": median(sealed) * 1000,
            "plain_ms": median(plain) * 1000,
            "encrypted_p95_of_runs_ms": percentile(sealed, 0.95) * 1000,
            "saves_per_run": SAVES,
        },
    )


def _saves(*, encrypted_file: bool) -> list[float]:
    """Seconds of each autosave of a growing text in a fresh database on a real disk."""
    with tempfile.TemporaryDirectory(dir=Path(__file__).parent) as folder:
        path = Path(folder) / "answers.db"
        path.touch(mode=0o600)
        key = DatabaseKey(os.urandom(32))
        engine = encrypted.open_engine(path, key) if encrypted_file else _plain_engine(path)
        store = Store(path, key, engine)
        try:
            return list(_typing(store))
        finally:
            store.abandon()


def _typing(store: Store) -> Iterator[float]:
    author = Author("m" * 32, "d" * 32)
    dossier = DossierId("x" * 64)
    pack = PackHash("p" * 64)
    first = DossierCreated(id=ChangeId("c" * 32), party="Ruritania", pack=pack, at=NOW)
    with store.begin() as connection:
        migrate(connection)
        records.add_pack(connection, pack, b"pack", NOW)
        Writer(connection, author, dossier).write((first,))
    for number in range(1, SAVES + 1):
        began = time.perf_counter()
        with store.begin() as connection:
            Writer(connection, author, dossier).write((_typed(number),))
        yield time.perf_counter() - began


def _typed(number: int) -> Typed:
    """The same version again, some characters longer."""
    return Typed(
        version_id=VersionId("v" * 32),
        key=NodeKey(QuestionId("u5_1_a_i_explanation")),
        value=TEXT[: number * len(TEXT) // SAVES],
        replaces=(),
        started_at=NOW,
        at=NOW,
    )


def _plain_engine(path: Path) -> Engine:
    def connect() -> Any:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for pragma in (
            "foreign_keys = ON",
            "trusted_schema = OFF",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "journal_mode = WAL",
            "synchronous = FULL",
        ):
            connection.execute(f"PRAGMA {pragma}").fetchone()
        return connection

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_size=2
    )
    event.listen(engine, "begin", encrypted._begin)
    return engine
