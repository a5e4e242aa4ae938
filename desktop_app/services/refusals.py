"""What the secretariat's server refused of this computer's messages, and what still stands."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.domain.keys import DossierId
from desktop_app.domain.submissions import NotTaken
from desktop_app.exchange.locking import read_lock
from desktop_app.store import records
from desktop_app.store.outbox import Message, read_outbox
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType
from review_protocol.locks import Lock
from review_protocol.message_kinds import Kind


def all_refusals(transaction: Transaction, dossier: DossierId) -> tuple[NotTaken, ...]:
    """All that are remembered, the oldest first."""
    return read_outbox(transaction, dossier).refusals


def standing(transaction: Transaction, dossier: DossierId) -> tuple[NotTaken, ...]:
    """Those about which nothing was done since; at most one of a kind about an approval.

    Nothing stands any more once another message was made in its place, once the secretariat
    has what it was about, or once the approval was opened again.
    """
    known = read_outbox(transaction, dossier)
    if not known.refusals:
        return ()
    lock = read_lock(transaction, dossier)
    decided = {
        each.subject
        for each in records.read_records(transaction, dossier, RecordType.REOPENING)
    }
    last = {(each.kind, each.number): each for each in known.refusals}
    return tuple(
        each
        for each in last.values()
        if each.id not in decided
        and _is_about_what_locks(each, lock)
        and not any(_took_its_place(message, each) for message in known.messages)
    )


def standing_of(
    transaction: Transaction, dossier: DossierId, kind: Kind, number: int
) -> NotTaken | None:
    """The one of a kind about an approval, if it still stands."""
    found: Iterator[NotTaken] = (
        each
        for each in standing(transaction, dossier)
        if each.kind is kind and each.number == number
    )
    return next(found, None)


def _is_about_what_locks(refusal: NotTaken, lock: Lock) -> bool:
    if refusal.number not in lock.locking:
        return False
    return refusal.kind is not Kind.SUBMISSION or refusal.number not in lock.receipted


def _took_its_place(message: Message, refusal: NotTaken) -> bool:
    """A message of the same content takes it once the server has it after all."""
    if (message.kind, message.number) != (refusal.kind, refusal.number):
        return False
    return message.id != refusal.id or message.handed_at is not None
