"""Signing in, setting an account up, changing a password: who may, and how often they may try.

Nothing tells whether a name exists, or which of password and code was wrong; all take the same
time. Passwords are judged and kept outside of any transaction, for each takes a fifth of a
second, and only for a try that was counted and need not wait.
"""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select, update

from review_protocol.codes import read_code
from review_protocol.errors import MistypedCode
from review_server.console.accounts import SETUP_GROUPS, hash_of_code
from review_server.console.derived_keys import mark, unseal
from review_server.console.journal import Deed, note_deed
from review_server.console.passwords import is_password, keep_password
from review_server.console.sessions import end_all_sessions, open_session
from review_server.console.totp import step_of
from review_server.console.tries import Counter, begin_try, forget, take_back
from review_server.database import Transaction
from review_server.rounds import Server
from review_server.schema import staff

FREE_BY_NAME = 5
FREE_BY_ADDRESS = 30
KNOWN_FOR_S = 90 * 86_400
_IPV6_NETWORK = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What somebody typed, and where from. ``browser`` is what `know_browser` once gave it."""

    name: str
    password: str = field(repr=False)
    code: str = field(repr=False)
    address: str = field(repr=False)
    browser: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A ``word`` for the browser; or ``wait_s`` seconds until the next try; or neither."""

    word: str = field(default="", repr=False)
    wait_s: int = 0


def sign_in(server: Server, given: Credentials) -> Outcome:
    """Open a session, if name, password and code are right."""

    def judge(row: Any) -> bool:
        return _is_theirs(row, given)

    def enter(transaction: Transaction, row: Any, now: int) -> str:
        return open_session(transaction, row.name, now)

    return _attempt(server, given, judge, enter, Deed.SIGNED_IN)


def set_up(server: Server, given: Credentials, setup_code: str) -> Outcome:
    """Give an account its first password and open a session, if both codes are right."""
    now, kept = server.clock(), ""

    def judge(row: Any) -> bool:
        nonlocal kept
        kept = keep_password(given.password)  # for nobody too: it must take as long
        return row is not None and _is_setup_code(row, setup_code, now)

    def enter(transaction: Transaction, row: Any, now: int) -> str:
        fresh = {"password": kept, "setup": b"", "setup_until": 0}
        transaction.execute(update(staff).filter_by(name=row.name).values(fresh))
        return open_session(transaction, row.name, now)

    return _attempt(server, given, judge, enter, Deed.ACCOUNT_SET_UP)


def change_password(server: Server, given: Credentials, new: str) -> Outcome:
    """Another password, by the present one and a code; every other session of theirs ends."""
    kept = ""

    def judge(row: Any) -> bool:
        nonlocal kept
        kept = keep_password(new)
        return _is_theirs(row, given)

    def enter(transaction: Transaction, row: Any, now: int) -> str:
        transaction.execute(update(staff).filter_by(name=row.name).values(password=kept))
        end_all_sessions(transaction, row.name)
        return open_session(transaction, row.name, now)

    return _attempt(server, given, judge, enter, Deed.PASSWORD_CHANGED)


def know_browser(server: Server, name: str, now: int) -> str:
    """What a browser keeps, so that its owner's tries are counted apart from a stranger's."""
    told = f"{now + KNOWN_FOR_S}.{secrets.token_hex(8)}"
    return f"{told}.{_browser_mark(server, name, told)}"


def _attempt(
    server: Server,
    given: Credentials,
    judge: Callable[[Any], bool],
    enter: Callable[[Transaction, Any, int], str],
    deed: Deed,
) -> Outcome:
    """Count the try, judge it, and take the one-time code and do the deed at once."""
    now = server.clock()
    counters = _counters(server, given, now)
    wait_s, row = server.database.run(lambda t: _begin(t, counters, given.name, now))
    if wait_s:
        return Outcome(wait_s=wait_s)
    is_right = judge(row)

    def finish(transaction: Transaction) -> Outcome:
        if not (is_right and _use_code(transaction, server, row, given.code, now)):
            note_deed(transaction, now, row.name if row else "", Deed.REFUSED)
            return Outcome()
        forget(transaction, counters[:1])
        take_back(transaction, counters[1:], now)  # an address gets only its own try back
        note_deed(transaction, now, row.name, deed)
        return Outcome(word=enter(transaction, row, now))

    return server.database.run(finish)


def _counters(server: Server, given: Credentials, now: int) -> tuple[Counter, ...]:
    def counter(text: str, free: int) -> Counter:
        return Counter(mark(server.keys, "tries", text), free)

    told, _, found = given.browser.rpartition(".")
    until = told.partition(".")[0]
    expected = _browser_mark(server, given.name, told)
    is_known = secrets.compare_digest(found.encode(), expected.encode())
    if is_known and int(until) > now:
        return (counter(f"browser {told} {given.name}", FREE_BY_NAME),)
    by_name = counter(f"name {given.name}", FREE_BY_NAME)
    return by_name, counter(f"address {_network(given.address)}", FREE_BY_ADDRESS)


def _browser_mark(server: Server, name: str, told: str) -> str:
    return mark(server.keys, "browser", f"{told} {name}").hex()


def _network(address: str) -> str:
    """One subscriber's: of IPv6 that is a whole network."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, _IPV6_NETWORK), strict=False))


def _begin(
    transaction: Transaction, counters: Sequence[Counter], name: str, now: int
) -> tuple[int, Any]:
    wait_s = begin_try(transaction, counters, now)
    row = transaction.execute(select(staff).filter_by(name=name)).one_or_none()
    return wait_s, row


def _use_code(transaction: Transaction, server: Server, row: Any, typed: str, now: int) -> bool:
    """Whether a one-time code is right and new; it counts once, whoever comes second.

    And only for what was judged: the account may have been reset, or its password changed,
    since it was read.
    """
    secret = unseal(server.keys, row.name, bytes(row.secret))
    step = None if secret is None else step_of(secret, typed, now)
    if step is None:
        return False
    judged = {"name": row.name, "password": row.password, "setup": row.setup}
    change = update(staff).filter_by(**judged, secret=row.secret).where(staff.c.step < step)
    return transaction.execute(change.values(step=step)).rowcount > 0


def _is_theirs(row: Any, given: Credentials) -> bool:
    return is_password(given.password, row.password if row else "")


def _is_setup_code(row: Any, typed: str, now: int) -> bool:
    try:
        digits = read_code(typed, SETUP_GROUPS)
    except MistypedCode:
        return False
    is_right = secrets.compare_digest(hash_of_code(digits), bytes(row.setup))
    return is_right and now < row.setup_until
