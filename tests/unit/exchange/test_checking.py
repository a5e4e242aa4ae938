"""The check of a store: no false alarm beside work, and no damage that it does not see."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from desktop_app.crypto.slots import DatabaseKey
from desktop_app.domain.profiles import CheckReport, FaultKind
from desktop_app.errors import DamagedFile
from desktop_app.store.engine import open_engine
from desktop_app.store.store import Store
from tests.builders.checks import check_store
from tests.builders.profiles import Desk, fill

PAGE = 4096


def at_rest(desk: Desk) -> tuple[Path, DatabaseKey]:
    """The database's file with nothing outside it."""
    store = desk.profile.store
    with store.raw() as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return store.path, store.key


def opened(path: Path, key: DatabaseKey) -> Store:
    return Store(path, key, open_engine(path, key))


def check_file(path: Path, key: DatabaseKey) -> CheckReport:
    store = opened(path, key)
    try:
        return check_store(store)
    finally:
        store.abandon()


def test_a_sound_store_is_called_sound(desk: Desk) -> None:
    fill(desk)
    assert check_store(desk.profile.store).is_sound


def test_it_says_what_it_looked_at(desk: Desk) -> None:
    old = desk.answer("q1", "Yes")
    desk.answer("q1", "No", [old])
    report = check_store(desk.profile.store)
    assert (report.dossiers, report.changes, report.versions, report.answers) == (1, 4, 2, 1)
    assert report.pages > 20


def test_what_is_in_the_log_only_is_no_false_alarm(desk: Desk) -> None:
    at_rest(desk)
    fill(desk)
    log = desk.profile.store.path.with_name("desk.db-wal")
    assert log.stat().st_size > 0
    assert check_store(desk.profile.store).is_sound


def test_somebody_typing_meanwhile_is_no_false_alarm(desk: Desk) -> None:
    fill(desk)
    stop = threading.Event()

    def type_on() -> None:
        number = 0
        while not stop.wait(0.005):
            number += 1
            desk.answer(f"typed{number % 50}", f"text {number} " * 200)

    typist = threading.Thread(target=type_on)
    typist.start()
    try:
        reports = [check_store(desk.profile.store) for _ in range(6)]
    finally:
        stop.set()
        typist.join()
    assert all(report.is_sound for report in reports)


def test_a_reader_that_holds_up_the_checkpoint_is_no_false_alarm(desk: Desk) -> None:
    fill(desk)
    store = desk.profile.store
    with store.raw() as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM changes").fetchall()
        desk.answer("q1", "while it reads")
        with store.raw() as other:  # so that the check does not wait for it for long
            other.execute("PRAGMA busy_timeout = 1")
        report = check_store(store)
        reader.execute("ROLLBACK")
    assert report.is_sound


@pytest.mark.parametrize("page", range(1, 40, 3))
def test_a_flipped_bit_is_found_in_whatever_page_it_is(
    desk: Desk, tmp_path: Path, page: int
) -> None:
    fill(desk)
    path, key = at_rest(desk)
    data = bytearray(path.read_bytes())
    data[page * PAGE + 37 * page % PAGE] ^= 4
    broken = tmp_path / "broken.db"
    broken.write_bytes(data)
    try:
        faults = {fault.kind for fault in check_file(broken, key).faults}
    except DamagedFile:
        return  # so damaged that it does not even open
    assert FaultKind.PAGES in faults


def test_one_old_page_put_back_is_found(desk: Desk, tmp_path: Path) -> None:
    """It passes every check of pages; only the journal and the state tell on each other."""
    fill(desk)
    path, key = at_rest(desk)
    old = path.read_bytes()
    current = desk.load().versions
    for number in range(0, 40, 4):
        replaced = [
            v.id for v in next(vs for k, vs in current.items() if k.question == f"q{number}")
        ]
        desk.answer(f"q{number}", "a newer answer " * 30, replaced)
    path, key = at_rest(desk)
    new = path.read_bytes()
    changed = [
        at for at in range(PAGE, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]
    ]
    mixed = tmp_path / "mixed.db"
    missed = []
    for at in changed:
        mixed.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        if not _is_noticed(mixed, key):
            missed.append(at // PAGE)
    assert len(changed) > 10
    assert missed == []


def _is_noticed(path: Path, key: DatabaseKey) -> bool:
    try:
        return not check_file(path, key).is_sound
    except DamagedFile:
        return True


def test_a_broken_link_is_found(desk: Desk) -> None:
    with desk.profile.store.raw() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO places VALUES ('nowhere', 'a', '', 0, 0)")
        connection.execute("PRAGMA foreign_keys = ON")
    faults = check_store(desk.profile.store).faults
    assert [(fault.kind, fault.count) for fault in faults] == [(FaultKind.LINKS, 1)]


def test_a_broken_structure_is_found(desk: Desk) -> None:
    desk.write(desk.typed("q1", "being typed", closes=False))
    with desk.profile.store.raw() as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master "
            "SET sql = replace(sql, 'payload BLOB', 'payload BLOB NOT NULL')"
        )
        connection.execute("PRAGMA writable_schema = RESET")
    faults = check_store(desk.profile.store).faults
    assert [(fault.kind, fault.count) for fault in faults] == [(FaultKind.STRUCTURE, 1)]


def test_a_state_that_the_journal_does_not_say_is_found(desk: Desk) -> None:
    desk.answer("q1", "Yes")
    with desk.profile.store.begin() as connection:
        connection.execute(text("UPDATE versions SET value = 'No'"))
    faults = check_store(desk.profile.store).faults
    assert [(fault.kind, fault.detail) for fault in faults] == [(FaultKind.STATE, "versions")]


def test_a_change_that_cannot_be_read_is_found(desk: Desk) -> None:
    desk.answer("q1", "Yes")
    with desk.profile.store.begin() as connection:
        connection.execute(text("UPDATE changes SET payload = x'FF' WHERE kind = 'answer'"))
    faults = check_store(desk.profile.store).faults
    assert [fault.kind for fault in faults] == [FaultKind.STATE]


def test_a_report_names_no_content(desk: Desk) -> None:
    desk.answer("q1", "the secret")
    with desk.profile.store.begin() as connection:
        connection.execute(text("UPDATE versions SET value = 'No'"))
    assert "secret" not in repr(check_store(desk.profile.store))


@pytest.mark.parametrize("looks", [0, 1])
def test_a_cancelled_check_calls_nothing_sound(desk: Desk, looks: int) -> None:
    fill(desk, 200)
    asked: list[None] = []

    def is_cancelled() -> bool:
        asked.append(None)
        return len(asked) > looks

    report = check_store(desk.profile.store, is_cancelled)
    assert not report.is_complete
    assert not report.is_sound


def test_a_store_can_be_used_after_a_cancelled_check(desk: Desk) -> None:
    check_store(desk.profile.store, lambda: True)
    desk.answer("q1", "Yes")
    assert check_store(desk.profile.store).is_sound
