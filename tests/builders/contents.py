"""Contents for tests: a place to keep them in memory, and messages to the secretariat."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from review_protocol.contents import content_id
from review_protocol.names import ContentId, SetId
from review_protocol.sealing import KemPublic
from review_protocol.signing import PublicKey, SigningKey
from review_protocol.submissions import ReopeningRequest, Submission, write_submission
from tests.builders.sets import AT, PACK

FILE = b"RDFILE\r\n"


class Drawer:
    """What a device has of contents; ``parts`` are those that are still coming."""

    def __init__(self, whole: Iterable[bytes] = ()) -> None:
        self.whole = {content_id(data): data for data in whole}
        self.parts: dict[ContentId, bytes] = {}

    def put(self, data: bytes) -> ContentId:
        """Have one."""
        self.whole[content_id(data)] = data
        return content_id(data)

    def length(self, name: ContentId) -> int | None:
        """See `contents.Shelf`."""
        return len(self.whole[name]) if name in self.whole else None

    def read(self, name: ContentId, start: int, size: int) -> bytes:
        """See `contents.Shelf`."""
        return self.whole[name][start : start + size]

    def come(self, name: ContentId) -> int:
        """See `contents.Shelf`."""
        return len(self.parts.get(name, b""))

    def take(self, name: ContentId, start: int, data: bytes, length: int) -> bool:
        """See `contents.Shelf`."""
        before = self.parts.get(name, b"")
        if start != len(before) or len(before) + len(data) > length:
            return False
        self.parts[name] = before + data
        if len(self.parts[name]) == length:
            whole = self.parts.pop(name)
            if content_id(whole) != name:
                return False
            self.whole[name] = whole
        return True


def working_file(size: int = 1_000, seed: int = 0) -> bytes:
    """A content that a server takes for a working file."""
    return FILE + bytes((seed + n * n) % 251 for n in range(size - len(FILE)))


def make_submission(**changes: Any) -> Submission:
    """A complete first submission; or as the test says."""
    fields: dict[str, Any] = {
        "pack": PACK,
        "party": "Ruritania",
        "number": 1,
        "form": b"<data><q1>yes</q1></data>",
        "answers": b'{"q1":"yes"}',
        **changes,
    }
    return Submission(**fields)


def submission_bytes(
    body: Submission | ReopeningRequest,
    *,
    dossier: SetId,
    server: PublicKey,
    kem: KemPublic,
    key: SigningKey,
    at: int = AT,
) -> bytes:
    """The content that carries it."""
    return write_submission(body, dossier=dossier, server=server, kem=kem, at=at, key=key)
