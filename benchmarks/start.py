"""Process start to the unlock prompt on the screen, against a bare PySide6 window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.figures import Figure, median
from benchmarks.processes import prepared_profile, run

RUNS = 9


def measure() -> Iterator[Figure]:
    """The ratio of the medians; runs alternate."""
    bare: list[Start] = []
    ours: list[Start] = []
    with prepared_profile() as profile:
        run("bare")
        run("prompt", str(profile))
        for _ in range(RUNS):
            bare.append(_start("bare"))
            ours.append(_start("prompt", str(profile)))
    details = {
        "ours_s": median([start.seconds for start in ours]),
        "bare_s": median([start.seconds for start in bare]),
        # What other programs do at the same time hardly changes these.
        "ours_cpu_s": median([start.cpu_s for start in ours]),
        "bare_cpu_s": median([start.cpu_s for start in bare]),
    }
    yield Figure(
        name="process start to unlock prompt painted / bare window",
        value=details["ours_s"] / details["bare_s"],
        unit="ratio",
        limit=1.5,
        runs=RUNS,
        details={**details, "cpu_ratio": details["ours_cpu_s"] / details["bare_cpu_s"]},
    )


@dataclass(frozen=True, slots=True)
class Start:
    """One process, from its start to its first picture."""

    seconds: float
    cpu_s: float


def _start(*arguments: str) -> Start:
    line = run(*arguments)[0]
    return Start(float(line["painted"]) - float(line["started"]), float(line["cpu_s"]))
