"""What the person at this computer may write in a dossier."""

from __future__ import annotations

from desktop_app.domain.access import EVERYTHING, Access, Bar
from desktop_app.domain.keys import DossierId
from desktop_app.exchange.locking import read_lock
from desktop_app.services.profile import Profile
from desktop_app.store import facts
from review_protocol.changes import Kind, RecordType
from review_protocol.rules import may
from review_protocol.statements import Role


def access_of(profile: Profile, dossier: DossierId) -> Access:
    """As the roster says that is known here; what else is written, nobody takes.

    Who handed the office over, or is not confirmed yet, writes as what they are.
    """
    with profile.store.read() as transaction:
        roster = facts.read_facts(transaction, dossier).roster
        is_locked = read_lock(transaction, dossier).is_locked
    here = roster.devices.get(profile.device_for(dossier).id)
    if here is None:  # nothing was sealed yet
        return EVERYTHING
    annotates = may(roster, here.id, RecordType.NOTE)
    words = may(roster, here.id, Kind.WORDING)
    if here.is_removed:
        return Access(Bar.REMOVED)
    if here.role is Role.OBSERVER:
        return Access(Bar.OBSERVER)
    if is_locked:
        return Access(Bar.LOCKED, annotates=annotates, words=words)
    part = roster.members[here.member].restriction
    if part is not None and here.role is Role.EXPERT:
        return Access(Bar.NOT_YOUR_PART, part, annotates=annotates)
    approves = may(roster, here.id, Kind.CLEARANCE)
    return Access(approves=approves, annotates=annotates, words=words)
