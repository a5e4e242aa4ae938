"""Which working files the records of a dossier name, and letting go of those that none does.

A record comes from whoever may write records: what it says is looked at before it is used,
and one that names nothing that could be a content counts as naming none.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from desktop_app.domain.contents import ContentKind
from desktop_app.domain.keys import DossierId
from desktop_app.store import contents, records
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordChange, RecordType
from review_protocol.chunks import KEY_SIZE
from review_protocol.names import ContentId
from review_protocol.state import State
from review_protocol.working_files import MAX_FILE

CONTENT, KEY, SIZE = "content", "key", "size"
_NAME = re.compile(r"[0-9a-f]{64}")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a record says of a file's bytes: which content, under which key, how many."""

    content: ContentId
    size: int
    key: bytes = field(repr=False)


def named(fields: Mapping[str, str]) -> Named | None:
    """What the fields of a record name; None if that is no content that can be."""
    name, size = fields.get(CONTENT, ""), fields.get(SIZE, "")
    try:
        key = base64.b64decode(fields.get(KEY, ""), validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(key) != KEY_SIZE or not _NAME.fullmatch(name) or not _NUMBER.fullmatch(size):
        return None
    if int(size) > MAX_FILE:
        return None
    return Named(content=ContentId(name), size=int(size), key=key)


def fields_of(what: Named) -> dict[str, str]:
    """The inverse."""
    return {
        CONTENT: what.content,
        SIZE: str(what.size),
        KEY: base64.b64encode(what.key).decode("ascii"),
    }


def files_named(connection: Transaction, dossier: DossierId) -> frozenset[ContentId]:
    """The contents that files of a dossier name now; of those that are withdrawn, none."""
    found = records.read_records(connection, dossier, RecordType.FILE)
    return _names(each.fields for each in found if not each.withdrawn)


def files_named_in(state: State) -> frozenset[ContentId]:
    """The same of a state that no table says yet."""
    return _names(each.fields for each in _files(state) if not each.withdrawn)


def let_go(connection: Transaction, dossier: DossierId) -> None:
    """Drop the bytes of files that were taken back and that nobody names any more.

    What waits for a decision is not taken back: its bytes stay, though no record that
    counts names them.
    """
    found = records.read_records(connection, dossier, RecordType.FILE)
    gone = {each.fields.get(CONTENT, "") for each in found if each.withdrawn}
    gone -= _names(each.fields for each in found if not each.withdrawn)
    held = contents.held_contents(connection, dossier).values()
    contents.drop_contents(
        connection,
        dossier,
        [each.id for each in held if each.id in gone and each.kind is ContentKind.FILE],
    )


def _files(state: State) -> Iterator[RecordChange]:
    for (type_, _), current in state.records.items():
        if type_ is RecordType.FILE:
            for id_ in current:
                change = state.versions[id_].judged.change
                assert isinstance(change, RecordChange)
                yield change


def _names(found: Iterable[Mapping[str, str]]) -> frozenset[ContentId]:
    every = (named(fields) for fields in found)
    return frozenset(each.content for each in every if each is not None)
