"""What was entered, durable: entries in, the state of a dossier and its history out.

Called on the store lane. A call is one transaction: when it raises, nothing was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.contents import ContentKind
from desktop_app.domain.entries import (
    ChangeId,
    DossierCreated,
    Entry,
    Loaded,
    PackUpgraded,
    Place,
    Recorded,
    new_id,
)
from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.responses import VersionInfo
from desktop_app.errors import DossierMissing
from desktop_app.exchange.sealing import found_dossier, seal
from desktop_app.exchange.unconfirmed import read_unconfirmed
from desktop_app.services.entitlement import refuse_entries
from desktop_app.services.profile import Profile
from desktop_app.store import contents, loading, records
from desktop_app.store.applying import Author, Writer, writer_for
from desktop_app.store.facts import read_facts
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType


def create(
    profile: Profile,
    dossier: DossierId,
    *,
    first: DossierCreated,
    pack: bytes,
    entries: Sequence[Entry] = (),
) -> DossierId:
    """A new dossier, with the pack it is about and the entries it begins with.

    They become its first set, and the dossier is called by that set's id: returned.
    """
    now = profile.clock()
    with profile.store.begin() as connection:
        records.add_pack(connection, first.pack, pack, now)
        writer(connection, profile, dossier).write((first, *entries, _person(profile, now)))
        return found_dossier(connection, dossier, profile.device, now)


def _person(profile: Profile, now: datetime) -> Recorded:
    """Who this is, for the others."""
    return Recorded(
        id=ChangeId(new_id()),
        type=RecordType.PERSON,
        subject=profile.device.id,
        fields={"name": profile.name, "email": profile.email},
        at=now,
    )


def write(profile: Profile, dossier: DossierId, entries: Sequence[Entry]) -> datetime:
    """Write entries in their order; they are on the disk when this returns the time.

    Raises NotEntitled for what the others would not take from whoever this is.
    """
    if entries:
        with profile.store.begin() as connection:
            write_within(connection, profile, dossier, entries)
    return profile.clock()


def write_within(
    connection: Transaction, profile: Profile, dossier: DossierId, entries: Sequence[Entry]
) -> None:
    """The same in a transaction of the caller's."""
    refuse_entries(connection, profile, dossier, entries)
    writer(connection, profile, dossier).write(entries)


def attach(profile: Profile, dossier: DossierId, *, record: Recorded, content: bytes) -> None:
    """A file is attached: the record of it, and its content, which is encrypted already.

    Raises NotEntitled.
    """
    with profile.store.begin() as connection:
        refuse_entries(connection, profile, dossier, (record,))
        contents.add_content(connection, dossier, ContentKind.FILE, content)
        writer(connection, profile, dossier).write((record,))


def upgrade(
    profile: Profile, dossier: DossierId, *, change: PackUpgraded, pack: bytes
) -> datetime:
    """A dossier goes on with another pack, whose file is kept along. Raises NotEntitled."""
    now = profile.clock()
    with profile.store.begin() as connection:
        refuse_entries(connection, profile, dossier, (change,))
        records.add_pack(connection, change.pack, pack, now)
        # An upgrade has a set of its own, so that it is plain what was given before it.
        seal(connection, dossier, profile.device_for(dossier), now)
        writer(connection, profile, dossier).write((change,))
        seal(connection, dossier, profile.device_for(dossier), now)
    return now


def load(profile: Profile, dossier: DossierId) -> Loaded:
    """The state of a dossier. Raises DossierMissing."""
    with profile.store.read() as connection:
        known = tuple(record.id for record in records.list_dossiers(connection))
        if dossier not in known:
            raise DossierMissing(dossier, known)
        member = records.member_in(connection, dossier) or profile.member
        loaded = loading.load(connection, dossier, member)
        unsure = read_unconfirmed(connection, dossier, profile.device_for(dossier).id)
        if not unsure.sets:
            return loaded
        names = records.read_names(connection, dossier)
    current = (each for found in loaded.versions.values() for each in found)
    theirs = (each for each in current if each.author != member and unsure.has(each.id))
    named = {each.id: names.get(each.author, each.author) for each in theirs}
    return replace(loaded, unconfirmed=named)


def history(profile: Profile, dossier: DossierId, key: NodeKey) -> tuple[VersionInfo, ...]:
    """The versions of an answer, the latest first; the author is a name where known."""
    with profile.store.read() as connection:
        members = read_facts(connection, dossier).roster.members
        known = records.read_distinct_names(connection, dossier, members)
        names = {profile.member: profile.name} | known
        unsure = read_unconfirmed(connection, dossier, profile.device_for(dossier).id)
        found = loading.history(connection, dossier, key, names)
    return tuple(replace(each, is_unconfirmed=unsure.has(each.id)) for each in found)


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


def writer(connection: Transaction, profile: Profile, dossier: DossierId) -> Writer:
    """What writes into a transaction of the caller's, as whoever this is."""
    return writer_for(
        connection, dossier, Author(profile.member, profile.device_for(dossier).id)
    )
