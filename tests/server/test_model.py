"""Any course of rounds, files, losses and restores ends with everybody holding everything.

What may happen, and what must hold, says `tests/builders/server_world.py`; `bench convergence`
plays fifteen hundred courses.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.builders.databases import KINDS
from tests.builders.server_world import Kind, Step, play

STEPS = st.lists(
    st.builds(Step, st.sampled_from(Kind), st.integers(0, 2), st.integers(0, 2)), max_size=25
)

COURSES = {
    "cursors are wrong after the server was put back": [
        Step(Kind.BACK_UP_SERVER, 0),
        Step(Kind.WRITE, 0),
        Step(Kind.SYNC, 0),
        Step(Kind.PUT_BACK_SERVER, 0),
        Step(Kind.WRITE, 1),
        Step(Kind.SYNC, 1),
    ],
    "a copy goes on writing and loses its answer": [
        Step(Kind.SYNC, 1),
        Step(Kind.BACK_UP, 1),
        Step(Kind.WRITE, 1),
        Step(Kind.SYNC, 1),
        Step(Kind.PUT_BACK, 1),
        Step(Kind.WRITE, 1),
        Step(Kind.LOSE_ANSWER, 1),
    ],
    "what came by hand is brought by another": [
        Step(Kind.WRITE, 2),
        Step(Kind.HAND_ALL, 2, 1),
        Step(Kind.LOSE_ANSWER, 1, 1),
        Step(Kind.PUT_BACK_SERVER, 0),
    ],
    "half of it by hand, the rest by courier, all of it twice": [
        Step(Kind.WRITE, 0),
        Step(Kind.WRITE, 0),
        Step(Kind.HAND_SOME, 0, 1),
        Step(Kind.SYNC, 1),
        Step(Kind.COURIER, 0),
        Step(Kind.COURIER, 0),
        Step(Kind.REPEAT, 0),
    ],
    "both the server and the focal point forget a receipt that another holds": [
        Step(Kind.BACK_UP_SERVER, 0),
        Step(Kind.SUBMIT, 0),
        Step(Kind.BACK_UP, 0),
        Step(Kind.SYNC, 0),
        Step(Kind.SYNC, 1),
        Step(Kind.PUT_BACK_SERVER, 0),
        Step(Kind.PUT_BACK, 0),
        Step(Kind.SYNC, 0),
    ],
    "the answer with the receipt is lost, and the server put back": [
        Step(Kind.BACK_UP_SERVER, 0),
        Step(Kind.SUBMIT, 0),
        Step(Kind.LOSE_ANSWER, 0, 1),
        Step(Kind.PUT_BACK_SERVER, 0),
        Step(Kind.SYNC, 0),
    ],
    "the server is put back after its notices were told, and one message was in doubt": [
        Step(Kind.BACK_UP_SERVER, 0),
        Step(Kind.NOTICES, 1, 2),
        Step(Kind.SYNC, 0),
        Step(Kind.PUT_BACK_SERVER, 0),
        Step(Kind.NOTICES, 0, 0),
        Step(Kind.SYNC, 1),
    ],
    "who is removed brings what they wrote and learns nothing": [
        Step(Kind.WRITE, 2),
        Step(Kind.REMOVE, 0),
        Step(Kind.SYNC, 0),
        Step(Kind.ATTACH, 2),
        Step(Kind.SYNC, 2),
        Step(Kind.WRITE, 0),
    ],
}


@settings(max_examples=20, deadline=None)
@given(STEPS)
def test_any_course_of_things_ends_with_everybody_holding_everything(
    steps: list[Step],
) -> None:
    play(steps)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("steps", COURSES.values(), ids=COURSES)
def test_courses_that_are_easily_got_wrong(steps: list[Step], kind: str) -> None:
    play(steps, kind, by_http=True)


@settings(max_examples=5, deadline=None)
@given(STEPS)
def test_any_course_over_http_on_postgresql(steps: list[Step]) -> None:
    play(steps, "postgresql", by_http=True)
