"""Memory with the response open, above a bare PySide6 window."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure, median
from benchmarks.processes import prepared_profile, run

RUNS = 5


def measure() -> Iterator[Figure]:
    """Resident memory after every article has been opened once."""
    with prepared_profile() as profile:
        ours = [float(run("memory", str(profile))[-1]["mb"]) for _ in range(RUNS)]
    bare = [float(run("memory-bare")[-1]["mb"]) for _ in range(RUNS)]
    yield Figure(
        name="memory with the cluster I response open, above a bare window",
        value=median(ours) - median(bare),
        unit="MB",
        limit=250,
        runs=RUNS,
        details={"ours_mb": median(ours), "bare_mb": median(bare)},
    )
