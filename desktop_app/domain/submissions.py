"""What is missing in a response, what was approved of it, and how it stands with sending it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from desktop_app.domain.keys import NodeKey, PackHash
from review_protocol.message_kinds import Kind
from review_protocol.names import ChangeId, ContentId


class Gap(StrEnum):
    """What is not as it should be with a question. Screens show words."""

    TO_SETTLE = "to-settle"
    UNANSWERED = "unanswered"
    NOT_FINISHED = "not-finished"
    NO_REFERENCE = "no-legal-reference"
    INVALID = "invalid"
    WAITING = "waiting"
    CHANGED = "changed-after-approval"
    REFUSED = "refused"


BLOCKING = frozenset({Gap.TO_SETTLE})
"""With these nothing can be approved, whatever the reason."""
FOR_INFORMATION = frozenset({Gap.CHANGED, Gap.REFUSED})
"""These are shown, and leave a response complete: approving it approves the first anew, and
what was refused stays so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One gap: the card that it is in, and the node to go to."""

    gap: Gap
    card: NodeKey
    node: NodeKey
    reference: str
    title: str


@dataclass(frozen=True, slots=True)
class Apart:
    """A change to an answer or a row that does not stand: it waits, or was refused."""

    gap: Gap
    key: NodeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Completeness:
    """All gaps, in the order of the questionnaire."""

    entries: tuple[Missing, ...] = ()

    def of(self, gap: Gap) -> tuple[Missing, ...]:
        """Those of one kind."""
        return tuple(each for each in self.entries if each.gap is gap)

    @property
    def groups(self) -> Mapping[Gap, tuple[Missing, ...]]:
        """By kind, those that there are, in the order of `Gap`."""
        return {gap: found for gap in Gap if (found := self.of(gap))}

    @property
    def questions(self) -> tuple[str, ...]:
        """The cards that are not complete, each once, in order."""
        missing = (each for each in self.entries if each.gap not in FOR_INFORMATION)
        return tuple(dict.fromkeys(str(each.card.question) for each in missing))

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.questions

    @property
    def is_blocked(self) -> bool:
        """Whether something has to be settled before anything can be approved."""
        return any(each.gap in BLOCKING for each in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAnswer:
    """An answer that is not as it was approved.

    ``approved`` is the text then, ``now`` the present one, by ``author``. ``is_gone``: it
    stood in a row that is gone since; ``is_new``: there was nothing to approve then.
    """

    key: NodeKey
    approved: str = ""
    now: str = ""
    author: str = ""
    at: datetime | None = None
    is_gone: bool = False
    is_new: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    """An approval was opened again: by whom, when, and why."""

    by: str
    at: datetime
    reason: str
    by_secretariat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalApproval:
    """The focal point approved the whole response as it was.

    ``at`` has the zone of the computer where it was done. ``digest`` is that of what was
    approved, ``digits`` the same to be read out. ``missing`` are questions, ``reason`` why it
    was approved all the same. ``others`` are those of this number that were made at the same
    time; the one with the lowest id counts everywhere.
    """

    number: int
    change: ChangeId
    by: str
    at: datetime
    pack: PackHash
    digest: str
    digits: str
    missing: tuple[str, ...] = ()
    reason: str = ""
    reopened: Reopened | None = None
    others: tuple[FinalApproval, ...] = ()

    @property
    def is_doubled(self) -> bool:
        """Whether another one of this number was made at the same time."""
        return bool(self.others)


class Reopening(StrEnum):
    """How somebody at this computer can open a locked response again."""

    OPEN = "open"
    HERE = "here"
    ASK_SECRETARIAT = "ask-secretariat"
    ASK_FOCAL_POINT = "ask-focal-point"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptShown:
    """The secretariat's receipt of a submission: three times, and which of them counts.

    ``registered_at`` is when the server wrote it; ``received_at`` when it physically came, if
    by courier; ``sent_at`` when it was sent, as its sender said. ``counts`` names one of the
    three: `sent`, `received`, `registered`. ``own_party`` and ``own_cluster`` are those of
    the response, where the receipt names others. ``is_verified`` is None if it cannot be
    checked here, or was not. ``other`` is the approval that it is of, where another one of
    that number counts here.
    """

    registered_at: datetime
    id: ContentId | None = None
    number: int = 0
    is_by_courier: bool = False
    received_at: datetime | None = None
    sent_at: datetime | None = None
    counts: str = "registered"
    digits: str = ""
    party: str = ""
    cluster: str = ""
    own_party: str = ""
    own_cluster: str = ""
    is_verified: bool | None = False
    other: FinalApproval | None = None

    @property
    def legal_at(self) -> datetime:
        """The time that counts."""
        times = {"sent": self.sent_at, "received": self.received_at}
        return times.get(self.counts) or self.registered_at


@dataclass(frozen=True, slots=True, kw_only=True)
class NotTaken:
    """A message to the secretariat that its server did not take, in the server's ``word``.

    ``id`` is the message's name, ``number`` the approval that it was about.
    """

    id: ContentId
    kind: Kind
    number: int
    word: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OnItsWay:
    """A message to which no answer has come: it waits, unless a later moment is known.

    ``carried_at`` is when it was written into a file for a courier, ``handed_at`` when the
    server was first known to hold it.
    """

    sealed_at: datetime
    carried_at: datetime | None = None
    handed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """How it stands with sending the latest approval. ``by_line``: a server is connected.

    ``receipts`` are all that the response has, not compared, ``receipt`` that of the latest.
    ``way`` is that of the submission, ``asked`` that of a request to reopen it; ``not_taken``
    and ``wish_not_taken`` say that the server refused the one or the other, and that nothing
    was done about it since.
    """

    by_line: bool = False
    way: OnItsWay | None = None
    not_taken: NotTaken | None = None
    receipt: ReceiptShown | None = None
    receipts: tuple[ReceiptShown, ...] = ()
    asked: OnItsWay | None = None
    wish_not_taken: NotTaken | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionState:
    """All that the page of submission shows but what is missing.

    ``approvals`` are all there were, the latest last. ``focal_point`` is their name, ""
    if nobody knows it. ``changed`` is what is not as it was approved.
    """

    approvals: tuple[FinalApproval, ...] = ()
    is_locked: bool = False
    reopening: Reopening = Reopening.OPEN
    may_approve: bool = False
    focal_point: str = ""
    changed: tuple[ChangedAnswer, ...] = ()
    sending: Sending = field(default_factory=Sending)

    @property
    def latest(self) -> FinalApproval | None:
        """The last approval, in force or reopened."""
        return self.approvals[-1] if self.approvals else None
