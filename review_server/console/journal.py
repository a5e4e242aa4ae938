"""What the staff did: who, when and what, with the name of what it was about; no content.

Lines are only ever added: the database itself refuses to change or remove one.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import insert, select

from review_server.couriers import Reply
from review_server.database import Transaction
from review_server.schema import staff_log

OPERATOR = "(command line)"
"""Stands for whoever runs `review-server` on the machine; no account can have this name."""


class Deed(StrEnum):
    """What can be done; the value is what is kept and shown."""

    ACCOUNT_ADDED = "account added"
    ACCOUNT_RESET = "account reset"
    ACCOUNT_REMOVED = "account removed"
    ACCOUNT_SET_UP = "account set up"
    PASSWORD_CHANGED = "password changed"  # noqa: S105  # the name of a deed
    SIGNED_IN = "signed in"
    REFUSED = "sign-in refused"
    SIGNED_OUT = "signed out"
    SIGNED_OUT_EVERYWHERE = "signed out everywhere"
    REVIEW_CREATED = "review created"
    REVIEW_CHANGED = "review changed"
    DATE_ENTERED = "date entered or taken back"
    INVITED = "invitation made"
    REINVITED = "invitation withdrawn and made again"
    MESSAGE_SENT = "message sent"
    SUBMISSION_READ = "submission read"
    SUBMISSION_SAVED = "submission saved as a file"
    REOPENING_GRANTED = "request to reopen granted"
    REOPENING_REFUSED = "request to reopen refused"
    PACKAGE_TAKEN_IN = "package taken in"
    CARRIED_TAKEN = "submission in a package taken"
    CARRIED_REFUSED = "content of a package refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One deed. ``about`` is an id, or ""."""

    number: int
    at: int
    who: str
    what: str
    about: str


def note_deed(
    transaction: Transaction,
    now: int,
    who: str,
    deed: Deed,
    about: str = "",
    *,
    word: str = "",
) -> None:
    """Add a line, in the transaction of the deed itself; a word of the protocol's says why."""
    what = f"{deed}: {word}" if word else str(deed)
    row = {"at": now, "who": who, "what": what, "about": about}
    transaction.execute(insert(staff_log), row)


def note_package(transaction: Transaction, now: int, who: str, reply: Reply) -> None:
    """Add that a package was taken in, and what it came to: taken, or refused."""
    note_deed(transaction, now, who, Deed.PACKAGE_TAKEN_IN, reply.dossier, word=reply.problem)
    for each in reply.outcomes:
        if each.refusal:
            note_deed(transaction, now, who, Deed.CARRIED_REFUSED, each.id, word=each.refusal)
        elif each.receipt is not None:
            note_deed(transaction, now, who, Deed.CARRIED_TAKEN, each.id)


def newest_lines(transaction: Transaction, most: int, *, before: int = 0) -> tuple[Line, ...]:
    """The newest first; those older than a number, if one is given."""
    query = select(staff_log).order_by(staff_log.c.number.desc()).limit(most)
    if before:
        query = query.where(staff_log.c.number < before)
    return tuple(
        Line(number=row.number, at=row.at, who=row.who, what=row.what, about=row.about)
        for row in transaction.execute(query)
    )
