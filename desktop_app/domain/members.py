"""The people of a dossier as screens and lists show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from desktop_app.domain.record_conflicts import RecordConflict
from review_protocol.names import NOBODY, ChangeId, DeviceId, MemberId, SetId


class MemberRole(StrEnum):
    """What a member may do. Screens show words."""

    FOCAL_POINT = "focal-point"
    DEPUTY = "deputy"
    EXPERT = "expert"
    OBSERVER = "observer"


class MemberDeed(StrEnum):
    """What somebody at this computer may do with members now."""

    INVITE = "invite"
    CONFIRM = "confirm"
    SET_ROLE = "set-role"
    RESTRICT = "restrict"
    REMOVE = "remove"
    HAND_OVER = "hand-over"
    TAKE_OVER = "take-over"
    TAKE_BACK = "take-back"
    MAKE_RESERVE = "make-reserve"
    DECIDE = "decide"
    ADD_COMPUTER = "add-computer"
    ASSIGN = "assign"


class ReserveTrial(StrEnum):
    """What a drill with a reserve came to: the one in force, an older one, or none of ours."""

    WORKS = "works"
    REPLACED = "replaced"
    NO_RESERVE = "no-reserve"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who somebody is, as they or the focal point wrote it."""

    name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """One of a member's computers. ``fingerprint`` is digits in groups, to be compared.

    ``heard_at`` is when the last of its sets or packages came, by whatever way; ``lacks`` how
    many sets held here it had not then (None: nothing ever came from it).
    """

    id: DeviceId
    fingerprint: str
    is_this: bool = False
    is_provisional: bool = False
    is_removed: bool = False
    is_forked: bool = False
    heard_at: datetime | None = None
    lacks: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody who holds the dossier, or held it. ``restricted_to`` are questions.

    ``is_provisional``: none of their computers is confirmed; one alone that is not shows by
    ``to_confirm``. ``is_disputed``: two people wrote different things about them. ``sent_at``
    is when a file for them was last written here; whether it came shows by what their
    computers confirm.
    """

    id: MemberId
    person: Person
    role: MemberRole
    computers: tuple[Computer, ...] = ()
    is_me: bool = False
    is_provisional: bool = False
    is_removed: bool = False
    restricted_to: frozenset[str] | None = None
    sent_at: datetime | None = None
    is_disputed: bool = False

    @property
    def to_confirm(self) -> tuple[Computer, ...]:
        """Their computers that take part and that nobody has confirmed.

        Who is confirmed may have one too: they were invited again, for another computer.
        """
        if self.is_removed:
            return ()
        return tuple(
            each for each in self.computers if each.is_provisional and not each.is_removed
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation that went out. ``joined`` are the members who used it."""

    id: str
    name: str
    role: MemberRole
    made_at: datetime | None = None
    joined: tuple[MemberId, ...] = ()


class WarningOfMembers(StrEnum):
    """What everybody in a dossier should know of."""

    FORK = "fork"
    TWO_HAND_OVERS = "two-hand-overs"
    INVITATION_TWICE = "invitation-twice"
    VOID_STATEMENT = "void-statement"
    BROKEN_SET = "broken-set"


@dataclass(frozen=True, slots=True)
class MembersWarning:
    """A warning, and the member (or device, or set) that it is about."""

    kind: WarningOfMembers
    subject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingWork:
    """What somebody wrote after they had been removed or demoted, for the focal point."""

    sets: tuple[SetId, ...]
    author: MemberId
    author_name: str
    changes: tuple[WaitingChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingChange:
    """One change that waits. ``subject`` is a node, a record or a member."""

    id: ChangeId
    kind: str
    subject: str
    text: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """All of a dossier's people, and what may be done about them from here."""

    members: tuple[Member, ...] = ()
    invited: tuple[Invited, ...] = ()
    me: MemberId = NOBODY
    focal_point: MemberId | None = None
    until: date | None = None
    has_reserve: bool = False
    warnings: tuple[MembersWarning, ...] = ()
    waiting: tuple[WaitingWork, ...] = ()
    deeds: frozenset[MemberDeed] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A part of the questionnaire that somebody is asked to do, by a date if one was set.

    ``target`` is an article's or a question's node, ``assignee`` a member's id or, for an
    organisation without an account, its name. Of an assignment that two people changed at
    once there are two, with the same ``id``: ``is_conflict``.
    """

    id: str
    target: str
    assignee: str
    assignee_name: str
    due: date | None = None
    made_by: str = ""
    is_mine: bool = False
    is_conflict: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotted:
    """What is assigned to whom in a dossier, who there is, and where two people wrote
    different things about that.
    """

    assignments: tuple[Assignment, ...] = ()
    people: People = field(default_factory=People)
    at_odds: tuple[RecordConflict, ...] = ()

    @property
    def may_assign(self) -> bool:
        """Whether somebody at this computer may give out work."""
        return MemberDeed.ASSIGN in self.people.deeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark on a question among members; never part of the answer."""

    id: str
    question: str
    text: str
    author: MemberId
    author_name: str
    made_at: datetime
    is_mine: bool = False
