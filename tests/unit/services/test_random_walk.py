"""A seeded user who does anything for thousands of steps: no exception, nothing adrift.

Three things must agree at the end: the live response, a fresh form with the same answers,
and a response made of nothing but the entries that were handed over.
"""

from __future__ import annotations

from random import Random

import pytest

from desktop_app.domain.entries import Loaded
from desktop_app.domain.nodes import Answers, NodeState
from desktop_app.domain.responses import CardState
from desktop_app.services.response import Response
from tests.builders.clocks import SteppingClock
from tests.builders.replay import Replay
from tests.builders.responses import sample_form, sample_info, sample_response
from tests.builders.walker import Walker


def states(response: Response) -> list[NodeState]:
    return [response.state(key) for key in response.walk()]


def cards(response: Response) -> list[CardState]:
    return [response.card(key) for key in response.outline.cards()]


def reopened(loaded: Loaded, clock: SteppingClock) -> Response:
    return Response(sample_form(loaded.answers, clock), sample_info(), loaded=loaded)


def walked(seed: int, steps: int) -> tuple[Walker, Replay]:
    clock, journal = SteppingClock(), Replay()
    walker = Walker(sample_response(clock=clock), Random(seed), clock, journal.take)
    walker.walk(steps)
    return walker, journal


@pytest.mark.parametrize("seed", range(5))
def test_the_entries_are_enough_to_make_the_response_again(seed: int) -> None:
    walker, journal = walked(seed, 300)
    again = reopened(journal.loaded(), walker.clock)
    assert states(again) == states(walker.response)
    assert cards(again) == cards(walker.response)


@pytest.mark.parametrize("seed", range(5))
def test_a_fresh_form_with_the_same_answers_is_the_same(seed: int) -> None:
    walker, _ = walked(seed + 100, 300)
    fresh = sample_form(walker.response.form.answers(), walker.clock)
    assert [fresh.state(key) for key in fresh.walk()] == states(walker.response)


def test_after_all_is_taken_back_only_typed_text_is_left() -> None:
    walker, _ = walked(7, 150)
    while walker.response.undo() is not None:
        pass
    assert walker.response.undo_label() is None


def test_a_blank_response_made_of_no_entries_is_blank() -> None:
    clock = SteppingClock()
    assert states(reopened(Loaded(answers=Answers()), clock)) == states(
        sample_response(clock=clock)
    )
