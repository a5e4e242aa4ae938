"""However many keys a dossier has, and whoever stated them: everybody goes on, and reads on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.exchange import keyholding
from desktop_app.services import dossiers, members
from review_protocol import epochs
from review_protocol.costs import KdfCost
from review_protocol.epochs import MAX_UNDER
from review_protocol.names import SetId
from review_protocol.statements import Role
from tests.builders.many_keys import everybody, new_keys, stating, write_sets, write_under
from tests.builders.offices import Office

CHEAP = KdfCost.FOR_TESTS


@pytest.fixture
def few_under_one(monkeypatch: pytest.MonkeyPatch) -> int:
    """One statement has room for three older keys."""
    monkeypatch.setattr(epochs, "MAX_UNDER", 3)
    return 3


@pytest.fixture(params=["member", "provisional expert", "provisional observer"])
def insider(
    request: pytest.FixtureRequest, alice: Office, stick: Path, tmp_path: Path
) -> Iterator[Office]:
    """Somebody who joined."""
    role = Role.OBSERVER if "observer" in request.param else Role.EXPERT
    bob = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(stick, role))
    alice.receive(bob.send(stick))
    if request.param == "member":
        alice.confirm(bob)
        bob.receive(alice.send(stick))
    yield bob
    bob.close()


def all_go_on(alice: Office, insider: Office, stick: Path, tmp_path: Path) -> None:
    """Alice does all that a focal point does about members; a newcomer reads it all."""
    alice.answer("why_5", "before anybody else came")
    alice.send(stick)
    carol = Office(name="Carol", folder=tmp_path / "newcomer").join(alice.invite(stick))
    assert carol.stands("why_5") == {"before anybody else came"}
    alice.receive(carol.send(stick))
    members.confirm(alice.profile, alice.dossier, carol.member)
    members.add_computer(alice.profile, alice.dossier, stick, cost=CHEAP)
    members.make_reserve(alice.profile, alice.dossier, stick, cost=CHEAP)
    carol.receive(alice.send(stick))
    members.remove(alice.profile, alice.dossier, insider.member)
    alice.answer("body_name", "after somebody went")
    assert dossiers.export_dossier(alice.profile, alice.dossier)
    carol.receive(alice.send(stick))
    assert carol.stands("body_name") == {"after somebody went"}
    assert not carol.held().state.unreadable
    assert carol.digest() == alice.digest()
    assert carol.export() == alice.export()
    carol.close()


def test_a_thousand_keys_that_open_nothing_stop_nobody(
    alice: Office, insider: Office, stick: Path, tmp_path: Path
) -> None:
    """All that one statement has room for."""
    (key,) = new_keys(1)
    junk = stating(key, everybody(insider), new_keys(MAX_UNDER))
    write_sets(insider, (key, [junk]))
    alice.receive(insider.send(stick))
    all_go_on(alice, insider, stick, tmp_path)


def test_more_keys_than_one_statement_has_room_for_are_given_by_several(
    alice: Office, bob: Office, stick: Path, tmp_path: Path, few_under_one: int
) -> None:
    """Dora joins by an older file, and gets all that were begun since."""
    alice.confirm(bob)
    bob.receive(alice.send(stick))
    invited = alice.invite(stick / "for-dora.rdexch")
    write_under(bob, new_keys(4 * few_under_one))
    alice.receive(bob.send(stick))
    dora = Office(name="Dora", folder=tmp_path / "dora").join(invited)
    alice.receive(dora.send(stick))
    dora.receive(alice.send(stick))
    assert not dora.held().state.unreadable
    assert dora.digest() == alice.digest()
    dora.close()


def test_a_long_life_with_more_keys_than_one_statement_has_room_for(
    alice: Office, insider: Office, stick: Path, tmp_path: Path, few_under_one: int
) -> None:
    """Each opens a set, as those of the secretariat's sets do."""
    write_under(insider, new_keys(5 * few_under_one))
    alice.receive(insider.send(stick))
    all_go_on(alice, insider, stick, tmp_path)


def test_a_file_that_has_no_room_for_all_keys_brings_one_for_all(
    alice: Office, bob: Office, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reserve is opened where nobody is left who could give any."""
    monkeypatch.setattr(keyholding, "MAX_KEYS", 4)
    alice.confirm(bob)
    bob.receive(alice.send(stick))
    write_under(bob, new_keys(9))
    alice.receive(bob.send(stick))
    alice.answer("why_5", "read by whoever comes last")
    reserve = members.make_reserve(alice.profile, alice.dossier, stick, cost=CHEAP)
    heir = Office(name="Heir", folder=tmp_path / "heir")
    heir.join(reserve)
    assert heir.stands("why_5") == {"read by whoever comes last"}
    assert not heir.held().state.unreadable
    heir.close()


def test_what_an_observer_lets_one_member_read_keeps_no_other_from_reading_on(
    alice: Office, bob: Office, carol: Office, stick: Path, tmp_path: Path
) -> None:
    """A set under a key of an observer's own that only Alice was given: what she builds on it
    would be held back from all others for ever.
    """
    for each in (bob, carol):
        alice.confirm(each)
    olga = Office(name="Olga", folder=tmp_path / "olga").join(
        alice.invite(stick, Role.OBSERVER)
    )
    alice.receive(olga.send(stick))
    news = alice.send(stick)
    for each in (bob, carol, olga):
        each.receive(news)
    write_under(olga, new_keys(1), alice)
    alice.receive(olga.send(stick, [alice]))
    alice.answer("why_5", "built on it")
    bob.receive(alice.send(stick))
    assert bob.stands("why_5") == {"built on it"}
    olga.close()


_NOWHERE = SetId("ab" * 32)


@pytest.mark.parametrize(
    "lie_in",
    [{}, {"besides": [_NOWHERE]}, {"after": frozenset({_NOWHERE})}],
    ids=["a set like any other", "a set of another past", "a set that waits for its parent"],
)
def test_who_may_state_no_keys_cannot_pretend_to_have_given_them(
    alice: Office, bob: Office, stick: Path, tmp_path: Path, lie_in: dict[str, Any]
) -> None:
    """Olga states that Dora was given a key, and it does not open."""
    olga = Office(name="Olga", folder=tmp_path / "olga").join(
        alice.invite(stick, Role.OBSERVER)
    )
    alice.receive(olga.send(stick))
    invited = alice.invite(stick / "for-dora.rdexch")
    members.remove(alice.profile, alice.dossier, bob.member)
    alice.answer("why_5", "for Dora too")
    olga.receive(alice.send(stick, [olga]))
    dora = Office(name="Dora", folder=tmp_path / "dora").join(invited)
    joining = dora.send(stick)
    alice.receive(joining)
    olga.receive(joining)
    newest = olga.held().opened.keys[olga.held().state.epochs[-1].id]
    lie = stating(newest, {dora.device.id: olga.device.kem.public})
    write_sets(olga, (newest, [lie]), **lie_in)
    alice.receive(olga.send(stick, [alice]))
    dora.receive(alice.send(stick, [dora]))
    assert dora.stands("why_5") == {"for Dora too"}
    for each in (olga, dora):
        each.close()


def test_what_was_written_at_a_computer_that_was_out_is_listed_by_a_newcomer_too(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    """Bob took it out, and wrote on under a key of its own: refused, and listed by all."""
    alice.confirm(bob)
    invited = alice.invite(stick / "for-dora.rdexch")
    bob.receive(alice.send(stick))
    members.remove_computer(bob.profile, bob.dossier, bob.device.id)
    bob.answer("why_5", "after it was out")
    alice.receive(bob.send(stick))
    dora = Office(name="Dora", folder=tmp_path / "dora").join(invited)
    alice.receive(dora.send(stick))
    dora.receive(alice.send(stick))
    assert alice.held().state.refused
    assert dora.digest() == alice.digest()
    assert dora.export() == alice.export()
    dora.close()
