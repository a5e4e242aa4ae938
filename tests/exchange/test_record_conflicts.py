"""What two people wrote of one person, assignment or date at once: shown, and settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.members import MemberRole, Person
from desktop_app.domain.record_conflicts import RecordConflict
from desktop_app.errors import BadArgument, NotEntitled
from desktop_app.services import assignments, dossiers, members, record_conflicts, timeline
from desktop_app.services.people import people
from desktop_app.store.records import Record
from review_protocol.changes import RecordType
from tests.builders.approving import meet
from tests.builders.offices import Office
from tests.builders.responses import key

WHY = key("why_5")


def at_odds(office: Office) -> dict[RecordType, RecordConflict]:
    found = record_conflicts.record_conflicts(office.profile, office.dossier)
    return {each.type: each for each in found}


def keep(office: Office, conflict: RecordConflict, author: str) -> None:
    version = next(each.id for each in conflict.versions if each.author == author)
    record_conflicts.keep(
        office.profile, office.dossier, conflict.type, conflict.subject, version
    )


def describe(office: Office, of: Office, name: str, phone: str) -> None:
    person = Person(name=name, phone=phone)
    members.describe(office.profile, office.dossier, of.member, person)


def due(office: Office) -> list[tuple[date | None, bool]]:
    found = assignments.list_assignments(office.profile, office.dossier)
    return [(each.due, each.is_conflict) for each in found]


@pytest.fixture
def deputy(alice: Office, bob: Office) -> Office:
    """Bob is the deputy, and both know."""
    alice.confirm(bob)
    meet(alice, bob)
    members.set_role(alice.profile, alice.dossier, bob.member, MemberRole.DEPUTY)
    meet(alice, bob)
    return bob


def test_two_due_dates_of_one_assignment_are_shown_and_one_is_kept(
    alice: Office, deputy: Office, stick: Path
) -> None:
    made = assignments.assign(alice.profile, alice.dossier, WHY, deputy.member)
    meet(alice, deputy)
    for office, day in ((alice, date(2027, 2, 1)), (deputy, date(2027, 3, 1))):
        assignments.assign(
            office.profile, office.dossier, WHY, deputy.member, due=day, assignment=made
        )
    plan = alice.plan(deputy.send(stick))
    assert plan.tally.to_settle == (f"assignment:{made}",)
    assert plan.by_author[deputy.member].to_settle == plan.tally.to_settle
    meet(alice, deputy)
    for office in (alice, deputy):
        conflict = at_odds(office)[RecordType.ASSIGNMENT]
        assert (conflict.about, conflict.may_settle) == ("why_5", True)
        assert {each.author: each.fields["due"] for each in conflict.versions} == {
            "Alice": "2027-02-01",
            "Bob": "2027-03-01",
        }
        assert conflict.versions[0].fields["assignee"] == "Bob"
        assert due(office) == [(date(2027, 2, 1), True), (date(2027, 3, 1), True)]
    keep(alice, at_odds(alice)[RecordType.ASSIGNMENT], "Bob")
    meet(alice, deputy)
    for office in (alice, deputy):
        assert due(office) == [(date(2027, 3, 1), False)]
        assert at_odds(office) == {}
        assert office.is_sound()


def test_an_assignment_that_one_took_back_and_another_changed(
    alice: Office, deputy: Office
) -> None:
    made = assignments.assign(alice.profile, alice.dossier, WHY, deputy.member)
    meet(alice, deputy)
    assignments.withdraw(alice.profile, alice.dossier, made)
    assignments.assign(deputy.profile, deputy.dossier, WHY, "The ministry", assignment=made)
    meet(alice, deputy)
    assert due(alice) == [(None, True)]
    keep(deputy, at_odds(deputy)[RecordType.ASSIGNMENT], "Alice")
    meet(alice, deputy)
    assert due(alice) == due(deputy) == []


def test_two_telephone_numbers_are_both_seen(alice: Office, bob: Office) -> None:
    alice.confirm(bob)
    meet(alice, bob)
    describe(alice, bob, "Robert", "111")
    describe(bob, bob, "Bob B.", "222")
    meet(alice, bob)
    conflict = at_odds(bob)[RecordType.PERSON]
    assert {each.fields["phone"] for each in conflict.versions} == {"111", "222"}
    known = {each.id: each for each in people(alice.profile, alice.dossier).members}
    assert (known[bob.member].is_disputed, known[alice.member].is_disputed) == (True, False)
    kept = next(each for each in conflict.versions if each.fields["phone"] == "222")
    record_conflicts.keep(
        bob.profile, bob.dossier, conflict.type, conflict.subject, kept.id[:8]
    )
    meet(alice, bob)
    for office in (alice, bob):
        assert at_odds(office) == {}
        found = people(office.profile, office.dossier).members
        assert [each.person.phone for each in found if each.id == bob.member] == ["222"]


def test_two_who_wrote_the_same_have_nothing_to_settle(alice: Office, bob: Office) -> None:
    alice.confirm(bob)
    meet(alice, bob)
    for office in (alice, bob):
        describe(office, bob, "Robert", "111")
    meet(alice, bob)
    assert at_odds(alice) == at_odds(bob) == {}


def test_who_may_not_choose_sees_it_all_the_same(
    alice: Office, deputy: Office, carol: Office
) -> None:
    alice.confirm(carol)
    info = dossiers.find_dossier(alice.profile)
    meet(alice, deputy, carol)
    for office, day in ((alice, date(2026, 3, 1)), (deputy, date(2026, 4, 1))):
        timeline.revise(office.profile, office.dossier, info, "start", day, "It was late.")
    meet(alice, deputy, carol)
    conflict = at_odds(carol)[RecordType.TIMELINE]
    assert not conflict.may_settle
    before = len(carol.held().pending.names)
    with pytest.raises(NotEntitled):
        keep(carol, conflict, "Alice")
    assert len(carol.held().pending.names) == before
    with pytest.raises(BadArgument, match="unknown"):
        record_conflicts.keep(
            alice.profile, alice.dossier, conflict.type, conflict.subject, "f" * 9
        )
    keep(deputy, at_odds(deputy)[RecordType.TIMELINE], "Alice")
    meet(alice, deputy, carol)
    assert at_odds(carol) == {}


def test_nothing_written_is_as_good_as_an_empty_field(alice: Office) -> None:
    now = alice.tick()
    versions = [
        Record(
            change=change,
            type=str(RecordType.PERSON),
            subject="b",
            fields={"name": "Bob", **more},
            withdrawn=False,
            author="b",
            made_at=now,
        )
        for change, more in (("1", {}), ("2", {"title": "", "phone": ""}))
    ]
    assert record_conflicts.disputed(versions) == frozenset()
    other = replace(versions[1], fields={"name": "Bob", "title": "Head"})
    assert record_conflicts.disputed([versions[0], other]) == {"b"}
