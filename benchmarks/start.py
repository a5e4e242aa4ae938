"""Process start to the unlock prompt on the screen, against a bare PySide6 window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.figures import Figure, median
from benchmarks.processes import prepared_profile, run

RUNS = 15


def measure() -> Iterator[Figure]:
    """The median of the ratios of neighbours, since a computer is not always equally fast."""
    bare: list[Start] = []
    ours: list[Start] = []
    with prepared_profile() as profile:
        run("bare")  # both once for their byte code and the disk's cache
        run("prompt", str(profile))
        for _ in range(RUNS):
            bare.append(_start("bare"))
            ours.append(_start("prompt", str(profile)))
    pairs = list(zip(ours, bare, strict=True))
    details = {
        "ours_s": median([start.seconds for start in ours]),
        "bare_s": median([start.seconds for start in bare]),
        # What other programs do at the same time hardly changes these.
        "ours_cpu_s": median([start.cpu_s for start in ours]),
        "bare_cpu_s": median([start.cpu_s for start in bare]),
        "cpu_ratio": median([one.cpu_s / other.cpu_s for one, other in pairs]),
    }
    yield Figure(
        name="process start to unlock prompt painted / bare window",
        value=median([one.seconds / other.seconds for one, other in pairs]),
        unit="ratio",
        limit=1.5,
        runs=RUNS,
        details={
            **details,
            "cpu_ratio": median([one.cpu_s / other.cpu_s for one, other in pairs]),
        },
    )


@dataclass(frozen=True, slots=True)
class Start:
    """One process, from its start to its first picture."""

    seconds: float
    cpu_s: float


def _start(*arguments: str) -> Start:
    line = run(*arguments)[0]
    return Start(float(line["painted"]) - float(line["started"]), float(line["cpu_s"]))
