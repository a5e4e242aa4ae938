"""What each content of a courier's package came to: for the officer, in sentences and facts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from review_protocol.contents import content_id
from review_protocol.errors import ProtocolError
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId
from review_protocol.receipts import Receipt
from review_protocol.rounds import Request
from review_protocol.submissions import Envelope, Submission, open_submission, read_envelope
from review_server import contents, submissions
from review_server.cli_support import moment_words
from review_server.database import Transaction
from review_server.submission_keys import SubmissionKeys

_WHY = {
    "malformed": "it is damaged, or its answers do not fit the questionnaire",
    "newer": "a newer program made it; install the newer Review Desk here",
    "role": "the computer that made it is none of the focal point's",
    "locked": "the submission key is locked; unlock it, and take the package in again",
    "key": "it is sealed to a key that is used no longer; the reply names the one that is",
    "pack": "the review does not accept the version of the questionnaire that it answers",
    "incomplete": "questions are not complete, and no reason is given",
    "standing": "an earlier submission stands; it must be reopened first",
    "number": "a later submission is here already",
    "reason": "it gives no reason, or one that cannot be kept",
    "nothing": "there is no submission that it could reopen",
}
"""By the words of docs/protocol.md, section 9."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Of one content. ``kind`` is that of a message to the secretariat, else of the content.

    ``refusal`` is the word for why it was not taken, "" if it was. ``number`` is that of a
    submission, None if it is not known: of one that cannot be opened, and of what is none.
    """

    id: ContentId
    kind: str
    number: int | None = None
    receipt: Receipt | None = None
    refusal: str = ""

    @property
    def sentence(self) -> str:
        """What happened to it, in one line."""
        if self.refusal:
            why = _WHY.get(self.refusal, self.refusal)
            return f"{self._name} was refused: {why}."
        if self.receipt is not None:
            received = self.receipt.received
            when = "" if received is None else f", received {moment_words(received)}"
            return f"{self._name} was taken: receipt {self.id[:16]}{when}."
        return f"{self._name} was taken."

    @property
    def facts(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "id": self.id,
            "kind": self.kind,
            "number": self.number,
            "receipt": None if self.receipt is None else self.receipt.submission,
            "refusal": self.refusal,
        }

    @property
    def _name(self) -> str:
        if self.kind == Kind.SUBMISSION:
            return "A submission" if self.number is None else f"Submission {self.number}"
        return "The request to reopen" if self.kind == Kind.REOPENING else f"A {self.kind}"


def outcome_of(
    transaction: Transaction, opener: SubmissionKeys, request: Request, refusal: str
) -> Outcome | None:
    """What came of the content that a request brought; None if it brought none that is whole.

    ``refusal`` is the word of its answer.
    """
    stretch = request.stretch
    if stretch is None or len(stretch.data) != stretch.length:
        return None
    data, kind = stretch.data, contents.kind_of(stretch.data)
    if kind is None:  # a set
        return None
    name = content_id(data)
    try:
        envelope = read_envelope(data)
    except ProtocolError:
        return Outcome(id=name, kind=kind, refusal=refusal)
    receipt = submissions.receipt_of(transaction, request.dossier, name)
    return Outcome(
        id=name,
        kind=str(envelope.kind),
        number=_number(opener, envelope, data) if receipt is None else receipt.number,
        receipt=receipt,
        refusal=refusal,
    )


def sentences(outcomes: Iterable[Outcome]) -> tuple[str, ...]:
    """One of each that is worth telling: working files that were taken are not."""
    return tuple(
        each.sentence for each in outcomes if each.refusal or each.kind in frozenset(Kind)
    )


def _number(opener: SubmissionKeys, envelope: Envelope, data: bytes) -> int | None:
    key = opener.named(envelope.key)
    if key is None:
        return None
    try:
        body = open_submission(data, envelope, key)
    except ProtocolError:
        return None
    return body.number if isinstance(body, Submission) else None
