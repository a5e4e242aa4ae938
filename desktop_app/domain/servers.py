"""The central server as the program knows it: where it is, and how the last rounds went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop_app.domain.exchanges import Tally
from review_protocol.names import SetId
from review_protocol.rounds import Ticket
from review_protocol.signing import PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerPlace:
    """A server that a dossier is connected to.

    ``cursor`` is that of its last answer, None before the first. ``known`` is the local
    place up to which all sets are there; ``also`` are later ones that are there too.
    """

    url: str
    key: PublicKey
    review: str
    ticket: Ticket | None = None
    cursor: int | None = None
    known: int = 0
    also: frozenset[SetId] = frozenset()
    in_step_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStatus:
    """What is told of a dossier's server. ``unsent`` sets wait to go there."""

    url: str
    review: str
    fingerprint: str
    in_step_at: datetime | None
    unsent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Synchronised:
    """What a synchronisation did. ``clock_off`` is how much this computer's clock is fast."""

    came: int = 0
    went: int = 0
    requests: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    tally: Tally = field(default_factory=Tally)
    clock_off: timedelta | None = None
