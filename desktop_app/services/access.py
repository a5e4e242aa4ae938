"""What the person at this computer may write in a dossier."""

from __future__ import annotations

from desktop_app.domain.access import EVERYTHING, Access, Bar
from desktop_app.domain.keys import DossierId
from desktop_app.services.locking import read_lock
from desktop_app.services.profile import Profile
from desktop_app.store import facts
from review_protocol.changes import Kind
from review_protocol.names import NOBODY
from review_protocol.rules import may
from review_protocol.statements import Role


def access_of(profile: Profile, dossier: DossierId) -> Access:
    """As the roster says that is known here; what else is written, nobody takes.

    Who handed the office over, or is not confirmed yet, writes as what they are.
    """
    with profile.store.read() as transaction:
        roster = facts.read_facts(transaction, dossier).roster
        is_locked = read_lock(transaction, dossier).is_locked
    device = profile.device_for(dossier).id
    member = roster.members.get(roster.member_of(device) or NOBODY)
    if member is None:  # nothing was sealed yet
        return EVERYTHING
    if member.is_removed or not roster.has_active(device):
        return Access(Bar.REMOVED)
    if member.role is Role.OBSERVER:
        return Access(Bar.OBSERVER)
    if is_locked:
        return Access(Bar.LOCKED)
    if member.restriction is not None and member.role is Role.EXPERT:
        return Access(Bar.NOT_YOUR_PART, member.restriction)
    return Access(approves=may(roster, member.id, Kind.CLEARANCE))
