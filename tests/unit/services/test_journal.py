"""The journal as the window and the command line use it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.responses import Status
from desktop_app.errors import BugError, DossierMissing
from desktop_app.services import journal, profiles
from tests.builders.clocks import START, SteppingClock
from tests.builders.profiles import NAME, PASSPHRASE, Desk, dossier_of, make_profile

Q1 = NodeKey.parse("q1")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    clock = SteppingClock()
    made = make_profile(tmp_path / "profile", clock=clock)
    yield Desk(made.profile, clock=clock).create()
    made.profile.close()


def test_writing_says_when_it_was_durable(desk: Desk) -> None:
    entry = desk.typed("q1", "Yes")
    desk.clock.pass_by(minutes=1)
    assert journal.write(desk.profile, desk.dossier, [entry]) == desk.clock()


def test_writing_nothing_needs_no_disk(desk: Desk) -> None:
    desk.profile.store.abandon()
    assert journal.write(desk.profile, desk.dossier, []) == desk.clock()


def test_a_dossier_that_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(DossierMissing) as caught:
        journal.load(desk.profile, DossierId("gone"))
    assert (caught.value.dossier, caught.value.known) == ("gone", (desk.dossier,))


def test_nothing_is_written_into_a_dossier_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(BugError):
        journal.write(desk.profile, DossierId("gone"), [desk.typed("q1", "Yes")])


def test_the_history_of_an_answer_has_the_latest_first(desk: Desk) -> None:
    first = desk.answer("q1", "Yes")
    second = desk.answer("q1", "No", [first])
    found = journal.history(desk.profile, desk.dossier, Q1)
    assert [(v.id, v.value, v.is_current) for v in found] == [
        (second, "No", True),
        (first, "Yes", False),
    ]


def test_the_history_names_the_person(desk: Desk) -> None:
    desk.answer("q1", "Yes")
    assert journal.history(desk.profile, desk.dossier, Q1)[0].author == NAME


def test_the_history_knows_status_and_times(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    desk.set_status(Status.READY, version)
    found = journal.history(desk.profile, desk.dossier, Q1)[0]
    assert found.status is Status.READY
    assert found.started_at == found.ended_at == START + timedelta(seconds=2)


def test_a_session_that_goes_on_has_no_end(desk: Desk) -> None:
    desk.write(desk.typed("q1", "Yes", closes=False))
    assert journal.history(desk.profile, desk.dossier, Q1)[0].ended_at is None


def test_the_history_of_one_instance_is_not_another_s(desk: Desk) -> None:
    desk.answer("law@i1", "one")
    desk.answer("law@i2", "two")
    found = journal.history(desk.profile, desk.dossier, NodeKey.parse("law@i2"))
    assert [version.value for version in found] == ["two"]


def test_locking_ends_the_session(desk: Desk) -> None:
    desk.write(desk.typed("q1", "Yes", closes=False))
    desk.profile.close()
    again = profiles.unlock(desk.profile.folder, PASSPHRASE)
    ended = journal.history(again, dossier_of(again), Q1)[0].ended_at
    again.close()
    assert ended is not None


def test_after_a_crash_a_session_ended_when_it_was_last_saved(desk: Desk) -> None:
    desk.write(desk.typed("q1", "Y", version="v", closes=False))
    last = desk.typed("q1", "Yes", version="v", closes=False)
    desk.write(last)
    desk.profile.abandon()
    desk.clock.pass_by(minutes=90)
    again = profiles.unlock(desk.profile.folder, PASSPHRASE)
    found = journal.history(again, dossier_of(again), Q1)
    again.close()
    assert [(version.value, version.ended_at) for version in found] == [("Yes", last.at)]


def test_in_a_conflict_the_own_version_counts(desk: Desk) -> None:
    desk.write(desk.typed("q1", "theirs", version="0" * 32))
    with desk.profile.store.raw() as connection:
        connection.execute("UPDATE versions SET author = 'somebody'")
        connection.execute("UPDATE changes SET author = 'somebody'")
    desk.write(desk.typed("q1", "mine", version="1" * 32))
    assert desk.values() == {"q1": "mine"}


def test_in_a_conflict_of_others_the_lowest_id_counts(desk: Desk) -> None:
    for version in ("b" * 32, "a" * 32, "c" * 32):
        desk.write(desk.typed("q1", f"by {version[0]}", version=version))
    with desk.profile.store.raw() as connection:
        connection.execute("UPDATE versions SET author = 'somebody'")
    assert desk.values() == {"q1": "by a"}
