"""What this computer remembers of the inbox of a dossier: what was read, what was told.

It is this computer's own and never travels: others have to read for themselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection

from desktop_app.domain.keys import DossierId
from desktop_app.store.payloads import Fields
from desktop_app.store.records import read_meta, write_meta
from review_protocol.encoding import encode

_NAME = "inbox:"


@dataclass(frozen=True, slots=True)
class Marks:
    """The ids of entries that were read, and of those that were told of once."""

    read: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


def read_marks(connection: Connection, dossier: DossierId) -> Marks:
    """What is remembered. Raises DamagedFile."""
    found = read_meta(connection).get(f"{_NAME}{dossier}")
    if found is None:
        return Marks()
    content = Fields.of(found)
    return Marks(frozenset(content.texts("read")), frozenset(content.texts("told")))


def add_marks(
    connection: Connection,
    dossier: DossierId,
    *,
    read: Iterable[str] = (),
    told: Iterable[str] = (),
) -> None:
    """Remember these too; what is read has been told of as well."""
    known = read_marks(connection, dossier)
    read_now = known.read | set(read)
    content = encode(
        {"read": sorted(read_now), "told": sorted(known.told | set(told) | read_now)}
    )
    write_meta(connection, {f"{_NAME}{dossier}": content})
