"""What people do about members, told with two or three offices and the files between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.members import MemberDeed, MemberRole, Person
from desktop_app.errors import BadArgument, NotEntitled
from desktop_app.services import invitations, members
from desktop_app.services.people import find_member, people
from review_protocol.costs import KdfCost
from tests.builders.offices import Office

CHEAP = KdfCost.FOR_TESTS


def invite(alice: Office, stick: Path, name: str, role: MemberRole) -> invitations.ForCode:
    return members.invite(
        alice.profile, alice.dossier, stick, person=Person(name=name), role=role, cost=CHEAP
    )


def role_of(office: Office, other: Office) -> MemberRole:
    found = people(office.profile, office.dossier).members
    return next(each.role for each in found if each.id == other.member)


def test_who_founds_is_focal_point_and_may_do_all_that_needs_one(alice: Office) -> None:
    found = people(alice.profile, alice.dossier)
    (me,) = found.members
    assert (me.is_me, me.role, me.person.name) == (True, MemberRole.FOCAL_POINT, "Alice")
    assert MemberDeed.INVITE in found.deeds
    assert MemberDeed.TAKE_OVER not in found.deeds


@pytest.mark.parametrize(
    "deed",
    [
        lambda bob, alice: members.remove(bob.profile, bob.dossier, alice.member),
        lambda bob, alice: members.confirm(bob.profile, bob.dossier, alice.member),
        lambda bob, alice: members.hand_over(bob.profile, bob.dossier, alice.member),
        lambda bob, _: members.take_over(bob.profile, bob.dossier),
        lambda bob, _: members.take_back(bob.profile, bob.dossier),
        lambda bob, alice: members.restrict(bob.profile, bob.dossier, alice.member, None),
        lambda bob, alice: members.describe(
            bob.profile, bob.dossier, alice.member, Person(name="Somebody")
        ),
    ],
)
def test_an_expert_may_not(alice: Office, bob: Office, deed: object) -> None:
    before = len(bob.held().sealed)
    with pytest.raises(NotEntitled):
        deed(bob, alice)  # type: ignore[operator]  # one of the above
    assert len(bob.held().sealed) == before


def test_a_lost_computer_is_taken_out(alice: Office, stick: Path) -> None:
    made = members.add_computer(alice.profile, alice.dossier, stick, cost=CHEAP)
    second = Office(name="Alice", folder=stick / "second").join(made)
    lost = second.profile.device_for(second.dossier).id
    members.remove_computer(alice.profile, alice.dossier, lost)
    (me,) = people(alice.profile, alice.dossier).members
    assert [each.is_removed for each in me.computers if each.id == lost] == [True]
    with pytest.raises(BadArgument, match="last-of-focal-point"):
        members.remove_computer(alice.profile, alice.dossier, alice.profile.device.id)
    second.close()


def test_an_invitation_needs_a_name(alice: Office, stick: Path) -> None:
    with pytest.raises(BadArgument, match="empty"):
        invite(alice, stick, "  ", MemberRole.EXPERT)


@pytest.mark.parametrize("wanted", ["Nobody", ""])
def test_a_member_who_is_not_there_is_unknown(alice: Office, wanted: str) -> None:
    with pytest.raises(BadArgument, match="unknown"):
        find_member(alice.profile, alice.dossier, wanted)
