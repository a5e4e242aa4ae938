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

from sqlalchemy import delete, insert, select, update

from review_server.database import Transaction
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
    wait = max(_wait_s(transaction, each, now) for each in counters)
    if wait:
        return wait
    for each in counters:
        if not _change(transaction, each, staff_tries.c.number + 1, now):
            row = {"key": each.key, "number": 1, "last": now}
            transaction.execute(insert(staff_tries), row)
    return 0


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
    query = select(staff_tries).filter_by(key=counter.key).with_for_update()
    found = transaction.execute(query).one_or_none()
    if found is None:
        return 0
    whole = wait_after(found.number, counter.free)
    left: int = max(found.last + whole - now, 0)
    return min(left, whole)  # also when the clock was put back


def _change(transaction: Transaction, counter: Counter, number: object, now: int) -> bool:
    change = update(staff_tries).filter_by(key=counter.key).values(number=number, last=now)
    return transaction.execute(change).rowcount > 0
