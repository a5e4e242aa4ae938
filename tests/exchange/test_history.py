"""The history of an answer is in the order of what came of what, whatever clocks say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.domain.entries import Typed, new_id
from desktop_app.domain.keys import NodeKey, VersionId
from desktop_app.services import journal
from desktop_app.store.sequence import sorted_by_cause
from tests.builders.offices import Office
from tests.exchange.test_stories import meet

WHY = "why_5"


def latest_first(office: Office) -> list[str]:
    found = journal.history(office.profile, office.dossier, NodeKey.parse(WHY))
    return [each.value for each in found]


def answer_fast(office: Office, *texts: str) -> None:
    """Several versions within one second, each in the place of the one before."""
    start = office.tick().replace(microsecond=0)
    for number, text in enumerate(texts):
        at = start + timedelta(milliseconds=100 * (number + 1))
        current = office.load().versions.get(NodeKey.parse(WHY), ())
        office.write(
            Typed(
                key=NodeKey.parse(WHY),
                value=text,
                version_id=VersionId(new_id()),
                replaces=tuple(each.id for each in current),
                started_at=at,
                at=at,
                closes=True,
            )
        )


@pytest.mark.parametrize("attempt", range(4))  # ids are random: by them it would fail
def test_versions_of_one_second_keep_their_order_when_sealed(
    alice: Office, attempt: int
) -> None:
    texts = ["first", "second", "third", "fourth"]
    answer_fast(alice, *texts)
    before = latest_first(alice)
    alice.declare()
    assert before == latest_first(alice) == texts[::-1]


@pytest.mark.parametrize("attempt", range(3))
def test_versions_of_one_second_of_two_people(
    alice: Office, bob: Office, stick: Path, attempt: int
) -> None:
    meet(alice, bob, stick=stick)
    moment = alice.clock.now
    for number in range(3):
        alice.clock.now = bob.clock.now = moment
        alice.answer(WHY, f"Alice {number}")
        bob.receive(alice.send(stick))
        alice.clock.now = bob.clock.now = moment
        bob.answer(WHY, f"Bob {number}")
        alice.receive(bob.send(stick))
    wanted = ["Bob 2", "Alice 2", "Bob 1", "Alice 1", "Bob 0", "Alice 0"]
    assert latest_first(alice) == latest_first(bob) == wanted


def test_a_clock_wrong_by_years_does_not_turn_the_order_round(
    alice: Office, bob: Office, stick: Path
) -> None:
    meet(alice, bob, stick=stick)
    bob.clock.pass_by(days=9000)
    bob.answer(WHY, "Bob, from the future")
    alice.receive(bob.send(stick))
    alice.answer(WHY, "Alice, who had read it")
    bob.receive(alice.send(stick))
    wanted = ["Alice, who had read it", "Bob, from the future"]
    assert latest_first(alice) == latest_first(bob) == wanted


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        ({}, [0, 1, 2]),
        ({0: {2}}, [1, 2, 0]),
        ({0: {1}, 1: {2}}, [2, 1, 0]),
        ({0: {1}, 1: {0}}, [2, 0, 1]),
    ],
)
def test_numbers_are_sorted_by_cause(before: dict[int, set[int]], wanted: list[int]) -> None:
    assert sorted_by_cause(3, before) == wanted
