"""What a round costs the client as its response grows: processor time, nothing new.

A real server process and a real profile. The sets are the client's own, each with a new
version of one answer; they are derived once, and looked through in every round.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing

from benchmarks import sync
from benchmarks.figures import Figure, median
from desktop_app.exchange.sealing import seal
from desktop_app.remote.line import Line
from desktop_app.services import servers
from tests.builders.offices import Office
from tests.builders.servers import Process

FEW, MANY = 100, 1_000
RUNS = 9


def measure() -> Iterator[Figure]:
    """Ten times the sets: what a round with nothing new takes, to what it took."""
    with sync.serving() as (process, folder), closing(sync.office(folder / "alice")) as alice:
        servers.connect(alice.profile, alice.dossier, process.invitation_file())
        few = _rounds(alice, process, FEW)
        many = _rounds(alice, process, MANY - FEW)
    yield Figure(
        name=f"the client's part of a round with nothing new, {MANY:,} sets held / {FEW}",
        value=round(median(many) / median(few), 2),
        unit="ratio",
        limit=3.0,
        runs=RUNS,
        details={"few_ms": round(median(few), 1), "many_ms": round(median(many), 1)},
    )


def _rounds(who: Office, process: Process, more: int) -> list[float]:
    """Milliseconds of each of some rounds, once so many more sets are held on both sides."""
    for number in range(more):
        who.answer("why_5", f"The {number}th version of an answer.")
        with who.profile.store.begin() as transaction:
            device = who.profile.device_for(who.dossier)
            seal(transaction, who.dossier, device, who.clock())
    _round(who, process)
    return [_round(who, process) for _ in range(RUNS)]


def _round(who: Office, process: Process) -> float:
    begun = time.process_time()
    servers.synchronise(
        who.profile,
        who.dossier,
        pause=lambda _: None,
        open_line=lambda _: Line(f"http://127.0.0.1:{process.ports[0]}"),
    )
    return (time.process_time() - begun) * 1_000
