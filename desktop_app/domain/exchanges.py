"""Exchange files as screens and lists show them: what one would do, what was done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from desktop_app.domain.keys import DossierId, PackHash
from desktop_app.domain.submissions import NotTaken
from review_protocol.names import ContentId, DeviceId, MemberId, SetId


class Direction(StrEnum):
    """Out of this computer, or in; with the server both at once."""

    SENT = "sent"
    RECEIVED = "received"
    SYNCHRONISED = "synchronised"


class FileVerdict(StrEnum):
    """What is the matter with a file that was chosen for import."""

    GOOD = "good"
    NOTHING_NEW = "nothing-new"
    NOT_FOR_US = "not-for-us"
    OTHER_DOSSIER = "other-dossier"
    UNKNOWN_SENDER = "unknown-sender"
    NOT_AN_EXCHANGE_FILE = "not-an-exchange-file"
    INVITATION = "invitation"
    DAMAGED = "damaged"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    NEWER = "newer"
    UNREADABLE = "unreadable"
    MISSING_PARTS = "missing-parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLook:
    """One file: what it is, who made it, how much of it is new. ``detail`` is for support.

    ``working_files`` are those in it that are not here yet.
    """

    name: str
    verdict: FileVerdict
    sender: MemberId | None = None
    sender_name: str = ""
    made_at: datetime | None = None
    sets: int = 0
    new: int = 0
    working_files: int = 0
    detail: str = ""

    @property
    def is_taken(self) -> bool:
        """Whether it can be used, though it may bring nothing new."""
        return self.verdict in {FileVerdict.GOOD, FileVerdict.NOTHING_NEW}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What sets bring to a dossier: how many changes of each kind that count.

    ``others`` are changes of other kinds, ``members`` statements about people.
    ``to_settle`` are the nodes, and records, that have several versions now and had not before;
    ``waiting`` and ``refused`` the changes that do not count. ``incomplete`` are sets that
    lack one before them, ``unreadable`` those without a key here, ``newer`` those that only
    a newer program reads. ``focal_point`` is the name of whoever is focal point since, if that
    is somebody else than before, and ``removed`` are the names of members who are out since.
    """

    answers: int = 0
    statuses: int = 0
    rows: int = 0
    notes: int = 0
    others: int = 0
    members: int = 0
    to_settle: tuple[str, ...] = ()
    waiting: int = 0
    refused: int = 0
    incomplete: int = 0
    unreadable: int = 0
    newer: int = 0
    focal_point: str = ""
    removed: tuple[str, ...] = ()


COUNTED = tuple(each.name for each in fields(Tally) if each.default == 0)
"""What of it is a number."""


def both(one: Tally, other: Tally) -> Tally:
    """What two of them come to, ``other`` being the later one."""
    return Tally(
        **{name: getattr(one, name) + getattr(other, name) for name in COUNTED},
        to_settle=tuple(sorted({*one.to_settle, *other.to_settle})),
        focal_point=other.focal_point or one.focal_point,
        removed=tuple(dict.fromkeys([*one.removed, *other.removed])),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What packages of a device told: ``heads`` as they are believed, by the last import.

    ``spoken`` are sets that any of them spoke of and that never came. ``asking`` are those
    that asked and were not answered, by the digests of their manifests in hexadecimal: the
    heads of each. ``answered`` are the digests of those that were.
    """

    heads: frozenset[SetId] = frozenset()
    spoken: frozenset[SetId] = frozenset()
    asking: Mapping[str, frozenset[SetId]] = field(default_factory=dict)
    answered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an import would do. Nothing was written to make it.

    ``by_author`` says how much of the tally each member wrote, by their ids; ``names`` are
    those of members. ``sets`` are the bytes of all that is new, by name; ``packs`` likewise
    by hash; ``heard`` what is known of a sending device then, where that is new.
    ``working_files`` are contents that come along and are not here, with their lengths;
    ``deliver`` reads all that the packages have, and may raise ExchangeRefused. ``to_come``
    are those that are lacking even then.
    """

    dossier: DossierId
    files: tuple[FileLook, ...]
    tally: Tally
    by_author: Mapping[str, Tally] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    sets: Mapping[SetId, bytes] = field(default_factory=dict, repr=False)
    packs: Mapping[PackHash, bytes] = field(default_factory=dict, repr=False)
    heard: Mapping[DeviceId, Heard] = field(default_factory=dict, repr=False)
    working_files: Mapping[ContentId, int] = field(default_factory=dict, repr=False)
    deliver: Callable[[], Iterable[tuple[ContentId, bytes]]] = field(default=tuple, repr=False)
    to_come: int = 0
    size_bytes: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change but what is known of the senders."""
        return not (self.sets or self.packs or self.working_files)

    @property
    def is_idle(self) -> bool:
        """Whether nothing at all would change: also what senders have is known already."""
        return self.is_empty and not self.heard

    @property
    def is_refused(self) -> bool:
        """Whether none of its files can be used: then nothing at all is done."""
        return not any(look.is_taken for look in self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentFile:
    """A file that was written, read back and found whole.

    ``working_files`` went along; for ``left_out`` more there was no room.
    """

    files: tuple[Path, ...]
    size_bytes: int
    sets: int
    members: tuple[MemberId, ...]
    working_files: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeNote:
    """One line of the log of exchanges; screens make a sentence of it.

    ``by_courier``: a file that was made is for the secretariat. ``not_taken`` are messages
    that its server refused.
    """

    at: datetime
    direction: Direction
    members: tuple[str, ...]
    files: tuple[str, ...]
    tally: Tally
    sets: int = 0
    size_bytes: int = 0
    digest: str = ""
    working_files: int = 0
    by_courier: bool = False
    not_taken: tuple[NotTaken, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """What a reply brought, as the log has it. ``refused`` says by content why it was not
    taken; ``problem`` is what stopped the server, "" if nothing did.
    """

    note: ExchangeNote
    refused: tuple[tuple[ContentId, str], ...] = ()
    problem: str = ""
