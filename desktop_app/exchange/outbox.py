"""Messages to the secretariat, and what becomes of them.

A message is sealed once and lies among the dossier's contents; the next round brings it, or a
file that a courier carries (`couriers`). What the server took or refused of them is
remembered here, whichever way the word of it came.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.contents import ContentKind
from desktop_app.domain.exchanges import Direction, ExchangeNote, Tally
from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import ServerPlace, Synchronised
from desktop_app.domain.submissions import NotTaken
from desktop_app.errors import NotConnected
from desktop_app.exchange.rounds import Desk
from desktop_app.store import contents, exchanges, records, servers
from desktop_app.store.outbox import Message, Outbox, read_outbox, write_outbox
from desktop_app.store.transaction import Transaction
from review_protocol.changes import RecordType
from review_protocol.errors import ProtocolError
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId, SetId
from review_protocol.sealing import KemPublic, load_kem
from review_protocol.submissions import (
    Body,
    ReopeningRequest,
    Submission,
    key_name,
    write_submission,
)

LOCKED = "locked"
"""The one refusal after which the same message may be brought again."""
KEY = "key"
"""The one after which the same may be brought sealed anew, to the key that the server named."""


def seal_message(
    desk: Desk, body: Body, number: int, *, instead_of: ContentId | None = None
) -> Message:
    """Seal a message to the secretariat; the next round brings it. Raises NotConnected.

    It may take the place of one that was sealed to another key.
    """
    now = desk.clock()
    with desk.store.begin() as transaction:
        place = place_of(transaction, desk.dossier)
        kem = kem_of(transaction, desk.dossier, place)
        data = write_submission(
            body,
            dossier=SetId(desk.dossier),
            server=place.key,
            kem=kem,
            at=int(now.timestamp()),
            key=desk.device.signing,
        )
        name = contents.add_content(transaction, desk.dossier, ContentKind.MESSAGE, data)
        made = _message(name, body, number, now, key_name(kem))
        if instead_of is not None:
            drop_message(transaction, desk.dossier, instead_of)
        known = read_outbox(transaction, desk.dossier)
        kept = replace(known, messages=(*known.messages, made))
        write_outbox(transaction, desk.dossier, kept)
    return made


def _message(name: ContentId, body: Body, number: int, at: datetime, key: bytes) -> Message:
    if isinstance(body, Submission):
        return Message(id=name, kind=Kind.SUBMISSION, number=number, at=at, key=key)
    assert isinstance(body, ReopeningRequest)
    return Message(
        id=name,
        kind=Kind.REOPENING,
        number=number,
        at=at,
        key=key,
        about=body.submission,
        reason=body.reason,
    )


def kem_of(transaction: Transaction, dossier: DossierId, place: ServerPlace) -> KemPublic:
    """What is to be sealed to: what the server said last, else what the dossier says."""
    named = records.read_records(transaction, dossier, RecordType.SERVER)
    told = [each.fields.get("kem", "") for each in named if each.subject == place.key.hex()]
    try:
        return load_kem(place.kem or base64.b64decode(told[0] if told else "", validate=True))
    except (ProtocolError, ValueError) as error:
        raise NotConnected("no-server") from error


def drop_message(transaction: Transaction, dossier: DossierId, name: ContentId) -> None:
    """Forget a message."""
    known = read_outbox(transaction, dossier)
    kept = tuple(each for each in known.messages if each.id != name)
    write_outbox(transaction, dossier, replace(known, messages=kept))
    contents.drop_contents(transaction, dossier, [name])


def use_key(transaction: Transaction, dossier: DossierId, kem: bytes) -> None:
    """Seal to this key of the secretariat's from now on, if it named one."""
    if kem:
        place = place_of(transaction, dossier)
        servers.write_server(transaction, dossier, replace(place, kem=kem))


def note_round(desk: Desk, done: Synchronised) -> tuple[NotTaken, ...]:
    """Remember what a round's server took and refused of the messages; what it refused.

    In one transaction that is kept and stands in the log, and what was refused for good is no
    message any more.
    """
    now = desk.clock()
    with desk.store.begin() as transaction:
        place = place_of(transaction, desk.dossier)
        use_key(transaction, desk.dossier, done.kem)
        note_handed(transaction, desk.dossier, now)
        refused, is_new = note_refused(transaction, desk.dossier, done.refused, now)
        drop_refused(transaction, desk.dossier, refused)
        if is_new:
            note = ExchangeNote(
                at=now,
                direction=Direction.SYNCHRONISED,
                members=(host_of(place),),
                files=(),
                tally=Tally(),
                not_taken=refused,
            )
            exchanges.add_note(transaction, desk.dossier, note)
    return refused


def note_refused(
    transaction: Transaction, dossier: DossierId, refused: Mapping[ContentId, str], at: datetime
) -> tuple[tuple[NotTaken, ...], bool]:
    """The messages among what was refused, now remembered as such; whether any was not yet."""
    known = read_outbox(transaction, dossier)
    found = tuple(_refusals(known, refused, at))
    before = {(each.id, each.word) for each in known.refusals}
    new = [each for each in found if (each.id, each.word) not in before]
    if new:
        write_outbox(transaction, dossier, replace(known, refusals=(*known.refusals, *new)))
    return found, bool(new)


def drop_refused(
    transaction: Transaction, dossier: DossierId, refused: Iterable[NotTaken]
) -> None:
    """Forget the messages that their server will never take as they are."""
    for each in refused:
        if each.word != LOCKED:
            drop_message(transaction, dossier, each.id)


def note_handed(transaction: Transaction, dossier: DossierId, at: datetime) -> None:
    """Remember which messages the server is known to hold, and since when."""
    there = place_of(transaction, dossier).there
    known = read_outbox(transaction, dossier)
    messages = tuple(
        replace(each, handed_at=at) if each.id in there and each.handed_at is None else each
        for each in known.messages
    )
    if messages != known.messages:
        write_outbox(transaction, dossier, replace(known, messages=messages))


def _refusals(
    known: Outbox, refused: Mapping[ContentId, str], at: datetime
) -> Iterable[NotTaken]:
    """A reply that is taken in twice names messages that are none any more."""
    messages = {each.id: (each.kind, each.number) for each in known.messages}
    former = {each.id: (each.kind, each.number) for each in known.refusals}
    for name, word in refused.items():
        about = messages.get(name) or former.get(name)
        if about is not None:
            kind, number = about
            yield NotTaken(id=name, kind=kind, number=number, word=word, at=at)


def place_of(transaction: Transaction, dossier: DossierId) -> ServerPlace:
    """The server that a dossier is connected to. Raises NotConnected."""
    found = servers.read_server(transaction, dossier)
    if found is None:
        raise NotConnected("no-server")
    return found


def host_of(place: ServerPlace) -> str:
    """What a server is called in the log."""
    return place.url.partition("://")[2].partition("/")[0]
