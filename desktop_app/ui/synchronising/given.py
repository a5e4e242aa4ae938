"""What synchronising in the window works with, and what it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import shiboken6
from PySide6.QtCore import QObject

from desktop_app.domain.servers import (
    Schedule,
    ServerOffer,
    ServerStanding,
    ServerStatus,
    Synchronised,
)
from desktop_app.ui.synchronising.line_watch import LineWatch
from desktop_app.ui.synchronising.timing import Timing
from desktop_app.ui.tasks import WorkProgress


class Stoppable(Protocol):
    """A synchronisation that can be told to end."""

    def now(self) -> None:
        """End it at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a synchronisation came to; with an error, what it had done until then."""

    so_far: Synchronised
    error: Exception | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something else that the server is talked to about, as a round of its own.

    ``work`` is for the network lane; it ends when it is told to, and raises only what is a
    fault. The handlers are not called once their owner is gone.
    """

    work: Callable[[Stoppable], Done]
    owner: QObject
    on_done: Callable[[Done], object]
    on_error: Callable[[Exception], object]

    @property
    def is_wanted(self) -> bool:
        """Whether anybody is left who would hear of it."""
        return shiboken6.isValid(self.owner)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerDeeds:
    """Plain functions of one response, for a lane. An invitation is a file or its text; None
    stands for the server that the focal point has named. ``connect`` takes the name of the
    party that is meant, where an invitation spells it in another way. ``synchronise`` raises
    only what is a fault.
    """

    look: Callable[[], ServerStanding]
    preview: Callable[[Path | str], ServerOffer]
    connect: Callable[[Path | str | None, str], ServerStatus]
    choose: Callable[[Schedule], None]
    make_stop: Callable[[], Stoppable]
    synchronise: Callable[[Stoppable, Callable[[Synchronised], None]], Done]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerGiven:
    """``quiet_s`` says for how many seconds nobody has typed or clicked."""

    deeds: ServerDeeds
    timing: Timing
    watch: LineWatch
    quiet_s: Callable[[], float]


@dataclass(frozen=True, slots=True)
class RoundProgress(WorkProgress):
    """What a synchronisation has done so far."""

    so_far: Synchronised = field(default_factory=Synchronised)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerState:
    """What there is to show. ``standing`` is None until it is known.

    ``offered`` is the server of a file that was chosen and not yet agreed to; ``error`` what
    went wrong with something that somebody asked for. ``waits_to_show``: something came, and
    is shown as soon as nobody types.
    """

    standing: ServerStanding | None = None
    offered: ServerOffer | None = None
    is_running: bool = False
    is_connecting: bool = False
    so_far: Synchronised | None = None
    error: Exception | None = None
    waits_to_show: bool = False

    @property
    def status(self) -> ServerStatus | None:
        """Of the server that the response is connected to."""
        return self.standing.status if self.standing else None
