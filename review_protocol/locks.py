"""Which approvals of the whole lock a response, and which of them a receipt stands for.

Pure: from the records that stand now to numbers. docs/protocol.md, section 4, says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from review_protocol.changes import RecordType

STATE, NUMBER, SUBMISSION, GRANTED = "state", "number", "submission", "granted"
APPROVED, REOPENED, YES = "approved", "reopened", "yes"
MAX_NUMBER = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A version of a record that stands: current, and not withdrawn."""

    type: RecordType
    subject: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """``locking`` are the approvals that lock the response; none: it can be edited.

    ``receipted`` are those that the secretariat has a submission of, ``granted`` those that it
    opened again, ``known`` all that there ever were.
    """

    known: frozenset[int] = frozenset()
    locking: frozenset[int] = frozenset()
    receipted: frozenset[int] = frozenset()
    granted: frozenset[int] = frozenset()

    @property
    def is_locked(self) -> bool:
        """Whether nobody may edit."""
        return bool(self.locking)

    @property
    def needs_secretariat(self) -> bool:
        """Whether only the secretariat can open it again."""
        return self.submitted is not None

    @property
    def submitted(self) -> int | None:
        """The last that the secretariat has and has not opened again; it may not be the latest
        approval.
        """
        return max(self.locking & self.receipted, default=None)

    @property
    def next_number(self) -> int:
        """What the next approval is called."""
        return max(self.known | self.receipted, default=0) + 1


def lock_of(said: Iterable[Said]) -> Lock:
    """What these records come to.

    An approval locks until every version of it that stands says that it is reopened. One
    whose receipt is here locks, whatever its versions say, until the secretariat grants it.
    """
    standing = tuple(said)
    approvals = [
        (number, one.fields.get(STATE))
        for one in standing
        if one.type is RecordType.APPROVAL and (number := number_of(one.subject)) is not None
    ]
    known = frozenset(number for number, _ in approvals)
    receipts = {
        one.subject: number_of(one.fields.get(NUMBER, "")) or max(known, default=1)
        for one in standing
        if one.type is RecordType.RECEIPT
    }
    granted = frozenset(_granted(standing, receipts))
    receipted = frozenset(receipts.values())
    closed = {number for number, state in approvals if state != REOPENED}
    return Lock(
        known=known,
        locking=frozenset((closed | receipted) - granted),
        receipted=receipted,
        granted=granted,
    )


def number_of(text: str) -> int | None:
    """The number that a subject or a field names, written in the one way it can be."""
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MAX_NUMBER))):
        return None
    number = int(text)
    return number if 1 <= number <= MAX_NUMBER and str(number) == text else None


def _granted(standing: Iterable[Said], receipts: Mapping[str, int]) -> Iterable[int]:
    for one in standing:
        if one.type is RecordType.REOPENING and one.fields.get(GRANTED) == YES:
            number = number_of(one.fields.get(NUMBER, ""))
            number = number or receipts.get(one.fields.get(SUBMISSION, ""))
            if number is not None:
                yield number
