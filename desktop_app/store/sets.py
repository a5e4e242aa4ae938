"""The sets that are held, the keys that open them, and what others are known to hold."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, text, update

from desktop_app.domain.exchanges import Heard
from desktop_app.domain.keys import DossierId
from desktop_app.store.engine import OPENED, ORIGINS, STATES
from desktop_app.store.payloads import microseconds, moment
from desktop_app.store.schema import (
    answers,
    changes,
    contents,
    dossiers,
    epochs,
    exchanges,
    facts,
    instances,
    peers,
    places,
    records,
    sets,
    versions,
    wording,
)
from review_protocol.epochs import EpochKey
from review_protocol.names import DeviceId, EpochId, SetId
from review_protocol.signing import PublicKey
from review_protocol.state import OpenedSet, State

_FEW = 500  # so many names are asked for by name; for more all rows are looked at
_WITH_DOSSIER = (
    *(answers, changes, contents, epochs, exchanges, facts, instances),
    *(peers, places, records, sets, versions, wording),
)


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a set (None: only a newer program can tell), and the sets that it names."""

    device: PublicKey | None
    parents: Collection[SetId]


def names_in_order(connection: Connection, dossier: DossierId) -> tuple[SetId, ...]:
    """The names of all sets of a dossier, in the order in which they came."""
    query = select(sets.c.id).where(sets.c.dossier == dossier).order_by(sets.c.seq)
    return tuple(SetId(each) for each in connection.scalars(query))


def arrivals(connection: Connection, dossier: DossierId) -> dict[SetId, datetime]:
    """When each set of a dossier came, or was made here, in that order."""
    query = select(sets.c.id, sets.c.received_at).where(sets.c.dossier == dossier)
    rows = connection.execute(query.order_by(sets.c.seq))
    return {SetId(row.id): moment(row.received_at) for row in rows}


def read_some(
    connection: Connection, dossier: DossierId, wanted: Collection[SetId]
) -> dict[SetId, bytes]:
    """The bytes of those of these sets that are held."""
    if not wanted:
        return {}
    held = select(sets.c.id, sets.c.content).where(sets.c.dossier == dossier)
    if len(wanted) <= _FEW:
        held = held.where(sets.c.id.in_(wanted))
    rows = connection.execute(held.order_by(sets.c.seq))
    names = frozenset(wanted)
    return {SetId(row.id): row.content for row in rows if row.id in names}


def opened_before(connection: Connection) -> dict[SetId, OpenedSet]:
    """Sets that were opened since the database was, to be looked up and added to."""
    found: dict[SetId, OpenedSet] = connection.get_execution_options()[OPENED]
    return found


def origins_before(connection: Connection) -> dict[SetId, Origin]:
    """What is known of sets, to be looked up and added to; of a set it never changes."""
    found: dict[SetId, Origin] = connection.get_execution_options()[ORIGINS]
    return found


def state_before(connection: Connection, dossier: DossierId, of: Hashable) -> State | None:
    """What followed last from the sets of a dossier, if it was from these."""
    found = connection.get_execution_options()[STATES].get(dossier)
    return found[1] if found and found[0] == of else None


def remember_state(
    connection: Connection, dossier: DossierId, of: Hashable, state: State
) -> None:
    """Keep what follows from some sets of a dossier, in the place of what was kept before."""
    connection.get_execution_options()[STATES][dossier] = of, state


def set_ids(connection: Connection, dossier: DossierId) -> frozenset[SetId]:
    """The names of all sets of a dossier."""
    query = select(sets.c.id).where(sets.c.dossier == dossier)
    return frozenset(SetId(each) for each in connection.scalars(query))


def unfounded(connection: Connection) -> tuple[DossierId, ...]:
    """Dossiers that never had a set: made before there was an exchange.

    One that has lost its sets is none of them, and must not be taken for one.
    """
    founded = (
        select(sets.c.dossier),
        select(facts.c.dossier),
        select(changes.c.dossier).where(changes.c.set_hash.is_not(None)),
    )
    query = select(dossiers.c.id).where(*(dossiers.c.id.not_in(each) for each in founded))
    return tuple(DossierId(each) for each in connection.scalars(query.order_by("id")))


def add_sets(
    connection: Connection, dossier: DossierId, found: Mapping[SetId, bytes], at: datetime
) -> int:
    """Keep sets; those that are held already stay as they are. How many were new."""
    held = set_ids(connection, dossier)
    rows = [
        {"id": id_, "dossier": dossier, "content": data, "received_at": microseconds(at)}
        for id_, data in found.items()
        if id_ not in held
    ]
    if rows:
        connection.execute(insert(sets), rows)
    return len(rows)


def read_epochs(connection: Connection, dossier: DossierId) -> dict[EpochId, EpochKey]:
    """The keys of epochs that this device has been given."""
    query = select(epochs.c.epoch, epochs.c.key).where(epochs.c.dossier == dossier)
    rows = connection.execute(query)
    return {EpochId(bytes.fromhex(row.epoch)): EpochKey(row.key) for row in rows}


def add_epochs(
    connection: Connection, dossier: DossierId, keys: Mapping[EpochId, EpochKey]
) -> None:
    """Keep keys of epochs."""
    held = read_epochs(connection, dossier)
    rows = [
        {"dossier": dossier, "epoch": epoch.hex(), "key": key}
        for epoch, key in keys.items()
        if epoch not in held
    ]
    if rows:
        connection.execute(insert(epochs), rows)


def read_heard(
    connection: Connection, dossier: DossierId
) -> dict[DeviceId, tuple[Heard, datetime]]:
    """By device what came from it in packages, and when the last did."""
    query = select(peers).where(peers.c.dossier == dossier)
    return {
        DeviceId(row.device): (
            Heard(
                heads=frozenset(map(SetId, row.heads.split())),
                spoken=frozenset(map(SetId, row.spoken.split())),
                asking=dict(map(_asking, row.asking.splitlines())),
                answered=frozenset(row.answered.split()),
            ),
            moment(row.heard_at),
        )
        for row in connection.execute(query)
    }


def hear(
    connection: Connection, dossier: DossierId, device: DeviceId, heard: Heard, at: datetime
) -> None:
    """Note what packages of a device told."""
    connection.execute(delete(peers).filter_by(dossier=dossier, device=device))
    row = {
        "dossier": dossier,
        "device": device,
        "heads": " ".join(sorted(heard.heads)),
        "heard_at": microseconds(at),
        "spoken": " ".join(sorted(heard.spoken)),
        "asking": "\n".join(
            " ".join([digest, *sorted(heads)]) for digest, heads in sorted(heard.asking.items())
        ),
        "answered": " ".join(sorted(heard.answered)),
    }
    connection.execute(insert(peers), row)


def _asking(line: str) -> tuple[str, frozenset[SetId]]:
    """A package that asked, and what its sender held."""
    digest, *heads = line.split()
    return digest, frozenset(map(SetId, heads))


def rename_dossier(connection: Connection, old: DossierId, new: DossierId) -> None:
    """Give a dossier the id that its first set has; everything of it goes along."""
    connection.execute(text("PRAGMA defer_foreign_keys = ON"))
    connection.execute(update(dossiers).where(dossiers.c.id == old).values(id=new))
    for table in _WITH_DOSSIER:
        connection.execute(update(table).where(table.c.dossier == old).values(dossier=new))
