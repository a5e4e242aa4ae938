"""Whoever lacks a key that they should have is given it, by whoever has it and may give it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.members import MemberRole, Person
from desktop_app.exchange.keyholding import giving, is_due, keys_for_file, lacking
from desktop_app.services import members
from review_protocol.costs import KdfCost
from review_protocol.epochs import epoch_id, open_epoch, open_older
from review_protocol.statements import Epoch
from tests.builders.carrying import carry
from tests.builders.many_keys import everybody, new_keys, stating, write_sets
from tests.builders.offices import Office


def joined(alice: Office, folder: Path, name: str, role: MemberRole) -> Office:
    """Somebody who joined, as Alice knows; not confirmed."""
    invited = members.invite(
        alice.profile,
        alice.dossier,
        folder,
        person=Person(name=name),
        role=role,
        cost=KdfCost.FOR_TESTS,
    )
    office = Office(name=name, folder=folder / name.lower()).join(invited)
    carry(office, alice)
    return office


@pytest.fixture
def bob(alice: Office, tmp_path: Path) -> Iterator[Office]:
    office = joined(alice, tmp_path, "Bob", MemberRole.EXPERT)
    yield office
    office.close()


def epochs_of(office: Office) -> list[Epoch]:
    return [statement for _, statement in office.held().opened.epochs]


def test_nobody_lacks_a_key_where_nobody_else_is(alice: Office) -> None:
    assert lacking(alice.held(), alice.device.id) == frozenset()
    assert not is_due(alice.held(), alice.device.id)


def test_who_joined_by_a_file_is_given_the_keys_of_the_file_once_more(
    alice: Office, bob: Office
) -> None:
    """That they had them in the file is not known to others; once is enough."""
    assert lacking(alice.held(), alice.device.id) == {bob.device.id}
    assert is_due(alice.held(), alice.device.id)
    alice.send(alice.folder.parent)
    assert lacking(alice.held(), alice.device.id) == frozenset()
    assert not is_due(alice.held(), alice.device.id)
    before = len(epochs_of(alice))
    alice.send(alice.folder.parent)
    assert len(epochs_of(alice)) == before


def test_what_is_given_opens_all_that_the_giver_can_read(alice: Office, bob: Office) -> None:
    held = alice.held()
    key = next(iter(held.opened.keys.values()))
    (statement,) = giving(held, key, lacking(held, alice.device.id))
    assert [each.device for each in statement.keys] == [bob.device.id]
    given = open_epoch(statement, bob.device.id, bob.device.kem)
    assert given == key
    older = open_older(statement, key)
    assert {epoch_id(key), *older} == set(held.opened.keys)


def test_a_removed_member_is_given_nothing(alice: Office, bob: Office) -> None:
    alice.send(alice.folder.parent)
    members.remove(alice.profile, alice.dossier, bob.member)
    alice.answer("why_5", "after Bob")
    alice.declare()
    assert lacking(alice.held(), alice.device.id) == frozenset()
    newest = epochs_of(alice)[-1]
    assert bob.device.id not in {each.device for each in newest.keys}
    carry(alice, bob)
    assert bob.held().state.unreadable
    assert bob.stands("why_5") == set()


def test_an_observer_gives_no_keys(alice: Office, bob: Office, tmp_path: Path) -> None:
    """Carol reads everything and sees that Dora lacks keys; she may not say so."""
    carol = joined(alice, tmp_path, "Carol", MemberRole.OBSERVER)
    carry(alice, carol)
    dora = joined(alice, tmp_path, "Dora", MemberRole.EXPERT)
    carry(dora, carol)
    assert dora.device.id in lacking(carol.held(), carol.device.id)
    assert not is_due(carol.held(), carol.device.id)
    carry(dora, bob)
    assert is_due(bob.held(), bob.device.id)
    for office in (carol, dora):
        office.close()


def test_who_joined_while_a_new_epoch_began_gets_the_key(
    alice: Office, bob: Office, tmp_path: Path
) -> None:
    """Bob is removed by Alice while Dora joins with what Alice had written before."""
    invited = alice.invite(tmp_path / "for-dora.rdexch")
    members.remove(alice.profile, alice.dossier, bob.member)
    alice.answer("why_5", "sealed with the new key")
    alice.declare()
    dora = Office(name="Dora", folder=tmp_path / "dora").join(invited)
    carry(alice, dora)
    assert dora.held().state.unreadable  # what came before its key waits, and is not forgotten
    assert dora.stands("why_5") == set()
    dora.receive(carried(dora, alice))
    assert dora.stands("why_5") == {"sealed with the new key"}
    assert dora.is_sound()
    dora.close()


def carried(dora: Office, alice: Office) -> Path:
    """What Alice sends when she knows of Dora."""
    carry(dora, alice)
    return alice.send(alice.folder.parent / "news.rdexch", to=[dora])


def test_with_the_newest_key_come_all_that_were_missed(
    alice: Office, bob: Office, tmp_path: Path
) -> None:
    """Two epochs began before anybody knew of Dora; what lies under the second is given too."""
    carol = joined(alice, tmp_path, "Carol", MemberRole.EXPERT)
    invited = alice.invite(tmp_path / "for-dora.rdexch")
    for gone, question in ((bob, "why_5"), (carol, "body_name")):
        members.remove(alice.profile, alice.dossier, gone.member)
        alice.answer(question, f"after {gone.name} had gone")
        alice.declare()
    dora = Office(name="Dora", folder=tmp_path / "dora").join(invited)
    dora.receive(carried(dora, alice))
    assert dora.stands("why_5") == {"after Bob had gone"}
    assert dora.stands("body_name") == {"after Carol had gone"}
    for office in (carol, dora):
        office.close()


def test_a_key_that_opens_nothing_is_handed_on_to_nobody(alice: Office, bob: Office) -> None:
    made, *junk = new_keys(4)
    write_sets(bob, (made, [stating(made, everybody(bob), junk)]))
    carry(bob, alice)
    held = alice.held()
    assert set(junk) <= set(held.opened.keys.values())
    assert not set(junk) & set(keys_for_file(held))
    (key,) = set(held.opened.keys.values()) - {made, *junk}
    (statement,) = giving(held, key, {bob.device.id})
    assert list(open_older(statement, key).values()) == [made]


def test_a_key_that_stands_under_another_is_not_repeated(alice: Office, bob: Office) -> None:
    """However many epochs there were, each new one has the last under it, and nothing more."""
    before = set(alice.held().opened.keys.values())
    found = []
    for number in range(3):
        computer = members.add_computer(
            alice.profile, alice.dossier, alice.folder.parent, cost=KdfCost.FOR_TESTS
        )
        assert computer.code
        (second,) = {
            each.id
            for each in alice.held().state.roster.devices.values()
            if each.member == alice.member and not each.is_removed
        } - {alice.device.id}
        members.remove_computer(alice.profile, alice.dossier, second)
        newest = epochs_of(alice)[-1]
        key = alice.held().opened.keys[newest.epoch]
        found.append(set(open_older(newest, key).values()))
        assert found[-1] == before, number
        before = {key}
