"""What a change says, as canonical CBOR: written once when it is made, read at a rebuild."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from desktop_app.domain.entries import (
    DossierCreated,
    InstanceAdded,
    InstanceRemoved,
    PackUpgraded,
    StatusSet,
    WordingLoaded,
)
from desktop_app.errors import DamagedFile
from review_protocol.encoding import Encodable, Value, decode, encode
from review_protocol.errors import ProtocolError

ANSWER = "answer"
STATUS = "status"
ADD = "add"
REMOVE = "remove"
DOSSIER = "dossier"
WORDING = "wording"
UPGRADE = "upgrade"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(at: datetime) -> int:
    """A moment as it is stored; exact, which ``timestamp()`` is not."""
    return (at - _EPOCH) // _MICROSECOND


def moment(stored: int) -> datetime:
    """The inverse of ``microseconds``."""
    return _EPOCH + stored * _MICROSECOND


def answer(
    *, key: str, facet: str, value: str, replaces: Iterable[str], started: int, ended: int
) -> bytes:
    """A finished version of an answer."""
    content: dict[str, Encodable] = {
        "kind": ANSWER,
        "key": key,
        "facet": facet,
        "value": value,
        "replaces": sorted(replaces),
        "started": started,
        "at": ended,
    }
    return encode(content)


def status(entry: StatusSet, replaces: Iterable[str]) -> bytes:
    """A status given to versions, in the place of the status changes it replaces."""
    content: dict[str, Encodable] = {
        "kind": STATUS,
        "versions": sorted(entry.versions),
        "status": int(entry.status),
        "replaces": sorted(replaces),
        "at": microseconds(entry.at),
    }
    return encode(content)


def instance_added(entry: InstanceAdded, order: str, replaces: Iterable[str]) -> bytes:
    """An instance added, or its removal taken back."""
    content: dict[str, Encodable] = {
        "kind": ADD,
        "key": str(entry.key),
        "order": order,
        "replaces": sorted(replaces),
        "at": microseconds(entry.at),
    }
    return encode(content)


def instance_removed(entry: InstanceRemoved, order: str, replaces: Iterable[str]) -> bytes:
    """An instance removed, by somebody who saw these versions inside."""
    content: dict[str, Encodable] = {
        "kind": REMOVE,
        "key": str(entry.key),
        "order": order,
        "saw": sorted(entry.saw),
        "replaces": sorted(replaces),
        "at": microseconds(entry.at),
    }
    return encode(content)


def dossier(entry: DossierCreated) -> bytes:
    """A dossier's first change."""
    content: dict[str, Encodable] = {
        "kind": DOSSIER,
        "pack": entry.pack,
        "party": entry.party,
        "start": entry.start.isoformat() if entry.start else "",
        "instruments": list(entry.instruments),
        "at": microseconds(entry.at),
    }
    return encode(content)


def wording(entry: WordingLoaded) -> bytes:
    """Official wording, question by question."""
    content: dict[str, Encodable] = {
        "kind": WORDING,
        "wording": [
            {"question": w.question, "language": w.language, "number": w.number, "text": w.text}
            for w in entry.wording
        ],
        "at": microseconds(entry.at),
    }
    return encode(content)


def upgrade(entry: PackUpgraded) -> bytes:
    """Another pack; a later one has a higher version, so it need not say what it replaces."""
    content: dict[str, Encodable] = {
        "kind": UPGRADE,
        "pack": entry.pack,
        "version": entry.version,
        "replaces": [],
        "at": microseconds(entry.at),
    }
    return encode(content)


class Fields:
    """A change's content, read with its types checked. Raises DamagedFile."""

    def __init__(self, content: Value) -> None:
        if not isinstance(content, dict):
            raise _damaged()
        self._content = content

    @classmethod
    def of(cls, payload: bytes) -> Fields:
        """Decode a payload."""
        try:
            return cls(decode(payload))
        except ProtocolError as error:
            raise _damaged() from error

    def text(self, name: str) -> str:
        """A text."""
        value = self._content.get(name)
        if not isinstance(value, str):
            raise _damaged()
        return value

    def integer(self, name: str) -> int:
        """An integer."""
        value = self._content.get(name)
        if not isinstance(value, int):
            raise _damaged()
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._list(name)
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) != len(values):
            raise _damaged()
        return texts

    def maps(self, name: str) -> tuple[Fields, ...]:
        """A list of maps."""
        return tuple(Fields(value) for value in self._list(name))

    def _list(self, name: str) -> list[Value]:
        value = self._content.get(name)
        if not isinstance(value, list):
            raise _damaged()
        return value


def _damaged() -> DamagedFile:
    return DamagedFile("database", "a change cannot be read")
