"""A device's side of rounds without any line: what to ask next, and what to make of an answer.

    talk = Talk(...)
    while not talk.is_over:
        request = talk.request(at=..., nonce=..., read=...)
        ... send it, and read the answer; when the line breaks, `talk.broke()` ...
        new = talk.hear(answer)         # sets to be checked and kept

Whoever holds the line checks signatures and keeps what comes; nothing here is durable. The
steps are those of docs/protocol.md, section 8.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from review_protocol.contents import Carriage
from review_protocol.names import SetId
from review_protocol.pacing import Pace
from review_protocol.rounds import (
    MAX_ASKED,
    MAX_MESSAGE,
    MAX_SETS,
    MAX_WANTED,
    NOWHERE,
    Answer,
    Listing,
    Request,
    Rest,
    Standing,
    Stretch,
    Ticket,
)
from review_protocol.sets import set_id
from review_protocol.signing import PublicKey
from review_protocol.trees import Tree, two_below

_PATIENCE = 6
_BYTES_A_NAME = 1024  # so many bytes of an answer for each set that is asked for by name
_MOST_TURNS = 10_000  # whatever the other side says
_MOST_WHOLE = MAX_MESSAGE - 1024 * 1024  # beside the header

Read = Callable[[Sequence[SetId]], Sequence[bytes]]
Part = tuple[SetId, bytes]
"""A set's name, and its bytes from the start as far as they have come."""


class Talk:
    """One device and one server on one dossier, until they hold the same.

    ``held`` are all sets of the device, ``unsent`` those that it does not know to be there,
    ``sizes`` tells how long sets are. ``hint`` is the cursor of the last answer ever; without
    one, and without a ticket, the two are compared first: others may have brought all of it.
    """

    def __init__(
        self,
        *,
        dossier: SetId,
        device: PublicKey,
        held: Collection[SetId],
        unsent: Sequence[SetId],
        sizes: Callable[[Collection[SetId]], Mapping[SetId, int]],
        hint: int | None = None,
        ticket: Ticket | None = None,
    ) -> None:
        self._dossier, self._device, self._ticket = dossier, device, ticket
        self._contents: Carriage | None = None
        self._sizes = sizes
        self._tree = Tree(held)
        self.held = set(held)
        self.unsent = dict(sizes(unsent)) if unsent else {}
        is_first = hint is None and ticket is None
        self.hint = NOWHERE if is_first else hint or 0
        self.sent: set[SetId] = set()
        self.is_removed = False
        self.is_in_step = False
        self.is_stuck = False
        self._pace = Pace()
        self._ask: tuple[str, ...] = ("",) if is_first else ()
        self._want: set[SetId] = set()
        self._part: Part | None = None
        self._rest: Rest | None = None
        self._going: tuple[SetId, int] | None = None
        self._last: Request | None = None
        self._idle = self._turns = 0
        self._own: frozenset[SetId] = frozenset()
        self._whole: frozenset[SetId] = frozenset()

    def bring_if_removed(self, own: Collection[SetId]) -> None:
        """Bring these sets, all of them, should the answer be that this device is out.

        It is told no root then: nothing else would show that a server which was put back to
        an older state has lost what nobody else had.
        """
        self._own = frozenset(own)

    def bring_whole(self, names: Collection[SetId]) -> None:
        """Bring these sets at once with the first request, however little the line may bear:
        before it has them the server keeps nothing of this device's.
        """
        self._whole = frozenset(names)

    def carry(self, contents: Carriage) -> None:
        """Also bring contents, once both hold the same sets, and fetch them."""
        self._contents = contents

    @property
    def is_over(self) -> bool:
        """In step in sets and contents, or out of the dossier with everything brought, or no
        way on.
        """
        if self.is_stuck or (self.is_removed and not self.unsent):
            return True
        return self.is_in_step and (self._contents is None or self._contents.is_done)

    @property
    def limit(self) -> int:
        """How many bytes of sets a line that breaks is taken to bear at once."""
        return self._pace.most

    @property
    def part(self) -> Part | None:
        """What has come so far of a set that comes in stretches."""
        return self._part

    def resume(self, *, limit: int, part: Part | None) -> None:
        """Go on as a talk before this one had to end; before the first request."""
        self._pace.bear(limit)
        if part is not None and part[0] not in self.held:
            self._part = part
            self._rest = Rest(id=part[0], start=len(part[1]))

    def broke(self) -> None:
        """The line broke: less at once from now on; what had come of a set stays."""
        self._pace.broke()

    def request(self, *, at: int, nonce: bytes, read: Read) -> Request:
        """What to ask next; ``read`` gives the bytes of sets that are held."""
        sets, stretch = self._bringing(read)
        rest, files = self._rest, b""
        if self._contents is not None and not self.is_removed:
            files = self._contents.digest
            if self.is_in_step:  # first the receipts, then what they are of
                stretch = self._contents.stretch(self._pace.limit)
            rest = rest or self._contents.rest()
        self._last = Request(
            dossier=self._dossier,
            device=self._device,
            at=at,
            nonce=nonce,
            root=self._tree.root,
            hint=self.hint,
            most=self._pace.limit,
            ask=self._ask,
            want=tuple(sorted(self._want)[: self._names_at_once()]),
            rest=rest,
            ticket=self._ticket,
            files=files,
            sets=tuple(sets),
            stretch=stretch,
        )
        return self._last

    def hear(self, answer: Answer, *, seconds: float = 0.0) -> tuple[bytes, ...]:
        """Take in the answer to the last request; the sets in it that were not here.

        ``seconds`` is how long both were on their way.
        """
        request = self._last
        assert request is not None
        before = self._progress()
        self._pace.carried(_size(request) + _size(answer), seconds)
        self._ticket = None
        self._delivered(request, answer)
        new = self._new_sets(answer)
        self.hint = answer.cursor
        if self._contents is not None:
            self._contents.hear(request, answer)
        self._part = self._part_of(answer, new)
        self.is_removed = answer.standing is Standing.REMOVED
        if self.is_removed and self._own:
            self.unsent.update(self._sizes(self._own - self.sent))
            self._own = frozenset()
        if new:
            self.held |= new.keys()
            self._want -= new.keys()
            self._tree = Tree(self.held)
        asked, self._ask = self._ask, ()
        for prefix, listing in zip(asked, answer.listings, strict=False):
            self._compare(prefix, listing)
        if not self.is_removed:
            self._look_on(request, answer, asked)
        self._idle = 0 if self._progress() != before else self._idle + 1
        self._turns += 1
        self.is_stuck = self._idle >= _PATIENCE or self._turns >= _MOST_TURNS
        return tuple(new.values())

    def _bringing(self, read: Read) -> tuple[Sequence[bytes], Stretch | None]:
        """The next sets that have room together, or a stretch of one that has not."""
        whole = self._bringing_whole()
        chosen = list(whole)
        room = self._pace.limit - sum(self.unsent[name] for name in whole)
        for name, size in self.unsent.items():
            if name in whole:
                continue
            if size > room or len(chosen) >= MAX_SETS or self._has_begun(name):
                break
            chosen.append(name)
            room -= size
        if chosen or not self.unsent:
            return read(chosen) if chosen else (), None
        name, size = next(iter(self.unsent.items()))
        start = self._going[1] if self._going and self._going[0] == name else 0
        self._going = name, start
        (data,) = read([name])
        data = data[start : start + self._pace.limit]
        return (), Stretch(id=name, length=size, start=start, data=data)

    def _bringing_whole(self) -> Collection[SetId]:
        """What has to go at once, in order; nothing if no request has room for all of it."""
        names = dict.fromkeys(name for name in self.unsent if name in self._whole)
        size = sum(self.unsent[name] for name in names)
        return names if len(names) <= MAX_SETS and size <= _MOST_WHOLE else ()

    def _has_begun(self, name: SetId) -> bool:
        return self._going is not None and self._going[0] == name and self._going[1] > 0

    def _delivered(self, request: Request, answer: Answer) -> None:
        names = [set_id(data) for data in request.sets]
        if request.stretch is not None and request.stretch.id in self.unsent:
            self._going = request.stretch.id, answer.have
            if answer.have == request.stretch.length:
                names.append(request.stretch.id)
                self._going = None
        self.sent.update(names)
        for name in names:
            self.unsent.pop(name, None)

    def _new_sets(self, answer: Answer) -> dict[SetId, bytes]:
        named = ((set_id(data), data) for data in answer.sets)
        return {name: data for name, data in named if name not in self.held}

    def _part_of(self, answer: Answer, new: dict[SetId, bytes]) -> Part | None:
        """What is here of a set that comes in stretches; a whole one joins the new ones.

        The server is told how much that is, of a whole one too: it goes on behind it then.
        """
        stretch, self._rest = answer.stretch, None
        if stretch is None or stretch.id in self.held:
            return None
        if self._contents is not None and self._contents.is_about(stretch.id):
            return None
        before = self._part[1] if self._part and self._part[0] == stretch.id else b""
        if stretch.start != len(before):
            return None
        data = before + stretch.data
        if len(data) > stretch.length or (
            len(data) == stretch.length and set_id(data) != stretch.id
        ):
            return None
        self._rest = Rest(id=stretch.id, start=len(data))
        if len(data) < stretch.length:
            return stretch.id, data
        new[stretch.id] = data
        return None

    def _compare(self, prefix: str, listing: Listing) -> None:
        """Which sets, or which prefixes below, differ under one that was asked for."""
        if listing.ids is not None:
            there, here = set(listing.ids), set(self._tree.under(prefix))
            self._want |= {name for name in there - here if name.startswith(prefix)}
            self.unsent.update(self._sizes(here - there))
        elif listing.digests is not None:
            below = zip(two_below(prefix), listing.digests, strict=True)
            differing = [one for one, digest in below if self._tree.digest(one) != digest]
            self._ask = tuple(sorted({*self._ask, *differing})[:MAX_ASKED])

    def _names_at_once(self) -> int:
        """More names would come again with each request, for sets that have no room yet."""
        return min(MAX_WANTED, max(self._pace.limit // _BYTES_A_NAME, 1))

    def _look_on(self, request: Request, answer: Answer, asked: Collection[str]) -> None:
        root = request.root if answer.root is None else answer.root
        self.is_in_step = root == self._tree.root
        if self.is_in_step:  # what was not known to have come has come, on whatever way
            self.sent.update(self.unsent)
            self.unsent.clear()
            self._ask, self._want = (), set()
        elif not (self.unsent or self._want or self._ask or answer.more or self._part):
            self._ask = () if asked else ("",)

    def _progress(self) -> tuple[object, ...]:
        """What is not the same after an answer that brought us on."""
        part = len(self._part[1]) if self._part else 0
        contents = self._contents.progress if self._contents else ()
        return len(self.held), len(self.sent), self.hint, part, self._going, contents


def _size(message: Request | Answer) -> int:
    """The bytes of sets that it brings."""
    stretch = len(message.stretch.data) if message.stretch else 0
    return sum(map(len, message.sets)) + stretch
