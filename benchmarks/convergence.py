"""Two thousand sequences of things that happen between offices, each ending in agreement.

What may happen, and what must hold in the end, says `tests/builders/world.py`. Each sequence
follows from its number, so one that fails can be played again: ``REVIEW_DESK_FIRST`` is the
number to begin with, ``REVIEW_DESK_SEQUENCES`` how many.
"""

from __future__ import annotations

import os
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.figures import Figure
from desktop_app.errors import AppError
from tests.builders.world import any_steps, build_template, world

FIRST = int(os.environ.get("REVIEW_DESK_FIRST", "0"))
SEQUENCES = int(os.environ.get("REVIEW_DESK_SEQUENCES", "2000"))
STEPS = 40


def measure() -> Iterator[Figure]:
    """How many sequences after which not all computers said the same, or a text was lost."""
    numbers = range(FIRST, FIRST + SEQUENCES)
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder  # what profiles note outside themselves
        template = build_template(Path(folder) / "template")
        with ProcessPoolExecutor() as pool:
            found = pool.map(partial(_play, template), numbers, chunksize=5)
            failures = [failure for failure in found if failure]
    yield Figure(
        name="sequences after which not all computers said the same, or a text was lost",
        value=len(failures),
        unit="sequences",
        limit=0,
        runs=len(numbers),
        details={
            "steps": STEPS,
            "seconds": round(time.monotonic() - began),
            "failures": failures[:20],
        },
    )


def _play(template: Path, number: int) -> str:
    """What went wrong in a sequence; "" if nothing did."""
    with TemporaryDirectory(dir=template.parent) as folder:
        try:
            with world(template, Path(folder) / "here") as here:
                here.play(any_steps(Random(number), STEPS))
                here.converge()
        except (AssertionError, AppError, LookupError, TypeError, ValueError):
            return f"{number}: {traceback.format_exc(limit=-3)}"
    return ""
