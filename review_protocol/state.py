"""The state of a dossier, as it follows from the sets that are held.

`derive` (in `deriving`) makes one `State` of a set of `OpenedSet`s; nothing here depends on
the order in which they came. All tuples are sorted, so that equal states are equal values.
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
from review_protocol.names import ChangeId, DeviceId, EpochId, MemberId, SetId
from review_protocol.signing import PublicKey
from review_protocol.statements import Role, Statement

_NO_EPOCH = EpochId(b"")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSet:
    """A set whose signature was checked; ``names`` are those of its changes, in order.

    ``changes`` is None while the body cannot be read (no key yet). ``is_broken`` says that
    the body is not what the format asks for: its changes are nothing. What stands in the
    header counts all the same, as it does for who cannot read bodies; statements that are
    not what the format asks for are given as none. The pending changes of a device are
    given as one set, with local names and ``id`` "". ``epoch`` is whose key opens it; nothing
    in the state depends on that.
    """

    id: SetId
    device: PublicKey
    parents: frozenset[SetId]
    roster: bytes = b""
    statements: tuple[Statement, ...] = ()
    changes: tuple[Change, ...] | None = ()
    names: tuple[ChangeId, ...] = ()
    is_broken: bool = False
    epoch: EpochId = _NO_EPOCH


class Standing(StrEnum):
    """How a change or a statement stands now; a function of all sets held."""

    EFFECTIVE = "effective"
    WAITING = "waiting"
    REFUSED = "refused"
    VOID = "void"


class Reason(StrEnum):
    """Why something does not stand."""

    NOT_ENTITLED = "not-entitled"
    NOT_POSSIBLE = "not-possible"
    RESTRICTED = "restricted"
    UNKNOWN_DEVICE = "unknown-device"
    REMOVED = "removed"
    DEMOTED = "demoted"
    HANDED_OVER = "handed-over"
    REJECTED = "rejected"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A change that somebody made, with how it stands.

    ``author`` is `SECRETARIAT` for the server's key and "" for a device nobody knew.
    """

    id: ChangeId
    set_id: SetId
    author: MemberId
    device: DeviceId
    change: Change
    standing: Standing = Standing.EFFECTIVE
    reason: Reason | None = None
    is_unconfirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedStatement:
    """A statement that does not count: refused by its own past, or void by what came since."""

    set_id: SetId
    position: int
    author: MemberId
    device: DeviceId
    statement: Statement
    standing: Standing
    reason: Reason


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
    """A computer of a member; ``sign`` is its Ed25519 key, ``kem`` its sealing key.

    ``role`` is what its member is there: without the focal point's office on a computer that
    nobody confirmed.
    """

    id: DeviceId
    sign: PublicKey
    kem: bytes
    member: MemberId
    role: Role
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
    """Who is who, as some sets say.

    ``named_in`` are the sets by which the secretariat is the secretariat.
    """

    members: Mapping[MemberId, MemberState] = field(default_factory=dict)
    devices: Mapping[DeviceId, DeviceState] = field(default_factory=dict)
    invitations: Mapping[PublicKey, Invitation] = field(default_factory=dict)
    focal_point: MemberId | None = None
    until: int | None = None
    lenders: tuple[MemberId, ...] = ()
    reserve: PublicKey | None = None
    secretariat: PublicKey | None = None
    named_in: tuple[SetId, ...] = ()

    @property
    def handed_over_by(self) -> MemberId | None:
        """Who handed over last, until a date; every one of ``lenders`` may take back."""
        return self.lenders[-1] if self.lenders else None

    def member_of(self, device: DeviceId) -> MemberId | None:
        """Whose device it is."""
        found = self.devices.get(device)
        return None if found is None else found.member

    def has_active(self, device: DeviceId) -> bool:
        """Whether a device is in the roster, and not out again."""
        found = self.devices.get(device)
        return found is not None and not found.is_removed


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochState:
    """A key that sets are sealed with.

    ``given`` are the devices known to have it, its maker's among them: those that it was
    sealed to, and those that came in by a file that brought all keys of its time. One that
    is the secretariat's opens what it was made for, and no member seals with it.
    """

    id: EpochId
    sets: tuple[SetId, ...]
    given: frozenset[DeviceId]
    is_secretariats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """What the last clearances of a question named, and what is not as they saw it.

    ``changed`` are the current versions of its values and translations that none of them
    named, and the named ones whose repeat instance is gone since. Not empty: changed after
    approval.
    """

    question: str
    clearances: tuple[ChangeId, ...]
    versions: tuple[ChangeId, ...]
    packs: tuple[str, ...]
    changed: tuple[ChangeId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that follows from the sets held.

    ``answers``, ``wording`` and ``records`` give the current versions of each register,
    lowest id first; more than one value is a conflict and stands in the conflicts (those of
    answers as (key, facet)). ``versions`` has every change of a register there is, in
    whatever standing, and ``replaced`` the effective versions that replaced one.
    ``waiting_for_parents`` lack an ancestor (``missing``, or something before it);
    ``unreadable`` have no key here yet, and ``behind_unreadable`` descend from such.
    ``heads`` are what the next set names as parents, ``statement_sets`` what its roster
    digest is made of. ``approvals`` are by question.
    """

    dossier: DossierChange | None = None
    heads: frozenset[SetId] = frozenset()
    statement_sets: frozenset[SetId] = frozenset()
    missing: frozenset[SetId] = frozenset()
    waiting_for_parents: frozenset[SetId] = frozenset()
    unreadable: frozenset[SetId] = frozenset()
    behind_unreadable: frozenset[SetId] = frozenset()
    refused_sets: Mapping[SetId, Reason] = field(default_factory=dict)
    roster: Roster = field(default_factory=Roster)
    epochs: tuple[EpochState, ...] = ()
    versions: Mapping[ChangeId, Version] = field(default_factory=dict)
    replaced: Mapping[ChangeId, tuple[ChangeId, ...]] = field(default_factory=dict)
    answers: Mapping[tuple[str, str], tuple[ChangeId, ...]] = field(default_factory=dict)
    marks: Mapping[ChangeId, Mapping[ChangeId, Mark]] = field(default_factory=dict)
    conflicts: tuple[tuple[str, str], ...] = ()
    presence: Mapping[str, Presence] = field(default_factory=dict)
    removal_conflicts: tuple[str, ...] = ()
    wording: Mapping[tuple[str, str], tuple[ChangeId, ...]] = field(default_factory=dict)
    wording_conflicts: tuple[tuple[str, str], ...] = ()
    records: Mapping[tuple[RecordType, str], tuple[ChangeId, ...]] = field(default_factory=dict)
    record_conflicts: tuple[tuple[RecordType, str], ...] = ()
    upgrade: UpgradeChange | None = None
    clearances: tuple[Judged, ...] = ()
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    waiting: tuple[Judged, ...] = ()
    refused: tuple[Judged, ...] = ()
    void_statements: tuple[JudgedStatement, ...] = ()
    alarms: tuple[Alarm, ...] = ()
