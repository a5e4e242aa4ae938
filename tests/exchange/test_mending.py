"""What follows from the sets is made anew where the tables do not say it; sets never are."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, text, update

from desktop_app.domain.entries import ChangeId, Wording, WordingLoaded, new_id
from desktop_app.domain.keys import QuestionId
from desktop_app.domain.profiles import CheckReport, FaultKind
from desktop_app.services import profiles
from desktop_app.store.schema import DERIVED, changes, records, sets, versions
from tests.builders.approving import meet
from tests.builders.offices import Office


@pytest.fixture
def office(alice: Office, bob: Office) -> Office:
    """Alice's, with something of every kind in its tables, sealed and pending."""
    alice.confirm(bob)
    meet(alice, bob)
    alice.answer("party_name", "at the office")
    bob.answer("party_name", "at home")
    alice.add("bodies@r1")
    alice.answer("body_name@r1", "The ministry")
    alice.mark("party_name")
    meet(alice, bob)
    official = Wording(QuestionId("why_5"), "en", "7", "Why?")
    alice.write(WordingLoaded(id=ChangeId(new_id()), wording=(official,), at=alice.tick()))
    alice.note("why_5", "Ask the ministry.")
    alice.answer("why_5", "Not sealed yet")
    return alice


def rows(office: Office) -> dict[str, set[tuple[object, ...]]]:
    with office.profile.store.read() as connection:
        return {
            table.name: {tuple(row) for row in connection.execute(select(table))}
            for table in DERIVED
        }


def check(office: Office) -> CheckReport:
    return profiles.check(office.profile)


def test_an_altered_row_is_made_anew(office: Office) -> None:
    before = rows(office)
    altered = update(versions).where(versions.c.value == "at home").values(value="altered")
    with office.profile.store.begin() as connection:
        assert connection.execute(altered).rowcount == 1
    report = check(office)
    assert report.is_sound
    assert [(each.kind, each.detail) for each in report.mended] == [
        (FaultKind.STATE, "versions")
    ]
    assert report.mended_dossiers == {office.dossier}
    assert rows(office) == before
    assert office.stands("party_name") == {"at the office", "at home"}
    again = check(office)
    assert (again.is_sound, again.mended, again.mended_dossiers) == (True, (), frozenset())


@pytest.mark.parametrize("table", DERIVED, ids=lambda table: table.name)
def test_a_table_that_lost_its_rows_is_filled_again(office: Office, table: object) -> None:
    before = rows(office)
    with office.profile.store.raw() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"DELETE FROM {table}")
        connection.execute("PRAGMA foreign_keys = ON")
    report = check(office)
    assert report.is_sound
    assert report.mended
    assert rows(office) == before


def test_what_the_dossier_is_about_is_made_anew(office: Office) -> None:
    with office.profile.store.begin() as connection:
        connection.execute(text("UPDATE dossiers SET party = 'Elsewhere'"))
    report = check(office)
    assert [each.detail for each in report.mended] == ["dossiers"]
    with office.profile.store.read() as connection:
        assert connection.scalar(text("SELECT party FROM dossiers")) == "Ruritania"


def _alter_a_set(office: Office) -> None:
    with office.profile.store.begin() as connection:
        last = connection.scalar(select(func.max(sets.c.seq)))
        content = connection.scalar(select(sets.c.content).where(sets.c.seq == last))
        assert content is not None
        altered = content[:-1] + bytes([content[-1] ^ 1])
        connection.execute(update(sets).where(sets.c.seq == last).values(content=altered))


def _lose_a_set(office: Office) -> None:
    with office.profile.store.begin() as connection:
        last = connection.scalar(select(func.max(sets.c.seq)))
        connection.execute(delete(sets).where(sets.c.seq == last))


def _lose_what_is_pending(office: Office) -> None:
    with office.profile.store.begin() as connection:
        connection.execute(delete(changes).where(changes.c.set_hash.is_(None)))


@pytest.mark.parametrize("damage", [_alter_a_set, _lose_a_set, _lose_what_is_pending])
def test_what_is_damaged_itself_is_told_and_nothing_is_thrown_away(
    office: Office, damage: object
) -> None:
    before = rows(office)
    assert callable(damage)
    damage(office)
    for _ in range(2):
        report = check(office)
        assert not report.is_sound
        assert report.mended == ()
    assert rows(office) == before


def test_a_note_that_no_change_accounts_for_is_not_thrown_away(office: Office) -> None:
    """The page of the journal that it was in is an old one: nowhere else is it any more."""
    with office.profile.store.begin() as connection:
        noted = select(changes.c.id).where(
            changes.c.kind == "record", changes.c.set_hash.is_(None)
        )
        (note,) = connection.scalars(noted)
        connection.execute(delete(changes).where(changes.c.id == note))
    assert not check(office).is_sound
    with office.profile.store.read() as connection:
        assert connection.scalar(select(records.c.change).where(records.c.change == note))


def test_one_dossier_is_made_anew_beside_another(office: Office, tmp_path: Path) -> None:
    first = office.dossier
    office.found("Elsewhere")
    with office.profile.store.begin() as connection:
        connection.execute(text("DELETE FROM answers"))
    assert check(office).mended_dossiers == {first, office.dossier}
