"""Process start to the unlock prompt on the screen, against a bare PySide6 window."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure, median
from benchmarks.processes import prepared_profile, run

RUNS = 9


def measure() -> Iterator[Figure]:
    """The ratio of the medians; runs alternate."""
    bare: list[float] = []
    ours: list[float] = []
    with prepared_profile() as profile:
        run("bare")
        run("prompt", str(profile))
        for _ in range(RUNS):
            bare.append(_seconds("bare"))
            ours.append(_seconds("prompt", str(profile)))
    yield Figure(
        name="process start to unlock prompt painted / bare window",
        value=median(ours) / median(bare),
        unit="ratio",
        limit=1.5,
        runs=RUNS,
        details={"ours_s": median(ours), "bare_s": median(bare)},
    )


def _seconds(*arguments: str) -> float:
    line = run(*arguments)[0]
    return float(line["painted"]) - float(line["started"])
