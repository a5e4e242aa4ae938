"""Computers that the server does not know yet, or no more, with a response that is large."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from desktop_app.remote.line import Line
from desktop_app.services import members, servers
from review_protocol.costs import KdfCost
from review_protocol.pacing import SMALL
from tests.builders.backups import backed_up, put_back
from tests.builders.offices import Office
from tests.builders.over_lines import sync
from tests.builders.servers import Process, make_office

SIZE = 200_000


@pytest.fixture
def process(tmp_path: Path) -> Iterator[Process]:
    made = Process(make_office(tmp_path / "server"))
    made.start()
    yield made
    made.stop()
    made.office.server.database.close()


@pytest.fixture
def alice(alice: Office) -> Office:
    """She has the time that the server has, and has written much."""
    set_right(alice)
    for number in range(4):
        alice.answer(f"q{number}", chance_text(SIZE // 4, number))
        alice.declare()
    return alice


def set_right(who: Office) -> None:
    who.clock.pass_by(seconds=(datetime.now(UTC) - who.clock()).total_seconds())


def chance_text(characters: int, seed: int) -> str:
    """Text that no compression makes much shorter."""
    chosen = random.Random(seed)
    return "".join(chosen.choices(string.ascii_letters + string.digits, k=characters))


def ticking(step: int) -> Callable[[], int]:
    """By this clock every answer takes so many seconds."""
    return count(step=step).__next__


def newcomer(tmp_path: Path, name: str) -> Office:
    made = Office(name=name, folder=tmp_path / name)
    set_right(made)
    return made


def expect_same(one: Office, other: Office) -> None:
    assert one.export() == other.export()
    assert one.digest() == other.digest()
    assert sum(map(len, one.held_bytes())) > 4 * SMALL


@pytest.mark.parametrize("seconds", [0, 2])
def test_a_server_put_back_to_before_somebody_joined_takes_them_in_again(
    process: Process, alice: Office, stick: Path, tmp_path: Path, seconds: int
) -> None:
    """Nobody but they themselves synchronises, and what only they had made is there again."""
    file = process.invitation_file()
    servers.connect(alice.profile, alice.dossier, file)
    sync(alice)
    backup = backed_up(process.office, tmp_path / "yesterday")
    bob = newcomer(tmp_path, "Bob").join(alice.invite(stick))
    servers.connect(bob.profile, bob.dossier, file)
    for each in (alice, bob, alice):
        sync(each)
    bob.answer("q9", chance_text(SIZE, 9))
    sync(bob)
    process.stop()
    put_back(process.office, backup)
    port = process.start()

    def moved(_url: str) -> Line:
        return Line(f"http://127.0.0.1:{port}")

    sync(bob, moved, ticks=ticking(seconds))
    for each in (alice, bob):
        sync(each, moved)
    expect_same(alice, bob)
    assert len(alice.values()["q9"]) == SIZE
    bob.close()


@pytest.mark.parametrize("seconds", [0, 2])
def test_a_second_computer_comes_in_that_nobody_has_announced(
    process: Process, alice: Office, stick: Path, tmp_path: Path, seconds: int
) -> None:
    servers.connect(alice.profile, alice.dossier, process.invitation_file())
    sync(alice)
    alice.answer("q5", chance_text(SIZE, 5))
    made = members.add_computer(alice.profile, alice.dossier, stick, cost=KdfCost.FOR_TESTS)
    laptop = newcomer(tmp_path, "laptop").join(made)
    servers.connect(laptop.profile, laptop.dossier, None)
    sync(laptop, ticks=ticking(seconds))
    for each in (alice, laptop):
        sync(each)
    expect_same(alice, laptop)
    laptop.close()


def test_who_was_invited_by_file_comes_in_before_whoever_invited_them(
    process: Process, alice: Office, stick: Path, tmp_path: Path
) -> None:
    servers.connect(alice.profile, alice.dossier, process.invitation_file())
    sync(alice)
    bob = newcomer(tmp_path, "Bob").join(alice.invite(stick))
    servers.connect(bob.profile, bob.dossier, None)
    bob.answer("q9", chance_text(SIZE, 9))
    for each in (bob, alice, bob):
        sync(each)
    expect_same(alice, bob)
    bob.close()
