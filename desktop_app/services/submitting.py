"""Sending what was approved to the secretariat, by line or by courier, and its receipt.

What is sent is what the approval froze, whatever was written since. It is sealed once; by
whichever way it comes first, the receipt is the same. Belongs on the network lane where it
sends by line, else on the store lane.
"""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.exchanges import Replied
from desktop_app.domain.keys import DossierId
from desktop_app.domain.submissions import (
    FinalApproval,
    ReceiptShown,
    Reopening,
    Sending,
    SubmissionState,
)
from desktop_app.errors import BadArgument, NotConnected, NotEntitled, SubmissionRefused
from desktop_app.exchange import outbox
from desktop_app.exchange.rounds import Desk
from desktop_app.reports.receipt import receipt_page
from desktop_app.services import finalising, freshness, servers
from desktop_app.services.frozen import frozen
from desktop_app.services.profile import Profile
from desktop_app.services.stopping import Stop
from desktop_app.services.written_files import write_file
from desktop_app.store import facts, records
from desktop_app.store.outbox import Message, read_outbox
from desktop_app.store.servers import read_server
from review_protocol.changes import RecordType
from review_protocol.couriers import MAX_FILE, is_load
from review_protocol.digests import spoken
from review_protocol.errors import ProtocolError
from review_protocol.names import ContentId, SetId
from review_protocol.receipts import Receipt, read_receipt
from review_protocol.submissions import Kind, ReopeningRequest, Submission

if TYPE_CHECKING:  # it brings the libraries of HTTP
    from desktop_app.remote.line import Line

_MOST_TRIES = 2  # the second time to the key that the server said to use


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReceipt:
    """A receipt of the secretariat's that is in the dossier; ``signed`` are its bytes.

    ``is_verified``: it is signed by the dossier's server, and is of what was approved here
    under its number.
    """

    receipt: Receipt
    signed: bytes
    is_verified: bool

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


def submission_state(profile: Profile, dossier: DossierId) -> SubmissionState:
    """What `finalising.submission_state` says, and how it stands with sending."""
    state = finalising.submission_state(profile, dossier)
    return replace(state, sending=sending(profile, dossier, state))


def sending(profile: Profile, dossier: DossierId, state: SubmissionState) -> Sending:
    """How it stands with sending the latest approval."""
    with profile.store.read() as transaction:
        place = read_server(transaction, dossier)
        messages = read_outbox(transaction, dossier).messages
    latest = state.latest
    if latest is None:
        return Sending(by_line=place is not None)
    sent = _last(messages, Kind.SUBMISSION, latest.number)
    asked = _last(messages, Kind.REOPENING, latest.number)
    of_it = [
        each for each in receipts(profile, dossier) if each.receipt.number == latest.number
    ]
    return Sending(
        by_line=place is not None,
        sent_at=sent.at if sent else None,
        receipt=of_it[0].shown if of_it else None,
        reopening_asked_at=asked.at if asked else None,
    )


def submit(
    profile: Profile,
    dossier: DossierId,
    *,
    stop: Stop | None = None,
    pause: Callable[[float], None] = time.sleep,
    open_line: Callable[[str], Line] | None = None,
) -> KeptReceipt:
    """Send the latest approval by line; the receipt that came back.

    Raises NotEntitled, NotConnected, ServerUnreachable, ServerRefused, or SubmissionRefused
    with the server's word, not-approved, other-content or no-receipt. What could not be
    sent because of the line goes with the next synchronisation.
    """
    approval = _to_send(profile, dossier)
    for _ in range(_MOST_TRIES):
        message = _sealed(profile, dossier, approval)
        done = servers.synchronise(
            profile, dossier, stop=stop, pause=pause, open_line=open_line
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
    write_file(path, outbox.courier_file(_desk(profile, dossier)))
    freshness.remember(profile)


def ask_reopening(profile: Profile, dossier: DossierId, reason: str) -> None:
    """Ask the secretariat to open a submission again; the next round, or file, brings it.

    Raises NotEntitled, NotConnected, BadArgument without a reason, or SubmissionRefused:
    nothing-to-reopen, asked-already.
    """
    if not reason.strip() or len(reason) > finalising.MAX_REASON:
        raise BadArgument("reason", "empty" if not reason.strip() else "too-long")
    state = submission_state(profile, dossier)
    if not state.may_approve:
        raise NotEntitled("submit")
    latest = state.latest
    if latest is None or state.reopening is not Reopening.ASK_SECRETARIAT:
        raise SubmissionRefused("nothing-to-reopen")
    if state.sending.reopening_asked_at is not None:
        raise SubmissionRefused("asked-already")
    of_it = [
        each for each in receipts(profile, dossier) if each.receipt.number == latest.number
    ]
    if not of_it:
        raise SubmissionRefused("nothing-to-reopen")
    body = ReopeningRequest(submission=of_it[0].receipt.submission, reason=reason.strip())
    outbox.seal_message(_desk(profile, dossier), body, latest.number)


def receipts(profile: Profile, dossier: DossierId) -> tuple[KeptReceipt, ...]:
    """The receipts in a dossier, by number; of two of one number the earlier one first."""
    with profile.store.read() as transaction:
        server = facts.read_facts(transaction, dossier).roster.secretariat
        told = records.read_records(transaction, dossier, RecordType.RECEIPT)
    found = []
    for each in told:
        try:
            signed = base64.b64decode(each.fields.get("receipt", ""), validate=True)
            receipt = read_receipt(signed)
        except (ValueError, ProtocolError):
            continue  # the secretariat's, but for a newer program
        is_ours = receipt.server == server and receipt.dossier == SetId(dossier)
        verified = is_ours and _is_of_what_was_approved(profile, dossier, receipt)
        found.append(KeptReceipt(receipt=receipt, signed=signed, is_verified=verified))
    return tuple(sorted(found, key=lambda kept: (kept.receipt.number, kept.receipt.time)))


def verify(profile: Profile, dossier: DossierId, path: Path) -> KeptReceipt:
    """Check a receipt in a file against the dossier. Raises SubmissionRefused: no-receipt."""
    try:
        with path.open("rb") as file:
            signed = file.read(1024 * 1024)
        receipt = read_receipt(signed)
    except (OSError, ProtocolError) as error:
        raise SubmissionRefused("bad-receipt") from error
    with profile.store.read() as transaction:
        server = facts.read_facts(transaction, dossier).roster.secretariat
    is_ours = receipt.server == server and receipt.dossier == SetId(dossier)
    verified = is_ours and _is_of_what_was_approved(profile, dossier, receipt)
    return KeptReceipt(receipt=receipt, signed=signed, is_verified=verified)


def print_receipt(
    profile: Profile, dossier: DossierId, path: Path, *, language: str = "en"
) -> None:
    """Write the last receipt as a page of PDF. Raises SubmissionRefused: no-receipt."""
    from desktop_app.reports import pdf  # noqa: PLC0415  # Typst loads slowly

    found = receipts(profile, dossier)
    if not found:
        raise SubmissionRefused("no-receipt")
    page = receipt_page(found[-1].receipt, language=language)
    write_file(path, pdf.render_receipt(page, timestamp=found[-1].shown.registered_at))


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
        desk = _desk(profile, dossier)
        if outbox.is_for(desk, data):
            replied = outbox.take_reply(desk, data, path.name)
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
    desk = _desk(profile, dossier)
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
    for each in receipts(profile, dossier):
        if each.receipt.submission == name:
            return each
    raise SubmissionRefused("no-receipt")


def _is_of_what_was_approved(profile: Profile, dossier: DossierId, receipt: Receipt) -> bool:
    try:
        found = frozen(profile, dossier, receipt.number)
    except BadArgument:
        return False
    is_same = hashlib.sha256(found.form).hexdigest() == receipt.digest
    return is_same and found.pack == receipt.pack


def _last(messages: tuple[Message, ...], kind: Kind, number: int) -> Message | None:
    found = [each for each in messages if each.kind is kind and each.number == number]
    return found[-1] if found else None


def _desk(profile: Profile, dossier: DossierId) -> Desk:
    return Desk(
        store=profile.store,
        dossier=dossier,
        device=profile.device_for(dossier),
        clock=profile.clock,
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
