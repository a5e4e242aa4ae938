"""A profile that was copied or put back lacks what others take it to hold, and asks for it.

Whoever it works with takes in the whole folder of files each time, old ones too: among these
one that is behind another looks older, whatever the order in which they were made.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.exchange.receiving import receive
from desktop_app.exchange.sources import sources_in
from desktop_app.store import sets
from review_protocol.manifests import Manifest
from review_protocol.names import SetId
from tests.builders.offices import Office
from tests.exchange.test_stories import agree, meet

NAME = "party_name"
WHY = "why_5"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where all files stay that were ever sent to Alice."""
    made = tmp_path / "kept"
    made.mkdir()
    return made


def manifest_of(file: Path, office: Office) -> Manifest:
    """What a file says, as somebody finds it whom it is for."""
    (source,) = sources_in([file])
    return receive(source, [office.device]).manifest


def go_round(alice: Office, *others: Office, folder: Path, back: Path) -> list[Path]:
    """All hand in a file; Alice takes in all there are, and everybody what she sends."""
    sent = [office.send(folder) for office in others]
    alice.receive(folder)
    news = alice.send(back)
    for office in others:
        office.receive(news)
    return sent


def test_who_was_put_back_is_brought_it_beside_all_old_files(
    alice: Office, bob: Office, stick: Path, folder: Path, tmp_path: Path
) -> None:
    old = bob.image(tmp_path / "old")
    alice.answer(WHY, "From Alice")
    go_round(alice, bob, folder=folder, back=stick)
    go_round(alice, bob, folder=folder, back=stick)
    bob.put_back(old)
    for _ in range(2):
        alice.answer(NAME, "Alice goes on")
        go_round(alice, bob, folder=folder, back=stick)
    assert bob.stands(WHY) == {"From Alice"}
    go_round(alice, bob, folder=folder, back=stick)
    assert agree(alice, bob)


def test_the_copy_and_the_original_come_together_every_time(
    alice: Office, bob: Office, stick: Path, folder: Path, tmp_path: Path
) -> None:
    meet(alice, bob, stick=stick)
    twin = bob.twin(tmp_path / "twin")
    alice.answer(WHY, "From Alice")
    alice.receive(twin.send(folder))
    twin.receive(alice.send(stick))
    twin.answer(NAME, "At home")
    for _ in range(3):
        go_round(alice, twin, bob, folder=folder, back=stick)
    assert (bob.stands(WHY), bob.stands(NAME)) == ({"From Alice"}, {"At home"})
    assert agree(alice, bob, twin)
    twin.close()


def test_it_asks_as_long_as_it_lacks_something(
    alice: Office, bob: Office, stick: Path, folder: Path, tmp_path: Path
) -> None:
    old = bob.image(tmp_path / "old")
    alice.answer(WHY, "From Alice")
    sent = go_round(alice, bob, folder=folder, back=stick)
    sent += go_round(alice, bob, folder=folder, back=stick)
    assert [manifest_of(file, alice).lacks for file in sent] == [(), ()]
    bob.put_back(old)
    for _ in range(2):
        sent += go_round(alice, bob, folder=folder, back=stick)
    last = bob.send(folder)
    first, asking = (manifest_of(file, alice) for file in sent[2:])
    assert not first.lacks, "nobody has told yet"
    assert asking.lacks
    assert set(asking.lacks).isdisjoint(asking.heads)
    assert manifest_of(last, alice).lacks == ()


def test_asking_for_what_nobody_holds_brings_nothing_twice(
    alice: Office, bob: Office, stick: Path, folder: Path
) -> None:
    """A member who tells of a set that is not there makes nobody send everything for ever."""
    alice.answer(WHY, "From Alice")
    go_round(alice, bob, folder=folder, back=stick)
    with bob.profile.store.begin() as connection:
        sets.hear(connection, bob.dossier, alice.device.id, [SetId("ab" * 32)], bob.tick())
    asking = bob.send(folder)
    assert manifest_of(asking, alice).lacks == (SetId("ab" * 32),)
    alice.receive(folder)
    assert manifest_of(alice.send(stick / "again.rdexch"), bob).sets == ()


def test_who_is_out_makes_nobody_ask(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    with alice.profile.store.begin() as connection:
        sets.hear(connection, alice.dossier, bob.device.id, [SetId("ab" * 32)], alice.tick())
    assert manifest_of(alice.send(stick / "one.rdexch"), carol).lacks == (SetId("ab" * 32),)
    alice.remove(bob.member)
    assert manifest_of(alice.send(stick / "two.rdexch"), carol).lacks == ()
