"""What is remembered of messages to the secretariat, also as older programs wrote it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from desktop_app.domain.keys import DossierId
from desktop_app.domain.submissions import NotTaken
from desktop_app.store import records
from desktop_app.store.outbox import (
    MOST_REFUSALS,
    CarriedFile,
    Message,
    Outbox,
    read_outbox,
    write_outbox,
)
from desktop_app.store.store import Store
from review_protocol.encoding import decode, encode
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId

DOSSIER = DossierId("d" * 64)
AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
MESSAGE = Message(
    id=ContentId("a" * 64),
    kind=Kind.REOPENING,
    number=1,
    at=AT,
    key=b"key",
    handed_at=AT,
    about=ContentId("b" * 64),
    reason="A law was missed.",
)
REFUSAL = NotTaken(id=MESSAGE.id, kind=MESSAGE.kind, number=1, word="nothing", at=AT)
CARRIED = CarriedFile(at=AT, requests={"c" * 64: MESSAGE.id}, known=3)
NEW = {"handed", "about", "reason", "written"}


def test_it_is_read_as_it_was_written(store: Store) -> None:
    kept = Outbox(messages=(MESSAGE,), carried=(CARRIED,), refusals=(REFUSAL,))
    with store.begin() as transaction:
        write_outbox(transaction, DOSSIER, kept)
        assert read_outbox(transaction, DOSSIER) == kept


def test_what_an_older_program_wrote_is_read(store: Store) -> None:
    """It noted no refusals, and took what it remembered of a courier's file for written."""
    with store.begin() as transaction:
        write_outbox(transaction, DOSSIER, Outbox(messages=(MESSAGE,), carried=(CARRIED,)))
        name = f"outbox:{DOSSIER}"
        content: Any = decode(records.read_fact(transaction, name) or b"")
        content.pop("refusals")
        for each in (*content["messages"], *content["carried"]):
            for field in NEW & each.keys():
                each.pop(field)
        records.write_meta(transaction, {name: encode(content)})
        found = read_outbox(transaction, DOSSIER)
    assert found == Outbox(
        messages=(replace(MESSAGE, handed_at=None, about=None, reason=""),),
        carried=(replace(CARRIED, written_at=AT),),
    )


def test_the_oldest_refusals_are_forgotten(store: Store) -> None:
    many = tuple(replace(REFUSAL, number=number) for number in range(1, MOST_REFUSALS + 3))
    with store.begin() as transaction:
        write_outbox(transaction, DOSSIER, Outbox(refusals=many))
        assert read_outbox(transaction, DOSSIER).refusals == many[2:]
