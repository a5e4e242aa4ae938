"""Sending what was approved to the secretariat, by line or by courier, and its receipt.

What is sent is what the approval froze, whatever was written since. It is sealed once; by
whichever way it comes first, the receipt is the same. Belongs on the network lane where it
sends by line, else on the store lane.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.exchanges import Replied
from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import Synchronised
from desktop_app.domain.submissions import (
    FinalApproval,
    ReceiptShown,
    Reopening,
    Sending,
    SubmissionState,
)
from desktop_app.errors import (
    BadArgument,
    FormRefused,
    NewerFormat,
    NotConnected,
    NotEntitled,
    SubmissionRefused,
)
from desktop_app.exchange import outbox
from desktop_app.reports.receipt import Time, receipt_page
from desktop_app.services import finalising, freshness, servers
from desktop_app.services.frozen import frozen
from desktop_app.services.profile import Profile
from desktop_app.services.receipt_records import (
    SignedReceipt,
    in_order,
    last_receipt,
    receipt_in,
)
from desktop_app.services.servers import desk_of
from desktop_app.services.stopping import Stop
from desktop_app.services.written_files import write_file
from desktop_app.store import facts, records
from desktop_app.store.outbox import Message, read_outbox
from desktop_app.store.servers import read_server
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType
from review_protocol.couriers import MAX_FILE, is_load
from review_protocol.digests import spoken
from review_protocol.errors import ProtocolError
from review_protocol.names import ContentId, SetId
from review_protocol.receipts import MAX_FILE as MAX_RECEIPT
from review_protocol.receipts import Receipt, read_receipt
from review_protocol.submissions import Kind, ReopeningRequest, Submission

if TYPE_CHECKING:  # it brings the libraries of HTTP
    from desktop_app.remote.line import Line

_MOST_TRIES = 2  # the second time to the key that the server said to use


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReceipt(SignedReceipt):
    """A receipt that was compared with the dossier.

    ``is_verified``: it is signed by the dossier's server, and is of what was approved here
    under its number. None: the server's it is; what was approved cannot be worked out here,
    since its questionnaire is still to come or another version of the program approved it.
    """

    is_verified: bool | None

    @property
    def shown(self) -> ReceiptShown:
        """The same for a screen."""
        found = self.receipt
        return ReceiptShown(
            registered_at=_moment(found.registered),
            received_at=None if found.received is None else _moment(found.received),
            sent_at=_moment(found.sent),
            counts=str(found.counts),
            digits=spoken(bytes.fromhex(found.submission)),
            is_verified=self.is_verified,
        )

    @property
    def times(self) -> tuple[Time, ...]:
        """Its times in English words, each in three zones; which of them counts."""
        return receipt_page(self.receipt).times


def submission_state(profile: Profile, dossier: DossierId) -> SubmissionState:
    """What `finalising.submission_state` says, and how it stands with sending."""
    state = finalising.submission_state(profile, dossier)
    return replace(state, sending=sending(profile, dossier, state))


def sending(profile: Profile, dossier: DossierId, state: SubmissionState) -> Sending:
    """How it stands with sending the approval that locks; without one only if by line."""
    latest = state.latest if state.is_locked else None
    with profile.store.read() as transaction:
        by_line = read_server(transaction, dossier) is not None
        if latest is None:
            return Sending(by_line=by_line)
        messages = read_outbox(transaction, dossier).messages
        asked = _asked(transaction, dossier, latest.number)
    sent = _last(messages, Kind.SUBMISSION, latest.number)
    found = _of_number(profile, dossier, latest.number)
    kept = None if found is None else _compared(profile, dossier, found, state.approvals)
    return Sending(
        by_line=by_line,
        sent_at=sent.at if sent else None,
        receipt=kept.shown if kept else None,
        reopening_asked_at=asked.at if asked else None,
    )


def submit(
    profile: Profile,
    dossier: DossierId,
    *,
    stop: Stop | None = None,
    pause: Callable[[float], None] = time.sleep,
    open_line: Callable[[str], Line] | None = None,
    tell: Callable[[Synchronised], None] = lambda _so_far: None,
) -> KeptReceipt:
    """Send the latest approval by line; the receipt that came back. ``tell`` as of a round.

    Raises NotEntitled, NotConnected, ServerUnreachable, ServerRefused, or SubmissionRefused
    with the server's word, not-approved, other-content or no-receipt. What could not be
    sent because of the line goes with the next synchronisation.
    """
    approval = _to_send(profile, dossier)
    for _ in range(_MOST_TRIES):
        message = _sealed(profile, dossier, approval)
        done = servers.synchronise(
            profile, dossier, stop=stop, pause=pause, open_line=open_line, tell=tell
        )
        word = done.refused.get(message.id, "")
        if not word:
            return _receipt_of(profile, dossier, message.id)
        if word != "key":
            raise SubmissionRefused(word)
    raise SubmissionRefused("key")


def submit_file(profile: Profile, dossier: DossierId, path: Path) -> None:
    """Write the latest approval, and all that the server lacks, into a file for a courier.

    Raises NotEntitled, NotConnected, SubmissionRefused, DiskFull or NotWritable.
    """
    _sealed(profile, dossier, _to_send(profile, dossier))
    write_courier_file(profile, dossier, path)


def write_courier_file(profile: Profile, dossier: DossierId, path: Path) -> None:
    """Write all that the server lacks into a file for a courier: a round without a line.

    Raises NotConnected, DiskFull or NotWritable.
    """
    write_file(path, outbox.courier_file(desk_of(profile, dossier)))
    freshness.remember(profile)


def ask_reopening(profile: Profile, dossier: DossierId, reason: str) -> None:
    """Ask the secretariat to open a submission again; the next round, or file, brings it.

    Raises NotEntitled, NotConnected, BadArgument without a reason, or SubmissionRefused:
    nothing-to-reopen, asked-already.
    """
    if not reason.strip() or len(reason) > finalising.MAX_REASON:
        raise BadArgument("reason", "empty" if not reason.strip() else "too-long")
    state = finalising.submission_state(profile, dossier)
    if not state.may_approve:
        raise NotEntitled("submit")
    latest = state.latest
    if latest is None or state.reopening is not Reopening.ASK_SECRETARIAT:
        raise SubmissionRefused("nothing-to-reopen")
    with profile.store.read() as transaction:
        if _asked(transaction, dossier, latest.number) is not None:
            raise SubmissionRefused("asked-already")
    found = _of_number(profile, dossier, latest.number)
    if found is None:
        raise SubmissionRefused("nothing-to-reopen")
    body = ReopeningRequest(submission=found.receipt.submission, reason=reason.strip())
    outbox.seal_message(desk_of(profile, dossier), body, latest.number)


def receipts(profile: Profile, dossier: DossierId) -> tuple[KeptReceipt, ...]:
    """The receipts in a dossier, by number; of one number, the one registered first leads.

    Comparing them takes long: what was approved is worked out for each.
    """
    approvals = finalising.submission_state(profile, dossier).approvals
    return tuple(
        _compared(profile, dossier, each, approvals) for each in _kept(profile, dossier)
    )


def verify(profile: Profile, dossier: DossierId, path: Path) -> KeptReceipt:
    """Check a receipt in a file against the dossier. Raises SubmissionRefused: bad-receipt."""
    try:
        with path.open("rb") as file:
            signed = file.read(MAX_RECEIPT + 1)
        found = SignedReceipt(receipt=read_receipt(signed), signed=signed)
    except (OSError, ProtocolError) as error:
        raise SubmissionRefused("bad-receipt") from error
    return _checked(profile, dossier, found)


def verify_last(profile: Profile, dossier: DossierId) -> KeptReceipt:
    """Check the last receipt in a dossier. Raises SubmissionRefused: no-receipt."""
    found = last_receipt(_kept(profile, dossier))
    if found is None:
        raise SubmissionRefused("no-receipt")
    return _checked(profile, dossier, found)


def print_receipt(
    profile: Profile, dossier: DossierId, path: Path, *, language: str = "en"
) -> None:
    """Write the last receipt as a page of PDF. Raises SubmissionRefused: no-receipt."""
    from desktop_app.reports import pdf  # noqa: PLC0415  # Typst loads slowly

    found = last_receipt(_kept(profile, dossier))
    if found is None:
        raise SubmissionRefused("no-receipt")
    page = receipt_page(found.receipt, language=language)
    write_file(path, pdf.render_receipt(page, timestamp=_moment(found.receipt.registered)))


def is_reply(path: Path) -> bool:
    """Whether a file is one that came back by courier."""
    try:
        with path.open("rb") as file:
            return is_load(file.read(8))
    except OSError:
        return False


def take_reply(profile: Profile, path: Path) -> tuple[DossierId, Replied]:
    """Take in a reply that came by courier; of which dossier, and what it brought.

    Raises SubmissionRefused: not-for-us, damaged-reply, newer, unknown-reply, other-server.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise SubmissionRefused("damaged-reply") from error
    with profile.store.read() as transaction:
        known = [each.id for each in records.list_dossiers(transaction)]
    for dossier in known:
        desk = desk_of(profile, dossier)
        load = outbox.load_for(desk, data)
        if load is not None:
            replied = outbox.take_reply(desk, load, name=path.name, size_bytes=len(data))
            freshness.remember(profile)
            return dossier, replied
    raise SubmissionRefused("not-for-us")


def _to_send(profile: Profile, dossier: DossierId) -> FinalApproval:
    state = finalising.submission_state(profile, dossier)
    if not state.may_approve:
        raise NotEntitled("submit")
    if state.latest is None or not state.is_locked:
        raise SubmissionRefused("not-approved")
    with profile.store.read() as transaction:
        if read_server(transaction, dossier) is None:
            raise NotConnected("no-server")
    return state.latest


def _sealed(profile: Profile, dossier: DossierId, approval: FinalApproval) -> Message:
    """The message that carries an approval: the one that was made, else a new one."""
    desk = desk_of(profile, dossier)
    with profile.store.read() as transaction:
        made = _last(
            read_outbox(transaction, dossier).messages, Kind.SUBMISSION, approval.number
        )
    if made is not None:
        return made
    found = frozen(profile, dossier, approval.number)
    if not found.is_as_approved:
        raise SubmissionRefused("other-content")
    body = Submission(
        pack=found.pack,
        party=found.party,
        number=found.number,
        form=found.form,
        answers=found.answers,
        approval=approval.by,
        missing=found.missing,
        reason=found.reason,
    )
    return outbox.seal_message(desk, body, approval.number)


def _receipt_of(profile: Profile, dossier: DossierId, name: ContentId) -> KeptReceipt:
    for each in _kept(profile, dossier):
        if each.receipt.submission == name:
            return _checked(profile, dossier, each)
    raise SubmissionRefused("no-receipt")


def _kept(profile: Profile, dossier: DossierId) -> tuple[SignedReceipt, ...]:
    """The receipts in a dossier, in order, as they are."""
    with profile.store.read() as transaction:
        told = records.read_records(transaction, dossier, RecordType.RECEIPT)
    return in_order(found for each in told if (found := receipt_in(each)) is not None)


def _of_number(profile: Profile, dossier: DossierId, number: int) -> SignedReceipt | None:
    found = (each for each in _kept(profile, dossier) if each.receipt.number == number)
    return last_receipt(found)


def _checked(profile: Profile, dossier: DossierId, found: SignedReceipt) -> KeptReceipt:
    """One receipt, compared with all that was approved."""
    approvals = finalising.submission_state(profile, dossier).approvals
    return _compared(profile, dossier, found, approvals)


def _compared(
    profile: Profile,
    dossier: DossierId,
    found: SignedReceipt,
    approvals: Iterable[FinalApproval],
) -> KeptReceipt:
    """A receipt, compared with the dossier's server and what was approved."""
    with profile.store.read() as transaction:
        server = facts.read_facts(transaction, dossier).roster.secretariat
    is_ours = found.receipt.server == server and found.receipt.dossier == SetId(dossier)
    return KeptReceipt(
        receipt=found.receipt,
        signed=found.signed,
        is_verified=is_ours and _is_of(profile, dossier, found.receipt, approvals),
    )


def _is_of(
    profile: Profile, dossier: DossierId, receipt: Receipt, approvals: Iterable[FinalApproval]
) -> bool | None:
    """Whether it is of what was approved; None if that cannot be worked out here."""
    approval = next((each for each in approvals if each.number == receipt.number), None)
    if approval is None or approval.pack != receipt.pack:
        return False
    with profile.store.read() as transaction:
        if records.read_pack(transaction, approval.pack) is None:
            return None  # whoever joined later may lack it still
    try:
        found = frozen(profile, dossier, receipt.number)
    except (FormRefused, NewerFormat):
        return None
    if not found.is_as_approved:
        return None
    return hashlib.sha256(found.form).hexdigest() == receipt.digest


def _asked(transaction: Transaction, dossier: DossierId, number: int) -> Message | None:
    """The request to reopen that the secretariat has not answered yet."""
    answered = {
        each.subject
        for each in records.read_records(transaction, dossier, RecordType.REOPENING)
    }
    asked = _last(read_outbox(transaction, dossier).messages, Kind.REOPENING, number)
    return None if asked is None or asked.id in answered else asked


def _last(messages: tuple[Message, ...], kind: Kind, number: int) -> Message | None:
    found = [each for each in messages if each.kind is kind and each.number == number]
    return found[-1] if found else None


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
