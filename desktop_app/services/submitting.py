"""Sending what was approved to the secretariat, by line or by courier.

What is sent is what the approval froze, whatever was written since. It is sealed once; by
whichever way it comes first, the receipt is the same. Belongs on the network lane where it
sends by line, else on the store lane.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.exchanges import Replied
from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import Synchronised
from desktop_app.domain.submissions import (
    FinalApproval,
    Sending,
    SubmissionState,
)
from desktop_app.errors import BadArgument, NotConnected, NotEntitled, SubmissionRefused
from desktop_app.exchange import couriers, outbox
from desktop_app.exchange.carrying import withdrawn
from desktop_app.exchange.locking import read_lock
from desktop_app.services import finalising, freshness, outgoing, receipts, refusals, servers
from desktop_app.services.desks import desk_of
from desktop_app.services.outgoing import last_of
from desktop_app.services.profile import Profile
from desktop_app.services.receipts import KeptReceipt
from desktop_app.services.stopping import Stop
from desktop_app.services.ways import way_of
from desktop_app.services.written_files import write_file
from desktop_app.store import records
from desktop_app.store.outbox import Message, read_outbox
from desktop_app.store.servers import read_server
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType
from review_protocol.couriers import MAX_FILE, is_load
from review_protocol.message_kinds import Kind
from review_protocol.submissions import ReopeningRequest

if TYPE_CHECKING:  # it brings the libraries of HTTP
    from desktop_app.remote.line import Line


def submission_state(profile: Profile, dossier: DossierId) -> SubmissionState:
    """What `finalising.submission_state` says, and how it stands with sending."""
    state = finalising.submission_state(profile, dossier)
    return replace(state, sending=sending(profile, dossier, state))


def sending(profile: Profile, dossier: DossierId, state: SubmissionState) -> Sending:
    """How it stands with sending the approval that locks; without one only if by line."""
    latest = state.latest if state.is_locked else None
    listed = receipts.listed(profile, dossier)
    with profile.store.read() as transaction:
        by_line = read_server(transaction, dossier) is not None
        if latest is None:
            return Sending(by_line=by_line, receipts=listed)
        number = latest.number
        known = read_outbox(transaction, dossier)
        sent = last_of(known.messages, Kind.SUBMISSION, number)
        way = way_of(transaction, dossier, known, sent)
        submitted = read_lock(transaction, dossier).submitted or number
        asked = way_of(transaction, dossier, known, _asked(transaction, dossier, submitted))
        about = {Kind.SUBMISSION: number, Kind.REOPENING: submitted}
        refused = {
            kind: refusals.standing_of(transaction, dossier, kind, about[kind]) for kind in Kind
        }
    found = receipts.of_number(profile, dossier, number)
    kept = None if found is None else receipts.compared(profile, dossier, found)
    return Sending(
        by_line=by_line,
        way=way,
        not_taken=refused[Kind.SUBMISSION],
        receipt=kept.shown if kept else None,
        receipts=listed,
        asked=asked,
        wish_not_taken=refused[Kind.REOPENING],
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

    What has its receipt here, from whichever computer it was sent, is not sent again: that
    receipt is the answer, and no line is needed.

    Raises NotEntitled, NotConnected, ServerUnreachable, ServerRefused, or SubmissionRefused
    with the server's word, not-approved, other-content, other-approval (the secretariat has
    another one of that number), opened-again (by another computer, as this round told) or
    no-receipt. What could not be sent because of the line goes with the next synchronisation.
    """
    approval = _to_send(profile, dossier)
    kept = _receipt_of(profile, dossier, approval)
    if kept is not None:
        return kept
    _expect_server(profile, dossier)
    outgoing.sealed(profile, dossier, approval.number)
    done = servers.synchronise(
        profile, dossier, stop=stop, pause=pause, open_line=open_line, tell=tell
    )
    return _brought(profile, dossier, approval, done)


def _brought(
    profile: Profile, dossier: DossierId, approval: FinalApproval, done: Synchronised
) -> KeptReceipt:
    """The receipt after a round, which may have told that another computer was first."""
    with profile.store.read() as transaction:
        messages = read_outbox(transaction, dossier).messages
        not_brought = withdrawn(transaction, dossier)
    sent = last_of(messages, Kind.SUBMISSION, approval.number)
    if sent is not None and sent.id in not_brought:
        raise SubmissionRefused("opened-again")
    kept = _receipt_of(profile, dossier, approval)
    if kept is not None:
        return kept
    for each in done.not_taken:
        if (each.kind, each.number) == (Kind.SUBMISSION, approval.number):
            raise SubmissionRefused(each.word)
    found = None if sent is None else receipts.of_submission(profile, dossier, sent.id)
    if found is None:
        raise SubmissionRefused("no-receipt")
    return receipts.compared(profile, dossier, found)


def submit_file(profile: Profile, dossier: DossierId, path: Path) -> KeptReceipt | None:
    """Write the latest approval, and all that the server lacks, into a file for a courier.

    What has its receipt here needs no courier: no file is written, and the receipt is the
    answer. Raises NotEntitled, NotConnected, SubmissionRefused, DiskFull or NotWritable.
    """
    approval = _to_send(profile, dossier)
    kept = _receipt_of(profile, dossier, approval)
    if kept is not None:
        return kept
    _expect_server(profile, dossier)
    outgoing.sealed(profile, dossier, approval.number)
    write_courier_file(profile, dossier, path)
    return None


def write_courier_file(profile: Profile, dossier: DossierId, path: Path) -> None:
    """Write all that the server lacks into a file for a courier: a round without a line.

    Raises NotConnected, DiskFull or NotWritable.
    """
    desk = desk_of(profile, dossier)
    data, carried = couriers.courier_file(desk)
    write_file(path, data)
    couriers.note_written(desk, carried, name=path.name, size_bytes=len(data))
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
    with profile.store.read() as transaction:
        number = read_lock(transaction, dossier).submitted
        if number is None:
            raise SubmissionRefused("nothing-to-reopen")
        if _asked(transaction, dossier, number) is not None:
            raise SubmissionRefused("asked-already")
    found = receipts.of_number(profile, dossier, number)
    if found is None:
        raise SubmissionRefused("nothing-to-reopen")
    body = ReopeningRequest(submission=found.receipt.submission, reason=reason.strip())
    outbox.seal_message(desk_of(profile, dossier), body, number)


def is_reply(path: Path) -> bool:
    """Whether a file is one that came back by courier."""
    try:
        with path.open("rb") as file:
            return is_load(file.read(8))
    except OSError:
        return False


def take_reply(profile: Profile, path: Path) -> tuple[DossierId, Replied]:
    """Take in a reply that came by courier; of which dossier, and what it brought.

    What it refuses since it was sealed to a key of former times is sealed anew: the next
    round brings it, or the next file.

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
        load = couriers.load_for(desk, data)
        if load is not None:
            replied = couriers.take_reply(desk, load, name=path.name, size_bytes=len(data))
            outgoing.seal_anew(profile, dossier, dict(replied.refused))
            freshness.remember(profile)
            return dossier, replied
    raise SubmissionRefused("not-for-us")


def _to_send(profile: Profile, dossier: DossierId) -> FinalApproval:
    state = finalising.submission_state(profile, dossier)
    if not state.may_approve:
        raise NotEntitled("submit")
    if state.latest is None or not state.is_locked:
        raise SubmissionRefused("not-approved")
    return state.latest


def _expect_server(profile: Profile, dossier: DossierId) -> None:
    with profile.store.read() as transaction:
        if read_server(transaction, dossier) is None:
            raise NotConnected("no-server")


def _receipt_of(
    profile: Profile, dossier: DossierId, approval: FinalApproval
) -> KeptReceipt | None:
    """The server's receipt of an approval, if it is here; also one that cannot be compared
    here. Raises SubmissionRefused, other-approval, for that of another one of its number.
    """
    found = receipts.of_number(profile, dossier, approval.number)
    kept = None if found is None else receipts.compared(profile, dossier, found)
    if kept is None or kept.is_verified is False:
        return None
    if kept.approval not in {None, approval.change}:
        raise SubmissionRefused("other-approval")
    return kept


def _asked(transaction: Transaction, dossier: DossierId, number: int) -> Message | None:
    """The request to reopen that the secretariat has not answered yet."""
    answered = {
        each.subject
        for each in records.read_records(transaction, dossier, RecordType.REOPENING)
    }
    asked = last_of(read_outbox(transaction, dossier).messages, Kind.REOPENING, number)
    return None if asked is None or asked.id in answered else asked
