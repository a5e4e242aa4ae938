"""What lines that are cut cost: 64 kbit/s, 600 ms there and back, cut every 20 seconds.

The line is played ten times as fast, with all its times a tenth; the client's own clock goes
with it. When it is cut first after it came up is varied: the worst is the figure.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import prose, sync
from benchmarks.figures import Figure
from desktop_app.remote.line import Line
from desktop_app.services import servers
from review_protocol import working_files
from tests.builders.delegates import Delegate
from tests.builders.lines import Narrow, Poor
from tests.builders.servers import Process, make_office

FASTER = 10.0
NEVER_S = 1e9
FIRST_CUTS_S = (4.0, 8.0, 12.0, 16.0, 20.0)
NOISY = 3_000
FILE_BYTES = 2_000_000

Carry = Callable[[Poor], tuple[int, int]]
"""Brings something over a line; the bytes on it, and how often it was cut."""


def measure() -> Iterator[Figure]:
    """A response of 1,000 answers, one of a megabyte, and a working file of two."""
    yield _figure("a response of 1,000 answers", _response(prose.answers()))
    noise = [prose.Answer(f"q{n}", _noise(n)) for n in range(NOISY)]
    yield _figure("1 MB of change sets", _response(noise))
    yield _figure("a working file of 2 MB", _file, first_cuts=FIRST_CUTS_S[::2])


def _figure(what: str, carry: Carry, *, first_cuts: tuple[float, ...] = FIRST_CUTS_S) -> Figure:
    whole, cuts = carry(Poor(cut_every_s=NEVER_S, first_cut_s=NEVER_S, faster=FASTER))
    if cuts:
        raise RuntimeError("the line that holds was cut")
    cut = {first: carry(Poor(first_cut_s=first, faster=FASTER)) for first in first_cuts}
    if not all(count for _, count in cut.values()):
        raise RuntimeError(f"{what} came before the line was cut")
    return Figure(
        name=f"{what} over a line cut every 20 s / over one that holds, bytes, the worst",
        value=round(max(carried for carried, _ in cut.values()) / whole, 3),
        unit="ratio",
        limit=1.3,
        runs=len(cut),
        details={
            "whole": whole,
            "first_cut_s": {
                str(first): {
                    "bytes": carried,
                    "cuts": count,
                    "ratio": round(carried / whole, 3),
                }
                for first, (carried, count) in cut.items()
            },
        },
    )


def _response(texts: list[prose.Answer]) -> Carry:
    def carry(line: Poor) -> tuple[int, int]:
        with sync.serving() as (process, folder):
            alice = sync.office(folder / "alice")
            sync.write(alice, texts)
            servers.connect(alice.profile, alice.dossier, process.invitation_file())
            proxy = Narrow(process.ports[0], line)
            done = servers.synchronise(
                alice.profile,
                alice.dossier,
                pause=lambda _: None,
                open_line=lambda _: Line(f"http://127.0.0.1:{proxy.port}"),
                ticks=lambda: time.monotonic() * line.faster,
            )
            proxy.close()
            alice.close()
            if done.went == 0:
                raise RuntimeError("nothing went")
            return proxy.carried, proxy.cuts

    return carry


def _file(line: Poor) -> tuple[int, int]:
    """Brought by the client's half of the protocol, over the client's own line."""
    with TemporaryDirectory() as folder:
        process = Process(make_office(Path(folder) / "server"))
        port = process.start()
        invitation = process.invitation()
        ana = Delegate("ana", invitation.server, at=int(time.time()))
        ana.found().invited_by(invitation).sync(process.send)
        (name,) = ana.has(working_files.MAGIC + os.urandom(FILE_BYTES))
        proxy = Narrow(port, line)
        ana.persevere(
            Line(f"http://127.0.0.1:{proxy.port}"),
            ticks=lambda: time.monotonic() * line.faster,
        )
        proxy.close()
        process.stop()
        process.office.server.database.close()
        if name not in ana.there:
            raise RuntimeError("the file did not come")
        return proxy.carried, proxy.cuts


def _noise(number: int) -> str:
    """Text that no compression makes shorter than half."""
    return hashlib.shake_256(str(number).encode()).hexdigest(300)
