"""Copies of a database that is in use."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.crypto.slots import DatabaseKey
from desktop_app.errors import DamagedFile, NotWritable
from desktop_app.store.copying import copy_database, remove_database, verify_copy
from desktop_app.store.engine import connect, open_engine
from desktop_app.store.schema import metadata
from desktop_app.store.store import Store
from tests.builders.profiles import Desk, fill


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    with store.read() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=str)
            for table in metadata.sorted_tables
        }


def test_a_copy_holds_everything(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    store = desk.profile.store
    copy_database(store, tmp_path / "copy.db")
    copied = Store(
        tmp_path / "copy.db", store.key, open_engine(tmp_path / "copy.db", store.key)
    )
    assert content(copied) == content(store)
    copied.abandon()


def test_a_copy_is_one_file(desk: Desk, tmp_path: Path) -> None:
    copy_database(desk.profile.store, tmp_path / "copy.db")
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.db"]


def test_a_copy_is_encrypted_under_the_same_key(desk: Desk, tmp_path: Path) -> None:
    desk.answer("q1", "known text")
    copy_database(desk.profile.store, tmp_path / "copy.db")
    assert b"known text" not in (tmp_path / "copy.db").read_bytes()
    with pytest.raises(DamagedFile):
        connect(tmp_path / "copy.db", DatabaseKey(bytes(32)))


def test_a_copy_s_file_is_private(desk: Desk, tmp_path: Path) -> None:
    copy_database(desk.profile.store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


def test_a_session_may_go_on_meanwhile(desk: Desk, tmp_path: Path) -> None:
    with desk.profile.store.begin():
        copy_database(desk.profile.store, tmp_path / "copy.db")


def test_a_copy_that_cannot_be_made_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        copy_database(desk.profile.store, tmp_path / "nowhere" / "copy.db")
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("at", [100, 5_000, 60_000, -1])
def test_a_copy_that_is_not_sound_is_refused(desk: Desk, tmp_path: Path, at: int) -> None:
    path = tmp_path / "copy.db"
    copy_database(desk.profile.store, path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    with pytest.raises(DamagedFile):
        verify_copy(path, desk.profile.store.key)


def test_a_removed_database_leaves_nothing_beside_it(tmp_path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / f"copy.db{suffix}").touch()
    remove_database(tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


def test_a_copy_whose_tables_are_not_sound_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    desk.write(desk.typed("q1", "being typed", closes=False))
    copy_database(desk.profile.store, path)
    connection = connect(path, desk.profile.store.key)
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'payload BLOB', 'payload BLOB NOT NULL')"
    )
    connection.close()
    with pytest.raises(DamagedFile, match="not sound"):
        verify_copy(path, desk.profile.store.key)
