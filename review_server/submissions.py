"""What is sent to the secretariat: looked at, refused with a word for why, or taken.

A submission that is taken gets a receipt, once: the time in it is the time from which the
reviewing States count. All that is kept here besides contents follows from the receipts and
decisions that members hold too, so a server that was put back learns it again from them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Row, and_, delete, insert, select, update

from review_protocol.changes import RecordChange, RecordType
from review_protocol.errors import NeedsNewer, ProtocolError
from review_protocol.names import ContentId, DeviceId, SetId, device_id
from review_protocol.receipts import Counts, Receipt, Route, read_receipt, write_receipt
from review_protocol.statements import Role
from review_protocol.submissions import (
    Envelope,
    ReopeningRequest,
    Submission,
    open_submission,
    read_envelope,
)
from review_server import contents
from review_server.database import Transaction
from review_server.keys import ServerKeys
from review_server.plans import read_info
from review_server.problems import Unusable
from review_server.reading import judge
from review_server.rosters import Seat
from review_server.schema import contents as content_table
from review_server.schema import dossiers, questionnaires, reopenings, reviews, submissions
from review_server.submission_keys import SubmissionKeys

MAX_REASON = 20_000


class Refused(Exception):  # a decision, not a fault
    """Why a content is not taken: one of the words of docs/protocol.md, section 9."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True, kw_only=True)
class Courier:
    """That it came in the hands of somebody: when, in seconds since 1970, and what to note."""

    received: int
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """All that it takes to judge a content that came; ``judged`` is what `foresee` found."""

    keys: ServerKeys
    opener: SubmissionKeys
    dossier: SetId
    review: str
    roster: Mapping[DeviceId, Seat]
    now: int
    courier: Courier | None = None
    judged: Mapping[ContentId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A submission that was taken, as it is listed; ``signed`` are the receipt's bytes."""

    dossier: SetId
    id: ContentId
    receipt: Receipt
    signed: bytes = field(repr=False)
    has_content: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request to reopen. ``granted`` is None while nobody has decided."""

    dossier: SetId
    id: ContentId
    submission: ContentId
    reason: str
    at: int
    granted: bool | None = None
    answer: str = ""


def foresee(
    bringing: Bringing, data: bytes, accepted: Callable[[str], bytes | None]
) -> str | None:
    """What the answers of a submission come to (`reading.judge`), before a row is held for it.

    ``accepted`` gives a questionnaire that it may answer, by its hash. None for what will be
    refused for another reason.
    """
    try:
        envelope = _envelope(bringing, data)
        body = _body(bringing, envelope, data)
    except Refused:
        return None
    if not isinstance(body, Submission):
        return None
    content = accepted(body.pack)
    return None if content is None else judge(content, body, envelope.at)


def accepted(transaction: Transaction, review: str, pack: str) -> bytes | None:
    """The questionnaire with this hash, if the review may be answered with it."""
    query = select(questionnaires.c.content).filter_by(review=review, hash=pack)
    found = transaction.scalar(query)
    return None if found is None else bytes(found)


def take(transaction: Transaction, bringing: Bringing, data: bytes) -> RecordChange | None:
    """Take a message to the secretariat; what members are to be told. Raises Refused.

    A submission that has its receipt already is kept with it, and nobody is told again.
    """
    envelope = _envelope(bringing, data)
    body = _body(bringing, envelope, data)
    change = None
    if isinstance(body, Submission):
        change = _take_submission(transaction, bringing, envelope, body)
    else:
        _take_request(transaction, bringing, envelope, body)
    contents.keep(
        transaction,
        bringing.dossier,
        envelope.id,
        data,
        kind=str(envelope.kind),
        bringer=device_id(envelope.device),
        now=bringing.now,
    )
    return change


def list_submissions(
    transaction: Transaction, *, review: str | None = None
) -> tuple[Taken, ...]:
    """All that were taken, of one review or of all, by review and number."""
    held = and_(
        content_table.c.dossier == submissions.c.dossier,
        content_table.c.id == submissions.c.id,
    )
    query = (
        select(submissions, content_table.c.size)
        .join(dossiers, dossiers.c.id == submissions.c.dossier)
        .join(content_table, held, isouter=True)
    )
    if review is not None:
        query = query.where(dossiers.c.review == review)
    rows = transaction.execute(query.order_by(dossiers.c.review, submissions.c.number))
    return tuple(
        Taken(
            dossier=SetId(bytes(row.dossier).hex()),
            id=ContentId(bytes(row.id).hex()),
            receipt=read_receipt(bytes(row.receipt)),
            signed=bytes(row.receipt),
            has_content=row.size is not None,
        )
        for row in rows
    )


def receipt_of(transaction: Transaction, dossier: SetId, name: str) -> Receipt | None:
    """The receipt of a submission, by the content's name; None if it was not taken."""
    query = select(submissions.c.receipt).filter_by(
        dossier=bytes.fromhex(dossier), id=bytes.fromhex(name)
    )
    found = transaction.scalar(query)
    return None if found is None else read_receipt(bytes(found))


def list_requests(transaction: Transaction, *, review: str | None = None) -> tuple[Asked, ...]:
    """The requests to reopen, the oldest first."""
    query = select(reopenings).join(dossiers, dossiers.c.id == reopenings.c.dossier)
    if review is not None:
        query = query.where(dossiers.c.review == review)
    return tuple(map(_asked, transaction.execute(query.order_by(reopenings.c.at))))


def subject_of(taken: Iterable[Taken], asked: Asked) -> str:
    """What a request is about, told apart from those of other parties."""
    for each in taken:
        if (each.dossier, each.id) == (asked.dossier, asked.submission):
            return f"submission {each.receipt.number} of {each.receipt.party}"
    return f"response {asked.dossier[:8]}"


def read_submission(
    transaction: Transaction, opener: SubmissionKeys, taken: Taken
) -> Submission:
    """What was submitted. Raises Unusable: locked, or its content is not here."""
    data = contents.read(transaction, taken.dossier, taken.id)
    if data is None:
        raise Unusable("The content of this submission is not here: a member must bring it.")
    envelope = read_envelope(data)
    key = opener.named(envelope.key)
    if key is None:
        raise Unusable("The submission key is locked, or marked as lost.")
    body = open_submission(data, envelope, key)
    assert isinstance(body, Submission)
    return body


def decide(
    transaction: Transaction,
    dossier: SetId,
    request: ContentId,
    *,
    granted: bool,
    answer: str,
    now: int,
) -> RecordChange:
    """Grant or refuse a request; what members are to be told.

    Raises Unusable for one that is not open, and for a refusal without an answer.
    """
    if not granted and not answer.strip():
        raise Unusable("Say why it is refused: the members read it.")
    if len(answer) > MAX_REASON:
        raise Unusable(f"The answer is longer than {MAX_REASON:,} letters: shorten it.")
    which = {"dossier": bytes.fromhex(dossier), "id": bytes.fromhex(request)}
    query = select(reopenings).filter_by(**which).with_for_update()
    row = transaction.execute(query).one_or_none()
    if row is None or row.granted is not None:
        raise Unusable("There is no such request, or it was decided before.")
    number = transaction.scalar(
        select(submissions.c.number).filter_by(dossier=which["dossier"], id=row.submission)
    )
    decided = {"granted": granted, "answer": answer, "decided_at": now}
    transaction.execute(update(reopenings).filter_by(**which).values(decided))
    return RecordChange(
        type=RecordType.REOPENING,
        subject=request,
        fields={
            "submission": bytes(row.submission).hex(),
            "number": str(number),
            "reason": row.reason,
            "granted": "yes" if granted else "no",
            "answer": answer,
        },
        at=now,
    )


def take_receipt_back(transaction: Transaction, dossier: SetId, change: RecordChange) -> None:
    """A receipt that this server had given and does not know any more.

    It stands in the place of a later one for the same, which was given after the server was
    put back and before anybody brought this: the legal time is that of the first.
    """
    try:
        data = base64.b64decode(change.fields.get("receipt", ""), validate=True)
        receipt = read_receipt(data)
    except (ValueError, ProtocolError):
        return  # a set of ours holds none other
    which = {"dossier": bytes.fromhex(dossier), "id": bytes.fromhex(receipt.submission)}
    later = submissions.c.registered > receipt.registered
    transaction.execute(delete(submissions).filter_by(**which).where(later))
    if _row(transaction, dossier, receipt.submission) is None:
        _keep(transaction, receipt, data)


def take_decision_back(transaction: Transaction, dossier: SetId, change: RecordChange) -> None:
    """A decision that this server had taken and does not know any more."""
    which = {"dossier": bytes.fromhex(dossier), "id": bytes.fromhex(change.subject)}
    decided = {
        "granted": change.fields.get("granted") == "yes",
        "answer": change.fields.get("answer", ""),
        "decided_at": change.at,
    }
    known = transaction.execute(select(reopenings).filter_by(**which)).one_or_none()
    if known is not None:
        transaction.execute(update(reopenings).filter_by(**which).values(decided))
        return
    row = {
        **which,
        "submission": bytes.fromhex(change.fields.get("submission", "")),
        "reason": change.fields.get("reason", ""),
        "at": change.at,
        **decided,
    }
    transaction.execute(insert(reopenings), row)


def _envelope(bringing: Bringing, data: bytes) -> Envelope:
    try:
        envelope = read_envelope(data)
    except NeedsNewer as error:
        raise Refused("newer") from error
    except ProtocolError as error:
        raise Refused("malformed") from error
    is_ours = envelope.server == bringing.keys.signing.public
    if not is_ours or envelope.dossier != bringing.dossier:
        raise Refused("malformed")
    seat = bringing.roster.get(device_id(envelope.device))
    if seat is None or seat.role is not Role.FOCAL_POINT or seat.is_removed:
        raise Refused("role")
    if seat.is_provisional:
        raise Refused("role")
    return envelope


def _body(bringing: Bringing, envelope: Envelope, data: bytes) -> Submission | ReopeningRequest:
    if bringing.opener.is_locked:
        raise Refused("locked")
    key = bringing.opener.named(envelope.key)
    if key is None:
        raise Refused(bringing.opener.refusal(envelope.key))
    try:
        return open_submission(data, envelope, key)
    except ProtocolError as error:
        raise Refused("malformed") from error


def _take_submission(
    transaction: Transaction, bringing: Bringing, envelope: Envelope, body: Submission
) -> RecordChange | None:
    if _row(transaction, bringing.dossier, envelope.id) is not None:
        return None  # its receipt came back before it did
    content = accepted(transaction, bringing.review, body.pack)
    if content is None:
        raise Refused("pack")
    last = _last(transaction, bringing.dossier)
    if last is not None and not _is_reopened(transaction, bringing.dossier, bytes(last.id)):
        raise Refused("standing")
    if last is not None and body.number <= last.number:
        raise Refused("number")
    word = bringing.judged.get(envelope.id)
    word = judge(content, body, envelope.at) if word is None else word
    if word:
        raise Refused(word)
    receipt = _receipt(transaction, bringing, envelope, body)
    data = write_receipt(receipt, bringing.keys.signing)
    _keep(transaction, receipt, data)
    return RecordChange(
        type=RecordType.RECEIPT,
        subject=envelope.id,
        fields={
            "receipt": base64.b64encode(data).decode("ascii"),
            "number": str(body.number),
        },
        at=bringing.now,
    )


def _receipt(
    transaction: Transaction, bringing: Bringing, envelope: Envelope, body: Submission
) -> Receipt:
    review = transaction.execute(select(reviews).filter_by(id=bringing.review)).one()
    device = device_id(envelope.device)
    courier = bringing.courier
    return Receipt(
        server=bringing.keys.signing.public,
        review=bringing.review,
        party=review.party,
        cluster=review.cluster,
        dossier=bringing.dossier,
        submission=envelope.id,
        number=body.number,
        pack=body.pack,
        digest=hashlib.sha256(body.form).hexdigest(),
        device=device,
        member=bringing.roster[device].member,
        missing=len(body.missing),
        route=Route.COURIER if courier else Route.LINE,
        sent=envelope.at,
        registered=bringing.now,
        received=courier.received if courier else None,
        remark=courier.remark if courier else "",
        counts=_counts(transaction, bringing, body.pack),
    )


def _counts(transaction: Transaction, bringing: Bringing, pack: str) -> Counts:
    """Which time counts, as the questionnaire says; by line none is handed in."""
    counting = read_info(transaction, bringing.review, pack).counting
    if counting is Counts.RECEIVED and bringing.courier is None:
        return Counts.REGISTERED
    return counting


def _take_request(
    transaction: Transaction, bringing: Bringing, envelope: Envelope, body: ReopeningRequest
) -> None:
    # A database of PostgreSQL keeps no NUL.
    if not body.reason.strip() or len(body.reason) > MAX_REASON or "\0" in body.reason:
        raise Refused("reason")
    which = {"dossier": bytes.fromhex(bringing.dossier), "id": bytes.fromhex(envelope.id)}
    if transaction.execute(select(reopenings).filter_by(**which)).one_or_none() is not None:
        return  # its decision came back before it did
    last = _last(transaction, bringing.dossier)
    if last is None or bytes(last.id) != bytes.fromhex(body.submission):
        raise Refused("nothing")
    if _is_reopened(transaction, bringing.dossier, bytes(last.id)):
        raise Refused("nothing")
    row = {
        **which,
        "submission": bytes(last.id),
        "reason": body.reason,
        "at": bringing.now,
        "answer": "",
    }
    transaction.execute(insert(reopenings), row)


def _row(transaction: Transaction, dossier: SetId, name: str) -> object | None:
    query = select(submissions.c.id).filter_by(
        dossier=bytes.fromhex(dossier), id=bytes.fromhex(name)
    )
    return transaction.scalar(query)


def _last(transaction: Transaction, dossier: SetId) -> Row[bytes, int] | None:
    query = select(submissions.c.id, submissions.c.number)
    query = query.filter_by(dossier=bytes.fromhex(dossier))
    return transaction.execute(query.order_by(submissions.c.number.desc()).limit(1)).first()


def _is_reopened(transaction: Transaction, dossier: SetId, name: bytes) -> bool:
    query = select(reopenings.c.id).filter_by(
        dossier=bytes.fromhex(dossier), submission=name, granted=True
    )
    return transaction.execute(query).first() is not None


def _keep(transaction: Transaction, receipt: Receipt, data: bytes) -> None:
    row = {
        "dossier": bytes.fromhex(receipt.dossier),
        "id": bytes.fromhex(receipt.submission),
        "number": receipt.number,
        "sent": receipt.sent,
        "registered": receipt.registered,
        "received": receipt.received,
        "receipt": data,
    }
    transaction.execute(insert(submissions), row)


def _asked(row: Row[bytes, bytes, bytes, str, int, int, bool, str]) -> Asked:
    return Asked(
        dossier=SetId(bytes(row.dossier).hex()),
        id=ContentId(bytes(row.id).hex()),
        submission=ContentId(bytes(row.submission).hex()),
        reason=row.reason,
        at=row.at,
        granted=row.granted,
        answer=row.answer,
    )
