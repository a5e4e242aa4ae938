"""Lines that are narrow, far away and cut every few seconds bring everything all the same."""

from __future__ import annotations

import time
from contextlib import closing

from desktop_app.remote.line import Line
from tests.builders.contents import working_file
from tests.builders.delegates import Delegate, long_text
from tests.builders.lines import Narrow, Poor
from tests.builders.servers import Process

FASTER = 10.0


def test_sets_and_files_arrive_over_a_line_that_is_cut(process: Process) -> None:
    port = process.start()
    invitation = process.invitation()
    ana = Delegate("ana", invitation.server, at=int(time.time())).found().invited_by(invitation)
    ana.sync(process.send)
    ana.write(text=long_text(30_000))
    ana.has(working_file(30_000))
    size = sum(len(data) for name, data in ana.sets.items() if name not in ana.known) + 30_000
    poor = Narrow(port, Poor(cut_every_s=6, first_cut_s=3, faster=FASTER))
    with closing(Line(f"http://127.0.0.1:{poor.port}")) as line:
        breaks = ana.persevere(line, ticks=lambda: time.monotonic() * FASTER)
    poor.close()
    assert (breaks > 0, poor.cuts > 0, poor.connections > 1) == (True, True, True)
    assert poor.carried > size  # how much more, `bench sync` says
    ben = Delegate("ben", ana.server, at=ana.at).join(ana)
    ben.named = list(ana.named)
    ana.sync(process.send)
    ben.sync(process.send)
    assert ben.drawer.whole == ana.drawer.whole
    assert ana.sets.keys() <= ben.sets.keys()


def test_a_line_that_holds_costs_what_is_carried_and_takes_its_time(process: Process) -> None:
    port = process.start()
    invitation = process.invitation()
    ana = Delegate("ana", invitation.server, at=int(time.time())).found().invited_by(invitation)
    ana.sync(process.send)
    ana.has(working_file(40_000))
    poor = Narrow(port, Poor(cut_every_s=1e9, first_cut_s=1e9, faster=FASTER))
    began = time.monotonic()
    with closing(Line(f"http://127.0.0.1:{poor.port}")) as line:
        assert ana.persevere(line) == 0
    took = (time.monotonic() - began) * FASTER
    poor.close()
    assert 40_000 < poor.carried < 46_000
    assert took >= 40_000 / 8_000 + 0.6
    assert (poor.cuts, poor.connections) == (0, 1)
