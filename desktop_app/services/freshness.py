"""Whether a profile is what it was when it was last used: an old copy put back is not.

Nothing need be done about it but to exchange: what is missing comes back with the next
file of anybody who has it, and what is written meanwhile is kept beside it.
"""

from __future__ import annotations

import contextlib

from desktop_app.domain.keys import DossierId
from desktop_app.errors import UserError
from desktop_app.exchange import outside
from desktop_app.services.profile import Profile
from desktop_app.store import records, sets
from desktop_app.store.facts import read_facts
from review_protocol.names import SetId


def behind(profile: Profile) -> frozenset[DossierId]:
    """The dossiers of which something was here before and is not now."""
    remembered = outside.recall(outside.heads_file(profile.device.id))
    _, held = _now(profile)
    return frozenset(outside.lost(remembered, held))


def remember(profile: Profile) -> None:
    """Note outside the profile what it holds; what is missing stays noted till it is back.

    Called when something has left this computer, or come. That it cannot be noted, on a
    disk without room, is no reason to stop anybody.
    """
    file = outside.heads_file(profile.device.id)
    heads, held = _now(profile)
    missing = outside.lost(outside.recall(file), held)
    noted = {
        dossier: heads.get(dossier, frozenset()) | missing.get(dossier, frozenset())
        for dossier in heads.keys() | missing.keys()
    }
    with contextlib.suppress(UserError):
        outside.remember(file, noted)


def forget(profile: Profile) -> None:
    """What is missing will not come back: say no more of it.

    A file that has it is taken in all the same. Raises DiskFull or NotWritable.
    """
    heads, _ = _now(profile)
    outside.remember(outside.heads_file(profile.device.id), heads)


def _now(
    profile: Profile,
) -> tuple[dict[DossierId, frozenset[SetId]], dict[DossierId, frozenset[SetId]]]:
    """By dossier the heads, and all sets."""
    with profile.store.read() as transaction:
        known = [each.id for each in records.list_dossiers(transaction)]
        heads = {each: frozenset(read_facts(transaction, each).holding.heads) for each in known}
        return heads, {each: sets.set_ids(transaction, each) for each in known}
