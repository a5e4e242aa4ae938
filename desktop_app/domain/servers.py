"""The central server as the program knows it: where it is, and how the last rounds went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop_app.domain.exchanges import Tally, both
from desktop_app.domain.submissions import NotTaken
from review_protocol.names import ContentId, SetId
from review_protocol.rounds import Ticket
from review_protocol.signing import PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerPlace:
    """A server that a dossier is connected to.

    ``cursor`` is that of its last answer, None before the first. ``known`` is the local
    place up to which all sets are there; ``also`` are later ones that are there too.
    ``there`` are the contents that it was last known to hold. ``kem`` is what is sealed to the
    secretariat with, if the server has said so. ``is_out``: it has told that this computer was
    removed, and was given once more all that this computer had made.
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
    kem: bytes = b""
    is_out: bool = False


class Schedule(StrEnum):
    """When a dossier is synchronised: only when somebody asks, unless they chose otherwise."""

    BUTTON = "button"
    QUARTER = "quarter"
    HOUR = "hour"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Synchronised:
    """What a synchronisation did. ``clock_off`` is how much this computer's clock is fast.

    ``files_came`` and ``files_went`` are whole ones, questionnaires among them, and
    ``file_bytes`` what moved of them and of parts; ``files_to_come`` are named and not here.
    ``messages_went`` are this computer's to the secretariat.
    ``refused`` says by name what of its own contents the server did not take, in its word,
    ``kem`` is the submission key that it said to use instead. ``not_taken`` are the messages
    among them, once that is remembered.
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
    messages_went: int = 0
    refused: Mapping[ContentId, str] = field(default_factory=dict)
    kem: bytes = b""
    not_taken: tuple[NotTaken, ...] = ()
    tally: Tally = field(default_factory=Tally)
    clock_off: timedelta | None = None

    @property
    def has_moved(self) -> bool:
        """Whether anything whole came or went."""
        files = self.files_came or self.files_went
        return bool(self.came or self.went or files or self.messages_went)


def together(one: Synchronised, then: Synchronised) -> Synchronised:
    """What two rounds came to, of which the second went on where the first had ended."""
    counted = (
        "came", "went", "requests", "bytes_sent", "bytes_received",
        "files_came", "files_went", "file_bytes", "messages_went",
    )  # fmt: skip
    return replace(
        then,
        **{name: getattr(one, name) + getattr(then, name) for name in counted},
        refused={**one.refused, **then.refused},
        kem=then.kem or one.kem,
        tally=both(one.tally, then.tally),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRound:
    """The last synchronisation that ended in step, and when that was."""

    at: datetime
    done: Synchronised


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Every try since then failed. ``kind`` is the class of the last error by its name."""

    since: datetime
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStatus:
    """What is told of a dossier's server.

    ``unsent`` sets wait to go there, and ``pending`` changes that are in no set yet.
    ``messages`` are those of this computer's to the secretariat that wait, ``not_taken`` what
    it refused of them, as long as nothing was done about it. ``files`` are working files that
    are here whole and not there.
    """

    url: str
    review: str
    fingerprint: str
    in_step_at: datetime | None
    unsent: int
    pending: int = 0
    messages: int = 0
    files: int = 0
    schedule: Schedule = Schedule.BUTTON
    last: LastRound | None = None
    trouble: Trouble | None = None
    not_taken: tuple[NotTaken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerOffer:
    """A server that a dossier could be connected to; nothing has been sent there.

    ``expires`` is that of an invitation, which says also for which party, which cluster and
    which start of the review it is. ``own_party``, ``own_cluster`` and ``own_start`` are the
    dossier's, where they are others. ``is_told``: the focal point has named it.
    """

    url: str
    review: str
    fingerprint: str
    expires: datetime | None = None
    party: str = ""
    cluster: str = ""
    start: date | None = None
    own_party: str = ""
    own_cluster: str = ""
    own_start: date | None = None
    is_told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerStanding:
    """How a dossier stands with a server: connected, offered one, or neither."""

    status: ServerStatus | None = None
    offer: ServerOffer | None = None
