"""People who synchronise over lines of all kinds."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import count, repeat

from desktop_app.domain.servers import Synchronised
from desktop_app.remote.line import Line
from desktop_app.services import servers
from tests.builders.delegates import long_text
from tests.builders.lines import Cutting
from tests.builders.offices import Office


def no_pause(_seconds: float) -> None:
    """The line is tried again at once."""


def sync(
    who: Office,
    open_line: Callable[[str], Line] = Line,
    ticks: Callable[[], float] = time.monotonic,
) -> Synchronised:
    """Until both hold the same, as the program does it."""
    return servers.synchronise(
        who.profile, who.dossier, pause=no_pause, open_line=open_line, ticks=ticks
    )


def through(proxy: Cutting) -> Callable[[str], Line]:
    """A line by way of a proxy."""
    return lambda _url: Line(f"http://127.0.0.1:{proxy.port}")


def bring_over_a_poor_line(port: int, one: Office, other: Office) -> None:
    """A large answer, where each connection bears 120 kB: the bytes are little more than
    without a cut.
    """
    proxy = Cutting(port, repeat(120_000))
    one.answer("why_5", long_text(400_000))
    done = sync(one, through(proxy), ticks=count(step=2).__next__)
    up = proxy.carried
    sync(other, through(proxy), ticks=count(step=2).__next__)
    down = proxy.carried - up
    proxy.close()
    assert done.requests > 5
    assert other.values()["why_5"] == one.values()["why_5"]
    size = max(len(data) for data in one.held_bytes())
    assert size > 200_000
    assert up <= 1.2 * size
    assert down <= 1.2 * size
