"""The state of a long history made from its sets: processor time, growth, memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator

from benchmarks.figures import Figure, median
from benchmarks.histories import History, history, roster_history
from review_protocol.deriving import derive
from review_protocol.graph import Graph

RUNS = 7
SETS, ANSWERS = 500, 10_000
TIMES_MORE = 4
LONG = 10_000


def measure() -> Iterator[Figure]:
    """A usual history, one four times as long, many members, and the largest graph."""
    usual = history(sets=SETS, answers=ANSWERS)
    longer = history(sets=TIMES_MORE * SETS, answers=TIMES_MORE * ANSWERS)
    seconds: list[float] = []
    ratios: list[float] = []
    for _ in range(RUNS):
        seconds.append(_seconds(usual))
        ratios.append(_seconds(longer) / seconds[-1])
    yield Figure(
        name=f"state of {ANSWERS:,} answers in {SETS} sets, processor time",
        value=median(seconds) * 1000,
        unit="ms",
        limit=500,
        runs=RUNS,
    )
    yield Figure(
        name=f"the same for {TIMES_MORE} times as many, per answer",
        value=median(ratios) / TIMES_MORE,
        unit="ratio",
        limit=1.5,
        runs=RUNS,
    )
    members = roster_history(members=200)
    yield Figure(
        name="roster of 200 members from 600 sets, processor time",
        value=median([_seconds(members) for _ in range(RUNS)]) * 1000,
        unit="ms",
        limit=500,
        runs=RUNS,
    )
    yield Figure(
        name=f"the ancestors of each of {LONG:,} sets, in memory",
        value=_megabytes(history(sets=LONG, answers=LONG)),
        unit="MB",
        limit=64,
        runs=1,
    )


def _seconds(made: History) -> float:
    began = time.process_time()
    derive(made.sets, dossier=made.sets[0].id)
    return time.process_time() - began


def _megabytes(made: History) -> float:
    """What the graph takes, without the sets themselves."""
    tracemalloc.start()
    graph = Graph(made.sets)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(graph.sets) == len(made.sets)
    return held / 1_000_000
