"""What is being written and does not stand yet: notes, texts to settle with.

Kept in the table `meta`, as `draft:`, the dossier and what it is about. It is this
computer's own: no version, in no change set, and it never travels.
"""

from __future__ import annotations

from sqlalchemy import Connection, select

from desktop_app.domain.keys import DossierId
from desktop_app.store.records import drop_fact, write_meta
from desktop_app.store.schema import meta

_NAME = "draft:"


def read_drafts(connection: Connection, dossier: DossierId) -> dict[str, str]:
    """The texts, by what they are about."""
    begin = f"{_NAME}{dossier}:"
    found = select(meta).where(meta.c.name.startswith(begin, autoescape=True))
    return {
        row.name.removeprefix(begin): row.value.decode() for row in connection.execute(found)
    }


def write_draft(connection: Connection, dossier: DossierId, subject: str, text: str) -> None:
    """Keep this text in the place of the last; an empty one is forgotten."""
    name = f"{_NAME}{dossier}:{subject}"
    if text:
        write_meta(connection, {name: text.encode()})
    else:
        drop_fact(connection, name)
