"""What the inbox tells without any server: worked out here, told once, read once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desktop_app.domain.timelines import EntryKind, Inbox, Link
from desktop_app.errors import BadArgument
from desktop_app.services import dossiers, timeline
from desktop_app.services.inbox import find_entry, mark_read, mark_told, read_inbox
from review_protocol.notices import Notice, NoticeKind, notice_name
from tests.builders.carrying import carry
from tests.builders.offices import Office
from tests.builders.timelines import dated_dossier

FOCAL_POINT_DUE, EXPERTS_DUE = date(2026, 1, 15), date(2026, 1, 29)


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[Office]:
    """A focal point whose review began on 1 January 2026; today is 2 March."""
    office = Office(name="Ana", folder=tmp_path / "ana")
    office.dossier = dated_dossier(office.profile).id
    yield office
    office.close()


def inbox(office: Office) -> Inbox:
    info = dossiers.find_dossier(office.profile, office.dossier)
    return read_inbox(office.profile, office.dossier, info)


def told(office: Office) -> list[tuple[EntryKind, str]]:
    return [(each.kind, each.about) for each in inbox(office).unread]


def move(office: Office, step: str, day: date) -> None:
    info = dossiers.find_dossier(office.profile, office.dossier)
    timeline.revise(office.profile, office.dossier, info, step, day, "Elections")


def test_what_was_missed_is_told_the_newest_first(ana: Office) -> None:
    first, second = inbox(ana).entries
    assert (first.kind, first.about, first.due) == (EntryKind.OVERDUE, "experts", EXPERTS_DUE)
    assert (second.about, second.due) == ("focal-point", FOCAL_POINT_DUE)
    assert (first.link, first.titles["en"]) == (Link.STEP, "Governmental experts named")
    assert first.at.isoformat() == "2026-01-30T00:00:00+01:00"
    assert (first.from_secretariat, first.is_new, first.is_read) == (False, True, False)


def test_an_entry_has_the_name_that_the_secretariat_would_give_it(ana: Office) -> None:
    notice = Notice(kind=NoticeKind.OVERDUE, step="experts", due=EXPERTS_DUE)
    assert inbox(ana).entries[0].id == notice_name(ana.dossier, notice)


def test_what_comes_is_told_so_many_days_ahead(ana: Office) -> None:
    ana.clock.now = datetime.fromisoformat("2026-05-31T12:00:00Z")
    assert (EntryKind.DUE, "questionnaire") not in told(ana)
    ana.clock.now += timedelta(days=1)
    newest = inbox(ana).entries[0]
    assert (newest.kind, newest.about) == (EntryKind.DUE, "questionnaire")
    assert newest.at.isoformat() == "2026-06-01T00:00:00+02:00"


def test_what_was_coming_and_is_missed_is_told_once_more_and_once_only(ana: Office) -> None:
    ana.clock.now = datetime.fromisoformat("2026-06-15T12:00:00Z")
    mark_read(ana.profile, ana.dossier, [each.id for each in inbox(ana).entries])
    assert told(ana) == []
    ana.clock.now = datetime.fromisoformat("2026-07-02T12:00:00Z")
    assert told(ana) == [(EntryKind.OVERDUE, "questionnaire")]


def test_a_date_that_is_moved_stops_the_notice_of_the_old_one(ana: Office) -> None:
    move(ana, "focal-point", date(2026, 9, 1))
    assert told(ana) == [(EntryKind.OVERDUE, "experts")]
    move(ana, "focal-point", date(2026, 3, 5))
    assert told(ana) == [(EntryKind.DUE, "focal-point"), (EntryKind.OVERDUE, "experts")]


def test_what_is_done_is_not_told(ana: Office) -> None:
    info = dossiers.find_dossier(ana.profile, ana.dossier)
    timeline.note_done(ana.profile, ana.dossier, info, "experts", date(2026, 2, 1))
    assert told(ana) == [(EntryKind.OVERDUE, "focal-point")]


def test_what_was_told_is_not_new_at_the_next_start_and_still_unread(ana: Office) -> None:
    mark_told(ana.profile, ana.dossier, [each.id for each in inbox(ana).new])
    ana.again()
    found = inbox(ana)
    assert found.new == ()
    assert len(found.unread) == 2


def test_what_was_read_stays_read_and_is_listed(ana: Office) -> None:
    mark_read(ana.profile, ana.dossier, [inbox(ana).entries[0].id])
    ana.again()
    found = inbox(ana)
    assert [each.is_read for each in found.entries] == [True, False]
    assert [each.about for each in found.new] == ["focal-point"]


def test_marks_add_up_and_marking_nothing_changes_nothing(ana: Office) -> None:
    first, second = (each.id for each in inbox(ana).entries)
    mark_read(ana.profile, ana.dossier, [first])
    mark_told(ana.profile, ana.dossier, [second])
    mark_read(ana.profile, ana.dossier, [])
    found = inbox(ana)
    assert [each.is_read for each in found.entries] == [True, False]
    assert found.new == ()


def test_marks_are_this_computers_own(ana: Office, tmp_path: Path) -> None:
    bob = Office(name="Bob", folder=tmp_path / "bob").join(ana.invite(tmp_path))
    mark_read(ana.profile, ana.dossier, [each.id for each in inbox(ana).entries])
    carry(ana, bob)
    assert len(inbox(bob).unread) == 2
    bob.close()


def test_who_waits_to_be_confirmed_is_told_to_the_focal_point_alone(
    ana: Office, tmp_path: Path
) -> None:
    bob = Office(name="Bob", folder=tmp_path / "bob").join(ana.invite(tmp_path))
    carry(bob, ana)
    newest = inbox(ana).entries[0]
    assert (newest.kind, newest.link, newest.title) == (EntryKind.CONFIRM, Link.PEOPLE, "Bob")
    assert newest.about == bob.member
    assert EntryKind.CONFIRM not in {each.kind for each in inbox(bob).entries}
    ana.confirm(bob)
    carry(ana, bob)
    assert EntryKind.CONFIRM not in {each.kind for each in inbox(ana).entries}
    bob.close()


def test_a_review_without_a_start_is_told_of_nothing(ana: Office) -> None:
    ana.dossier = dated_dossier(ana.profile, start=None).id
    assert inbox(ana) == Inbox()


def test_an_entry_is_found_by_the_beginning_of_its_id(ana: Office) -> None:
    found = inbox(ana)
    assert find_entry(found, found.entries[1].id[:10]) == found.entries[1]
    for wanted, reason in (("zz", "unknown"), ("", "several")):
        with pytest.raises(BadArgument) as refused:
            find_entry(found, wanted)
        assert refused.value.reason == reason
