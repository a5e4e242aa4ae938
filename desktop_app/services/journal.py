"""What was entered, durable: entries in, the state of a dossier and its history out.

Called on the store lane. A call is one transaction: when it raises, nothing was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desktop_app.domain.entries import DossierCreated, Entry, Loaded, PackUpgraded, Place
from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.errors import DossierMissing
from desktop_app.services.profile import Profile
from desktop_app.store import loading, records
from desktop_app.store.applying import Author, Writer


def create(
    profile: Profile,
    dossier: DossierId,
    *,
    first: DossierCreated,
    pack: bytes,
    entries: Sequence[Entry] = (),
) -> datetime:
    """A new dossier, with the pack it is about and the entries it begins with."""
    with profile.store.begin() as connection:
        records.add_pack(connection, first.pack, pack, profile.clock())
        Writer(connection, _author(profile), dossier).write((first, *entries))
    return profile.clock()


def write(profile: Profile, dossier: DossierId, entries: Sequence[Entry]) -> datetime:
    """Write entries in their order; they are on the disk when this returns the time."""
    if entries:
        with profile.store.begin() as connection:
            Writer(connection, _author(profile), dossier).write(entries)
    return profile.clock()


def upgrade(
    profile: Profile, dossier: DossierId, *, change: PackUpgraded, pack: bytes
) -> datetime:
    """A dossier goes on with another pack, whose file is kept along."""
    with profile.store.begin() as connection:
        records.add_pack(connection, change.pack, pack, profile.clock())
        Writer(connection, _author(profile), dossier).write((change,))
    return profile.clock()


def load(profile: Profile, dossier: DossierId) -> Loaded:
    """The state of a dossier. Raises DossierMissing."""
    with profile.store.read() as connection:
        known = tuple(record.id for record in records.list_dossiers(connection))
        if dossier not in known:
            raise DossierMissing(dossier, known)
        return loading.load(connection, dossier, profile.member)


def history(profile: Profile, dossier: DossierId, key: NodeKey) -> tuple[VersionInfo, ...]:
    """The versions of an answer, the latest first; the author is a name where known."""
    with profile.store.read() as connection:
        names = {profile.member: profile.name}
        return loading.history(connection, dossier, key, names)


def remember(profile: Profile, dossier: DossierId, place: Place) -> None:
    """Note where the user is."""
    with profile.store.begin() as connection:
        records.remember_place(connection, dossier, place, profile.clock())


def recall(profile: Profile, dossier: DossierId) -> Place | None:
    """Where the user was, or None."""
    with profile.store.read() as connection:
        return records.recall_place(connection, dossier)


def last_dossier(profile: Profile) -> DossierId | None:
    """The dossier that the user was in last."""
    with profile.store.read() as connection:
        return records.last_dossier(connection)


def _author(profile: Profile) -> Author:
    return Author(profile.member, profile.device.id)
