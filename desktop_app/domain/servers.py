"""The central server as the program knows it: where it is, and how the last rounds went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop_app.domain.exchanges import Tally
from review_protocol.names import ContentId, SetId
from review_protocol.rounds import Ticket
from review_protocol.signing import PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerPlace:
    """A server that a dossier is connected to.

    ``cursor`` is that of its last answer, None before the first. ``known`` is the local
    place up to which all sets are there; ``also`` are later ones that are there too.
    ``there`` are the contents that it was last known to hold.
    """

    url: str
    key: PublicKey
    review: str
    ticket: Ticket | None = None
    cursor: int | None = None
    known: int = 0
    also: frozenset[SetId] = frozenset()
    there: frozenset[ContentId] = frozenset()
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
    """What a synchronisation did. ``clock_off`` is how much this computer's clock is fast.

    ``files_came`` and ``files_went`` are whole ones, questionnaires among them, and
    ``file_bytes`` what moved of them and of parts; ``files_to_come`` are named and not here.
    ``refused`` says by name what of its own contents the server did not take, in its word.
    """

    came: int = 0
    went: int = 0
    requests: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    files_came: int = 0
    files_went: int = 0
    file_bytes: int = 0
    files_to_come: int = 0
    refused: Mapping[ContentId, str] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    clock_off: timedelta | None = None
