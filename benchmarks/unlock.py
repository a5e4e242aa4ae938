"""Unlocking to the first article on the screen; Argon2id is reported apart."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure, median
from benchmarks.processes import prepared_profile, run

RUNS = 5


def measure() -> Iterator[Figure]:
    """The median of whole processes, so that nothing is warm but the disk's cache."""
    with prepared_profile() as profile:
        lines = [run("unlock", str(profile))[-1] for _ in range(RUNS)]
    opening = [float(line["opening_s"]) for line in lines]
    yield Figure(
        name="unlock (without Argon2id) to first article painted",
        value=median(opening),
        unit="s",
        limit=1.0,
        runs=RUNS,
        details={"argon2id_s": median([float(line["argon2id_s"]) for line in lines])},
    )
