"""A round, from the bytes of a request to the bytes of its answer: docs/protocol.md, section 8.

One transaction: when the answer leaves, what came is on the disk; when anything is refused,
nothing of the request is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from review_protocol.errors import Altered, NeedsNewer, ProtocolError, TooLarge
from review_protocol.names import DeviceId, SetId, device_id
from review_protocol.rounds import (
    MAX_SETS,
    WINDOW_S,
    Answer,
    Request,
    Standing,
    Stretch,
    read_request,
    request_id,
    write_answer,
)
from review_protocol.sets import set_id
from review_protocol.statements import Role
from review_server import digest_tree, stretches
from review_server.configuration import MIB, Configuration
from review_server.database import Database, Transaction
from review_server.keys import ServerKeys
from review_server.problems import (
    BadTicket,
    Full,
    Malformed,
    Newer,
    Repeated,
    RequestTooLarge,
    Stranger,
    UnknownDossier,
    WrongClock,
    WrongSignature,
)
from review_server.reviews import use_ticket
from review_server.rosters import (
    NOBODY_YET,
    Seat,
    derive_roster,
    read_roster,
    removals_of,
)
from review_server.schema import answered, dossiers
from review_server.shelf import Fresh, Shelf, look_at

_SWEEP = 0  # requests whose nonce begins with this byte clear away what is old


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What a process needs to answer; ``clock`` gives seconds since 1970."""

    configuration: Configuration
    keys: ServerKeys
    database: Database
    clock: Callable[[], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An answer, and what is noted of it in the log: ids and counts."""

    data: bytes = field(repr=False)
    dossier: SetId
    device: DeviceId
    came: int
    went: int


def answer_round(server: Server, data: bytes) -> Done:
    """The answer to the bytes of a request. Raises Problem."""
    request = _read(data, server)
    now = server.clock()
    if abs(now - request.at) > WINDOW_S:
        raise WrongClock(now)
    looked = tuple(look_at(each, request.dossier) for each in request.sets)

    def work(transaction: Transaction) -> tuple[Answer, int]:
        _remember(transaction, request, now)
        return _round(transaction, server, request, looked, now)

    answer, came = server.database.run(work)
    return Done(
        data=write_answer(answer, request_id(data), server.keys.signing),
        dossier=request.dossier,
        device=device_id(request.device),
        came=came,
        went=len(answer.sets),
    )


def _read(data: bytes, server: Server) -> Request:
    try:
        return read_request(data, server.keys.signing.public)
    except Altered as error:
        raise WrongSignature from error
    except NeedsNewer as error:
        raise Newer from error
    except TooLarge as error:
        raise RequestTooLarge from error
    except ProtocolError as error:
        raise Malformed from error


def _remember(transaction: Transaction, request: Request, now: int) -> None:
    """Raises Repeated for a request that was answered, and may be tried again until it is."""
    if request.nonce[0] == _SWEEP:
        transaction.execute(delete(answered).where(answered.c.at < now - 2 * WINDOW_S))
    try:
        transaction.execute(insert(answered), {"id": request.id, "at": now})
    except IntegrityError as error:
        raise Repeated from error


def _round(
    transaction: Transaction,
    server: Server,
    request: Request,
    looked: Sequence[Fresh],
    now: int,
) -> tuple[Answer, int]:
    key = bytes.fromhex(request.dossier)
    row = _row(transaction, key)
    is_new = row is None
    if row is None:
        _register(transaction, request, looked, now)
        row = _row(transaction, key)
        assert row is not None
    shelf = Shelf(transaction, request.dossier, row.last)
    have = 0
    arrived = list(looked)
    if request.stretch is not None:
        _expect_member(request, read_roster(bytes(row.roster)))
        have, whole = _stretch(transaction, shelf, request)
        arrived += [look_at(whole, request.dossier)] if whole is not None else []
    fresh = shelf.take(arrived, device_id(request.device))
    size = row.size + sum(len(each.data) for each in fresh)
    if fresh and size > server.configuration.max_dossier_mib * MIB:
        raise Full
    roster = bytes(row.roster)
    if shelf.has_new_statements:
        roster = derive_roster(shelf.stating(), request.dossier)
    seat = _expect_member(request, read_roster(roster))
    if is_new and (seat.role is not Role.FOCAL_POINT or seat.is_removed):
        raise BadTicket
    if fresh:
        changes = {"last": shelf.last, "size": size, "roster": roster}
        transaction.execute(update(dossiers).filter_by(id=key).values(changes))
    if seat.is_removed:
        return _removed(shelf, request, seat, now, have=have), len(fresh)
    return _answer(transaction, shelf, request, now, have=have), len(fresh)


def _stretch(
    transaction: Transaction, shelf: Shelf, request: Request
) -> tuple[int, bytes | None]:
    """How much there is of the set whose stretch came, and its bytes if it is whole now."""
    assert request.stretch is not None
    for row in shelf.sizes_of([request.stretch.id]):
        return row.size, None  # it came on another way
    return stretches.take(transaction, request)


def _row(transaction: Transaction, dossier: bytes) -> Row[Any] | None:
    """The dossier's row, held until the transaction ends: rounds of one dossier take turns."""
    query = select(dossiers).filter_by(id=dossier).with_for_update()
    return transaction.execute(query).one_or_none()


def _register(
    transaction: Transaction, request: Request, looked: Iterable[Fresh], now: int
) -> None:
    if request.ticket is None:
        raise UnknownDossier
    review = use_ticket(transaction, request, now)
    if request.dossier not in {each.id for each in looked}:
        raise Malformed
    row = {
        "id": bytes.fromhex(request.dossier),
        "review": review,
        "made_at": now,
        "last": 0,
        "size": 0,
        "roster": NOBODY_YET,
    }
    transaction.execute(insert(dossiers), row)


def _expect_member(request: Request, roster: dict[DeviceId, Seat]) -> Seat:
    seat = roster.get(device_id(request.device))
    if seat is None:
        raise Stranger
    return seat


def _removed(shelf: Shelf, request: Request, seat: Seat, now: int, *, have: int) -> Answer:
    """That the device is out: the sets that say so, nothing else."""
    names = sorted(removals_of(shelf.stating(), device_id(request.device), seat))
    places = [row.place for row in shelf.sizes_of(names)]
    return Answer(
        at=now,
        cursor=request.hint,
        standing=Standing.REMOVED,
        sets=tuple(shelf.contents(places)),
        have=have,
    )


def _answer(
    transaction: Transaction,
    shelf: Shelf,
    request: Request,
    now: int,
    *,
    have: int,
) -> Answer:
    key = bytes.fromhex(request.dossier)
    root = digest_tree.root(transaction, key)
    given = _Giving(shelf, request)
    if root == request.root:  # whatever its cursor says: it holds all of it
        given.cursor = shelf.last
    else:
        given.add_wanted()
        given.add_following()
    return Answer(
        at=now,
        cursor=given.cursor,
        root=None if root == request.root else root,
        more=given.is_full,
        listings=tuple(digest_tree.listing(transaction, key, each) for each in request.ask),
        have=have,
        sets=tuple(shelf.contents(given.places)),
        stretch=given.stretch,
    )


class _Giving:
    """Which sets an answer brings, until there is no room for the next."""

    def __init__(self, shelf: Shelf, request: Request) -> None:
        self._shelf, self._request = shelf, request
        self._room = request.most
        self._given: set[bytes] = set()
        self.places: list[int] = []
        self.stretch: Stretch | None = None
        self.cursor = request.hint
        self.is_full = False

    def add_wanted(self) -> None:
        """What was asked for by name."""
        for row in self._shelf.sizes_of(self._request.want):
            if not self._give(row):
                return

    def add_following(self) -> None:
        """What came after the hint, and was not brought by this very device."""
        own = bytes.fromhex(device_id(self._request.device))
        brought = {bytes.fromhex(set_id(data)) for data in self._request.sets}
        self.cursor = min(self.cursor, self._shelf.last)  # a hint from before we were put back
        for row in self._shelf.sizes_after(self.cursor, MAX_SETS):
            is_known = bytes(row.bringer) == own or bytes(row.id) in brought | self._given
            is_known |= self._has_all(row)
            if self.is_full or not (is_known or self._give(row)):
                return
            self.cursor = row.place
        self.is_full = self.cursor < self._shelf.last

    def _has_all(self, row: Row[int, bytes, bytes, int]) -> bool:
        """Whether the device says that all stretches of a set have come."""
        rest = self._request.rest
        return rest is not None and rest.id == bytes(row.id).hex() and rest.start >= row.size

    def _give(self, row: Row[int, bytes, bytes, int]) -> bool:
        if row.size <= self._room and len(self.places) < MAX_SETS:
            self._room -= row.size
            self.places.append(row.place)
            self._given.add(bytes(row.id))
            return True
        self.is_full = True
        if not self.places and self.stretch is None:
            self._give_stretch(row)
        return False

    def _give_stretch(self, row: Row[int, bytes, bytes, int]) -> None:
        (data,) = self._shelf.contents([row.place])
        name = SetId(bytes(row.id).hex())
        rest = self._request.rest
        start = min(rest.start, len(data)) if rest and rest.id == name else 0
        self.stretch = Stretch(
            id=name, length=len(data), start=start, data=data[start : start + self._room]
        )
