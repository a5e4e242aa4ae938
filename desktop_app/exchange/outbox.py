"""Messages to the secretariat, and rounds in the hands of a courier.

A message is sealed once and lies among the dossier's contents; the next round brings it, or a
file that a courier carries. The file holds the requests that a line would have carried, and
the reply the answers to them (docs/protocol.md, section 9).
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.contents import ContentKind
from desktop_app.domain.exchanges import Direction, ExchangeNote, Replied, Tally
from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import ServerPlace, Synchronised
from desktop_app.errors import NotConnected, SubmissionRefused
from desktop_app.exchange.carrying import Wares, wares_of
from desktop_app.exchange.holding import hold_more, settle
from desktop_app.exchange.rounds import Desk
from desktop_app.exchange.sealing import hold_sealed
from desktop_app.exchange.tallying import tally
from desktop_app.store import contents, exchanges, records, servers, sets
from desktop_app.store.outbox import (
    CarriedFile,
    Message,
    Outbox,
    read_outbox,
    write_outbox,
)
from desktop_app.store.transaction import Transaction
from review_protocol import couriers
from review_protocol.changes import RecordType
from review_protocol.couriers import Load
from review_protocol.errors import NeedsNewer, NotForUs, ProtocolError
from review_protocol.names import ContentId, SetId
from review_protocol.rounds import (
    MAX_SETS,
    NONCE_SIZE,
    NOWHERE,
    Answer,
    Request,
    Stretch,
    read_answer,
    request_id,
    write_request,
)
from review_protocol.sealing import KemPublic, load_kem
from review_protocol.sets import read_header, set_id
from review_protocol.submissions import (
    Body,
    Kind,
    Submission,
    key_name,
    write_submission,
)
from review_protocol.trees import Tree

WAITS = "locked"
"""The one refusal after which the same message may be brought again."""
ROOM = 8 * 1024 * 1024
"""So many bytes of sets go into one request of a courier's file."""


def seal_message(desk: Desk, body: Body, number: int) -> Message:
    """Seal a message to the secretariat; the next round brings it. Raises NotConnected."""
    kind = Kind.SUBMISSION if isinstance(body, Submission) else Kind.REOPENING
    now = desk.clock()
    with desk.store.begin() as transaction:
        place = _place(transaction, desk.dossier)
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
        made = Message(id=name, kind=kind, number=number, at=now, key=key_name(kem))
        known = read_outbox(transaction, desk.dossier)
        kept = replace(known, messages=(*known.messages, made))
        write_outbox(transaction, desk.dossier, kept)
    return made


def kem_of(transaction: Transaction, dossier: DossierId, place: ServerPlace) -> KemPublic:
    """What is to be sealed to: what the server said last, else what the dossier says."""
    named = records.read_records(transaction, dossier, RecordType.SERVER)
    told = [each.fields.get("kem", "") for each in named if each.subject == place.key.hex()]
    try:
        return load_kem(place.kem or base64.b64decode(told[0] if told else "", validate=True))
    except (ProtocolError, ValueError) as error:
        raise NotConnected("no-server") from error


def drop_message(
    transaction: Transaction, dossier: DossierId, name: ContentId, *, kem: bytes = b""
) -> None:
    """Forget a message that was refused; ``kem`` is what to seal to from now on."""
    known = read_outbox(transaction, dossier)
    kept = tuple(each for each in known.messages if each.id != name)
    write_outbox(transaction, dossier, replace(known, messages=kept))
    contents.drop_contents(transaction, dossier, [name])
    if kem:
        place = _place(transaction, dossier)
        servers.write_server(transaction, dossier, replace(place, kem=kem))


def drop_refused(desk: Desk, done: Synchronised) -> None:
    """Forget the messages that a round's server will never take as they are."""
    with desk.store.begin() as transaction:
        messages = {each.id for each in read_outbox(transaction, desk.dossier).messages}
        for name, word in done.refused.items():
            if name in messages and word != WAITS:
                drop_message(transaction, desk.dossier, name, kem=done.kem)


def courier_file(desk: Desk) -> bytes:
    """All that the server is not known to hold, for a courier. Raises NotConnected.

    A lost file costs nothing: the next one holds the same again.
    """
    now = desk.clock()
    with desk.store.begin() as transaction:
        place = _place(transaction, desk.dossier)
        before = sets.set_ids(transaction, desk.dossier)
        held = hold_sealed(transaction, desk.dossier, desk.device, now, gives_keys=True)
        if sets.set_ids(transaction, desk.dossier) != before:
            settle(transaction, desk.dossier, desk.device, held)
        wares = wares_of(transaction, desk.dossier, held.state, desk.device.id)
        writing = _Writing(transaction, desk, place, now)
        messages = list(writing.messages(wares))
        carried = CarriedFile(
            at=now,
            requests={request_id(data).hex(): name for data, name in messages},
            known=servers.last_place(transaction, desk.dossier),
        )
        known = read_outbox(transaction, desk.dossier)
        kept = replace(known, carried=(*known.carried, carried))
        write_outbox(transaction, desk.dossier, kept)
        kem = kem_of(transaction, desk.dossier, place)
    load = Load(dossier=SetId(desk.dossier), messages=tuple(data for data, _ in messages))
    return couriers.write_load(load, couriers.Direction.OUT, kem)


def load_for(desk: Desk, data: bytes) -> Load | None:
    """What is in a reply; None if it was not sealed to this computer's key of the dossier.

    Raises SubmissionRefused: damaged-reply, newer.
    """
    try:
        load = couriers.read_load(data, couriers.Direction.BACK, desk.device.kem)
    except NotForUs:
        return None
    except NeedsNewer as error:
        raise SubmissionRefused("newer") from error
    except ProtocolError as error:
        raise SubmissionRefused("damaged-reply") from error
    return load if load.dossier == SetId(desk.dossier) else None


def take_reply(desk: Desk, load: Load, *, name: str, size_bytes: int) -> Replied:
    """Take in a reply to a file of this computer's; a second time it changes nothing.

    ``name`` and ``size_bytes`` are of the file that it came in, for the log. Raises
    SubmissionRefused: damaged-reply, newer, unknown-reply (it answers nothing that is
    remembered), other-server.
    """
    now = desk.clock()
    with desk.store.begin() as transaction:
        place = _place(transaction, desk.dossier)
        outbox = read_outbox(transaction, desk.dossier)
        carried = _answered(outbox, load)
        answers = _answers(load, place)
        came, told = _take_sets(transaction, desk, answers, now)
        refused = _refusals(transaction, desk, load, carried, answers)
        there = {
            ContentId(carried.requests[to])
            for to, answer in zip(load.to, answers, strict=True)
            if carried.requests[to] and not answer.refusal
        }
        place = _place(transaction, desk.dossier)
        is_all = not load.problem and carried.known >= place.known
        cursor = max((each.cursor for each in answers if each.cursor < NOWHERE), default=None)
        place = replace(
            place,
            known=carried.known if is_all else place.known,
            cursor=cursor if cursor is not None else place.cursor,
            there=place.there | there,
        )
        servers.write_server(transaction, desk.dossier, place)
        note = ExchangeNote(
            at=now,
            direction=Direction.RECEIVED,
            members=(place.url.partition("://")[2].partition("/")[0],),
            files=(name,),
            tally=told,
            sets=came,
            size_bytes=size_bytes,
        )
        exchanges.add_note(transaction, desk.dossier, note)
    return Replied(note=note, refused=refused, problem=load.problem)


class _Writing:
    """The requests of one file. All but the last want nothing: the last brings what is new."""

    def __init__(
        self, transaction: Transaction, desk: Desk, place: ServerPlace, now: datetime
    ) -> None:
        self._transaction, self._desk, self._place, self._now = transaction, desk, place, now
        self._held = sets.set_ids(transaction, desk.dossier)
        self._root = Tree(self._held).root

    def messages(self, wares: Wares) -> Iterator[tuple[bytes, str]]:
        """Each with the name of the content in it, or ""."""
        groups = [*self._groups()] or [()]
        goods = [*self._goods(wares)]
        for number, group in enumerate(groups):
            is_last = number == len(groups) - 1 and not goods
            ticket = self._place.ticket if number == 0 else None
            yield self._signed(self._request(is_last, sets=tuple(group), ticket=ticket)), ""
        for number, (name, data) in enumerate(goods):
            stretch = Stretch(id=SetId(name), length=len(data), start=0, data=data)
            request = self._request(number == len(goods) - 1, stretch=stretch)
            yield self._signed(request), name

    def _request(self, is_last: bool, **bringing: object) -> Request:
        return Request(
            dossier=SetId(self._desk.dossier),
            device=self._desk.device.public,
            at=int(self._now.timestamp()),
            nonce=secrets.token_bytes(NONCE_SIZE),
            root=self._root,
            hint=(self._place.cursor or 0) if is_last else NOWHERE,
            **bringing,  # type: ignore[arg-type]  # the two callers above
        )

    def _signed(self, request: Request) -> bytes:
        return write_request(request, self._place.key, self._desk.device.signing)

    def _groups(self) -> Iterator[Sequence[bytes]]:
        """The sets that are not known to be there, in order, as many as fit together."""
        dossier = self._desk.dossier
        wanted = servers.sets_behind(self._transaction, dossier, self._place.known)
        group: list[bytes] = []
        for name in wanted:
            data = sets.read_some(self._transaction, dossier, [name])[name]
            if group and (len(group) == MAX_SETS or sum(map(len, group)) + len(data) > ROOM):
                yield group
                group = []
            group.append(data)
        if group:
            yield group

    def _goods(self, wares: Wares) -> Iterator[tuple[ContentId, bytes]]:
        for name in wares.named:
            if name in self._place.there or not wares.may_bring:
                continue
            data = wares.questionnaires.get(name) or contents.read_content(
                self._transaction, self._desk.dossier, name
            )
            if data:
                yield name, data


def _place(transaction: Transaction, dossier: DossierId) -> ServerPlace:
    found = servers.read_server(transaction, dossier)
    if found is None:
        raise NotConnected("no-server")
    return found


def _answered(outbox: Outbox, load: Load) -> CarriedFile:
    """The file that a reply is to."""
    for carried in reversed(outbox.carried):
        if load.to and carried.requests.keys() >= set(load.to):
            return carried
    raise SubmissionRefused("unknown-reply")


def _answers(load: Load, place: ServerPlace) -> tuple[Answer, ...]:
    try:
        return tuple(
            read_answer(message, bytes.fromhex(to), place.key)
            for message, to in zip(load.messages, load.to, strict=True)
        )
    except NeedsNewer as error:
        raise SubmissionRefused("newer") from error
    except ProtocolError as error:
        raise SubmissionRefused("other-server") from error


def _take_sets(
    transaction: Transaction, desk: Desk, answers: Iterable[Answer], now: datetime
) -> tuple[int, Tally]:
    before = hold_sealed(transaction, desk.dossier, desk.device, now)
    here = sets.set_ids(transaction, desk.dossier)
    found = {set_id(data): data for answer in answers for data in answer.sets}
    new = {name: _checked(data, desk) for name, data in found.items() if name not in here}
    sets.add_sets(transaction, desk.dossier, new, now)
    after = hold_more(before, new.values(), desk.device)
    settle(transaction, desk.dossier, desk.device, after)
    return len(new), tally(before.state, after, new)


def _checked(data: bytes, desk: Desk) -> bytes:
    try:
        header = read_header(data)
    except NeedsNewer:
        return data
    except ProtocolError as error:
        raise SubmissionRefused("damaged-reply") from error
    if (header.dossier or header.id) != SetId(desk.dossier):
        raise SubmissionRefused("damaged-reply")
    return data


def _refusals(
    transaction: Transaction,
    desk: Desk,
    load: Load,
    carried: CarriedFile,
    answers: Sequence[Answer],
) -> tuple[tuple[ContentId, str], ...]:
    """What was not taken; a message is dropped, unless it will do another time."""
    found = []
    for to, answer in zip(load.to, answers, strict=True):
        name = ContentId(carried.requests[to])
        if answer.refusal and name:
            found.append((name, answer.refusal))
            if answer.refusal != WAITS:
                drop_message(transaction, desk.dossier, name, kem=answer.kem)
    return tuple(found)
