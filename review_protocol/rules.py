"""The table: who may make which change or statement, and what two made at once come to.

docs/protocol.md, section 4, is the same table for people. Whoever asks gives the roster to
judge by: that of a set's own past for what has come in, today's for what somebody is about
to write.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    ClearanceChange,
    DecisionChange,
    DossierChange,
    Kind,
    Mark,
    RecordChange,
    RecordType,
    RemoveChange,
    RestrictionChange,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.names import DeviceId, MemberId
from review_protocol.state import Roster
from review_protocol.statements import (
    AddDevice,
    Confirm,
    Epoch,
    Found,
    HandOver,
    Invite,
    Join,
    RemoveDevice,
    RemoveMember,
    Reserve,
    Role,
    Server,
    SetRole,
    Statement,
    TakeBack,
    TakeOver,
    UseReserve,
)


class Merge(StrEnum):
    """What concurrent changes of one thing come to."""

    ONCE = "once"
    VERSIONS = "versions"
    LOWER_MARK = "lower-mark"
    PRESENCE = "presence"
    UNION = "union"
    ALL_ALLOW = "all-allow"
    HIGHER_VERSION = "higher-version"
    REJECTING = "rejecting"
    ROSTER = "roster"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One row. ``in_part``: a restricted expert only where the restriction lists it.

    ``for_oneself``: every member, about themselves. ``confirmed``: not from a computer that
    is provisional.
    A row without roles is for whoever holds the right key, or a right of their own.
    """

    roles: frozenset[Role] = frozenset()
    merge: Merge = Merge.ROSTER
    secretariat: bool = False
    in_part: bool = False
    for_oneself: bool = False
    confirmed: bool = False


_F = frozenset({Role.FOCAL_POINT})
_FD = _F | {Role.DEPUTY}
_FDE = _FD | {Role.EXPERT}

CLEARED = "cleared"
"""The row of a status that says that the focal point approves."""

_ANSWER = Rule(roles=_FDE, merge=Merge.VERSIONS, in_part=True)
_RECORD = Rule(roles=_FDE, merge=Merge.VERSIONS)
_PLAN = Rule(roles=_FD, merge=Merge.VERSIONS)
_OFFICE = Rule(secretariat=True, merge=Merge.VERSIONS)

CHANGES: Mapping[Kind | RecordType | str, Rule] = {
    Kind.DOSSIER: Rule(roles=_F, merge=Merge.ONCE),
    Kind.ANSWER: _ANSWER,
    Kind.STATUS: Rule(roles=_FDE, merge=Merge.LOWER_MARK, in_part=True),
    CLEARED: Rule(roles=_F, merge=Merge.LOWER_MARK, confirmed=True),
    Kind.ADD: Rule(roles=_FDE, merge=Merge.PRESENCE, in_part=True),
    Kind.REMOVE: Rule(roles=_FDE, merge=Merge.PRESENCE, in_part=True),
    Kind.WORDING: _PLAN,
    RecordType.NOTE: _RECORD,
    RecordType.CONSULTATION: _RECORD,
    RecordType.CONTRIBUTION: _RECORD,
    RecordType.LAW: _RECORD,
    RecordType.FILE: _RECORD,
    RecordType.ASSIGNMENT: _PLAN,
    RecordType.TIMELINE: _PLAN,
    RecordType.BODY: _PLAN,
    RecordType.PERSON: Rule(roles=_F, merge=Merge.VERSIONS, for_oneself=True),
    RecordType.SERVER: Rule(roles=_F, merge=Merge.VERSIONS, confirmed=True),
    RecordType.APPROVAL: Rule(roles=_F, merge=Merge.VERSIONS, confirmed=True),
    RecordType.NOTICE: _OFFICE,
    RecordType.QUESTION: _OFFICE,
    RecordType.RECEIPT: _OFFICE,
    RecordType.REOPENING: _OFFICE,
    Kind.RESTRICTION: Rule(roles=_F, merge=Merge.ALL_ALLOW, confirmed=True),
    Kind.UPGRADE: Rule(roles=_F, merge=Merge.HIGHER_VERSION, confirmed=True),
    Kind.CLEARANCE: Rule(roles=_F, merge=Merge.UNION, confirmed=True),
    Kind.DECISION: Rule(roles=_F, merge=Merge.REJECTING, confirmed=True),
}
"""Rows by kind; a record's by its type."""

MAX_COMPUTERS = 100
"""Computers, those that are out again too, from which on a member may add no more."""

_BY_FOCAL_POINT = Rule(roles=_F, confirmed=True)

STATEMENTS: Mapping[type[Statement], Rule] = {
    Found: Rule(),
    Invite: _BY_FOCAL_POINT,
    Join: Rule(),
    Confirm: _BY_FOCAL_POINT,
    AddDevice: Rule(for_oneself=True),
    RemoveDevice: Rule(roles=_F, for_oneself=True),
    SetRole: _BY_FOCAL_POINT,
    RemoveMember: _BY_FOCAL_POINT,
    HandOver: Rule(roles=_F, secretariat=True, confirmed=True),
    TakeBack: Rule(confirmed=True),
    TakeOver: Rule(roles=frozenset({Role.DEPUTY}), confirmed=True),
    Reserve: _BY_FOCAL_POINT,
    UseReserve: Rule(),
    Epoch: Rule(roles=_FDE, secretariat=True),
    Server: _BY_FOCAL_POINT,
}

_KINDS: Mapping[type[Change], Kind] = {
    DossierChange: Kind.DOSSIER,
    AnswerChange: Kind.ANSWER,
    StatusChange: Kind.STATUS,
    AddChange: Kind.ADD,
    RemoveChange: Kind.REMOVE,
    WordingChange: Kind.WORDING,
    RestrictionChange: Kind.RESTRICTION,
    UpgradeChange: Kind.UPGRADE,
    ClearanceChange: Kind.CLEARANCE,
    DecisionChange: Kind.DECISION,
}


def row_of(change: Change) -> Kind | RecordType | str:
    """Which row of the table a change falls under."""
    if isinstance(change, RecordChange):
        return change.type
    if isinstance(change, StatusChange) and change.mark is Mark.CLEARED:
        return CLEARED
    return _KINDS[type(change)]


def question_of(key: str) -> str:
    """The question, or repeat, that a node key is about."""
    return key.partition("@")[0]


def is_in_part(questions: Collection[str], restriction: frozenset[str] | None) -> bool:
    """Whether a restriction (None: there is none) lists all of these questions."""
    return restriction is None or restriction.issuperset(questions)


def may(
    roster: Roster,
    device: DeviceId,
    what: Kind | RecordType | str | type[Statement],
    *,
    question: str | None = None,
    subject: MemberId | None = None,
) -> bool:
    """Whether a computer's member may make a change or a statement of a kind there.

    ``question`` (or the repeat) for what a restriction may keep an expert from; ``subject``
    is whom a person record or a computer is of, None for oneself. A stranger may nothing.
    """
    here = roster.devices.get(device)
    if here is None or here.is_removed:
        return False
    rule = STATEMENTS[what] if isinstance(what, type) else CHANGES[what]
    if rule.confirmed and here.is_provisional:
        return False
    if what is TakeBack:
        return here.member in roster.lenders
    if rule.for_oneself and subject in {None, here.member}:
        return True
    if rule.in_part and here.role is Role.EXPERT and question is not None:
        return is_in_part((question,), roster.members[here.member].restriction)
    return here.role in rule.roles
