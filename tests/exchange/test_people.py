"""What the list of people says of the others' computers, and what it costs to ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop_app.domain.members import Computer, MemberRole, People, Person, ReserveTrial
from desktop_app.errors import AppError, DiskFull, FaultyMedium, NotWritable
from desktop_app.exchange import holding, sending
from desktop_app.services import members, packages, servers
from desktop_app.services.invitations import ForCode
from desktop_app.services.people import people
from review_protocol import sets
from review_protocol.costs import KdfCost
from tests.builders.offices import Office
from tests.builders.secretariats import connect
from tests.builders.servers import Process


def computer_of(office: Office, other: Office) -> Computer:
    found = people(office.profile, office.dossier).members
    (computer,) = [
        each for member in found for each in member.computers if each.id == other.device.id
    ]
    return computer


def lacks(office: Office, other: Office) -> int | None:
    return computer_of(office, other).lacks


def sync(who: Office) -> None:
    servers.synchronise(who.profile, who.dossier, pause=lambda _seconds: None)


def test_what_a_computer_lacks_is_counted(alice: Office, bob: Office, stick: Path) -> None:
    bob.receive(alice.send(stick))
    alice.receive(bob.send(stick))
    assert lacks(alice, bob) == 0
    for number in range(3):
        alice.answer("why_5", f"Draft {number}")
        alice.declare()
    assert lacks(alice, bob) == 3


def sent_at(office: Office, other: Office) -> datetime | None:
    found = people(office.profile, office.dossier).members
    return next(each.sent_at for each in found if each.id == other.member)


def test_it_is_said_when_a_file_was_last_made_for_somebody(
    alice: Office, bob: Office, carol: Office, stick: Path
) -> None:
    assert sent_at(alice, bob) is None
    first = alice.tick()
    alice.send(stick, [bob, carol])
    assert sent_at(alice, bob) == sent_at(alice, carol) == first
    second = alice.tick()
    bob.receive(alice.send(stick, [bob]))
    assert (sent_at(alice, bob), sent_at(alice, carol)) == (second, first)
    assert sent_at(bob, alice) is not None  # he has made one for her when he joined


def test_asking_derives_nothing_and_reads_each_header_once(
    alice: Office, bob: Office, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice.close()
    alice.reopen()
    read: list[bytes] = []

    def counted(data: bytes) -> sets.SetHeader:
        read.append(data)
        return sets.read_header(data)

    def never(*_: object) -> None:
        raise AssertionError("the whole dossier was derived")

    monkeypatch.setattr("desktop_app.exchange.acknowledging.read_header", counted)
    monkeypatch.setattr(holding, "derive", never)
    first = people(alice.profile, alice.dossier)
    once = len(read)
    assert people(alice.profile, alice.dossier) == first
    assert len(read) == once
    assert 0 < once == len(set(read))


def test_who_comes_by_line_alone_is_heard_from_too(
    secretariat: Process, alice: Office, bob: Office
) -> None:
    """What somebody writes confirms all that they had; to read confirms nothing."""
    for each in (alice, bob):
        each.clock.now = datetime.now(UTC)
    file = connect(alice, secretariat)
    sync(alice)
    servers.connect(bob.profile, bob.dossier, file)
    sync(bob)
    before, lacked = computer_of(alice, bob).heard_at, lacks(alice, bob)
    assert lacked is not None
    alice.answer("why_5", "Draft")
    sync(alice)
    sync(bob)
    assert lacks(alice, bob) == lacked + 1
    bob.answer("why_6", "Seen")
    sync(bob)
    sync(alice)
    assert lacks(alice, bob) == 0
    heard = computer_of(alice, bob).heard_at
    assert heard is not None
    assert before is not None
    assert heard > before


def test_nobody_is_heard_from_at_their_own_computer(alice: Office, bob: Office) -> None:
    alice.answer("why_5", "Draft")
    alice.declare()
    own = computer_of(alice, alice)
    assert (own.is_this, own.heard_at, own.lacks) == (True, None, None)


def invite(office: Office, target: Path) -> ForCode:
    return members.invite(
        office.profile, office.dossier, target, person=Person(name="Dora"),
        role=MemberRole.EXPERT, cost=KdfCost.FOR_TESTS,
    )  # fmt: skip


def add_computer(office: Office, target: Path) -> ForCode:
    return members.add_computer(office.profile, office.dossier, target, cost=KdfCost.FOR_TESTS)


def make_reserve(office: Office, target: Path) -> ForCode:
    return members.make_reserve(office.profile, office.dossier, target, cost=KdfCost.FOR_TESTS)


@pytest.mark.parametrize("give", [invite, add_computer, make_reserve])
@pytest.mark.parametrize("error", [NotWritable, DiskFull, FaultyMedium])
def test_what_could_not_be_written_takes_no_effect(
    alice: Office,
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
    give: Callable[[Office, Path], ForCode],
    error: type[AppError],
) -> None:
    """Nobody is invited, there is no other computer, and the reserve in the safe is good."""
    reserve = make_reserve(alice, stick / "reserve.rdexch")

    def stands() -> tuple[str, People, bytes, int]:
        found = people(alice.profile, alice.dossier)
        digits = packages.digest(alice.profile, alice.dossier)
        log = len(packages.log(alice.profile, alice.dossier))
        return digits, found, alice.export(), log

    def fail(*_anything: object, **_more: object) -> None:
        raise error("the stick")

    before = stands()
    target = stick / "other.rdexch"
    if error is NotWritable:
        target = stick / "gone" / "other.rdexch"
    else:
        monkeypatch.setattr(sending, "write_whole", fail)
    with pytest.raises(error):
        give(alice, target)
    monkeypatch.undo()
    assert stands() == before
    assert [each.name for each in stick.iterdir()] == ["reserve.rdexch"]
    (file,), code = reserve.sent.files, reserve.code
    trial = members.try_reserve(alice.profile, alice.dossier, file, code)
    assert trial is ReserveTrial.WORKS
    give(alice, stick / "again.rdexch")
    assert stands() != before
