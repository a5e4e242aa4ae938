"""A member who is still in is invited again, and comes with another computer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.domain.members import Computer, Member, MemberRole, Person
from desktop_app.domain.timelines import EntryKind, InboxEntry
from desktop_app.exchange.naming import names_of
from desktop_app.services import dossiers, members, record_conflicts
from desktop_app.services.inbox import mark_read, read_inbox
from desktop_app.services.invitations import ForCode
from desktop_app.services.people import people
from desktop_app.store import records
from desktop_app.ui.people.acts import Act, acts_on
from desktop_app.ui.people.next_step import Way, next_step
from review_protocol.changes import RecordType
from review_protocol.costs import KdfCost
from tests.builders.offices import Office
from tests.exchange.test_stories import meet

BOB = Person(name="Bob", title="Head of department", email="bob@example.org", phone="+99 1 234")


def invite(
    alice: Office, target: Path, person: Person, *, back: Office | None = None
) -> ForCode:
    return members.invite(
        alice.profile,
        alice.dossier,
        target,
        person=person,
        role=MemberRole.EXPERT,
        member=None if back is None else back.member,
        cost=KdfCost.FOR_TESTS,
    )


def conflicts(*offices: Office) -> list[object]:
    """What two people wrote of somebody, wherever that is known."""
    return [
        each
        for office in offices
        for each in record_conflicts.record_conflicts(office.profile, office.dossier)
    ]


def says(office: Office, of: Office, name: str) -> None:
    """Somebody writes what somebody is called."""
    members.describe(office.profile, office.dossier, of.member, Person(name=name))


def known(office: Office, other: Office) -> Member:
    """Somebody, as they are known in an office."""
    found = people(office.profile, office.dossier).members
    return next(each for each in found if each.id == other.member)


def computer(office: Office, other: Office) -> Computer:
    found = known(office, other).computers
    return next(each for each in found if each.id == other.device.id)


def to_confirm(office: Office) -> list[InboxEntry]:
    info = dossiers.find_dossier(office.profile, office.dossier)
    found = read_inbox(office.profile, office.dossier, info).entries
    return [each for each in found if each.kind is EntryKind.CONFIRM]


@pytest.fixture
def new(alice: Office, bob: Office, stick: Path, tmp_path: Path) -> Iterator[Office]:
    """Bob's new computer, as Alice knows from its first file; she has confirmed the old one."""
    for entry in to_confirm(alice):
        mark_read(alice.profile, alice.dossier, [entry.id])
    alice.confirm(bob)
    meet(alice, bob, stick=stick)
    office = Office(name="Bob", folder=tmp_path / "new")
    office.join(invite(alice, stick / "again", known(alice, bob).person, back=bob))
    alice.receive(office.send(stick))
    yield office
    office.close()


def test_the_new_computer_waits_to_be_confirmed(
    alice: Office, bob: Office, new: Office
) -> None:
    found = known(alice, bob)
    assert not found.is_provisional
    assert found.to_confirm == (computer(alice, new),)
    found_people = people(alice.profile, alice.dossier)
    assert Act.CONFIRM in [each.act for each in acts_on(found, found_people)]
    step = next_step(found_people)
    assert step is not None
    assert (step.way, step.member) == (Way.CONFIRM, found)
    assert step.title == "Confirm the new computer of \u2068Bob\u2069."


def test_at_the_new_computer_it_says_that_it_is_to_be_confirmed(
    alice: Office, bob: Office, new: Office, stick: Path
) -> None:
    step = next_step(people(new.profile, new.dossier))
    assert step is not None
    assert step.title == "The focal point has to confirm this computer."
    bob.receive(alice.send(stick))
    assert next_step(people(bob.profile, bob.dossier)) is None  # his old one is confirmed


def test_the_inbox_tells_of_the_new_computer_though_the_old_one_was_read_of(
    alice: Office, bob: Office, new: Office
) -> None:
    (entry,) = to_confirm(alice)
    assert (entry.about, entry.title) == (bob.member, "Bob")
    assert not entry.is_read


def test_once_it_is_confirmed_nothing_waits(
    alice: Office, bob: Office, new: Office, stick: Path
) -> None:
    members.confirm(alice.profile, alice.dossier, bob.member, new.device.id)
    new.receive(alice.send(stick))
    for office in (alice, new):
        assert known(office, bob).to_confirm == ()
    assert to_confirm(alice) == []
    step = next_step(people(alice.profile, alice.dossier))
    assert step is None or step.way is not Way.CONFIRM
    assert next_step(people(new.profile, new.dossier)) is None


def test_one_that_is_removed_does_not_wait(alice: Office, bob: Office, new: Office) -> None:
    members.remove_computer(alice.profile, alice.dossier, new.device.id)
    assert known(alice, bob).to_confirm == ()
    assert to_confirm(alice) == []


def test_what_is_known_of_who_comes_back_stays_as_one_version(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    members.describe(alice.profile, alice.dossier, bob.member, BOB)
    meet(alice, bob, stick=stick)
    new = Office(name="Bob Junior", folder=tmp_path / "new", email="other@example.org")
    new.join(invite(alice, stick / "again", BOB, back=bob))
    for office in (alice, new):
        alice.receive(new.send(stick))
        assert conflicts(office) == []
        assert (known(office, bob).person, known(office, bob).is_disputed) == (BOB, False)
    assert new.is_sound()
    new.close()


def test_who_comes_back_adds_what_nobody_wrote_of_them(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    members.describe(alice.profile, alice.dossier, bob.member, replace(BOB, email=""))
    new = Office(name="Bob", folder=tmp_path / "new", email=BOB.email)
    new.join(invite(alice, stick / "again", Person(name="Bob"), back=bob))
    alice.receive(new.send(stick))
    assert conflicts(alice, new) == []
    assert known(alice, bob).person == known(new, bob).person == BOB
    new.close()


def test_what_the_invitation_says_of_somebody_new_is_kept_beside_what_they_say(
    alice: Office, stick: Path, tmp_path: Path
) -> None:
    new = Office(name="Robert", folder=tmp_path / "new", email="robert@example.org")
    new.join(invite(alice, stick / "first", BOB))
    alice.receive(new.send(stick))
    assert conflicts(alice, new) == []
    said = replace(BOB, name="Robert", email="robert@example.org")
    assert known(alice, new).person == known(new, new).person == said
    new.close()


def test_inviting_again_keeps_what_is_not_given(
    alice: Office, bob: Office, stick: Path
) -> None:
    members.describe(alice.profile, alice.dossier, bob.member, BOB)
    invite(alice, stick / "again", Person(name="Bob B.", phone="+99 5"), back=bob)
    assert known(alice, bob).person == replace(BOB, name="Bob B.", phone="+99 5")


def test_a_second_use_of_the_invitation_renames_nobody(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    sealed = invite(alice, stick / "again", BOB, back=bob)
    new = Office(name="Bob", folder=tmp_path / "new").join(sealed)
    alice.receive(new.send(stick))
    alice.confirm(new)
    mallory = Office(name="Mallory", folder=tmp_path / "mallory").join(sealed)
    alice.receive(mallory.send(stick))
    assert computer(alice, mallory).is_provisional
    assert known(alice, bob).person == BOB
    assert conflicts(alice) == []
    for office in (new, mallory):
        office.close()


def test_of_two_versions_the_one_of_a_confirmed_computer_is_shown(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    """Whichever has the lower id: of two unconfirmed ones the other is confirmed here."""
    sealed = invite(alice, stick / "again", BOB, back=bob)
    offices = {
        name: Office(name="Bob", folder=tmp_path / name).join(sealed) for name in ("One", "Two")
    }
    for name, office in offices.items():
        says(office, bob, name)
        alice.receive(office.send(stick))
    with alice.profile.store.read() as transaction:
        versions = records.read_records(transaction, alice.dossier, RecordType.PERSON)
        named = [each.fields["name"] for each in versions if each.subject == bob.member]
    assert sorted(named) == ["One", "Two"]
    assert known(alice, bob).person.name == named[0]
    alice.confirm(offices[named[1]])
    assert known(alice, bob).person.name == named[1]
    assert names_of(alice.held().state)[bob.member] == named[1]
    assert known(alice, bob).is_disputed
    for office in offices.values():
        office.close()
