"""Who is signed in: in the database, so that any process knows it, under the hash of a name.

The browser holds 256 random bits; a copy of the database lets nobody in (OWASP ASVS 5.0, 7.2).
A session ends after half an hour without a page and after ten hours in any case (NIST SP
800-63B-4, section 2.2.3 asks for an hour and a day at most).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select, update

from review_server.database import Transaction
from review_server.schema import staff_sessions

IDLE_S = 30 * 60
LONGEST_S = 10 * 3_600
_TOUCH_S = 60
"""Being here is written down once a minute, not with every page."""
_ID_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody signed in. ``form_token`` must come back with every form of theirs."""

    id: bytes
    name: str
    form_token: str


def open_session(transaction: Transaction, name: str, now: int) -> str:
    """A session of its own; the word that the browser keeps for it."""
    _forget_ended(transaction, now)
    word = secrets.token_urlsafe(_ID_BYTES)
    row = {"id": _hashed(word), "staff": name, "made_at": now, "seen_at": now}
    transaction.execute(insert(staff_sessions), row)
    return word


def find_session(transaction: Transaction, word: str, now: int) -> Session | None:
    """The session that a browser names, if it still counts; it is seen now."""
    id_ = _hashed(word)
    found = transaction.execute(select(staff_sessions).filter_by(id=id_)).one_or_none()
    if found is None or not _counts(found.made_at, found.seen_at, now):
        return None
    if now - found.seen_at >= _TOUCH_S:
        change = update(staff_sessions).filter_by(id=id_).values(seen_at=now)
        transaction.execute(change)
    return Session(id=id_, name=found.staff, form_token=form_token(word))


def end_session(transaction: Transaction, session: Session) -> None:
    """Sign out."""
    transaction.execute(delete(staff_sessions).filter_by(id=session.id))


def end_all_sessions(transaction: Transaction, name: str) -> None:
    """Sign somebody out wherever they are."""
    transaction.execute(delete(staff_sessions).filter_by(staff=name))


def form_token(word: str) -> str:
    """What a form must bring: who does not know the browser's word cannot make it."""
    return hashlib.sha256(b"review-server/1 form\0" + word.encode()).hexdigest()


def _counts(made_at: int, seen_at: int, now: int) -> bool:
    return now - seen_at < IDLE_S and now - made_at < LONGEST_S


def _forget_ended(transaction: Transaction, now: int) -> None:
    idle = staff_sessions.c.seen_at <= now - IDLE_S
    long = staff_sessions.c.made_at <= now - LONGEST_S
    transaction.execute(delete(staff_sessions).where(or_(idle, long)))


def _hashed(word: str) -> bytes:
    return hashlib.sha256(b"review-server/1 session\0" + word.encode()).digest()
