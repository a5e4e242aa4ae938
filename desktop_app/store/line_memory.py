"""What a line to a dossier's server was like, and half of a set that came over it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from desktop_app.domain.keys import DossierId
from desktop_app.store.payloads import Fields, microseconds, moment
from desktop_app.store.records import drop_fact, read_fact, write_meta
from review_protocol.encoding import encode
from review_protocol.names import SetId
from review_protocol.talks import Part

_LIMIT, _PART = "line:", "part:"
_NAME_SIZE = 64


def read_limit(connection: Connection, dossier: DossierId) -> tuple[int, datetime] | None:
    """How much it bore at once, and when that was; None of a line that has not failed."""
    found = read_fact(connection, f"{_LIMIT}{dossier}")
    if found is None:
        return None
    content = Fields.of(found)
    return content.integer("limit"), moment(content.integer("at"))


def write_limit(
    connection: Connection, dossier: DossierId, limit: int | None, at: datetime
) -> None:
    """Note that, or that it fails no more."""
    name = f"{_LIMIT}{dossier}"
    if limit is None:
        drop_fact(connection, name)
    else:
        write_meta(connection, {name: encode({"limit": limit, "at": microseconds(at)})})


def read_part(connection: Connection, dossier: DossierId) -> Part | None:
    """The set that comes in stretches, as far as it came."""
    found = read_fact(connection, f"{_PART}{dossier}")
    if found is None:
        return None
    return SetId(found[:_NAME_SIZE].decode("ascii", "replace")), found[_NAME_SIZE:]


def write_part(connection: Connection, dossier: DossierId, part: Part | None) -> None:
    """Keep that, or that there is none."""
    name = f"{_PART}{dossier}"
    if part is None:
        drop_fact(connection, name)
    else:
        write_meta(connection, {name: part[0].encode("ascii") + part[1]})
