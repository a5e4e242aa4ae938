"""Who may write what for the others: asked where it is written, by the table that judges it.

Answers are not asked for here: `Response` refuses them by its `Access` before they are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop_app.domain.entries import Decided, Entry, PackUpgraded, Recorded, Restricted
from desktop_app.domain.keys import DossierId
from desktop_app.errors import NotEntitled
from desktop_app.services.profile import Profile
from desktop_app.store import facts
from desktop_app.store.transaction import Transaction
from review_protocol.changes import Kind, RecordType
from review_protocol.names import MemberId
from review_protocol.rules import may

_DEEDS: Mapping[Kind | RecordType, str] = {
    Kind.WORDING: "wording",
    Kind.RESTRICTION: "restrict",
    Kind.DECISION: "decide",
    Kind.UPGRADE: "upgrade",
    RecordType.NOTE: "note",
    RecordType.FILE: "attach",
    RecordType.ASSIGNMENT: "assign",
    RecordType.TIMELINE: "timeline",
    RecordType.PERSON: "describe",
    RecordType.APPROVAL: "approve",
}
"""What NotEntitled says; "record" for what no screen writes."""


def may_write(
    transaction: Transaction,
    profile: Profile,
    dossier: DossierId,
    what: Kind | RecordType,
    *,
    subject: str | None = None,
) -> bool:
    """Whether what somebody writes at this computer would be taken by the others.

    ``subject`` is whom a person's record is of. As long as nothing was sealed there are no
    others.
    """
    roster = facts.read_facts(transaction, dossier).roster
    member = None if subject is None else MemberId(subject)
    here = profile.device_for(dossier).id
    return not roster.devices or may(roster, here, what, subject=member)


def refuse_unless_may(
    transaction: Transaction,
    profile: Profile,
    dossier: DossierId,
    what: Kind | RecordType,
    *,
    subject: str | None = None,
) -> None:
    """Raise NotEntitled if the others would not take it; then nothing is to be written."""
    if not may_write(transaction, profile, dossier, what, subject=subject):
        raise NotEntitled(_DEEDS.get(what, "record"))


def refuse_entries(
    transaction: Transaction, profile: Profile, dossier: DossierId, entries: Iterable[Entry]
) -> None:
    """The same of all entries that are not of a response."""
    for entry in entries:
        match entry:
            case Recorded():
                subject = entry.subject if entry.type is RecordType.PERSON else None
                refuse_unless_may(transaction, profile, dossier, entry.type, subject=subject)
            case Restricted():
                refuse_unless_may(transaction, profile, dossier, Kind.RESTRICTION)
            case Decided():
                refuse_unless_may(transaction, profile, dossier, Kind.DECISION)
            case PackUpgraded():
                refuse_unless_may(transaction, profile, dossier, Kind.UPGRADE)
            case _:
                pass
