"""Which key a device may seal with, and who lacks it."""

from __future__ import annotations

from review_protocol.keyholders import devices_without, epoch_to_seal_with
from review_protocol.names import EpochId
from review_protocol.state import Reason
from review_protocol.statements import Epoch, RemoveDevice, Reserve, Role, SealedKey, SetRole
from tests.builders.change_sets import Computer, Office, computer, invite, removal
from tests.builders.signing import make_signing_key

ONE, TWO, THREE = (EpochId(letter * 16) for letter in (b"1", b"2", b"3"))
ALL = {ONE, TWO, THREE}


def epoch(id_: EpochId, *to: Computer) -> Epoch:
    keys = tuple(SealedKey(device=who.id, sealed=b"") for who in to)
    return Epoch(epoch=id_, keys=keys)


def test_without_any_key_the_set_must_bring_one(office: Office) -> None:
    assert epoch_to_seal_with(office.state(), ALL) is None


def test_the_newest_that_is_known(office: Office, ben: Computer) -> None:
    office.write(office.ana, epoch(TWO, ben))
    office.write(office.ana, epoch(ONE, ben))
    assert epoch_to_seal_with(office.state(), ALL) == ONE
    assert epoch_to_seal_with(office.state(), {TWO}) == TWO
    assert [one.id for one in office.state().epochs] == [TWO, ONE]


def test_none_that_a_removed_member_was_given(office: Office, ben: Computer) -> None:
    office.write(office.ana, epoch(ONE, ben))
    office.write(office.ana, removal(ben))
    assert epoch_to_seal_with(office.state(), ALL) is None
    office.write(office.ana, epoch(TWO))
    assert epoch_to_seal_with(office.state(), ALL) == TWO


def test_none_that_a_removed_member_made(office: Office, ben: Computer) -> None:
    office.write(ben, epoch(ONE, office.ana))
    office.write(office.ana, removal(ben))
    assert epoch_to_seal_with(office.state(), ALL) is None


def test_none_that_a_removed_computer_was_given(office: Office, ben: Computer) -> None:
    second = computer("second", ben)
    office.write(ben, office.add_device(second))
    office.write(office.ana, epoch(ONE, ben, second))
    office.write(ben, RemoveDevice(device=second.id))
    assert epoch_to_seal_with(office.state(), ALL) is None


def test_none_that_a_stranger_was_given(office: Office) -> None:
    office.write(office.ana, epoch(ONE, computer("stranger")))
    assert epoch_to_seal_with(office.state(), ALL) is None


def test_an_older_one_if_the_newest_will_not_do(office: Office, ben: Computer) -> None:
    office.write(office.ana, epoch(ONE))
    office.write(office.ana, epoch(TWO, computer("stranger")))
    assert epoch_to_seal_with(office.state(), ALL) == ONE


def test_what_an_invitation_brought_its_user_has(office: Office) -> None:
    """Eve used an invitation that Ben had used already; its file held the key."""
    office.write(office.ana, epoch(ONE), invite("invitation", Role.EXPERT))
    start = office.heads()
    ben, eve = computer("ben"), computer("eve")
    office.join(ben, "invitation", after=start)
    office.join(eve, "invitation", after=start)
    office.write(office.ana, removal(eve))
    (found,) = office.state().epochs
    assert found.given == {office.ana.id, ben.id, eve.id}
    assert epoch_to_seal_with(office.state(), ALL) is None


def test_what_was_made_later_they_do_not_have(office: Office, ben: Computer) -> None:
    office.write(office.ana, epoch(ONE))
    assert devices_without(office.state(), ONE) == {ben.id}
    assert devices_without(office.state(), TWO) == {office.ana.id, ben.id}


def test_a_further_computer_and_the_user_of_the_reserve_have_what_was_there(
    office: Office, ben: Computer
) -> None:
    office.write(office.ana, epoch(ONE, ben), Reserve(reserve=make_signing_key("safe").public))
    second, heir = computer("second", ben), computer("heir")
    office.write(ben, office.add_device(second))
    office.write(heir, office.use_reserve(heir, "safe"))
    (found,) = office.state().epochs
    assert found.given == {office.ana.id, ben.id, second.id, heir.id}


def test_a_key_given_again_is_the_same_key(office: Office, ben: Computer) -> None:
    one = office.write(office.ana, epoch(ONE))
    two = office.write(office.ana, epoch(ONE, ben))
    state = office.state()
    (found,) = state.epochs
    assert found.sets == tuple(sorted((one, two)))
    assert devices_without(state, ONE) == frozenset()


def test_a_removed_device_lacks_nothing(office: Office, ben: Computer) -> None:
    office.write(office.ana, removal(ben))
    office.write(office.ana, epoch(ONE))
    assert devices_without(office.state(), ONE) == frozenset()


def test_a_key_of_somebody_who_may_make_none_is_none(office: Office) -> None:
    observer = office.admit("olga", Role.OBSERVER)
    office.write(observer, epoch(ONE))
    office.write(computer("stranger"), epoch(TWO))
    assert office.state().epochs == ()


def test_a_key_made_by_who_was_being_demoted_is_void_and_still_counts_as_given(
    office: Office, ben: Computer
) -> None:
    start = office.heads()
    office.write(office.ana, SetRole(member=ben.member, role=Role.OBSERVER), after=start)
    made = office.write(ben, epoch(ONE, office.ana), after=start)
    state = office.state()
    assert [(one.set_id, one.reason) for one in state.void_statements] == [
        (made, Reason.DEMOTED)
    ]
    assert state.epochs[0].given == {office.ana.id, ben.id}


def test_a_key_and_a_computer_in_one_set(office: Office, ben: Computer) -> None:
    second = computer("second", ben)
    office.write(ben, office.add_device(second), epoch(ONE, office.ana))
    assert office.state().epochs[0].given == {office.ana.id, ben.id, second.id}
