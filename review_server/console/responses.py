"""What is shown of a response: who its members are by role and key, never by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select

from review_protocol.names import SetId
from review_protocol.signing import fingerprint
from review_protocol.statements import Role
from review_server.console.visits import Missing
from review_server.database import Transaction
from review_server.rosters import Seat, read_roster
from review_server.schema import dossiers

_ROLES = {
    Role.FOCAL_POINT: "Focal point",
    Role.DEPUTY: "Deputy",
    Role.EXPERT: "Expert",
    Role.OBSERVER: "Observer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Computer:
    """A member's computer. ``standing`` is "", or why it is none that counts in full."""

    role: str
    fingerprint: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A response that was made known to a review."""

    id: SetId
    review: str
    made_at: int
    computers: tuple[Computer, ...]


def responses_of(transaction: Transaction, review: str) -> tuple[Response, ...]:
    """Those of a review, the oldest first."""
    order = (dossiers.c.made_at, dossiers.c.id)
    query = select(dossiers).filter_by(review=review).order_by(*order)
    return tuple(map(_response, transaction.execute(query).all()))


def expect_response(transaction: Transaction, id_: str) -> Response:
    """One, by its whole name. Raises Missing."""
    try:
        key = bytes.fromhex(id_)
    except ValueError as error:
        raise Missing from error
    found = transaction.execute(select(dossiers).filter_by(id=key)).one_or_none()
    if found is None:
        raise Missing
    return _response(found)


def _response(row: Row[Any]) -> Response:
    return Response(
        id=SetId(bytes(row.id).hex()),
        review=row.review,
        made_at=row.made_at,
        computers=_computers(read_roster(bytes(row.roster)).values()),
    )


def _computers(seats: Iterable[Seat]) -> tuple[Computer, ...]:
    ranks = list(_ROLES)
    ordered = sorted(
        seats, key=lambda seat: (seat.is_removed, ranks.index(seat.role), bytes(seat.key))
    )
    return tuple(
        Computer(
            role=_ROLES[seat.role],
            fingerprint=fingerprint(seat.key),
            standing=_standing(seat),
        )
        for seat in ordered
    )


def _standing(seat: Seat) -> str:
    if seat.is_removed:
        return "removed"
    return "not confirmed yet" if seat.is_provisional else ""
