"""A member who is still in is invited again, and comes with another computer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.members import Computer, Member, MemberRole
from desktop_app.domain.timelines import EntryKind, InboxEntry
from desktop_app.services import dossiers, members
from desktop_app.services.inbox import mark_read, read_inbox
from desktop_app.services.invitations import ForCode
from desktop_app.services.people import people
from desktop_app.ui.people.acts import Act, acts_on
from desktop_app.ui.people.next_step import Way, next_step
from review_protocol.costs import KdfCost
from tests.builders.offices import Office
from tests.exchange.test_stories import meet


def invite_again(alice: Office, bob: Office, target: Path) -> ForCode:
    """An invitation of Bob as Alice knows him."""
    return members.invite(
        alice.profile,
        alice.dossier,
        target,
        person=known(alice, bob).person,
        role=MemberRole.EXPERT,
        member=bob.member,
        cost=KdfCost.FOR_TESTS,
    )


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
    office.join(invite_again(alice, bob, stick / "again"))
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
