"""Who may ask: the roster of a dossier, from the statements in the headers of its sets.

The judgement is the replicas' own (`review_protocol`). It is made of the sets with statements
alone, in the order of their names where neither knew of the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from review_protocol import encoding
from review_protocol.chronicle import Chronicle, mismatching
from review_protocol.encoding import Encodable
from review_protocol.graph import Graph
from review_protocol.names import DeviceId, MemberId, SetId, device_id
from review_protocol.rosters import roster_of
from review_protocol.signing import PublicKey
from review_protocol.state import OpenedSet, Roster
from review_protocol.statements import RemoveDevice, RemoveMember, Role

NOBODY_YET = encoding.encode([])


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A device in the roster."""

    key: PublicKey
    member: MemberId
    role: Role
    is_removed: bool
    is_provisional: bool


def derive_roster(stating: Iterable[OpenedSet], dossier: SetId) -> bytes:
    """The roster that these statements come to, as it is kept in the dossier's row."""
    roster = full_roster(stating, dossier)
    rows: list[Encodable] = [
        [
            device.sign,
            device.member,
            str(roster.members[device.member].role),
            device.is_removed,
            device.is_provisional,
        ]
        for device in roster.devices.values()
    ]
    return encoding.encode(rows)


def full_roster(stating: Iterable[OpenedSet], dossier: SetId) -> Roster:
    """The same with all that the replicas know of it, keys among it."""
    graph = Graph(stating)
    return roster_of(Chronicle(graph, dossier=dossier, ignored=mismatching(graph)).now())


def read_roster(kept: bytes) -> dict[DeviceId, Seat]:
    """The devices, those that are out among them."""
    rows: Any = encoding.decode(kept)
    return {
        device_id(key): Seat(
            key=PublicKey(key),
            member=MemberId(member),
            role=Role(role),
            is_removed=is_removed,
            is_provisional=is_provisional,
        )
        for key, member, role, is_removed, is_provisional in rows
    }


def removals_of(stating: Iterable[OpenedSet], device: DeviceId, seat: Seat) -> Iterator[SetId]:
    """The sets that say that a device, or its member, is out."""
    reasons = {RemoveMember(member=seat.member), RemoveDevice(device=device)}
    for opened in stating:
        if any(statement in reasons for statement in opened.statements):
            yield opened.id
