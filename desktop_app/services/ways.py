"""How far a message to the secretariat is, and why there is no receipt of what was approved."""

from __future__ import annotations

from desktop_app.domain.keys import DossierId
from desktop_app.domain.submissions import OnItsWay
from desktop_app.exchange.locking import read_lock
from desktop_app.services import refusals
from desktop_app.services.outgoing import last_of
from desktop_app.services.profile import Profile
from desktop_app.store.outbox import Message, Outbox, read_outbox
from desktop_app.store.servers import read_server
from desktop_app.store.transaction import Transaction
from review_protocol.message_kinds import Kind


def on_its_way(profile: Profile, dossier: DossierId) -> OnItsWay | None:
    """How far the approval that locks is; None if nothing was sent, or its receipt is here."""
    with profile.store.read() as transaction:
        lock = read_lock(transaction, dossier)
        number = max(lock.locking - lock.receipted, default=0)
        return _of_submission(transaction, dossier, number)


def why_none(profile: Profile, dossier: DossierId) -> str:
    """Why there is no receipt yet, as the reason of a SubmissionRefused."""
    with profile.store.read() as transaction:
        number = max(read_lock(transaction, dossier).locking, default=0)
        if not number:
            return "none-approved"
        if refusals.standing_of(transaction, dossier, Kind.SUBMISSION, number) is not None:
            return "none-refused"
        way = _of_submission(transaction, dossier, number)
    if way is None:
        return "none-yet"
    if way.handed_at is not None:
        return "no-receipt"
    return "none-waiting" if way.carried_at is None else "none-carried"


def way_of(
    transaction: Transaction, dossier: DossierId, known: Outbox, message: Message | None
) -> OnItsWay | None:
    """How far a message is: what the server has lost since is not there."""
    if message is None:
        return None
    place = read_server(transaction, dossier)
    is_there = place is not None and message.id in place.there
    carried = (each for each in known.carried if message.id in each.requests.values())
    return OnItsWay(
        sealed_at=message.at,
        carried_at=max((each.written_at for each in carried if each.written_at), default=None),
        handed_at=message.handed_at if is_there else None,
    )


def _of_submission(
    transaction: Transaction, dossier: DossierId, number: int
) -> OnItsWay | None:
    known = read_outbox(transaction, dossier)
    sent = last_of(known.messages, Kind.SUBMISSION, number)
    return way_of(transaction, dossier, known, sent)
