"""Accounts of the staff, as the operator makes them; their owners choose the password.

A fresh account has a key for one-time codes and a set-up code, which counts once and for
three days. Until its owner has used both, nobody can sign in by it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass, field

from sqlalchemy import delete, insert, select, update

from review_protocol.codes import new_code
from review_server.console.derived_keys import seal
from review_server.console.journal import OPERATOR, Deed, note_deed
from review_server.console.sessions import end_all_sessions
from review_server.console.totp import new_secret, provisioning_uri, spelled
from review_server.database import Transaction
from review_server.keys import ServerKeys
from review_server.problems import Unusable
from review_server.schema import staff

SETUP_GROUPS = 4
SETUP_S = 3 * 86_400
NAME = re.compile(r"[a-z][a-z0-9._-]{0,39}")
EMAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,190}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """What its owner is given, once: nothing of it can be shown again."""

    name: str
    code: str = field(repr=False)
    uri: str = field(repr=False)
    key: str = field(repr=False)
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in, once ``is_set_up``."""

    name: str
    email: str
    is_set_up: bool
    made_at: int


def add_account(
    transaction: Transaction, keys: ServerKeys, name: str, email: str, now: int
) -> SetUp:
    """A fresh account. Raises Unusable for a name that is taken or can be none."""
    if not NAME.fullmatch(name):
        raise Unusable(
            "A name is written in small letters a to z, digits, points, dashes; 40 at most."
        )
    if email and not EMAIL.fullmatch(email):
        raise Unusable("This is no e-mail address.")
    if _find(transaction, name) is not None:
        raise Unusable(f"There is an account {name}. Run: review-server staff reset {name}")
    secret = new_secret()
    code, fresh = _fresh(keys, name, secret, now)
    row = {"name": name, "email": email, "step": 0, "made_at": now, **fresh}
    transaction.execute(insert(staff), row)
    note_deed(transaction, now, OPERATOR, Deed.ACCOUNT_ADDED, name)
    return _set_up(name, code, secret, now)


def reset_account(transaction: Transaction, keys: ServerKeys, name: str, now: int) -> SetUp:
    """A lost password or key: both are made anew, and every session ends. Raises Unusable."""
    _expect(transaction, name)
    secret = new_secret()
    code, fresh = _fresh(keys, name, secret, now)
    transaction.execute(update(staff).filter_by(name=name).values(fresh))
    end_all_sessions(transaction, name)
    note_deed(transaction, now, OPERATOR, Deed.ACCOUNT_RESET, name)
    return _set_up(name, code, secret, now)


def remove_account(transaction: Transaction, name: str, now: int) -> None:
    """They cannot sign in any more, and are signed out at once. Raises Unusable."""
    _expect(transaction, name)
    end_all_sessions(transaction, name)
    transaction.execute(delete(staff).filter_by(name=name))
    note_deed(transaction, now, OPERATOR, Deed.ACCOUNT_REMOVED, name)


def list_accounts(transaction: Transaction) -> tuple[Account, ...]:
    """All, by name."""
    return tuple(
        Account(
            name=row.name,
            email=row.email,
            is_set_up=bool(row.password),
            made_at=row.made_at,
        )
        for row in transaction.execute(select(staff).order_by(staff.c.name))
    )


def hash_of_code(digits: str) -> bytes:
    """How a set-up code is kept: it has 66 bits of chance, so no slow hash is needed."""
    return hashlib.sha256(b"review-server/1 set-up\0" + digits.encode()).digest()


def _fresh(
    keys: ServerKeys, name: str, secret: bytes, now: int
) -> tuple[str, dict[str, object]]:
    code = new_code(SETUP_GROUPS, secrets.randbelow)
    row: dict[str, object] = {
        "password": "",
        "secret": seal(keys, name, secret),
        "setup": hash_of_code(code.replace(" ", "")),
        "setup_until": now + SETUP_S,
    }
    return code, row


def _set_up(name: str, code: str, secret: bytes, now: int) -> SetUp:
    return SetUp(
        name=name,
        code=code,
        uri=provisioning_uri(secret, name),
        key=spelled(secret),
        until=now + SETUP_S,
    )


def _expect(transaction: Transaction, name: str) -> None:
    if _find(transaction, name) is None:
        raise Unusable(f"There is no account {name}. Run: review-server staff list")


def _find(transaction: Transaction, name: str) -> object:
    return transaction.execute(select(staff.c.name).filter_by(name=name)).one_or_none()
