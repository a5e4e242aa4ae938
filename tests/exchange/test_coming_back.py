"""Somebody who was removed comes back, at the same computer and in the same profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.errors import ExchangeRefused
from desktop_app.services import freshness, invitations, members
from desktop_app.services.people import people
from review_protocol.costs import KdfCost
from review_protocol.statements import Role
from tests.builders.offices import Office
from tests.exchange.test_stories import agree, meet

WHY = "why_5"


def comes_back(office: Office, alice: Office, stick: Path, *, new: bool = False) -> None:
    """Join again by an invitation, and let Alice know."""
    office.join(alice.invite(stick, back=None if new else office.member))
    alice.receive(office.send(stick))


@pytest.fixture
def removed(alice: Office, bob: Office, stick: Path) -> Office:
    """Bob, whose work Alice has, and whom she removed: he does not know yet."""
    bob.answer(WHY, "Bob, before")
    meet(alice, bob, stick=stick)
    alice.remove(bob.member)
    alice.answer("party_name", "Written while Bob was out")
    return bob


def test_the_same_profile_joins_again_with_fresh_keys(
    alice: Office, removed: Office, stick: Path
) -> None:
    member, before = removed.member, removed.device.id
    comes_back(removed, alice, stick)
    assert removed.device.id != before
    assert removed.member == member
    assert removed.values()["party_name"] == "Written while Bob was out"
    assert removed.is_sound()
    meet(alice, removed, stick=stick)
    alice.confirm(removed)
    removed.answer(WHY, "Bob, again")
    meet(alice, removed, stick=stick)
    assert alice.stands(WHY) == {"Bob, again"}
    assert {"Bob, before", "Bob, again"} <= alice.history(WHY)
    assert agree(alice, removed)


def test_the_fresh_keys_are_there_after_unlocking(
    alice: Office, removed: Office, stick: Path
) -> None:
    comes_back(removed, alice, stick)
    now = removed.device.id
    removed.close()
    assert removed.reopen().device.id == now
    removed.answer(WHY, "Bob, after unlocking")
    meet(alice, removed, stick=stick)
    assert alice.stands(WHY) == {"Bob, after unlocking"}


def test_what_was_written_and_not_sent_waits_for_the_focal_point(
    alice: Office, removed: Office, stick: Path
) -> None:
    removed.answer(WHY, "Bob did not know yet")
    comes_back(removed, alice, stick)
    meet(alice, removed, stick=stick)
    assert alice.stands(WHY) == {"Bob, before"}
    (waiting,) = people(alice.profile, alice.dossier).waiting
    assert [each.text for each in waiting.changes] == ["Bob did not know yet"]
    members.decide(alice.profile, alice.dossier, waiting.sets, accept=True)
    assert alice.stands(WHY) == {"Bob did not know yet"}


def test_who_knows_of_it_joins_again_all_the_same(
    alice: Office, removed: Office, carol: Office, stick: Path
) -> None:
    comes_back(removed, alice, stick)
    meet(alice, carol, removed, stick=stick)
    alice.remove(removed.member)
    meet(alice, carol, removed, stick=stick)
    comes_back(removed, alice, stick)
    meet(alice, carol, removed, stick=stick)
    assert agree(alice, carol, removed)
    assert len(people(alice.profile, alice.dossier).members) == 3


def test_as_somebody_new_the_history_stays_with_who_it_was(
    alice: Office, removed: Office, stick: Path
) -> None:
    before = removed.member
    comes_back(removed, alice, stick, new=True)
    meet(alice, removed, stick=stick)
    assert removed.member != before
    assert "Bob, before" in removed.history(WHY)
    assert agree(alice, removed)


def test_a_removed_computer_is_added_again_from_another(
    alice: Office, stick: Path, tmp_path: Path
) -> None:
    made = members.add_computer(
        alice.profile, alice.dossier, stick / "second", cost=KdfCost.FOR_TESTS
    )
    second = Office(name="Alice", folder=tmp_path / "second")
    second.dossier = invitations.join(second.profile, made.sent.files[0], made.code)
    meet(alice, second, stick=stick)
    members.remove_computer(alice.profile, alice.dossier, second.device.id)
    again = members.add_computer(
        alice.profile, alice.dossier, stick / "again", cost=KdfCost.FOR_TESTS
    )
    invitations.join(second.profile, again.sent.files[0], again.code)
    second.answer(WHY, "From the second computer")
    meet(alice, second, stick=stick)
    assert alice.stands(WHY) == {"From the second computer"}
    assert second.member == alice.member
    second.close()


def test_a_member_uses_the_reserve_in_the_profile_they_have(
    alice: Office, bob: Office, stick: Path
) -> None:
    meet(alice, bob, stick=stick)
    alice.confirm(bob)
    made = members.make_reserve(
        alice.profile, alice.dossier, stick / "reserve", cost=KdfCost.FOR_TESTS
    )
    member, device = bob.member, bob.device.id
    invitations.join(bob.profile, made.sent.files[0], made.code)
    assert (bob.member, bob.device.id) == (member, device)
    assert people(bob.profile, bob.dossier).focal_point == member
    meet(alice, bob, stick=stick)
    assert people(alice.profile, alice.dossier).focal_point == member
    assert agree(alice, bob)


def test_who_was_not_removed_need_not_join_again(
    alice: Office, bob: Office, stick: Path
) -> None:
    bob.answer(WHY, "Not sent yet")
    before = bob.device.id
    with pytest.raises(ExchangeRefused, match="already-here"):
        bob.join(alice.invite(stick, Role.EXPERT, back=bob.member))
    assert bob.device.id == before
    assert bob.values()[WHY] == "Not sent yet"
    assert bob.is_sound()


def test_what_is_nowhere_any_more_can_be_forgotten(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    old = bob.image(tmp_path / "old")
    bob.answer(WHY, "On a stick that was lost")
    file = bob.send(stick)
    bob.put_back(old)
    assert freshness.behind(bob.profile) == {bob.dossier}
    freshness.remember(bob.profile)
    assert freshness.behind(bob.profile) == {bob.dossier}
    freshness.forget(bob.profile)
    assert freshness.behind(bob.profile) == frozenset()
    bob.receive(file)  # it is found after all
    assert bob.stands(WHY) == {"On a stick that was lost"}
