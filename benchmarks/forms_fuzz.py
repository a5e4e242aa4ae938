"""The form engine fed at random, for some minutes: nothing but its own refusals comes out.

`dev.py bench forms-fuzz`. Another run tries other inputs; one that fails is printed as
small as it can be made, and belongs into a test.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.figures import Figure
from tests.builders.fuzzing import LIMIT_S, TARGETS, Trial, timed

SECONDS_EACH = float(os.environ.get("FORMS_FUZZ_SECONDS", "100"))
_AT_A_TIME = 200


def measure() -> list[Figure]:
    """Feed each target for its time."""
    return [_fed(name, *TARGETS[name]) for name in TARGETS]


def _fed(name: str, trial: Trial, inputs: st.SearchStrategy[Any]) -> Figure:
    took: list[float] = []
    failures = 0
    until = time.monotonic() + SECONDS_EACH
    while time.monotonic() < until:
        try:
            _some(trial, inputs, took)
        # Whatever it is, it is what is being looked for.
        except Exception as error:  # noqa: BLE001
            failures += 1
            print(
                f"{name}: {''.join(traceback.format_exception(error, limit=-3))}",
                file=sys.stderr,
            )
    return Figure(
        name=f"{name} at random on which anything but a refusal came out",
        value=float(failures),
        unit="inputs",
        limit=0.0,
        runs=len(took),
        details={"slowest_s": round(max(took, default=0.0), 2), "limit_s": LIMIT_S},
    )


def _some(trial: Trial, inputs: st.SearchStrategy[Any], took: list[float]) -> None:
    @settings(
        max_examples=_AT_A_TIME,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(inputs)
    def run(one: Any) -> None:
        took.append(timed(trial, one))

    run()
