"""Answers, articles and key presses, until what changed is painted."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure, median, percentile
from benchmarks.processes import prepared_profile, run

LIMITS_MS = {
    "one answer to repainted page": (16, 50),
    "switching article": (100, 100),
    "a key press in a text of 50,000 characters": (16, 50),
}


def measure() -> Iterator[Figure]:
    """Median and 95th percentile of each, in milliseconds."""
    with prepared_profile() as profile:
        samples = run("screen", str(profile))[-1]
    for name, (typical, rare) in LIMITS_MS.items():
        times = [float(each) for each in samples[name]]
        for what, value, limit in (
            ("median", median(times), typical),
            ("p95", percentile(times, 0.95), rare),
        ):
            yield Figure(
                name=f"{name}, {what}",
                value=value,
                unit="ms",
                limit=limit,
                runs=len(times),
                details={"slowest_ms": max(times)},
            )
