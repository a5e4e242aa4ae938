"""A round, from the bytes of a request to the bytes of its answer: docs/protocol.md, section 8.

One transaction: when the answer leaves, what came is on the disk; when anything is refused,
nothing of the request is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from review_protocol.changes import RecordChange
from review_protocol.contents import content_id
from review_protocol.errors import Altered, NeedsNewer, ProtocolError, TooLarge
from review_protocol.names import ContentId, DeviceId, SetId, device_id
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
from review_server import contents, digest_tree, stretches, submissions
from review_server.configuration import MIB, Configuration
from review_server.database import Database, Transaction
from review_server.foreseeing import foresee
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
from review_server.secretariat import issue_on, take_back
from review_server.shelf import Fresh, Shelf, look_at
from review_server.submission_keys import LOCKED, SubmissionKeys
from review_server.submissions import Bringing, Courier, Refused

_SWEEP = 0  # requests whose nonce begins with this byte clear away what is old


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """What a process needs to answer; ``clock`` gives seconds since 1970.

    ``opener`` are the secretariat's submission keys, unlocked when the process started, as
    far as they are not lost since.
    """

    configuration: Configuration
    keys: ServerKeys
    database: Database
    clock: Callable[[], int]
    opener: SubmissionKeys = LOCKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """An answer, and what is noted of it in the log: ids and counts.

    ``refusal`` is the word for why a content that it brought was not taken, "" else.
    """

    data: bytes = field(repr=False)
    dossier: SetId
    device: DeviceId
    came: int
    went: int
    refusal: str = ""


def answer_round(server: Server, data: bytes, courier: Courier | None = None) -> Done:
    """The answer to the bytes of a request. Raises Problem.

    What came by courier may be old, and may be looked at twice: it is answered to the one
    who sent it, and does nothing the second time.
    """
    request = _read(data, server)
    now = server.clock()
    if courier is None and abs(now - request.at) > WINDOW_S:
        raise WrongClock(now)
    looked = tuple(look_at(each, request.dossier) for each in request.sets)
    judged = foresee(server.database, server.keys, server.opener, request, now)

    def work(transaction: Transaction) -> tuple[Answer, int, str]:
        if courier is None:
            _remember(transaction, request, now)
        round_ = _Round(transaction, server, request, courier, now)
        return *round_.answer(looked, judged), round_.refusal

    answer, came, refusal = server.database.run(work)
    return Done(
        data=write_answer(answer, request_id(data), server.keys.signing),
        dossier=request.dossier,
        device=device_id(request.device),
        came=came,
        went=len(answer.sets),
        refusal=refusal,
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


class _Round:
    """One request within its transaction."""

    def __init__(
        self,
        transaction: Transaction,
        server: Server,
        request: Request,
        courier: Courier | None,
        now: int,
    ) -> None:
        self._transaction, self._server, self._now = transaction, server, now
        self._request, self._courier = request, courier
        self._device = device_id(request.device)
        self._have, self._refusal, self._kem = 0, "", b""
        self._judged: Mapping[ContentId, str] = {}

    @property
    def refusal(self) -> str:
        """Why the content that came was not taken, "" if it was or there was none."""
        return self._refusal

    def answer(
        self, looked: Sequence[Fresh], judged: Mapping[ContentId, str]
    ) -> tuple[Answer, int]:
        """Take up what it brings, and answer it; how many sets were new."""
        self._judged = judged
        transaction, request = self._transaction, self._request
        key = bytes.fromhex(request.dossier)
        row = _row(transaction, key)
        is_new = row is None
        if row is None:
            _register(transaction, request, looked, self._now)
            row = _row(transaction, key)
            assert row is not None
        shelf = Shelf(transaction, request.dossier, row.last)
        arrived, content = list(looked), None
        if request.stretch is not None:
            _expect_member(request, read_roster(bytes(row.roster)))
            whole = self._stretch(shelf)
            if whole is not None and contents.kind_of(whole) is None:
                arrived.append(look_at(whole, request.dossier))
            else:
                content = whole
        fresh = shelf.take(arrived, self._device)
        take_back(transaction, self._server.keys, request.dossier, fresh)
        roster = bytes(row.roster)
        if shelf.has_new_statements:
            roster = derive_roster(shelf.stating(), request.dossier)
        seats = read_roster(roster)
        seat = _expect_member(request, seats)
        if is_new and (seat.role is not Role.FOCAL_POINT or seat.is_removed):
            raise BadTicket
        size = row.size + sum(len(each.data) for each in fresh)
        if content is not None:
            made = self._take_content(shelf, content, seats, row.review)
            size += len(content) if not self._refusal else 0
            if made is not None:
                size += len(made.data)
                roster = derive_roster(shelf.stating(), request.dossier)
        if size > row.size:
            self._write(key, {"last": shelf.last, "size": size, "roster": roster})
        if seat.is_removed:
            return _removed(shelf, request, seat, self._now, have=self._have), len(fresh)
        return self._answer(shelf), len(fresh)

    def _write(self, key: bytes, changes: dict[str, Any]) -> None:
        if changes["size"] > self._server.configuration.max_dossier_mib * MIB:
            raise Full
        self._transaction.execute(update(dossiers).filter_by(id=key).values(changes))

    def _stretch(self, shelf: Shelf) -> bytes | None:
        """Keep the stretch that came; what it is a part of, once that is whole."""
        stretch = self._request.stretch
        assert stretch is not None
        for row in shelf.sizes_of([stretch.id]):
            self._have = row.size
            return None  # it came on another way
        known = contents.size_of(self._transaction, self._request.dossier, stretch.id)
        if known is not None:
            self._have = known
            return None
        self._have, whole = stretches.take(self._transaction, self._request)
        return whole

    def _take_content(
        self, shelf: Shelf, data: bytes, seats: dict[DeviceId, Seat], review: str
    ) -> Fresh | None:
        """Keep a content, or say why not; the set that tells the members of it."""
        seat = seats[self._device]
        try:
            if seat.is_removed or seat.role is Role.OBSERVER:
                raise Refused("role")
            kind = contents.kind_of(data)
            if kind == "submission":
                bringing = Bringing(
                    keys=self._server.keys,
                    opener=self._server.opener,
                    dossier=shelf.dossier,
                    review=review,
                    roster=seats,
                    now=self._now,
                    courier=self._courier,
                    judged=self._judged,
                )
                change = submissions.take(self._transaction, bringing, data)
                return self._tell(shelf, change)
            contents.keep(
                self._transaction,
                shelf.dossier,
                content_id(data),
                data,
                kind=str(kind),
                bringer=self._device,
                now=self._now,
            )
        except Refused as error:
            self._refusal = error.word
            offered = self._server.opener.offered
            if error.word == "key" and offered is not None:
                self._kem = offered
        return None

    def _tell(self, shelf: Shelf, change: RecordChange | None) -> Fresh | None:
        return None if change is None else issue_on(shelf, self._server.keys, [change])

    def _answer(self, shelf: Shelf) -> Answer:
        transaction, request = self._transaction, self._request
        key = bytes.fromhex(request.dossier)
        root = shelf.root
        given = _Giving(shelf, request)
        if root == request.root:  # whatever its cursor says: it holds all of it
            given.cursor = shelf.last
        else:
            given.add_wanted()
            given.add_following()
        if given.stretch is None and request.rest is not None and given.room > 0:
            given.stretch = contents.stretch_of(
                transaction, request.dossier, request.rest, given.room
            )
        return Answer(
            at=self._now,
            cursor=given.cursor,
            root=None if root == request.root else root,
            more=given.is_full,
            listings=tuple(digest_tree.listing(transaction, key, each) for each in request.ask),
            have=self._have,
            files=contents.told(transaction, request.dossier, request.files),
            refusal=self._refusal,
            kem=self._kem,
            sets=tuple(shelf.contents(given.places)),
            stretch=given.stretch,
        )


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


class _Giving:
    """Which sets an answer brings, until there is no room for the next."""

    def __init__(self, shelf: Shelf, request: Request) -> None:
        self._shelf, self._request = shelf, request
        self.room = request.most
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
        has_room = row.size <= self.room and len(self.places) < MAX_SETS
        if has_room and not self._has_begun(row):
            self.room -= row.size
            self.places.append(row.place)
            self._given.add(bytes(row.id))
            return True
        self.is_full = True
        if not self.places and self.stretch is None:
            self._give_stretch(row)
        return False

    def _has_begun(self, row: Row[int, bytes, bytes, int]) -> bool:
        """Whether the device has some of this set and wants the rest of it."""
        rest = self._request.rest
        return rest is not None and rest.id == bytes(row.id).hex() and 0 < rest.start < row.size

    def _give_stretch(self, row: Row[int, bytes, bytes, int]) -> None:
        (data,) = self._shelf.contents([row.place])
        name = SetId(bytes(row.id).hex())
        rest = self._request.rest
        start = min(rest.start, len(data)) if rest and rest.id == name else 0
        self.stretch = Stretch(
            id=name, length=len(data), start=start, data=data[start : start + self.room]
        )
