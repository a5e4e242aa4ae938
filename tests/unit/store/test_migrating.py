"""The shape of the database: the newest equals the tables, and every way there is safe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3
from sqlalchemy import Connection, Inspector, create_engine, inspect, text

from desktop_app.errors import BugError, DiskFull, NewerFormat, UpgradeFailed
from desktop_app.store.engine import connect, open_engine
from desktop_app.store.files import open_new
from desktop_app.store.migrating import HEAD, STEPS, found_revision, migrate, needs_migration
from desktop_app.store.records import read_meta, write_meta
from desktop_app.store.schema import metadata
from desktop_app.store.store import Store, create_store, open_store
from tests.builders.shapes import NEXT, write_steps
from tests.unit.store.conftest import KEY


def description(connection: Connection) -> dict[str, Any]:
    """Everything about the tables that matters, in an order of its own."""
    inspector: Inspector = inspect(connection)
    tables = {}
    for name in set(inspector.get_table_names()) - {"alembic_version"}:
        columns = [
            (c["name"], str(c["type"]), c["nullable"], c["default"])
            for c in inspector.get_columns(name)
        ]
        tables[name] = (
            columns,
            inspector.get_pk_constraint(name),
            sorted(inspector.get_indexes(name), key=str),
            sorted(inspector.get_unique_constraints(name), key=str),
            sorted(inspector.get_foreign_keys(name), key=str),
        )
    return tables


@pytest.fixture
def next_steps(tmp_path: Path) -> Callable[[str], Path]:
    """The released steps and one more, which ends with the given line."""

    def build(more: str = "") -> Path:
        return write_steps(tmp_path / "steps", more)

    return build


def close(store: Store) -> None:
    store.close()


def test_the_newest_shape_equals_the_tables(store: Store) -> None:
    engine = create_engine("sqlite://", module=sqlcipher3)
    with engine.begin() as fresh, store.read() as migrated:
        metadata.create_all(fresh)
        assert description(migrated) == description(fresh)
    engine.dispose()


def test_every_constraint_has_a_name(store: Store) -> None:
    with store.read() as connection:
        for _, key, indexes, uniques, foreign in description(connection).values():
            assert key["name"]
            assert all(each["name"] for each in (*indexes, *uniques, *foreign))


def test_the_head_is_the_last_step() -> None:
    numbers = [path.name[1:5] for path in STEPS.glob("v*.py")]
    assert max(numbers) == HEAD
    assert len(numbers) == int(HEAD)


def test_steps_import_nothing_of_the_program() -> None:
    assert not [path.name for path in STEPS.glob("v*.py") if "desktop_app" in path.read_text()]


def test_a_new_database_has_the_newest_shape(store: Store) -> None:
    with store.read() as connection:
        assert found_revision(connection) == int(HEAD)
        assert not needs_migration(connection)


def test_an_empty_database_is_an_old_one(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    open_new(path).close()
    engine = open_engine(path, KEY)
    with engine.begin() as connection:
        assert needs_migration(connection)
    engine.dispose()


def test_a_newer_file_is_refused_and_named(store: Store) -> None:
    with store.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0042'"))
    close(store)
    before = store.path.read_bytes()
    with pytest.raises(NewerFormat) as caught:
        open_store(store.path, KEY, before_migration=never)
    assert (caught.value.found, caught.value.supported) == (42, int(HEAD))
    assert store.path.read_bytes() == before


def test_nothing_to_do_makes_no_backup(store: Store) -> None:
    close(store)
    open_store(store.path, KEY, before_migration=never).abandon()


def test_an_older_file_is_brought_up_with_its_data(
    store: Store, next_steps: Callable[[str], Path]
) -> None:
    with store.begin() as connection:
        connection.execute(text("INSERT INTO packs VALUES ('h', x'00', 1)"))
    close(store)
    copied: list[Store] = []

    def copy(old: Store) -> Path:
        copied.append(old)
        return Path("backup")

    opened = open_store(
        store.path,
        KEY,
        before_migration=copy,
        steps=next_steps(""),
        head=NEXT,
    )
    with opened.read() as connection:
        origins = connection.execute(text("SELECT origin FROM packs")).scalars().all()
        revision = found_revision(connection)
    opened.close()
    assert (origins, revision, len(copied)) == (["migrated"], int(NEXT), 1)


@pytest.mark.parametrize("more", ["op.execute('no such statement')", "op.drop_table('gone')"])
def test_a_step_that_fails_leaves_the_old_file_usable(
    store: Store, next_steps: Callable[[str], Path], more: str
) -> None:
    with store.begin() as connection:
        write_meta(connection, {"name": b"Ana"})
    close(store)
    with pytest.raises(UpgradeFailed) as caught:
        open_store(
            store.path,
            KEY,
            before_migration=lambda _: Path("folder/the-backup"),
            steps=next_steps(more),
            head=NEXT,
        )
    again = open_store(store.path, KEY, before_migration=never)
    with again.read() as connection:
        facts, shape = read_meta(connection), description(connection)
    again.close()
    assert (caught.value.backup, facts) == ("the-backup", {"name": b"Ana"})
    assert "origin" not in str(shape["packs"])


def test_without_a_backup_there_is_no_migration(
    store: Store, next_steps: Callable[[str], Path]
) -> None:
    def full(_: Store) -> Path:
        raise DiskFull("backup")

    close(store)
    with pytest.raises(DiskFull):
        open_store(store.path, KEY, before_migration=full, steps=next_steps(""), head=NEXT)
    again = open_store(store.path, KEY, before_migration=never)
    again.close()


def test_a_revision_that_no_step_leads_from_is_a_bug(store: Store) -> None:
    def take_steps() -> None:
        with store.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
            migrate(connection)

    with pytest.raises(BugError):
        take_steps()


def test_a_database_that_could_not_be_made_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Connection) -> None:
        raise DiskFull("database")

    monkeypatch.setattr("desktop_app.store.store.migrate", fail)
    with pytest.raises(DiskFull):
        create_store(tmp_path / "desk.db", KEY)
    connect(tmp_path / "desk.db", KEY).close()


def never(_: Store) -> Path:
    raise AssertionError("no migration was due")
