"""Sequences of things that happen, each ending in agreement: between offices, and by rounds.

What may happen, and what must hold in the end, says `tests/builders/world.py` of offices with
real profiles and packages, and `tests/builders/server_world.py` of a server and three people.
Each sequence follows from its number, so one that fails can be played again:
``REVIEW_DESK_FIRST`` is the number to begin with, ``REVIEW_DESK_SEQUENCES`` and
``REVIEW_DESK_COURSES`` how many of each.
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
from review_server.problems import ServerError
from tests.builders import server_world
from tests.builders.world import build_template, world
from tests.builders.world_steps import any_steps

FIRST = int(os.environ.get("REVIEW_DESK_FIRST", "0"))
SEQUENCES = int(os.environ.get("REVIEW_DESK_SEQUENCES", "2000"))
COURSES = int(os.environ.get("REVIEW_DESK_COURSES", "1500"))
STEPS = 40
COURSE_STEPS = 25


def measure() -> Iterator[Figure]:
    """How many sequences went wrong, of offices and of rounds."""
    yield _between_offices()
    yield _by_rounds()


def _by_rounds() -> Figure:
    began = time.monotonic()
    with ProcessPoolExecutor() as pool:
        found = pool.map(_play_rounds, range(FIRST, FIRST + COURSES), chunksize=5)
        failures = [failure for failure in found if failure]
    return Figure(
        name="courses of rounds, files and restores after which something was not right",
        value=len(failures),
        unit="courses",
        limit=0,
        runs=COURSES,
        details={
            "steps": COURSE_STEPS,
            "seconds": round(time.monotonic() - began),
            "failures": failures[:20],
        },
    )


def _play_rounds(number: int) -> str:
    """What went wrong in a course; "" if nothing did."""
    try:
        server_world.play(server_world.any_steps(Random(number), COURSE_STEPS))
    except (AssertionError, ServerError, LookupError, TypeError, ValueError):
        return f"{number}: {traceback.format_exc(limit=-3)}"
    return ""


def _between_offices() -> Figure:
    numbers = range(FIRST, FIRST + SEQUENCES)
    began = time.monotonic()
    with TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = folder  # what profiles note outside themselves
        template = build_template(Path(folder) / "template")
        with ProcessPoolExecutor() as pool:
            found = pool.map(partial(_play, template), numbers, chunksize=5)
            failures = [failure for failure in found if failure]
    return Figure(
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
