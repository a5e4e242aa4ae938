"""Whether a database is sound: its pages, its structure, its links, and its derived state.

Can run beside a person's work: writers are held up only while pages are read, and a cancelled
check stops within a moment. One old page put back passes the first three.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Table, func, select, text

from desktop_app.domain.keys import DossierId
from desktop_app.domain.profiles import CheckFault, CheckReport, FaultKind
from desktop_app.errors import DamagedFile
from desktop_app.store.derived import Difference
from desktop_app.store.failures import Interrupted, translating
from desktop_app.store.records import list_dossiers
from desktop_app.store.schema import answers, changes, dossiers, versions
from desktop_app.store.store import Store

_STEPS_BETWEEN_LOOKS = 20_000
_ATTEMPTS = 20


Compare = Callable[[Connection, DossierId], tuple[Difference, ...]]
"""Says where the tables do not hold what follows from a dossier's sets."""


def check_store(
    store: Store, compare: Compare, is_cancelled: Callable[[], bool] = lambda: False
) -> CheckReport:
    """Check all of it. Damage is reported, not raised."""
    faults: list[CheckFault] = []
    try:
        faults += _found(store.path, FaultKind.PAGES, lambda: _bad_pages(store))
        with store.read() as connection, _stopping(connection, is_cancelled):
            for kind, find in _CHECKS.items():
                faults += _found(store.path, kind, partial(find, connection))
            differences = _differences(connection, compare, is_cancelled)
            counts = CheckReport(
                dossiers=_count(connection, dossiers),
                changes=_count(connection, changes),
                versions=_count(connection, versions),
                answers=_count(connection, answers),
                pages=int(connection.execute(text("PRAGMA page_count")).scalar() or 0),
            )
    except Interrupted:
        return CheckReport(faults=tuple(faults), is_complete=False)
    except DamagedFile as error:
        faults.append(CheckFault(FaultKind.STATE, 1, error.detail))
        return CheckReport(faults=tuple(faults))
    if differences is None:
        return CheckReport(faults=tuple(faults), is_complete=False)
    faults += [CheckFault(FaultKind.STATE, each.rows, each.table) for each in differences]
    return replace(counts, faults=tuple(faults))


def _differences(
    connection: Connection, compare: Compare, is_cancelled: Callable[[], bool]
) -> tuple[Difference, ...] | None:
    """Of all dossiers; None when it was cancelled."""
    found: list[Difference] = []
    for record in list_dossiers(connection):
        if is_cancelled():
            return None
        found += compare(connection, record.id)
    return None if is_cancelled() else tuple(found)


def _found(path: Path, kind: FaultKind, find: Callable[[], int]) -> list[CheckFault]:
    try:
        with translating(path):
            count = find()
    except DamagedFile as error:
        return [CheckFault(kind, 1, error.detail)]
    return [CheckFault(kind, count)] if count else []


@contextlib.contextmanager
def _stopping(connection: Connection, is_cancelled: Callable[[], bool]) -> Iterator[None]:
    """Let a cancellation stop a statement that is under way."""
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.set_progress_handler(is_cancelled, _STEPS_BETWEEN_LOOKS)
    try:
        yield
    finally:
        driver.set_progress_handler(None, 0)


def _bad_pages(store: Store) -> int:
    """Pages whose authentication code is wrong.

    Read past SQLite, straight from the file: so first the write-ahead log is folded in, and
    then writers wait, else pages that are being written would be false alarms.
    """
    with store.raw() as connection:
        log = store.path.with_name(store.path.name + "-wal")
        for _ in range(_ATTEMPTS):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            try:
                if not log.exists() or log.stat().st_size == 0:
                    return len(connection.execute("PRAGMA cipher_integrity_check").fetchall())
            finally:
                connection.execute("ROLLBACK")
    return 0  # somebody reads without end; the structure check reads every page in use


def _broken_structure(connection: Connection) -> int:
    rows = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    return 0 if rows == ["ok"] else len(rows)


def _broken_links(connection: Connection) -> int:
    return len(connection.execute(text("PRAGMA foreign_key_check")).all())


_CHECKS = {FaultKind.STRUCTURE: _broken_structure, FaultKind.LINKS: _broken_links}


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select(func.count()).select_from(table)) or 0
