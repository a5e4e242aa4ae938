"""Whether a package that came by courier can have been received when an officer says so.

The time stands on a signed receipt for ever, and the reviewing States' time may count from it.
What cannot be is refused; what is likely a slip has to be confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import select

from review_protocol.contents import content_id
from review_protocol.errors import ProtocolError
from review_protocol.names import SetId
from review_protocol.rounds import Request
from review_protocol.submissions import read_envelope
from review_server import contents
from review_server.database import Transaction
from review_server.problems import Unusable
from review_server.schema import dossiers, reviews

CLOCK_S = 14 * 3_600
"""As much may a computer's clock be wrong whose zone is set wrongly."""
LONG_AGO_S = 30 * 86_400


class Impossible(Unusable):
    """It cannot have been received then."""


class Doubtful(Unusable):
    """It can hardly have been received then: somebody must say that it was."""


def expect_past(received: int, now: int) -> None:
    """Raises Impossible for a time to come."""
    if received > now:
        raise Impossible("It cannot have been received in the future.")


def check_received(
    transaction: Transaction,
    requests: Iterable[Request],
    dossier: SetId,
    received: int,
    now: int,
    *,
    is_sure: bool,
) -> None:
    """Raises Impossible, and Doubtful unless somebody is sure."""
    known = _review_made(transaction, dossier)
    if known is not None and received < known - CLOCK_S:
        raise Impossible(
            "It cannot have been received then: the review was noted here only on"
            f" {_day(known)}, and its invitation was made after that."
        )
    if is_sure:
        return
    sent = _sent(transaction, requests, dossier)
    if sent is not None and received < sent - CLOCK_S:
        raise Doubtful(
            f"By its sender's clock the package was made on {_day(sent)}, after this time."
        )
    if sent is not None and received < now - LONG_AGO_S:
        raise Doubtful(f"This is {(now - received) // 86_400} days ago.")


def _review_made(transaction: Transaction, dossier: SetId) -> int | None:
    query = select(reviews.c.made_at).join(dossiers, dossiers.c.review == reviews.c.id)
    return transaction.scalar(query.where(dossiers.c.id == bytes.fromhex(dossier)))


def _sent(transaction: Transaction, requests: Iterable[Request], dossier: SetId) -> int | None:
    """When the newest message to the secretariat was made that has no receipt yet."""
    times = [
        made
        for request in requests
        if (made := _made(transaction, request, dossier)) is not None
    ]
    return max(times, default=None)


def _made(transaction: Transaction, request: Request, dossier: SetId) -> int | None:
    stretch = request.stretch
    if stretch is None or len(stretch.data) != stretch.length:
        return None
    if contents.size_of(transaction, dossier, content_id(stretch.data)) is not None:
        return None
    try:
        return read_envelope(stretch.data).at
    except ProtocolError:
        return None  # a working file, or what is refused later with a word for why


def _day(moment: int) -> str:
    when = datetime.fromtimestamp(moment, UTC)
    return f"{when.day} {when:%B %Y, %H:%M} UTC"
