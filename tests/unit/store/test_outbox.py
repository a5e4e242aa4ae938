"""What is remembered of messages and couriers' files, and what cannot be read of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from desktop_app.domain.keys import DossierId
from desktop_app.errors import DamagedFile
from desktop_app.store.outbox import (
    MOST_LOADS,
    CarriedFile,
    Message,
    Outbox,
    read_outbox,
    write_outbox,
)
from desktop_app.store.records import write_meta
from desktop_app.store.store import Store
from review_protocol.encoding import encode
from review_protocol.names import ContentId
from review_protocol.submissions import Kind

DOSSIER = DossierId("d" * 64)
AT = datetime(2026, 11, 1, 9, 30, 0, 123_456, tzinfo=UTC)
MESSAGE = Message(id=ContentId("ab" * 32), kind=Kind.REOPENING, number=3, at=AT, key=b"key")
CARRIED = CarriedFile(at=AT, requests={"ab": "", "cd": "ab" * 32}, known=12)


def test_it_comes_out_as_it_went_in(store: Store) -> None:
    kept = Outbox(messages=(MESSAGE,), carried=(CARRIED,))
    with store.begin() as transaction:
        assert read_outbox(transaction, DOSSIER) == Outbox()
        write_outbox(transaction, DOSSIER, kept)
        assert read_outbox(transaction, DOSSIER) == kept
        assert read_outbox(transaction, DossierId("e" * 64)) == Outbox()


def test_only_the_last_files_are_remembered(store: Store) -> None:
    many = tuple(
        CarriedFile(at=AT, requests={}, known=known) for known in range(MOST_LOADS + 3)
    )
    with store.begin() as transaction:
        write_outbox(transaction, DOSSIER, Outbox(carried=many))
        assert read_outbox(transaction, DOSSIER).carried == many[3:]


def content(**changes: Any) -> dict[str, Any]:
    """What is stored; with changes to the one message or file in it."""
    message = {"id": b"id", "kind": "submission", "number": 1, "at": 0, "key": b"key"}
    carried = {"at": 0, "requests": {"ab": ""}, "known": 1}
    return {
        "messages": [{**message, **changes.get("message", {})}],
        "carried": [{**carried, **changes.get("carried", {})}],
    }


@pytest.mark.parametrize(
    "stored",
    [
        b"\xff",
        encode([]),
        encode({"messages": []}),
        encode({"messages": {}, "carried": []}),
        encode({"messages": [1], "carried": []}),
        encode(content(message={"id": "text"})),
        encode(content(message={"kind": "letter"})),
        encode(content(message={"kind": 1})),
        encode(content(message={"number": "1"})),
        encode(content(message={"at": "today"})),
        encode(content(message={"key": "key"})),
        encode(content(carried={"at": b""})),
        encode(content(carried={"known": "1"})),
        encode(content(carried={"requests": []})),
        encode(content(carried={"requests": {"ab": 1}})),
    ],
)
def test_what_another_hand_wrote_is_damaged(store: Store, stored: bytes) -> None:
    with store.begin() as transaction:
        write_meta(transaction, {f"outbox:{DOSSIER}": stored})
    with store.read() as transaction, pytest.raises(DamagedFile):
        read_outbox(transaction, DOSSIER)
