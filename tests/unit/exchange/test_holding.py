"""The state made again from the journal is the state in the tables, and a difference shows."""

from __future__ import annotations

import random

import pytest
from sqlalchemy import delete, select, text, update

from desktop_app.domain.keys import VersionId
from desktop_app.domain.responses import Status
from desktop_app.errors import DamagedFile
from desktop_app.exchange import holding
from desktop_app.store.schema import DERIVED, changes
from tests.builders.profiles import Desk, fill


def differences(desk: Desk) -> dict[str, int]:
    with desk.profile.store.read() as connection:
        found = holding.differences(connection, desk.dossier, desk.profile.device)
    return {each.table: each.rows for each in found}


def walk(desk: Desk, chance: random.Random, steps: int) -> None:
    """Somebody who does anything at all."""
    current: dict[str, list[VersionId]] = {}
    instances: list[str] = []
    for number in range(steps):
        key = f"q{chance.randrange(6)}"
        match chance.randrange(7):
            case 0 | 1:
                replaces = current.get(key, []) if chance.random() < 0.8 else []
                made = desk.answer(key, f"text {number}", replaces)
                kept = [] if replaces else current.get(key, [])
                current[key] = [*kept, made]
            case 2 if current.get(key):
                desk.set_status(Status(chance.randrange(1, 4)), *current[key])
            case 3:
                instances.append(f"law@i{number}")
                desk.add(instances[-1], str(number))
            case 4 if instances:
                desk.remove(chance.choice(instances))
            case 5 if instances:
                desk.add(chance.choice(instances), "again")
            case _:
                desk.word(key, f"wording {number}", chance.choice(["en", "fr"]))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_done_the_journal_says_the_same(desk: Desk, seed: int) -> None:
    walk(desk, random.Random(seed), 60)
    assert differences(desk) == {}


def test_an_open_session_is_no_difference(desk: Desk) -> None:
    old = desk.answer("q1", "Yes")
    desk.write(desk.typed("q1", "No", replaces=[old], closes=False))
    assert differences(desk) == {}


@pytest.mark.parametrize("table", [table.name for table in DERIVED])
def test_a_row_that_is_missing_shows(desk: Desk, table: str) -> None:
    fill(desk, 4)
    desk.answer("q9", "No", [desk.answer("q9", "Yes")])
    with desk.profile.store.begin() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(
            text(f"DELETE FROM {table} WHERE rowid = (SELECT min(rowid) FROM {table})")
        )
        # The links must hold when the transaction ends; what hangs on a version goes too.
        for below in ("version_replaces", "answers", "marks"):
            gone = text(f"DELETE FROM {below} WHERE version NOT IN (SELECT id FROM versions)")
            connection.execute(gone)
    assert table in differences(desk)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE versions SET value = 'No' WHERE rowid = 1",
        "UPDATE versions SET status = 3 WHERE rowid = 1",
        "UPDATE instances SET present = 1 - present",
        "UPDATE wording SET text = 'other'",
        "UPDATE dossiers SET party = 'Borduria'",
        "UPDATE marks SET status = 1",
    ],
)
def test_a_row_that_was_changed_shows(desk: Desk, change: str) -> None:
    fill(desk, 4)
    with desk.profile.store.begin() as connection:
        connection.execute(text(change))
    assert len(differences(desk)) == 1


def test_a_change_that_is_missing_shows(desk: Desk) -> None:
    fill(desk, 4)
    desk.word("card_2", "Official text of question two")
    with desk.profile.store.begin() as connection:
        unsealed = changes.c.set_hash.is_(None)
        connection.execute(delete(changes).where(changes.c.kind == "wording", unsealed))
    assert differences(desk) == {"wording": 1}


def test_a_rebuild_mends_the_state(desk: Desk) -> None:
    fill(desk, 4)
    before = desk.load()
    with desk.profile.store.begin() as connection:
        for table in DERIVED:
            connection.execute(delete(table))
        holding.settle(connection, desk.dossier, desk.profile.device)
    assert (differences(desk), desk.load()) == ({}, before)


def test_a_rebuild_of_a_sound_state_changes_nothing(desk: Desk) -> None:
    fill(desk, 4)
    desk.write(desk.typed("q1", "being typed", closes=False))
    with desk.profile.store.begin() as connection:
        before = [set(map(tuple, connection.execute(select(table)))) for table in DERIVED]
        holding.settle(connection, desk.dossier, desk.profile.device)
        after = [set(map(tuple, connection.execute(select(table)))) for table in DERIVED]
    assert after == before


@pytest.mark.parametrize(
    "payload", [b"", b"\xff", b"\x80", b"\xa0", b"\xa1dkindfanswer", b"\xa1ckey\x01"]
)
def test_a_payload_that_cannot_be_read_is_damage(desk: Desk, payload: bytes) -> None:
    desk.answer("q1", "Yes")
    with desk.profile.store.begin() as connection:
        broken = update(changes).where(changes.c.kind == "answer").values(payload=payload)
        connection.execute(broken)
    with pytest.raises(DamagedFile):
        differences(desk)
