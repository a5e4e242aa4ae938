"""Rounds in the hands of a courier: a file with what the server lacks, and the reply to it.

The file holds the requests that a line would have carried, and the reply the answers to them
(docs/protocol.md, section 9).
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.exchanges import Direction, ExchangeNote, Replied, Tally
from desktop_app.domain.servers import ServerPlace
from desktop_app.errors import SubmissionRefused
from desktop_app.exchange import outbox
from desktop_app.exchange.carrying import Wares, wares_of
from desktop_app.exchange.holding import hold_more, settle
from desktop_app.exchange.outbox import host_of, kem_of, place_of
from desktop_app.exchange.rounds import Desk
from desktop_app.exchange.sealing import hold_sealed
from desktop_app.exchange.tallying import tally
from desktop_app.store import contents, exchanges, servers, sets
from desktop_app.store.outbox import CarriedFile, Outbox, read_outbox, write_outbox
from desktop_app.store.transaction import Transaction
from review_protocol import couriers
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
from review_protocol.sets import read_header, set_id
from review_protocol.trees import Tree

ROOM = 8 * 1024 * 1024
"""So many bytes of sets go into one request of a courier's file."""


def courier_file(desk: Desk) -> tuple[bytes, CarriedFile]:
    """All that the server is not known to hold, for a courier. Raises NotConnected.

    A lost file costs nothing: the next one holds the same again. Once it is written, that is
    to be noted (`note_written`).
    """
    now = desk.clock()
    with desk.store.begin() as transaction:
        place = place_of(transaction, desk.dossier)
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
    return couriers.write_load(load, couriers.Direction.OUT, kem), carried


def note_written(desk: Desk, carried: CarriedFile, *, name: str, size_bytes: int) -> None:
    """The file is there whole: say so in the log, and of what is in it."""
    now = desk.clock()
    with desk.store.begin() as transaction:
        place = place_of(transaction, desk.dossier)
        known = read_outbox(transaction, desk.dossier)
        kept = tuple(
            replace(each, written_at=now) if each == carried else each for each in known.carried
        )
        write_outbox(transaction, desk.dossier, replace(known, carried=kept))
        note = ExchangeNote(
            at=now,
            direction=Direction.SENT,
            members=(host_of(place),),
            files=(name,),
            tally=Tally(),
            size_bytes=size_bytes,
            by_courier=True,
        )
        exchanges.add_note(transaction, desk.dossier, note)


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

    A message that was sealed to a key of former times stays, to be sealed anew.

    ``name`` and ``size_bytes`` are of the file that it came in, for the log. Raises
    SubmissionRefused: damaged-reply, newer, unknown-reply (it answers nothing that is
    remembered), other-server.
    """
    now = desk.clock()
    with desk.store.begin() as transaction:
        place = place_of(transaction, desk.dossier)
        carried = _answered(read_outbox(transaction, desk.dossier), load)
        answers = _answers(load, place)
        came, told = _take_sets(transaction, desk, answers, now)
        refused = _refused(load, carried, answers)
        there = {
            ContentId(carried.requests[to])
            for to, answer in zip(load.to, answers, strict=True)
            if carried.requests[to] and not answer.refusal
        }
        place = place_of(transaction, desk.dossier)
        is_all = not load.problem and carried.known >= place.known
        cursor = max((each.cursor for each in answers if each.cursor < NOWHERE), default=None)
        place = replace(
            place,
            known=carried.known if is_all else place.known,
            cursor=cursor if cursor is not None else place.cursor,
            there=place.there | there,
        )
        servers.write_server(transaction, desk.dossier, place)
        kem = next((each.kem for each in answers if each.refusal and each.kem), b"")
        outbox.use_key(transaction, desk.dossier, kem)
        outbox.note_handed(transaction, desk.dossier, now)
        not_taken, _ = outbox.note_refused(transaction, desk.dossier, refused, now)
        final = [each for each in not_taken if each.word != outbox.KEY]
        outbox.drop_refused(transaction, desk.dossier, final)
        note = ExchangeNote(
            at=now,
            direction=Direction.RECEIVED,
            members=(host_of(place),),
            files=(name,),
            tally=told,
            sets=came,
            size_bytes=size_bytes,
            not_taken=not_taken,
        )
        exchanges.add_note(transaction, desk.dossier, note)
    return Replied(note=note, refused=tuple(refused.items()), problem=load.problem)


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
        not_brought = wares.not_brought
        for name in wares.named:
            if name in self._place.there or name in not_brought:
                continue
            data = wares.questionnaires.get(name) or contents.read_content(
                self._transaction, self._desk.dossier, name
            )
            if data:
                yield name, data


def _answered(known: Outbox, load: Load) -> CarriedFile:
    """The file that a reply is to."""
    for carried in reversed(known.carried):
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


def _refused(
    load: Load, carried: CarriedFile, answers: Sequence[Answer]
) -> dict[ContentId, str]:
    """What was not taken, and in which word."""
    named = ((carried.requests[to], each) for to, each in zip(load.to, answers, strict=True))
    return {ContentId(name): each.refusal for name, each in named if name and each.refusal}
