"""Whether a response is locked by an approval of the whole, and by whom it can be opened."""

from __future__ import annotations

from desktop_app.domain.keys import DossierId
from desktop_app.store import records
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType
from review_protocol.locks import Lock, Said, lock_of

_ABOUT = (RecordType.APPROVAL, RecordType.RECEIPT, RecordType.REOPENING)


def read_lock(transaction: Transaction, dossier: DossierId) -> Lock:
    """What the records that stand come to."""
    return lock_of(
        Said(type=type_, subject=each.subject, fields=each.fields)
        for type_ in _ABOUT
        for each in records.read_records(transaction, dossier, type_)
        if not each.withdrawn
    )
