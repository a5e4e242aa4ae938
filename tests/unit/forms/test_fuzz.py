"""Inputs at random, some of each kind; `dev.py bench forms-fuzz` is the long form."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders.fuzzing import TARGETS, timed

EXAMPLES = {"workbooks": 30, "expressions": 150}


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_nothing_but_a_refusal_comes_out(name: str) -> None:
    trial, inputs = TARGETS[name]

    @settings(
        max_examples=EXAMPLES.get(name, 60),
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def run(one: object) -> None:
        timed(trial, one)

    run()


def test_a_trial_that_takes_too_long_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.builders.fuzzing.LIMIT_S", -1.0)
    with pytest.raises(Exception, match=r"\d s"):
        timed(lambda _: None, st.none())
