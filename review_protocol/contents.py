"""Contents: bytes of a dossier that are no sets, and how device and server share them.

A content is named by the SHA-256 of its bytes: a working file, a questionnaire, a message to
the secretariat. Nothing in a dossier depends on when one comes, so they travel after the
sets, one at a time and in stretches (docs/protocol.md, section 9).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from review_protocol.names import ContentId, SetId
from review_protocol.rounds import FILES_SIZE, Answer, Request, Rest, Stretch

MAX_CONTENT = 16 * 1024 * 1024
_DOMAIN = b"review-desk/1 contents\0"


def content_id(data: bytes) -> ContentId:
    """The name of a content with these bytes."""
    return ContentId(hashlib.sha256(data).hexdigest())


def contents_digest(names: Iterable[ContentId]) -> bytes:
    """16 bytes that depend on the names alone, not on their order."""
    whole = hashlib.sha256(_DOMAIN)
    for name in sorted(set(names)):
        whole.update(bytes.fromhex(name))
    return whole.digest()[:FILES_SIZE]


class Shelf(Protocol):
    """Where a device keeps a dossier's contents, whole ones and what has come of others."""

    def length(self, name: ContentId) -> int | None:
        """How long a content is that is here whole; None for any other."""

    def read(self, name: ContentId, start: int, size: int) -> bytes:
        """Some bytes of one that is here whole."""

    def come(self, name: ContentId) -> int:
        """How many bytes have come of one that is not whole."""

    def take(self, name: ContentId, start: int, data: bytes, length: int) -> bool:
        """Keep bytes that follow those that have come; False for what cannot be this one.

        With the last of them the hash is checked; what is another then is forgotten.
        """


class Carriage:
    """The half of a talk that is about contents. It knows no line and keeps nothing itself.

    ``named`` are those that the dossier names, in the order in which they should travel;
    ``there`` those that the server was last known to hold. While ``takes_any``, also those
    that nobody names are fetched: a questionnaire is named by what is in it.
    """

    def __init__(
        self,
        shelf: Shelf,
        named: Sequence[ContentId],
        *,
        there: Collection[ContentId] = (),
        takes_any: bool = False,
    ) -> None:
        self._shelf, self._named, self._takes_any = shelf, tuple(named), takes_any
        self.there = set(there)
        self.brought: set[ContentId] = set()
        self.fetched: set[ContentId] = set()
        self.refused: dict[ContentId, str] = {}
        self.kem = b""
        self.bytes_moved = 0
        self._lost: set[ContentId] = set()
        self._going: tuple[ContentId, int | None] | None = None

    @property
    def digest(self) -> bytes:
        """What a request says of the contents that are known to be there."""
        return contents_digest(self.there)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to bring or to fetch."""
        return self._next_to_bring() is None and self._next_to_fetch() is None

    @property
    def progress(self) -> tuple[int, ...]:
        """What is not the same after an answer that brought us on."""
        return (
            self.bytes_moved,
            len(self.brought),
            len(self.fetched),
            len(self.refused),
            len(self.there),
            self._going is not None and self._going[1] is not None,
        )

    def stretch(self, room: int) -> Stretch | None:
        """What to bring next. One that needs several is asked for first: some may be there."""
        name = self._next_to_bring()
        if name is None:
            return None
        length = self._shelf.length(name) or 0
        if self._going is None or self._going[0] != name:
            self._going = name, 0 if length <= room else None
        start = self._going[1]
        if start is None:
            return Stretch(id=SetId(name), length=length, start=0)
        data = self._shelf.read(name, start, min(room, length - start))
        return Stretch(id=SetId(name), length=length, start=start, data=data)

    def rest(self) -> Rest | None:
        """What to fetch next, and from where."""
        name = self._next_to_fetch()
        if name is None:
            return None
        return Rest(id=SetId(name), start=self._shelf.come(name))

    def hear(self, request: Request, answer: Answer) -> None:
        """Take in what an answer says and brings of contents."""
        if answer.files is not None:
            self.there = set(answer.files)
        self._hear_of_bringing(request, answer)
        rest, stretch = request.rest, answer.stretch
        if rest is None or not self.is_about(rest.id):
            return
        if stretch is not None and stretch.id == rest.id:
            self._take(ContentId(rest.id), rest, stretch)
        elif stretch is None and not (answer.sets or answer.more):
            self._lost.add(ContentId(rest.id))  # it is not there after all

    def is_about(self, name: str) -> bool:
        """Whether a stretch of this name is of a content."""
        content = ContentId(name)
        return content in self._named or content in self.there

    def _hear_of_bringing(self, request: Request, answer: Answer) -> None:
        stretch = request.stretch
        if stretch is None or self._going is None or stretch.id != SetId(self._going[0]):
            return
        name = self._going[0]
        self._going = name, answer.have
        self.bytes_moved += len(stretch.data)
        if answer.refusal:
            self.refused[name], self.kem = answer.refusal, answer.kem
        elif answer.have == stretch.length:
            self.there.add(name)
            self.brought.add(name)
        else:
            return
        self._going = None

    def _take(self, name: ContentId, rest: Rest, stretch: Stretch) -> None:
        if stretch.start != rest.start or not stretch.data:
            self._lost.add(name)
            return
        if not self._shelf.take(name, stretch.start, stretch.data, stretch.length):
            self._lost.add(name)
            return
        self.bytes_moved += len(stretch.data)
        if rest.start + len(stretch.data) == stretch.length:
            self.fetched.add(name)

    def _next_to_bring(self) -> ContentId | None:
        for name in self._named:
            is_open = name not in self.there and name not in self.refused
            if is_open and self._shelf.length(name) is not None:
                return name
        return None

    def _next_to_fetch(self) -> ContentId | None:
        for name in (*self._named, *(sorted(self.there) if self._takes_any else ())):
            is_open = name in self.there and name not in self.fetched | self._lost
            if is_open and self._shelf.length(name) is None:
                return ContentId(name)
        return None
