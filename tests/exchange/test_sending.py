"""Files out: what goes into one, how it is called, and that it is whole before it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop_app.errors import FaultyMedium, NotWritable, SendRefused
from desktop_app.exchange import sending
from desktop_app.services import members, packages
from review_protocol import armour
from review_protocol.costs import KdfCost
from tests.builders.offices import Office

NAME = re.compile(r"[a-z]+-[0-9]{8}-[0-9]{4}-[0-9]{4}\.rdexch")


def test_a_name_says_nothing_of_party_or_person(
    alice: Office, bob: Office, stick: Path
) -> None:
    name = bob.send(stick).name
    assert NAME.fullmatch(name)
    assert len(name) < 60
    assert name.isascii()


def test_nobody_to_send_to_is_said(alice: Office, stick: Path) -> None:
    with pytest.raises(SendRefused, match="nobody-else"):
        alice.send(stick)
    assert list(stick.iterdir()) == []


def test_somebody_who_is_no_member_is_refused(bob: Office, stick: Path) -> None:
    before = set(stick.iterdir())
    with pytest.raises(SendRefused, match="unknown-member"):
        packages.export(bob.profile, bob.dossier, stick, to=["ab" * 16])
    assert set(stick.iterdir()) == before


def test_each_computer_of_a_member_is_brought_what_it_lacks(
    alice: Office, bob: Office, stick: Path
) -> None:
    """That the other one told of it is no reason to leave it out."""
    file = members.add_computer(alice.profile, alice.dossier, stick, cost=KdfCost.FOR_TESTS)
    second = Office(name="Alice", folder=stick / "second").join(file)
    bob.receive(alice.send(stick))
    bob.answer("why_5", "From Bob")
    alice.receive(bob.send(stick))
    bob.receive(alice.send(stick))
    second.receive(bob.send(stick / "again.rdexch"))
    assert second.stands("why_5") == {"From Bob"}
    second.close()


def test_who_was_put_back_is_brought_all_again(
    alice: Office, bob: Office, stick: Path, tmp_path: Path
) -> None:
    """What Bob once told that he holds counts no more when a later file tells of less."""
    old = bob.image(tmp_path / "old")
    alice.answer("why_5", "From Alice")
    bob.receive(alice.send(stick))
    alice.receive(bob.send(stick))
    bob.put_back(old)
    bob.answer("party_name", "Bob knows of nothing")
    alice.receive(bob.send(stick / "later.rdexch"))
    bob.receive(alice.send(stick / "again.rdexch"))
    assert bob.stands("why_5") == {"From Alice"}


def test_nothing_is_left_where_a_part_cannot_be_written(
    alice: Office, bob: Office, stick: Path
) -> None:
    bob.answer("why_5", "in several parts")
    out = stick / "out"
    out.mkdir()
    size = bob.send(stick / "whole.rdexch").stat().st_size
    total = len(armour.split(bytes(size), part_size=1_500))
    in_the_way = out / f"text-2-of-{total}.txt"
    in_the_way.mkdir()
    (in_the_way / "file").touch()
    with pytest.raises(NotWritable):
        packages.export(bob.profile, bob.dossier, out / "text", text_part_bytes=1_500)
    assert list(out.iterdir()) == [in_the_way]
    assert packages.export(bob.profile, bob.dossier, out).files


@pytest.mark.parametrize("part", [None, 1_000])
def test_a_medium_that_gives_back_other_bytes_is_told_and_nothing_stays(
    alice: Office,
    bob: Office,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    part: int | None,
) -> None:
    def spoil(path: Path) -> None:
        data = bytearray(path.read_bytes())
        data[-9] ^= 1
        path.write_bytes(data)

    bob.answer("why_5", "worth having")
    out = stick / "out"
    out.mkdir()
    monkeypatch.setattr(sending, "_forget", spoil)  # when the cache is dropped, it shows
    with pytest.raises(FaultyMedium):
        packages.export(bob.profile, bob.dossier, out, text_part_bytes=part)
    assert list(out.iterdir()) == []
    monkeypatch.undo()
    log = packages.log(bob.profile, bob.dossier)
    packages.export(bob.profile, bob.dossier, out, text_part_bytes=part)
    assert len(packages.log(bob.profile, bob.dossier)) == len(log) + 1


def test_a_folder_that_is_not_there_is_told(bob: Office, stick: Path) -> None:
    with pytest.raises(NotWritable):
        bob.send(stick / "nowhere" / "file.rdexch")


@pytest.mark.parametrize(("part", "reason"), [(999, "small-parts"), (1, "small-parts")])
def test_parts_that_are_too_small_are_refused(
    bob: Office, stick: Path, part: int, reason: str
) -> None:
    before = set(stick.iterdir())
    with pytest.raises(SendRefused, match=reason):
        packages.export(bob.profile, bob.dossier, stick, text_part_bytes=part)
    assert set(stick.iterdir()) == before


def test_a_file_that_is_there_is_replaced_as_a_whole(
    alice: Office, bob: Office, stick: Path
) -> None:
    file = stick / "always.rdexch"
    file.write_bytes(b"an older file" * 100_000)
    bob.answer("why_5", "worth having")
    bob.send(file)
    alice.receive(file)
    assert alice.stands("why_5") == {"worth having"}
    assert not list(stick.glob("*.unfinished"))
