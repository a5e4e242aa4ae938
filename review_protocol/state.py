"""The state of a dossier, as it follows from the sets that are held.

`derive` (in `deriving`) makes one `State` of a set of `OpenedSet`s; nothing here depends on
the order in which they came.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from review_protocol.changes import (
    Change,
    DossierChange,
    Mark,
    RecordType,
    UpgradeChange,
)
from review_protocol.names import ChangeId, DeviceId, MemberId, SetId
from review_protocol.signing import PublicKey
from review_protocol.statements import Role, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSet:
    """A set whose signature was checked; ``names`` are those of its changes, in order.

    ``changes`` is None while the body cannot be read (no key yet). ``is_broken`` says that
    the body or the statements are not what the format asks for: it stays a parent, and
    contributes nothing. The pending changes of a device are given as one, with local names
    and ``id`` "".
    """

    id: SetId
    device: PublicKey
    parents: frozenset[SetId]
    roster: bytes = b""
    statements: tuple[Statement, ...] = ()
    changes: tuple[Change, ...] | None = ()
    names: tuple[ChangeId, ...] = ()
    is_broken: bool = False


class Standing(StrEnum):
    """How a change or a statement stands now; a function of all sets held."""

    EFFECTIVE = "effective"
    WAITING = "waiting"
    REFUSED = "refused"
    VOID = "void"


class Reason(StrEnum):
    """Why something does not stand."""

    NOT_ENTITLED = "not-entitled"
    RESTRICTED = "restricted"
    UNKNOWN_DEVICE = "unknown-device"
    REMOVED = "removed"
    DEMOTED = "demoted"
    HANDED_OVER = "handed-over"
    REJECTED = "rejected"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A change that somebody made, with how it stands."""

    id: ChangeId
    set_id: SetId
    author: MemberId
    device: DeviceId
    change: Change
    standing: Standing = Standing.EFFECTIVE
    reason: Reason | None = None
    is_unconfirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version in a register. ``mark`` is the lowest that counts."""

    judged: Judged
    mark: Mark = Mark.DRAFT
    is_current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """A repeat instance. ``unseen`` are versions inside that a removal did not name."""

    key: str
    order: str
    is_present: bool
    changes: tuple[ChangeId, ...]
    unseen: tuple[ChangeId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceState:
    """A computer of a member; ``sign`` is its Ed25519 key, ``kem`` its sealing key."""

    id: DeviceId
    sign: PublicKey
    kem: bytes
    member: MemberId
    is_provisional: bool = False
    is_removed: bool = False
    is_forked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberState:
    """Somebody in the roster; removed ones stay, for the history."""

    id: MemberId
    role: Role
    devices: tuple[DeviceId, ...]
    is_provisional: bool = False
    is_removed: bool = False
    restriction: frozenset[str] | None = None
    invitation: PublicKey | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation that was sent. ``used_by`` are the devices that joined with it."""

    id: PublicKey
    role: Role
    member: MemberId | None
    used_by: tuple[DeviceId, ...] = ()


class AlarmKind(StrEnum):
    """What everybody should know of."""

    FORK = "fork"
    TWO_HAND_OVERS = "two-hand-overs"
    INVITATION_TWICE = "invitation-twice"
    VOID_STATEMENT = "void-statement"
    BROKEN_SET = "broken-set"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that everybody should know of, and what it is about."""

    kind: AlarmKind
    subject: str
    sets: tuple[SetId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """Who is who, as some sets say."""

    members: Mapping[MemberId, MemberState] = field(default_factory=dict)
    devices: Mapping[DeviceId, DeviceState] = field(default_factory=dict)
    invitations: Mapping[PublicKey, Invitation] = field(default_factory=dict)
    focal_point: MemberId | None = None
    until: int | None = None
    handed_over_by: MemberId | None = None
    reserve: PublicKey | None = None
    secretariat: PublicKey | None = None

    def member_of(self, device: DeviceId) -> MemberId | None:
        """Whose device it is."""
        found = self.devices.get(device)
        return None if found is None else found.member


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that follows from the sets held.

    ``answers``, ``wording``, ``records`` and ``restrictions`` give the current versions of
    each register, sorted by id; more than one value is a conflict and stands in
    ``conflicts`` (registers of answers as (key, facet)). ``versions`` has every version
    there is, in whatever standing.
    """

    dossier: DossierChange | None = None
    heads: frozenset[SetId] = frozenset()
    missing: frozenset[SetId] = frozenset()
    waiting_for_parents: frozenset[SetId] = frozenset()
    unreadable: frozenset[SetId] = frozenset()
    roster: Roster = field(default_factory=Roster)
    versions: Mapping[ChangeId, Version] = field(default_factory=dict)
    replaced: Mapping[ChangeId, tuple[ChangeId, ...]] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], tuple[ChangeId, ...]] = field(default_factory=dict)
    marks: Mapping[ChangeId, Mapping[ChangeId, Mark]] = field(default_factory=dict)
    conflicts: tuple[tuple[str, str], ...] = ()
    presence: Mapping[str, Presence] = field(default_factory=dict)
    removal_conflicts: tuple[str, ...] = ()
    wording: Mapping[tuple[str, str], tuple[ChangeId, ...]] = field(default_factory=dict)
    records: Mapping[tuple[RecordType, str], tuple[ChangeId, ...]] = field(default_factory=dict)
    upgrade: UpgradeChange | None = None
    clearances: tuple[Judged, ...] = ()
    waiting: tuple[Judged, ...] = ()
    refused: tuple[Judged, ...] = ()
    void_statements: tuple[tuple[SetId, Statement], ...] = ()
    alarms: tuple[Alarm, ...] = ()
