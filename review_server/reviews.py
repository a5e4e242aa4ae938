"""What the secretariat knows of its own: reviews, and the invitations to bring a dossier.

An invitation counts once: for the first dossier that is made known by it, and for that one
as often as anybody asks.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from unicodedata import combining, normalize

from sqlalchemy import delete, insert, select, text, update

from review_protocol import signing
from review_protocol.errors import ProtocolError
from review_protocol.rounds import Request, register_message
from review_protocol.server_invitations import ServerInvitation
from review_protocol.signing import SEED_SIZE, Context, SigningKey
from review_server.configuration import Configuration
from review_server.database import Transaction
from review_server.keys import ServerKeys
from review_server.problems import BadTicket, Unusable
from review_server.schema import dossiers, invitations, reviewers, reviews
from review_server.submission_keys import current_public

DAY_S = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A review. ``reviewers`` are States, each with the instruments it reviews."""

    id: str
    party: str
    cluster: str
    start: str = ""
    instruments: tuple[str, ...] = ()
    reviewers: Mapping[str, tuple[str, ...]]
    dossiers: tuple[str, ...] = ()


def create_review(transaction: Transaction, review: Review, now: int) -> str:
    """Keep a review under a fresh id, which comes back."""
    id_ = f"r-{secrets.token_hex(4)}"
    row = {
        "id": id_,
        "party": review.party,
        "cluster": review.cluster,
        "start": review.start,
        "instruments": " ".join(review.instruments),
        "made_at": now,
    }
    transaction.execute(insert(reviews), row)
    _keep_reviewers(transaction, replace(review, id=id_))
    return id_


def noted_already(transaction: Transaction, review: Review) -> str:
    """The id of another review of the same party and cluster with the same start; "" if there
    is none, or if this one is noted so itself. No other is noted until the transaction ends.
    """
    if transaction.dialect.name == "postgresql":  # SQLite lets one write at a time anyway
        transaction.execute(text("LOCK TABLE reviews IN SHARE ROW EXCLUSIVE MODE"))
    same = [each.id for each in list_reviews(transaction) if _what(each) == _what(review)]
    return "" if review.id in same else next(iter(same), "")


def _what(review: Review) -> tuple[str, str, str]:
    """What tells one review from another, but for how it is written."""
    party, cluster = (
        normalize("NFKC", each).casefold() for each in (review.party, review.cluster)
    )
    return party, cluster, review.start


def change_review(transaction: Transaction, review: Review) -> bool:
    """Keep what it says of party, cluster, instruments and reviewing States; whether that is
    anything new. Its start is moved like the date of a step. What members or the receipts say
    already stays as it is.
    """
    known = find_review(transaction, review.id)
    if known is None:
        raise Unusable(f"There is no review {review.id}. Run: review-server review list")
    if replace(review, start=known.start, dossiers=known.dossiers) == known:
        return False
    row = {
        "party": review.party,
        "cluster": review.cluster,
        "instruments": " ".join(review.instruments),
    }
    transaction.execute(update(reviews).filter_by(id=review.id).values(row))
    transaction.execute(delete(reviewers).filter_by(review=review.id))
    _keep_reviewers(transaction, review)
    return True


def _keep_reviewers(transaction: Transaction, review: Review) -> None:
    rows = [
        {"review": review.id, "state": state, "instruments": " ".join(scope)}
        for state, scope in review.reviewers.items()
    ]
    if rows:
        transaction.execute(insert(reviewers), rows)


def list_reviews(transaction: Transaction) -> tuple[Review, ...]:
    """All reviews, by party and cluster: lateness neither sorts nor shows."""
    known = select(dossiers.c.review, dossiers.c.id)
    brought = [(r.review, bytes(r.id).hex()) for r in transaction.execute(known)]
    scopes = transaction.execute(select(reviewers)).all()
    found = [
        Review(
            id=row.id,
            party=row.party,
            cluster=row.cluster,
            start=row.start,
            instruments=tuple(row.instruments.split()),
            reviewers={
                each.state: tuple(each.instruments.split())
                for each in scopes
                if each.review == row.id
            },
            dossiers=tuple(id_ for review, id_ in brought if review == row.id),
        )
        for row in transaction.execute(select(reviews))
    ]
    return tuple(
        sorted(found, key=lambda each: (alphabetical(each.party), each.cluster, each.id))
    )


def alphabetical(name: str) -> tuple[str, str]:
    """A key that sorts names as people look them up: Ö beside O, capitals beside small."""
    plain = "".join(c for c in normalize("NFKD", name.casefold()) if not combining(c))
    return plain, name


def find_review(transaction: Transaction, id_: str) -> Review | None:
    """One review, if there is such a one."""
    return next((each for each in list_reviews(transaction) if each.id == id_), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """One that was made; its key is not kept. ``dossier`` is what was made known by it."""

    id: str
    made_at: int
    expires_at: int
    dossier: str


def list_invitations(transaction: Transaction, review: str) -> tuple[Invitation, ...]:
    """The invitations to a review, the newest first."""
    order = (invitations.c.made_at.desc(), invitations.c.id)
    query = select(invitations).filter_by(review=review).order_by(*order)
    return tuple(
        Invitation(
            id=bytes(row.id).hex(),
            made_at=row.made_at,
            expires_at=row.expires_at,
            dossier=bytes(row.dossier or b"").hex(),
        )
        for row in transaction.execute(query)
    )


def withdraw(transaction: Transaction, review: str, invitation: str, now: int) -> bool:
    """Let an invitation count no longer; whether it still did, and was not used."""
    change = (
        update(invitations)
        .filter_by(review=review, id=bytes.fromhex(invitation), dossier=None)
        .where(invitations.c.expires_at > now)
    )
    return transaction.execute(change.values(expires_at=now)).rowcount > 0


def invite(
    transaction: Transaction,
    configuration: Configuration,
    keys: ServerKeys,
    review: str,
    now: int,
    *,
    days: int,
) -> ServerInvitation:
    """A fresh invitation to a review. Raises Unusable for one that is not known."""
    found = transaction.execute(select(reviews).filter_by(id=review)).one_or_none()
    if found is None:
        raise Unusable(f"There is no review {review}. Run: review-server review list")
    key = SigningKey(secrets.token_bytes(SEED_SIZE))
    expires = now + days * DAY_S
    row = {"id": key.public, "review": review, "made_at": now, "expires_at": expires}
    transaction.execute(insert(invitations), row)
    return ServerInvitation(
        url=configuration.url,
        server=keys.signing.public,
        kem=current_public(configuration.folder) or keys.kem.public,
        review=review,
        party=found.party,
        cluster=found.cluster,
        start=found.start,
        expires=expires,
        seed=key.seed(),
    )


def use_ticket(transaction: Transaction, request: Request, now: int) -> str:
    """The review that a request's ticket is for, used up by this dossier. Raises BadTicket."""
    ticket = request.ticket
    if ticket is None:
        raise BadTicket
    message = register_message(request.dossier, request.device)
    try:
        signing.verify(ticket.invitation, Context.REGISTER, message, ticket.proof)
    except ProtocolError as error:
        raise BadTicket from error
    key, dossier = bytes(ticket.invitation), bytes.fromhex(request.dossier)
    query = select(invitations).filter_by(id=key).with_for_update()
    found = transaction.execute(query).one_or_none()
    if found is None:
        raise BadTicket
    is_used = found.dossier is not None
    if is_used and bytes(found.dossier) != dossier:
        raise BadTicket
    if not is_used and found.expires_at <= now:
        raise BadTicket
    transaction.execute(update(invitations).filter_by(id=key).values(dossier=dossier))
    return str(found.review)
