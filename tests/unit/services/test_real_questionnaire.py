"""The real questionnaire, walked by a seeded user who does anything anywhere."""

from __future__ import annotations

from random import Random

import pytest

from desktop_app.domain.entries import Entry
from desktop_app.services.search import MOST
from tests.builders.clocks import SteppingClock
from tests.builders.real import INSTRUMENTS, real_form, real_response
from tests.builders.replay import Replay
from tests.builders.walker import Walker


def walk(seed: int, steps: int) -> None:
    """Walk, then compare with a fresh form and with what the journal would give back."""
    clock, journal = SteppingClock(), Replay()
    response = real_response(clock=clock, instruments=INSTRUMENTS)

    def store(entries: tuple[Entry, ...]) -> None:
        journal.take(entries)

    Walker(response, Random(seed), clock, store).walk(steps)
    states = [response.state(key) for key in response.walk()]
    fresh = real_form(response.form.answers(), clock)
    assert [fresh.state(key) for key in fresh.walk()] == states
    again = real_response(loaded=journal.loaded(), clock=clock)
    assert [again.state(key) for key in again.walk()] == states
    assert again.progress() == response.progress()
    assert [again.card(key) for key in again.outline.cards()] == [
        response.card(key) for key in response.outline.cards()
    ]


def test_fifteen_hundred_steps_leave_nothing_adrift() -> None:
    walk(1, 1_500)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(2, 6))
def test_thousands_of_steps_leave_nothing_adrift(seed: int) -> None:
    walk(seed, 8_000)


def test_every_card_has_a_reference_a_title_and_something_to_answer() -> None:
    response = real_response(instruments=INSTRUMENTS)
    cards = [response.card(key) for key in response.outline.cards()]
    assert all(card.reference and card.title for card in cards)
    assert all(response.outline.asks(card.key) for card in cards)


def test_every_answer_belongs_to_a_card() -> None:
    response = real_response()
    answers = (key for key in response.walk() if response.outline.kind(key).is_answer)
    assert [key for key in answers if response.card_of(key) is None] == []


def test_a_search_stops_when_nobody_would_read_on() -> None:
    assert len(real_response(instruments=INSTRUMENTS).search("e")) == MOST
