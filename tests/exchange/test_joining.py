"""An invitation brings a dossier to a computer that never had it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.exchanges import FileVerdict
from desktop_app.domain.keys import DossierId
from desktop_app.errors import BadArgument, ExchangeRefused
from desktop_app.services import dossiers, invitations
from review_protocol.statements import Role
from tests.builders.offices import Office


def test_who_joins_has_all_that_the_focal_point_has(alice: Office, stick: Path) -> None:
    alice.answer("party_name", "Ruritania and its islands")
    bob = Office(name="Bob", folder=stick / "bob")
    bob.join(alice.invite(stick, Role.EXPERT))
    assert bob.dossier == alice.dossier
    assert bob.values() == alice.values()
    assert dossiers.open_response(bob.profile, bob.dossier).info.party == "Ruritania"
    bob.close()


def test_who_joins_is_a_provisional_member_with_a_name(bob: Office) -> None:
    state = bob.held().state
    member = state.roster.members[bob.member]
    assert (member.role, member.is_provisional) == (Role.EXPERT, True)
    assert state.refused_sets == {}
    assert state.void_statements == ()
    with bob.profile.store.read() as transaction:
        from desktop_app.store import records

        assert records.read_names(transaction, bob.dossier)[bob.member] == "Bob"
        assert records.member_in(transaction, bob.dossier) == bob.member


def test_joining_twice_is_refused(alice: Office, bob: Office, stick: Path) -> None:
    again = alice.invite(stick)
    with pytest.raises(ExchangeRefused, match="already-here"):
        bob.join(again)


@pytest.mark.parametrize("slip", ["letters", "length", "group-1"])
def test_a_slip_in_the_code_is_named(alice: Office, stick: Path, slip: str) -> None:
    invited = alice.invite(stick)
    wrong = {
        "letters": "x" + invited.code,
        "length": invited.code[:-1],
        "group-1": str((int(invited.code[0]) + 1) % 10) + invited.code[1:],
    }[slip]
    bob = Office(name="Bob", folder=stick / "bob")
    with pytest.raises(BadArgument, match=slip):
        invitations.join(bob.profile, invited.sent.files[0], wrong)
    assert dossiers.list_dossiers(bob.profile) == ()
    bob.close()


def test_the_code_of_another_invitation_opens_nothing(alice: Office, stick: Path) -> None:
    invited, other = alice.invite(stick), alice.invite(stick)
    bob = Office(name="Bob", folder=stick / "bob")
    with pytest.raises(ExchangeRefused, match="wrong-code"):
        invitations.join(bob.profile, invited.sent.files[0], other.code)
    assert bob.dossier == DossierId("")
    bob.close()


def test_two_who_joined_unknown_to_each_other_are_introduced_by_who_knows_both(
    alice: Office, tmp_path: Path, stick: Path
) -> None:
    """A file opens for the computers that its sender knows, and for no others."""
    invited = [alice.invite(stick), alice.invite(stick)]
    bob = Office(name="Bob", folder=tmp_path / "bob").join(invited[0])
    carol = Office(name="Carol", folder=tmp_path / "carol").join(invited[1])
    bob.answer("why_5", "It is under review.")
    early = bob.send(stick)
    assert carol.plan(early).files[0].verdict is FileVerdict.NOT_FOR_US

    alice.receive(early, carol.send(stick))
    carol.receive(alice.send(stick))  # now she knows Bob, while he does not know her
    assert carol.stands("why_5") == {"It is under review."}
    bob.receive(carol.send(stick))
    assert bob.digest() == carol.digest()
    bob.close()
    carol.close()
