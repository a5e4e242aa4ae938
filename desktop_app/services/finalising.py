"""Approving a whole response, which locks it, and opening it again.

Without a server and before anything was sent the focal point does both. Once the secretariat
has a submission, only it can open the response again; whoever wants that asks it
(`reopening_of` says when). Belongs on the store lane.
"""

from __future__ import annotations

from datetime import datetime

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.entries import ChangeId, Entry, Recorded, new_id
from desktop_app.domain.keys import DossierId
from desktop_app.domain.responses import Status
from desktop_app.domain.submissions import (
    FinalApproval,
    Reopening,
    Sending,
    SubmissionState,
)
from desktop_app.errors import ApprovalRefused, BadArgument, NotEntitled
from desktop_app.exchange.holding import as_set, hold
from desktop_app.exchange.locking import read_lock
from desktop_app.exchange.sealing import seal
from desktop_app.services import approval_records, journal, past
from desktop_app.services.approval_records import approvals_in
from desktop_app.services.clearing import changed_in, not_standing
from desktop_app.services.completeness import completeness
from desktop_app.services.dossiers import open_response
from desktop_app.services.frozen import Paper, content_of, paper_of, response_at
from desktop_app.services.profile import Profile
from desktop_app.store import facts, records
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType
from review_protocol.locks import APPROVED, REOPENED, STATE, Lock
from review_protocol.names import SetId
from review_protocol.rules import may

MAX_REASON = 10_000


def submission_state(profile: Profile, dossier: DossierId) -> SubmissionState:
    """What was approved and when, whether it is locked, and who may do what about it."""
    with profile.store.read() as transaction:
        held = hold(transaction, dossier, profile.device_for(dossier))
        names = records.read_names(transaction, dossier)
        lock = read_lock(transaction, dossier)
        reopening = _reopening(transaction, profile, dossier, lock)
        may_approve = _may(transaction, profile, dossier)
        focal_point = facts.read_facts(transaction, dossier).roster.focal_point or ""
    return SubmissionState(
        approvals=approvals_in(held.state, names),
        is_locked=lock.is_locked,
        reopening=reopening,
        may_approve=may_approve,
        focal_point=names.get(focal_point, ""),
        changed=changed_in(held.state, names),
        sending=Sending(),
    )


def approve_everything(
    profile: Profile, dossier: DossierId, *, reason: str = ""
) -> FinalApproval:
    """Approve all that applies, as it is stored, and lock the response; one transaction.

    Raises NotEntitled for anybody but the focal point, and ApprovalRefused: locked (it is
    already), to-settle, incomplete (and no reason was given), nothing (nobody has answered
    anything), moved (something came in meanwhile). Then nothing has changed.
    """
    reason = _reason(reason)
    heads = _checked(profile, dossier)
    response = open_response(profile, dossier)
    found = completeness(response, not_standing(profile, dossier))
    if found.is_blocked or response.approvable.to_settle():
        raise ApprovalRefused("to-settle")
    if not (found.is_complete or reason):
        raise ApprovalRefused("incomplete", count=len(found.questions))
    progress = response.progress()
    if progress.total == progress.counts[Status.EMPTY]:
        raise ApprovalRefused("nothing")
    response.approvable.approve_everything(response.info.pack.hash)
    approving = _Approving(
        profile, dossier, paper=paper_of(profile, response.info.pack.hash), heads=heads
    )
    return approving.do(
        response.take_pending(),
        missing=found.questions,
        reason="" if found.is_complete else reason,
    )


def reopen(profile: Profile, dossier: DossierId, reason: str) -> None:
    """Open a locked response again, for a reason that everybody can read.

    Raises NotEntitled, BadArgument without a reason, and ApprovalRefused: not-locked,
    ask-secretariat (it has a submission of it).
    """
    reason = _reason(reason)
    if not reason:
        raise BadArgument("reason", "empty")
    device, now = profile.device_for(dossier), profile.clock()
    with profile.store.begin() as transaction:
        if not _may(transaction, profile, dossier):
            raise NotEntitled("reopen")
        lock = read_lock(transaction, dossier)
        if not lock.is_locked:
            raise ApprovalRefused("not-locked")
        if lock.needs_secretariat:
            raise ApprovalRefused("ask-secretariat")
        seal(transaction, dossier, device, now)
        writer = journal.writer(transaction, profile, dossier)
        writer.write(_reopened(transaction, dossier, lock, reason, now))
        seal(transaction, dossier, device, now)


def reopening_of(profile: Profile, dossier: DossierId) -> Reopening:
    """How somebody at this computer can open the response again: here, or by asking."""
    with profile.store.read() as transaction:
        return _reopening(transaction, profile, dossier, read_lock(transaction, dossier))


class _Approving:
    """The one transaction: what is pending, the clearance, and the record with its digest."""

    def __init__(
        self, profile: Profile, dossier: DossierId, *, paper: Paper, heads: tuple[SetId, ...]
    ) -> None:
        self._profile, self._dossier, self._paper = profile, dossier, paper
        self._heads = heads
        self._device: DeviceKey = profile.device_for(dossier)
        self._now = profile.clock()
        # With the zone of this computer: what is calculated may depend on the day here.
        self._at = self._now.astimezone().replace(microsecond=0)

    def do(
        self, entries: tuple[Entry, ...], *, missing: tuple[str, ...], reason: str
    ) -> FinalApproval:
        """Write all of it; what comes back is what everybody else will read."""
        with self._profile.store.begin() as transaction:
            holding = facts.read_facts(transaction, self._dossier).holding
            if holding.heads != self._heads:
                raise ApprovalRefused("moved")
            self._seal(transaction)  # what was done before is in sets of its own
            writer = journal.writer(transaction, self._profile, self._dossier)
            writer.write(entries)
            number = read_lock(transaction, self._dossier).next_number
            fields = {
                STATE: APPROVED,
                approval_records.AT: self._at.isoformat(timespec="seconds"),
                approval_records.PACK: self._paper.pack.info.hash,
                approval_records.DIGEST: self._digest(transaction, number),
                approval_records.MISSING: " ".join(missing),
                approval_records.REASON: reason,
            }
            writer.write([_record(number, fields, self._now)])
            self._seal(transaction)
            held = hold(transaction, self._dossier, self._device)
            names = records.read_names(transaction, self._dossier)
        found = approvals_in(held.state, names)
        return next(each for each in found if each.number == number)

    def _seal(self, transaction: Transaction) -> None:
        seal(transaction, self._dossier, self._device, self._now)

    def _digest(self, transaction: Transaction, number: int) -> str:
        """Of what everybody will work out from the set that is about to be sealed."""
        held = hold(transaction, self._dossier, self._device)
        pending = as_set(held.pending, held.state.heads, self._device)
        state = past.state_at((*held.sealed, pending), pending.id, SetId(self._dossier))
        response = response_at(self._paper, self._dossier, state, self._at)
        return content_of(response, state, number=number, at=self._at).digest


def _checked(profile: Profile, dossier: DossierId) -> tuple[SetId, ...]:
    """The heads that are held, if somebody here may approve."""
    with profile.store.read() as transaction:
        if not _may(transaction, profile, dossier):
            raise NotEntitled("approve")
        if read_lock(transaction, dossier).is_locked:
            raise ApprovalRefused("locked")
        return facts.read_facts(transaction, dossier).holding.heads


def _may(transaction: Transaction, profile: Profile, dossier: DossierId) -> bool:
    roster = facts.read_facts(transaction, dossier).roster
    return may(roster, profile.device_for(dossier).id, RecordType.APPROVAL)


def _reopening(
    transaction: Transaction, profile: Profile, dossier: DossierId, lock: Lock
) -> Reopening:
    if not lock.is_locked:
        return Reopening.OPEN
    if not _may(transaction, profile, dossier):
        return Reopening.ASK_FOCAL_POINT
    return Reopening.ASK_SECRETARIAT if lock.needs_secretariat else Reopening.HERE


def _reopened(
    transaction: Transaction, dossier: DossierId, lock: Lock, reason: str, now: datetime
) -> list[Entry]:
    """The next version of every approval that locks."""
    found: dict[str, Entry] = {}
    for each in records.read_records(transaction, dossier, RecordType.APPROVAL):
        if each.subject in {str(number) for number in lock.locking}:
            fields = {
                **each.fields,
                STATE: REOPENED,
                approval_records.BY: each.author,
                approval_records.WHY: reason,
            }
            found.setdefault(each.subject, _record(int(each.subject), fields, now))
    return list(found.values())


def _record(number: int, fields: dict[str, str], now: datetime) -> Recorded:
    return Recorded(
        id=ChangeId(new_id()),
        type=RecordType.APPROVAL,
        subject=str(number),
        fields=fields,
        at=now,
    )


def _reason(text: str) -> str:
    reason = text.strip()
    if len(reason) > MAX_REASON:
        raise BadArgument("reason", "too-long")
    return reason
