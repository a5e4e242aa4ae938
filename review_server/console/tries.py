"""Slows down whoever guesses, and locks nobody out (NIST SP 800-63B-4, section 3.2.2).

A try is counted before it is judged, so that many at once gain nothing; one that succeeds is
taken back. After some in a row the next must wait, each time twice as long, an hour at most;
after a day without any, all is forgotten. What is tried meanwhile is refused unread and does
not make the wait longer. A browser that its owner has signed in with before is counted apart:
who fails on purpose from elsewhere does not keep them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, update
from sqlalchemy.sql.dml import ReturningInsert

from review_server.database import Transaction, insert_into
from review_server.schema import staff_tries

FIRST_WAIT_S = 30
LONGEST_WAIT_S = 3_600
FORGOTTEN_S = 86_400


@dataclass(frozen=True, slots=True)
class Counter:
    """What is counted under a name that says nothing; ``free`` tries need no wait."""

    key: bytes
    free: int


def begin_try(transaction: Transaction, counters: Sequence[Counter], now: int) -> int:
    """Count a try; 0, or for how many seconds none is taken. Then it is not counted."""
    transaction.execute(delete(staff_tries).where(staff_tries.c.last < now - FORGOTTEN_S))
    wait = max([_wait_s(transaction, each, now) for each in counters])  # each is held now
    if not wait:
        for each in counters:
            _change(transaction, each, staff_tries.c.number + 1, now)
    return wait


def take_back(transaction: Transaction, counters: Sequence[Counter], now: int) -> None:
    """The try succeeded: it does not count."""
    for each in counters:
        _change(transaction, each, staff_tries.c.number - 1, now)


def forget(transaction: Transaction, counters: Sequence[Counter]) -> None:
    """Start again from none."""
    keys = [each.key for each in counters]
    transaction.execute(delete(staff_tries).where(staff_tries.c.key.in_(keys)))


def wait_after(number: int, free: int) -> int:
    """Seconds between so many tries in a row and the next."""
    if number < free:
        return 0
    doubled: int = FIRST_WAIT_S * 2 ** min(number - free, 16)
    return min(doubled, LONGEST_WAIT_S)


def _wait_s(transaction: Transaction, counter: Counter, now: int) -> int:
    found = transaction.execute(_held(transaction, counter, now)).one()
    whole = wait_after(found.number, counter.free)
    left: int = max(found.last + whole - now, 0)
    return min(left, whole)  # also when the clock was put back


def _held(transaction: Transaction, counter: Counter, now: int) -> ReturningInsert[int, int]:
    """Its row, made if there is none, and held until the transaction ends.

    Also a row that another is just making or forgetting is waited for here: were it met only
    after the next counter is held, the two would wait for each other.
    """
    table = staff_tries
    made = insert_into(transaction, table).values(key=counter.key, number=0, last=now)
    held = made.on_conflict_do_update(index_elements=[table.c.key], set_={"key": counter.key})
    return held.returning(table.c.number, table.c.last)


def _change(transaction: Transaction, counter: Counter, number: object, now: int) -> None:
    change = update(staff_tries).filter_by(key=counter.key).values(number=number, last=now)
    transaction.execute(change)
