"""A hundred kills of the server at moments of chance; what it acknowledged must be there.

On both databases: a member brings a set while the process is killed as by a power cut, another
process starts, and somebody else asks for all that there is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import requests

from benchmarks.figures import Figure
from tests.builders.contents import working_file
from tests.builders.databases import KINDS
from tests.builders.delegates import Delegate
from tests.builders.servers import Process, make_office

KILLS = 50  # on each database
_LONGER = 1.5  # than a synchronisation takes: some kills come after it


def measure() -> Iterator[Figure]:
    """How many kills after which something acknowledged was gone, or something was double."""
    losses: list[str] = []
    broken = 0
    for kind in KINDS:
        with TemporaryDirectory() as folder:
            process = Process(make_office(Path(folder) / "server", kind), is_anew=True)
            try:
                lost, cut = _kill(process, Random(2026))
            finally:
                process.stop()
                process.office.server.database.close()
        losses += [f"{kind}: {each}" for each in lost]
        broken += cut
    yield Figure(
        name="kills of the server after which something acknowledged was gone",
        value=len(losses),
        unit="kills",
        limit=0,
        runs=KILLS * len(KINDS),
        details={"losses": losses[:20], "requests_that_broke": broken},
    )


def _kill(process: Process, chance: Random) -> tuple[list[str], int]:
    process.start()
    invitation = process.invitation()
    ana = Delegate("ana", invitation.server, at=int(time.time())).found().invited_by(invitation)
    ana.sync(process.send)
    acknowledged, files = set(ana.sets), set(ana.there)
    losses, broken = [], 0
    ana.write(after=[ana.dossier])
    ana.has(working_file(2_000, seed=-1))
    process.kill()
    process.start()  # one that has just started takes longer, like those below
    began = time.monotonic()
    ana.sync(process.send)
    within_s = (time.monotonic() - began) * _LONGER
    for number in range(KILLS):
        ana.at = int(time.time())
        ana.write(after=[ana.dossier])
        ana.has(working_file(2_000, seed=number))
        killer = threading.Timer(chance.random() * within_s, process.kill)
        killer.start()
        try:
            ana.sync(process.send)
        except (requests.RequestException, IndexError):
            broken += 1
        acknowledged |= ana.known
        files |= ana.there
        killer.join()
        process.start()
        fresh = Delegate("ana", ana.server, dossier=ana.dossier, at=int(time.time()))
        fresh.named = list(ana.named)
        fresh.sync(process.send)
        if not (acknowledged <= fresh.sets.keys() and files <= fresh.drawer.whole.keys()):
            losses.append(f"after kill {number}")
    ana.sync(process.send)
    return losses, broken
