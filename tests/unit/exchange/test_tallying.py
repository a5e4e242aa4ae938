"""How much a file brings, by what it is and by whom."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.exchanges import Plan, Tally
from desktop_app.domain.keys import QuestionId
from desktop_app.domain.responses import Status
from desktop_app.services import members
from tests.builders.carrying import carry
from tests.builders.offices import Office


@pytest.fixture
def bob(alice: Office, tmp_path: Path) -> Iterator[Office]:
    """An expert; each has all that the other has, and was given all keys."""
    office = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(tmp_path))
    carry(office, alice)
    office.receive(alice.send(tmp_path / "first.rdexch"))
    carry(office, alice)
    yield office
    office.close()


def plan(sender: Office, receiver: Office) -> Plan:
    """What the sender's next file would bring."""
    file = sender.send(sender.folder.parent / f"from-{sender.name}.rdexch")
    return receiver.plan(file)


def test_each_kind_is_counted(alice: Office, bob: Office) -> None:
    bob.answer("why_5", "one")
    bob.answer("party_name", "two")
    bob.mark("why_5", Status.READY)
    bob.add("laws_5@r1")
    bob.add("laws_5@r2")
    bob.drop("laws_5@r2")
    bob.note("why_5", "a note")
    wanted = Tally(answers=2, statuses=1, rows=3, notes=1)
    found = plan(bob, alice)
    assert found.tally == wanted
    assert found.by_author == {bob.member: wanted}
    assert found.names[bob.member] == "Bob"


def test_statements_about_people_are_counted_and_keys_are_not(
    alice: Office, bob: Office
) -> None:
    members.confirm(alice.profile, alice.dossier, bob.member)
    assert plan(alice, bob).tally == Tally(members=1)


def test_a_file_that_brings_nothing_counts_nothing(alice: Office, bob: Office) -> None:
    bob.answer("why_5", "one")
    alice.receive(bob.send(bob.folder.parent / "1.rdexch"))
    found = plan(bob, alice)
    assert (found.tally, dict(found.by_author), found.is_empty) == (Tally(), {}, True)


def test_what_has_to_be_settled_stands_with_both_authors(alice: Office, bob: Office) -> None:
    alice.answer("why_5", "Alice's")
    bob.answer("why_5", "Bob's")
    bob.answer("party_name", "nobody else wrote here")
    alice.declare()
    found = plan(bob, alice)
    assert found.tally.to_settle == ("why_5",)
    assert found.by_author[bob.member].to_settle == ("why_5",)
    assert alice.member not in found.by_author  # none of hers comes


def test_what_had_to_be_settled_before_is_not_told_again(alice: Office, bob: Office) -> None:
    alice.answer("why_5", "Alice's")
    bob.answer("why_5", "Bob's")
    alice.receive(bob.send(bob.folder.parent / "1.rdexch"))
    bob.answer("party_name", "later")
    assert plan(bob, alice).tally == Tally(answers=1)


def test_a_row_removed_while_somebody_wrote_in_it_is_to_be_settled(
    alice: Office, bob: Office
) -> None:
    alice.add("laws_5@r1")
    bob.receive(alice.send(alice.folder.parent / "1.rdexch"))
    alice.drop("laws_5@r1")
    bob.answer("laws_5_title@r1", "written inside")
    assert plan(bob, alice).tally.to_settle == ("laws_5@r1",)


def test_what_waits_and_what_is_refused_is_no_answer(alice: Office, bob: Office) -> None:
    members.confirm(alice.profile, alice.dossier, bob.member)
    bob.receive(alice.send(alice.folder.parent / "1.rdexch"))
    members.restrict(alice.profile, alice.dossier, bob.member, [QuestionId("party_name")])
    bob.answer("why_5", "did not know")
    bob.answer("party_name", "within the part")
    waiting = plan(bob, alice)
    assert (waiting.tally.answers, waiting.tally.waiting, waiting.tally.refused) == (1, 1, 0)
    bob.receive(alice.send(alice.folder.parent / "2.rdexch"))
    bob.answer("why_5", "knew")
    refused = plan(bob, alice)
    assert (refused.tally.answers, refused.tally.refused) == (1, 1)


def test_a_file_that_leaves_out_what_came_before_is_incomplete(
    alice: Office, bob: Office, tmp_path: Path
) -> None:
    bob.answer("why_5", "one")
    first = bob.send(tmp_path / "1.rdexch")
    image = alice.image(tmp_path / "image")
    alice.receive(first)
    bob.receive(alice.send(tmp_path / "ack.rdexch"))
    bob.answer("why_5", "two")
    second = bob.send(tmp_path / "2.rdexch")
    alice.put_back(image)
    found = alice.plan(second)
    assert (found.tally.answers, found.tally.incomplete) == (0, 1)
    alice.receive(second)
    assert alice.stands("why_5") == set()
    alice.receive(first)
    alice.receive(tmp_path / "ack.rdexch")
    assert alice.stands("why_5") == {"two"}
