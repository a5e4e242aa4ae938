"""The secretariat's receipts of a response: listed, compared with it, saved, printed.

All of them stay, also once the response was opened again: time runs from the first. Belongs
on the store lane; comparing one takes long, since what was approved is worked out anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.domain.keys import DossierId
from desktop_app.domain.reviews import is_same_cluster, is_same_party
from desktop_app.domain.submissions import FinalApproval, ReceiptShown
from desktop_app.errors import FormRefused, NewerFormat, SubmissionRefused
from desktop_app.reports.receipt import Time, receipt_page
from desktop_app.services import finalising, ways
from desktop_app.services.dossiers import find_dossier
from desktop_app.services.frozen import frozen_by
from desktop_app.services.profile import Profile
from desktop_app.services.receipt_records import (
    SignedReceipt,
    in_order,
    last_receipt,
    receipt_in,
)
from desktop_app.services.written_files import write_file
from desktop_app.store import facts, records
from review_protocol.changes import RecordType
from review_protocol.digests import spoken
from review_protocol.errors import ProtocolError
from review_protocol.names import ChangeId, ContentId, SetId
from review_protocol.receipts import MAX_FILE, Receipt, Route, read_receipt


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReceipt(SignedReceipt):
    """A receipt that was compared with the dossier.

    ``is_verified``: it is signed by the dossier's server, and is of what was approved here
    under its number. None: the server's it is; what was approved cannot be worked out here,
    since its questionnaire is still to come or another version of the program approved it.
    ``own_party`` and ``own_cluster`` are the response's, where the receipt names others.
    ``approval`` is the one that it is of, if that could be worked out; ``other`` is that one
    too, where another one of its number counts here.
    """

    is_verified: bool | None
    approval: ChangeId | None = None
    other: FinalApproval | None = None
    own_party: str = ""
    own_cluster: str = ""

    @property
    def is_of_this_review(self) -> bool:
        """Whether it names the party and the cluster of the response."""
        return not (self.own_party or self.own_cluster)

    @property
    def shown(self) -> ReceiptShown:
        """The same for a screen."""
        found = self.receipt
        return ReceiptShown(
            id=found.submission,
            number=found.number,
            is_by_courier=found.route is Route.COURIER,
            registered_at=_moment(found.registered),
            received_at=None if found.received is None else _moment(found.received),
            sent_at=_moment(found.sent),
            counts=str(found.counts),
            digits=spoken(bytes.fromhex(found.submission)),
            party=found.party,
            cluster=found.cluster,
            own_party=self.own_party,
            own_cluster=self.own_cluster,
            is_verified=self.is_verified,
            other=self.other,
        )

    @property
    def times(self) -> tuple[Time, ...]:
        """Its times in English words, each in three zones; which of them counts."""
        return receipt_page(self.receipt).times


def receipts(
    profile: Profile, dossier: DossierId, number: int | None = None
) -> tuple[KeptReceipt, ...]:
    """The receipts in a dossier, by number; of one number, the one registered first leads.

    Only those of one number, if it is given. All are compared.
    """
    found = _kept(profile, dossier)
    return _compared(
        profile, dossier, [each for each in found if number in {None, each.receipt.number}]
    )


def listed(profile: Profile, dossier: DossierId) -> tuple[ReceiptShown, ...]:
    """The same, not compared: nobody knows whether they are genuine."""
    kept = _kept(profile, dossier)
    if not kept:
        return ()
    party, cluster = _review_of(profile, dossier)
    unknown = _Verdict(None)
    return tuple(_kept_receipt(each, unknown, party, cluster).shown for each in kept)


def of_number(profile: Profile, dossier: DossierId, number: int) -> SignedReceipt | None:
    """The receipt of a submission: of several the one registered first. Not compared.

    One of another server that was used before counts only if this one has given none.
    """
    found = [each for each in _kept(profile, dossier) if each.receipt.number == number]
    server = _server_of(profile, dossier)
    return last_receipt(each for each in found if each.receipt.server == server) or (
        last_receipt(found)
    )


def of_submission(
    profile: Profile, dossier: DossierId, name: ContentId
) -> SignedReceipt | None:
    """The receipt of a submission, by the submission's name. Not compared."""
    kept = _kept(profile, dossier)
    return next((each for each in kept if each.receipt.submission == name), None)


def compared(profile: Profile, dossier: DossierId, found: SignedReceipt) -> KeptReceipt:
    """One receipt, compared with the dossier's server and all that was approved."""
    return _compared(profile, dossier, [found])[0]


def verify(profile: Profile, dossier: DossierId, path: Path) -> KeptReceipt:
    """Check a receipt in a file against the dossier. Raises SubmissionRefused: bad-receipt."""
    try:
        with path.open("rb") as file:
            signed = file.read(MAX_FILE + 1)
        found = SignedReceipt(receipt=read_receipt(signed), signed=signed)
    except (OSError, ProtocolError) as error:
        raise SubmissionRefused("bad-receipt") from error
    return compared(profile, dossier, found)


def verify_one(
    profile: Profile, dossier: DossierId, name: ContentId | None = None
) -> KeptReceipt:
    """Check the receipt of a submission, or the last one. Raises SubmissionRefused."""
    return compared(profile, dossier, _named(profile, dossier, name))


def save(
    profile: Profile, dossier: DossierId, path: Path, name: ContentId | None = None
) -> None:
    """Write a receipt, or the last one, as the server signed it. Raises SubmissionRefused."""
    write_file(path, _named(profile, dossier, name).signed)


def print_receipt(
    profile: Profile,
    dossier: DossierId,
    path: Path,
    name: ContentId | None = None,
    *,
    language: str = "en",
) -> None:
    """Write a receipt, or the last one, as a page of PDF. Raises SubmissionRefused."""
    from desktop_app.reports import pdf  # noqa: PLC0415  # Typst loads slowly

    found = _named(profile, dossier, name).receipt
    page = receipt_page(found, language=language)
    write_file(path, pdf.render_receipt(page, timestamp=_moment(found.registered)))


def _kept(profile: Profile, dossier: DossierId) -> tuple[SignedReceipt, ...]:
    """The receipts in a dossier, in order, as they are."""
    with profile.store.read() as transaction:
        told = records.read_records(transaction, dossier, RecordType.RECEIPT)
    return in_order(found for each in told if (found := receipt_in(each)) is not None)


def _named(profile: Profile, dossier: DossierId, name: ContentId | None) -> SignedReceipt:
    if name is not None:
        found = of_submission(profile, dossier, name)
    else:
        last = last_receipt(_kept(profile, dossier))
        found = None if last is None else of_number(profile, dossier, last.receipt.number)
    if found is None:
        raise SubmissionRefused(ways.why_none(profile, dossier))
    return found


def _server_of(profile: Profile, dossier: DossierId) -> bytes | None:
    """The key of the server that the focal point has named."""
    with profile.store.read() as transaction:
        return facts.read_facts(transaction, dossier).roster.secretariat


def _review_of(profile: Profile, dossier: DossierId) -> tuple[str, str]:
    """The party and the cluster that a response is of."""
    info = find_dossier(profile, dossier)
    return info.party, info.pack.cluster


def _compared(
    profile: Profile, dossier: DossierId, found: Iterable[SignedReceipt]
) -> tuple[KeptReceipt, ...]:
    approvals = finalising.submission_state(profile, dossier).approvals
    party, cluster = _review_of(profile, dossier)
    server = _server_of(profile, dossier)
    kept = []
    for each in found:
        receipt, verdict = each.receipt, _Verdict(False)
        if (receipt.server, receipt.dossier) == (server, SetId(dossier)):
            verdict = _verdict(profile, dossier, receipt, approvals)
        kept.append(_kept_receipt(each, verdict, party, cluster))
    return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Whether a receipt is of what was approved, None if that cannot be worked out here; and
    of which approval; ``other`` is that one too, where another one of its number counts.
    """

    is_verified: bool | None
    approval: ChangeId | None = None
    other: FinalApproval | None = None


def _kept_receipt(
    found: SignedReceipt, verdict: _Verdict, party: str, cluster: str
) -> KeptReceipt:
    told = found.receipt
    return KeptReceipt(
        receipt=told,
        signed=found.signed,
        is_verified=verdict.is_verified,
        approval=verdict.approval,
        other=verdict.other,
        own_party="" if is_same_party(told.party, party) else party,
        own_cluster="" if is_same_cluster(told.cluster, cluster) else cluster,
    )


def _verdict(
    profile: Profile, dossier: DossierId, receipt: Receipt, approvals: Iterable[FinalApproval]
) -> _Verdict:
    """Of several approvals of its number it may be of any: the first to come was sent."""
    for first in approvals:
        if first.number == receipt.number:
            judged = {
                each: _is_of(profile, dossier, receipt, each) for each in (first, *first.others)
            }
            for each, is_it in judged.items():
                if is_it:
                    other = None if each is first else each
                    return _Verdict(True, each.change, other)
            return _Verdict(None if None in judged.values() else False)
    return _Verdict(False)


def _is_of(
    profile: Profile, dossier: DossierId, receipt: Receipt, approval: FinalApproval
) -> bool | None:
    """Whether it is of what this froze; None if that cannot be worked out here."""
    if approval.pack != receipt.pack:
        return False
    with profile.store.read() as transaction:
        if records.read_pack(transaction, approval.pack) is None:
            return None  # whoever joined later may lack it still
    try:
        found = frozen_by(profile, dossier, approval)
    except (FormRefused, NewerFormat):
        return None
    if not found.is_as_approved:
        return None
    return hashlib.sha256(found.form).hexdigest() == receipt.digest


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
