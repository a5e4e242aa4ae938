"""A party's response: packs, dossiers, statuses, versions and progress."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum

from desktop_app.domain.keys import NO_PACK, DossierId, NodeKey, PackHash, VersionId
from desktop_app.domain.upgrades import Reason
from review_protocol.names import NOBODY, MemberId
from review_protocol.receipts import Counts


class Status(IntEnum):
    """How far an answer is; of several, the lower one wins."""

    EMPTY = 0
    DRAFT = 1
    READY = 2
    CLEARED = 3


class Level(StrEnum):
    """What the treaty asks of a party in a provision. Screens show words, not codes."""

    REQUIRED = "M"
    REQUIRED_WITH_ROOM = "MQ"
    CONSIDERED = "E"
    OPTIONAL = "O"
    SAFEGUARD = "S"
    NOTIFICATION = "N"


@dataclass(frozen=True, slots=True, kw_only=True)
class InstrumentInfo:
    """A treaty that a questionnaire has a part for: its code and its name by language."""

    code: str
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRule:
    """A step of a review: due so many months and days after another step's date.

    ``ahead`` is how many days before it is told of as coming; ``met`` says what meets it by
    itself: "receipt", or "" for nothing.
    """

    step: str
    after: str
    months: int
    days: int
    titles: Mapping[str, str]
    ahead: int = 0
    met: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PackInfo:
    """A questionnaire's metadata. ``titles`` are by language tag ("en").

    ``counting`` says which of a receipt's times counts.
    """

    id: str
    version: int
    hash: PackHash
    cluster: str
    titles: Mapping[str, str]
    languages: tuple[str, ...]
    instruments: tuple[InstrumentInfo, ...]
    timeline: tuple[TimelineRule, ...]
    notice: Mapping[str, str] = field(default_factory=dict)
    counting: Counts = Counts.RECEIVED


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierInfo:
    """One party's response in one review, as a list shows it."""

    id: DossierId
    party: str
    pack: PackInfo
    created_at: datetime
    start: date | None = None
    instruments: tuple[str, ...] = ()


class VersionStanding(StrEnum):
    """Whether a version counts; one that waits does not until the focal point decides."""

    EFFECTIVE = "effective"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Disputed:
    """A version that somebody decided about: who left it, and when."""

    author: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInfo:
    """One state of an answer as one person left it. ``value`` "" is a cleared answer.

    ``author`` is the name of ``member``. ``has_left`` says that it has been sealed: it left
    its author's computer, or will with the next exchange. ``settled`` are the versions
    between which its author decided by it; none for one that was simply written. ``reason``
    is why it does not count, a word of `review_protocol`'s `Reason`. ``is_unconfirmed``: it
    came from a computer that nobody has confirmed yet. ``basis`` is the pack under which it
    was given.
    """

    id: VersionId
    key: NodeKey
    value: str
    author: str
    started_at: datetime
    ended_at: datetime | None
    status: Status = Status.DRAFT
    is_current: bool = False
    member: MemberId = NOBODY
    standing: VersionStanding = VersionStanding.EFFECTIVE
    has_left: bool = False
    settled: tuple[Disputed, ...] = ()
    reason: str = ""
    is_unconfirmed: bool = False
    basis: PackHash = NO_PACK


@dataclass(frozen=True, slots=True)
class Progress:
    """Counts of questions by status; only questions that apply are counted."""

    counts: Mapping[Status, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All questions that apply."""
        return sum(self.counts.values())

    def __add__(self, other: Progress) -> Progress:
        return Progress({s: self.counts.get(s, 0) + other.counts.get(s, 0) for s in Status})


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One page of the questionnaire: an article (or a front-matter page) and its cards.

    ``part`` is an instrument's code or ``"front"``. ``cards`` are the groups that stand
    for one question each, with its follow-ups inside, in document order.
    """

    key: NodeKey
    part: str
    number: str
    title: str
    relevant: bool
    cards: tuple[NodeKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An instrument's part of the questionnaire with its articles."""

    key: NodeKey
    code: str
    title: str
    relevant: bool
    articles: tuple[Article, ...]


class WarningKind(StrEnum):
    """What a person should look at again before calling a question finished."""

    MISSING_LEGAL_REFERENCE = "missing-legal-reference"
    STALE_CHOICE = "stale-choice"


@dataclass(frozen=True, slots=True)
class CardWarning:
    """A warning about one node of a card; never blocks."""

    kind: WarningKind
    key: NodeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class CardState:
    """One question with its follow-ups, as the tree and the card's header show it.

    ``flagged`` are answers to be looked at again: their question has changed since.
    ``unconfirmed`` names who wrote what is shown and was not confirmed yet.
    """

    key: NodeKey
    reference: str
    level: Level | None
    title: str
    relevant: bool
    status: Status
    official_number: str = ""
    official_text: str = ""
    warnings: tuple[CardWarning, ...] = ()
    broken: tuple[NodeKey, ...] = ()
    to_settle: tuple[NodeKey, ...] = ()
    hidden_answers: int = 0
    flagged: Mapping[NodeKey, frozenset[Reason]] = field(default_factory=dict)
    unconfirmed: tuple[str, ...] = ()
