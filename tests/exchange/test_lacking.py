"""A profile that was copied or put back lacks what others take it to hold, and asks for it.

Whoever it works with takes in the whole folder of files each time, old ones too: among these
one that is behind another looks older, whatever the order in which they were made.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.domain.exchanges import Heard
from desktop_app.exchange.asking import SHARE
from desktop_app.exchange.receiving import receive, receive_by_code
from desktop_app.exchange.sources import sources_in
from desktop_app.services import members, packages
from desktop_app.store import sets
from review_protocol.costs import KdfCost
from review_protocol.invitations import read_code
from review_protocol.manifests import Manifest
from review_protocol.names import SetId
from review_protocol.sets import MAX_PARENTS, set_id
from tests.builders.hostile_files import Forger
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


def put_back(alice: Office, bob: Office, folder: Path, back: Path) -> None:
    """Alice takes Bob to hold an answer of hers, and his disk is as it was before that."""
    old = bob.image(back / "old")
    alice.answer(WHY, "From Alice")
    for _ in range(2):
        go_round(alice, bob, folder=folder, back=back)
    bob.put_back(old)


def test_who_was_put_back_is_brought_it_beside_all_old_files(
    alice: Office, bob: Office, stick: Path, folder: Path
) -> None:
    put_back(alice, bob, folder, stick)
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


def test_a_folder_that_is_kept_brings_it_once(
    alice: Office, bob: Office, stick: Path, folder: Path
) -> None:
    """The file that asked lies there still, and was answered."""
    put_back(alice, bob, folder, stick)
    for _ in range(3):
        go_round(alice, bob, folder=folder, back=stick)
    assert agree(alice, bob)
    bob.send(folder)
    for _ in range(2):
        alice.receive(folder)
        assert manifest_of(alice.send(stick), bob).sets == ()


def test_old_files_of_the_other_side_do_not_keep_from_asking(
    alice: Office, bob: Office, stick: Path, folder: Path, tmp_path: Path
) -> None:
    """Whoever was put back takes in all that they kept of the other's, the newest not last."""
    kept = [alice.send(folder)]
    old = bob.image(tmp_path / "old")
    alice.answer(WHY, "From Alice")
    lost = alice.send(stick)
    bob.receive(lost)
    alice.receive(bob.send(stick))
    kept.append(alice.send(folder))
    assert manifest_of(kept[1], bob).sets == (), "it brings nothing that is not there"
    bob.put_back(old)
    bob.receive(*kept)
    bob.receive(kept[0])
    asking = bob.send(stick)
    assert manifest_of(asking, alice).lacks
    alice.receive(asking)
    bob.receive(alice.send(stick))
    assert bob.stands(WHY) == {"From Alice"}


def tells(who: Office, of: Office, *names: str) -> None:
    """Somebody takes it that another computer spoke of these sets."""
    heard = Heard(spoken=frozenset(map(SetId, names)))
    with who.profile.store.begin() as connection:
        sets.hear(connection, who.dossier, of.device.id, heard, who.tick())


NOBODYS = "ab" * 32


def test_asking_for_what_nobody_holds_brings_nothing_twice(
    alice: Office, bob: Office, stick: Path, folder: Path
) -> None:
    """A member who tells of a set that is not there makes nobody send everything for ever."""
    go_round(alice, bob, folder=folder, back=stick)
    tells(bob, alice, NOBODYS)
    asking = bob.send(folder)
    assert manifest_of(asking, alice).lacks == (SetId(NOBODYS),)
    alice.answer(WHY, "From Alice")
    bob.receive(alice.send(stick))
    bob.send(folder)
    alice.receive(folder)
    assert manifest_of(alice.send(stick / "again.rdexch"), bob).sets == ()


def test_names_made_up_crowd_out_nobodys(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    """Of each computer a few are asked for, so that what another spoke of is among them."""
    alice.receive(bob.send(stick), carol.send(stick))
    alice.confirm(bob)
    for office in (bob, carol):
        office.receive(alice.send(stick))
    tells(alice, carol, *(f"{number:064x}" for number in range(1_000)))
    tells(alice, bob, "ff" * 32)
    lacks = manifest_of(alice.send(stick / "one.rdexch"), bob).lacks
    assert SetId("ff" * 32) in lacks
    assert len(lacks) == SHARE + 1
    alice.remove(carol.member)
    lacks = manifest_of(alice.send(stick / "two.rdexch"), bob).lacks
    assert SetId("ff" * 32) in lacks
    assert len(lacks) == SHARE + 1


def test_what_a_set_that_waits_comes_after_is_asked_for(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    forger = Forger(bob, alice, bob.device.signing)
    forged = forger.change_set(parents=[bytes.fromhex(NOBODYS)])
    with alice.profile.store.begin() as connection:
        sets.add_sets(connection, alice.dossier, {set_id(forged): forged}, alice.tick())
    assert manifest_of(alice.send(stick / "one.rdexch"), carol).lacks == (SetId(NOBODYS),)


def test_who_was_put_back_to_before_an_author_came_asks_too(
    alice: Office, bob: Office, stick: Path, folder: Path, tmp_path: Path
) -> None:
    """Carol's work waits for the set by which she came, and nobody here knows her."""
    old = bob.image(tmp_path / "old")
    carol = Office(name="Carol", folder=tmp_path / "carol").join(alice.invite(stick))
    alice.receive(carol.send(stick))
    for _ in range(2):
        go_round(alice, bob, folder=folder, back=stick)
    carol.receive(alice.send(stick))
    bob.put_back(old)
    for _ in range(3):
        carol.answer(WHY, "From Carol")
        alice.receive(carol.send(stick))
        go_round(alice, bob, folder=folder, back=stick)
    go_round(alice, bob, carol, folder=folder, back=stick)
    assert bob.stands(WHY) == {"From Carol"}
    assert agree(alice, bob)
    carol.close()


def test_who_takes_a_folder_in_twice_before_answering_still_answers(
    alice: Office, bob: Office, stick: Path, folder: Path, tmp_path: Path
) -> None:
    old = bob.image(tmp_path / "old")
    alice.answer(WHY, "From Alice")
    for _ in range(2):
        go_round(alice, bob, folder=folder, back=stick)
    first = sorted(folder.iterdir())
    bob.put_back(old)
    for _ in range(2):
        bob.send(folder)
        alice.receive(folder)
        alice.receive(folder)
        assert alice.plan(folder).is_idle
        alice.receive(*first)
        bob.receive(alice.send(stick))
    assert bob.stands(WHY) == {"From Alice"}


def test_asking_for_what_comes_only_later_costs_nothing_now(
    alice: Office, bob: Office, stick: Path, folder: Path
) -> None:
    """Nothing is noted of a file that asks in vain, however many of them come."""
    go_round(alice, bob, folder=folder, back=stick)
    tells(bob, alice, NOBODYS)
    for _ in range(3):
        bob.send(folder)
    alice.receive(folder)
    with alice.profile.store.read() as connection:
        heard, _ = sets.read_heard(connection, alice.dossier)[bob.device.id]
    assert (dict(heard.asking), heard.answered) == ({}, frozenset())


def test_what_was_spoken_of_stays_when_an_old_file_of_the_safe_is_opened(
    alice: Office, bob: Office, stick: Path
) -> None:
    alice.confirm(bob)
    reserve = members.make_reserve(alice.profile, alice.dossier, stick, cost=KdfCost.FOR_TESTS)
    bob.receive(alice.send(stick))
    tells(bob, alice, NOBODYS)
    bob.join(reserve)
    assert manifest_of(bob.send(stick), alice).lacks == (SetId(NOBODYS),)


def test_a_file_that_a_code_opens_asks_for_nothing(
    alice: Office, bob: Office, stick: Path
) -> None:
    tells(alice, bob, NOBODYS)
    invited = alice.invite(stick)
    (source,) = sources_in(invited.sent.files)
    assert receive_by_code(source, read_code(invited.code)).manifest.lacks == ()


def test_more_names_than_are_kept_settle_too(alice: Office, bob: Office, stick: Path) -> None:
    alice.receive(bob.send(stick))
    bob.receive(alice.send(stick))
    forger = Forger(bob, alice, bob.device.signing)
    for part in range(3):
        heads = tuple(SetId(f"{part:08x}{number:056x}") for number in range(900))
        file = stick / f"{part}.rdexch"
        file.write_bytes(forger.package(heads=heads))
        alice.receive(file)
        assert alice.plan(file).is_idle
    with alice.profile.store.read() as connection:
        heard, _ = sets.read_heard(connection, alice.dossier)[bob.device.id]
    assert len(heard.spoken) == MAX_PARENTS
    assert heard.spoken.issuperset(heads), "the newest stay"


def test_an_ask_that_came_after_the_look_counts(
    alice: Office, bob: Office, stick: Path, folder: Path
) -> None:
    put_back(alice, bob, folder, stick)
    go_round(alice, bob, folder=folder, back=stick)
    old_files = alice.plan(bob.send(stick / "first.rdexch"))
    bob.answer(NAME, "Bob goes on")
    alice.receive(bob.send(stick / "asks.rdexch"))
    packages.apply(alice.profile, old_files)
    bob.receive(alice.send(stick))
    assert bob.stands(WHY) == {"From Alice"}


def test_everything_reaches_who_was_put_back_to_before_its_sender_came(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    """Alice's first computer is gone; her second is a stranger to Bob, and he to none."""
    old = bob.image(tmp_path / "old")
    file = members.add_computer(alice.profile, alice.dossier, stick, cost=KdfCost.FOR_TESTS)
    second = Office(name="Alice", folder=tmp_path / "second").join(file)
    bob.receive(alice.send(stick), second.send(stick))
    second.receive(bob.send(stick))
    bob.put_back(old)
    second.answer(WHY, "From the second")
    assert bob.plan(second.send(stick)).is_refused
    packages.export(second.profile, second.dossier, stick / "all.rdexch", everything=True)
    bob.receive(stick / "all.rdexch")
    assert bob.stands(WHY) == {"From the second"}
    bob.answer(NAME, "From Bob")
    second.receive(bob.send(stick))
    assert second.stands(NAME) == {"From Bob"}
    second.close()
