"""Connections: each way in which SQLCipher can be used wrongly without its saying so."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from desktop_app.crypto.slots import DatabaseKey
from desktop_app.errors import BugError, DamagedFile
from desktop_app.store.engine import connect, open_engine
from desktop_app.store.store import Store, create_store

KEY = DatabaseKey(bytes(range(32)))
OTHER = DatabaseKey(bytes(32))


def engine_of(store: Store) -> Engine:
    return store._engine


def test_the_key_is_in_no_url(store: Store) -> None:
    shown = f"{engine_of(store).url!r} {engine_of(store)!r} {engine_of(store).pool.status()}"
    assert KEY.hex() not in shown


def test_the_key_is_in_no_error(store: Store) -> None:
    with pytest.raises(DamagedFile) as caught:
        connect(store.path, OTHER)
    chain = f"{caught.value!r} {caught.value.__cause__!r} {caught.value.__context__!r}"
    assert OTHER.hex() not in chain


def test_an_answer_is_in_no_error(store: Store) -> None:
    with pytest.raises(BugError) as caught, store.begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (:v)"), {"v": "secret answer"})
    assert "secret answer" not in f"{caught.value!r} {caught.value.__cause__!s}"


@pytest.mark.parametrize("length", [0, 31, 33, 64])
def test_a_key_of_another_length_is_refused(store: Store, length: int) -> None:
    with pytest.raises(BugError):
        connect(store.path, DatabaseKey(bytes(length)))


def test_a_library_that_does_not_encrypt_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    path.touch()
    with pytest.raises(BugError):
        connect(path, KEY, module=sqlite3)
    assert path.read_bytes() == b""


def test_a_plain_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    with sqlite3.connect(path) as plain:
        plain.execute("CREATE TABLE t (a)")
    plain.close()
    with pytest.raises(DamagedFile, match="not encrypted"):
        connect(path, KEY)


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile, match="missing"):
        connect(tmp_path / "desk.db", KEY)
    assert not list(tmp_path.glob("desk.db*"))


def test_the_file_does_not_begin_as_a_plain_one(store: Store) -> None:
    assert not store.path.read_bytes().startswith(b"SQLite format 3")


def test_another_key_is_refused(store: Store) -> None:
    with pytest.raises(DamagedFile):
        connect(store.path, OTHER)


def test_nothing_is_written_to_standard_error(
    store: Store, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DamagedFile):
        connect(store.path, OTHER)
    data = bytearray(store.path.read_bytes())
    data[5000] ^= 1
    store.close()
    store.path.write_bytes(data)
    with pytest.raises(DamagedFile), store.read() as connection:
        connection.execute(text("PRAGMA integrity_check")).all()
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("busy_timeout", 10_000),
        ("cipher_page_size", "4096"),
        ("cipher_use_hmac", "1"),
    ],
)
def test_every_connection_is_set_up(store: Store, pragma: str, value: object) -> None:
    with store.raw() as first, store.raw() as second:
        found = [each.execute(f"PRAGMA {pragma}").fetchone()[0] for each in (first, second)]
    assert found == [value, value]


def test_the_memory_wiping_that_slows_search_is_off(store: Store) -> None:
    with store.raw() as connection:
        assert connection.execute("PRAGMA cipher_memory_security").fetchone()[0] == "0"


def test_a_transaction_takes_the_write_lock_at_once(store: Store) -> None:
    with store.begin(), store.raw() as other:
        other.execute("PRAGMA busy_timeout = 1")
        with pytest.raises(Exception, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("PRAGMA busy_timeout = 10000")


def test_readers_hold_up_no_writer(store: Store) -> None:
    with store.read() as reader:
        reader.execute(text("SELECT count(*) FROM meta")).scalar()
        with store.begin() as writer:
            writer.execute(text("INSERT INTO meta VALUES ('a', x'00')"))


def test_a_reader_sees_one_state(store: Store) -> None:
    count = text("SELECT count(*) FROM meta")
    with store.read() as reader:
        before = reader.execute(count).scalar()
        with store.begin() as writer:
            writer.execute(text("INSERT INTO meta VALUES ('a', x'00')"))
        assert reader.execute(count).scalar() == before


def test_table_changes_are_undone_too(store: Store) -> None:
    def fail() -> None:
        with store.begin() as connection:
            connection.execute(text("CREATE TABLE extra (a)"))
            connection.execute(text("no such statement"))

    with pytest.raises(BugError):
        fail()
    with store.read() as connection:
        found = connection.execute(text("SELECT 1 FROM sqlite_master WHERE name = 'extra'"))
        assert found.first() is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_the_files_are_private_before_data_is_in_them(store: Store) -> None:
    with store.begin() as connection:
        connection.execute(text("INSERT INTO meta VALUES ('a', x'00')"))
    modes = {path.name: path.stat().st_mode & 0o777 for path in store.path.parent.glob("desk*")}
    assert modes == {"desk.db": 0o600, "desk.db-wal": 0o600, "desk.db-shm": 0o600}


def test_an_existing_file_is_never_taken_for_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    path.write_bytes(b"something")
    with pytest.raises(Exception, match="EEXIST"):
        create_store(path, KEY)
    assert path.read_bytes() == b"something"


def test_a_connection_that_fails_is_closed(store: Store) -> None:
    """Else Windows could not replace the file, and the next try would find it locked."""
    engine = open_engine(store.path, OTHER)
    with pytest.raises(DamagedFile):
        engine.connect()
    assert engine.pool.checkedin() == 0  # type: ignore[attr-defined]  # of QueuePool
    engine.dispose()
