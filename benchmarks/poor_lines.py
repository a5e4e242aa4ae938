"""What lines that are cut cost: 64 kbit/s, 600 ms there and back, cut every 20 seconds.

The line is played ten times as fast, with all its times a tenth; the client's own clock goes
with it. When it is cut first after it came up is varied: the worst is the figure.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing

from benchmarks import prose, sync
from benchmarks.figures import Figure
from desktop_app.remote.line import Line
from desktop_app.services import servers
from tests.builders.attachments import attach, written
from tests.builders.lines import Narrow, Poor
from tests.builders.offices import Office
from tests.builders.servers import Process

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
    for what, carry in (("goes", _file_up), ("comes", _file_down)):
        yield _figure(f"a working file of 2 MB {what}", carry, first_cuts=FIRST_CUTS_S[::2])


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
        with sync.serving() as (process, folder), closing(sync.office(folder / "alice")) as ana:
            sync.write(ana, texts)
            servers.connect(ana.profile, ana.dossier, process.invitation_file())
            return _over(line, process, ana)

    return carry


def _file_up(line: Poor) -> tuple[int, int]:
    """A file that somebody attached goes to the server."""
    with sync.serving() as (process, folder), closing(sync.office(folder / "alice")) as alice:
        servers.connect(alice.profile, alice.dossier, process.invitation_file())
        _without_cuts(process, alice)
        attach(alice, data=os.urandom(FILE_BYTES))
        return _over(line, process, alice)


def _file_down(line: Poor) -> tuple[int, int]:
    """It comes from there to a colleague, who reads it."""
    with sync.serving() as (process, folder), closing(sync.office(folder / "alice")) as alice:
        servers.connect(alice.profile, alice.dossier, process.invitation_file())
        bob = Office(name="Bob", folder=folder / "bob", clock=alice.clock)
        with closing(bob.join(alice.invite(folder))):
            _without_cuts(process, alice)
            servers.connect(bob.profile, bob.dossier, process.invitation_file())
            _without_cuts(process, bob)
            data = os.urandom(FILE_BYTES)
            file = attach(alice, data=data)
            _without_cuts(process, alice)
            carried = _over(line, process, bob)
            if written(bob, file, folder) != data:
                raise RuntimeError("the file did not come")
            return carried


def _over(line: Poor, process: Process, who: Office) -> tuple[int, int]:
    """Synchronise as the program does, over this line."""
    proxy = Narrow(process.ports[0], line)
    done = servers.synchronise(
        who.profile,
        who.dossier,
        pause=lambda _: None,
        open_line=lambda _: Line(f"http://127.0.0.1:{proxy.port}"),
        ticks=lambda: time.monotonic() * line.faster,
    )
    proxy.close()
    if not (done.went or done.files_went or done.files_came):
        raise RuntimeError("nothing was carried")
    return proxy.carried, proxy.cuts


def _without_cuts(process: Process, who: Office) -> None:
    url = f"http://127.0.0.1:{process.ports[0]}"
    servers.synchronise(
        who.profile, who.dossier, pause=lambda _: None, open_line=lambda _: Line(url)
    )


def _noise(number: int) -> str:
    """Text that no compression makes shorter than half."""
    return hashlib.shake_256(str(number).encode()).hexdigest(300)
