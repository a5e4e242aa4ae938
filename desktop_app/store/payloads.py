"""What a change says, as canonical CBOR: written once when it is made, read at a rebuild."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum

from desktop_app.domain.entries import (
    Cleared,
    Decided,
    DossierCreated,
    InstanceAdded,
    InstanceRemoved,
    PackUpgraded,
    Recorded,
    Restricted,
    StatusSet,
    WordingLoaded,
)
from desktop_app.errors import DamagedFile
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    ClearanceChange,
    DecisionChange,
    DossierChange,
    RecordChange,
    RemoveChange,
    RestrictionChange,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.encoding import Encodable, Value, decode, encode
from review_protocol.errors import ProtocolError

ANSWER = "answer"
STATUS = "status"
ADD = "add"
REMOVE = "remove"
DOSSIER = "dossier"
WORDING = "wording"
RECORD = "record"
RESTRICTION = "restriction"
DECISION = "decision"
UPGRADE = "upgrade"
CLEARANCE = "clearance"

SECOND = 1_000_000
"""Microseconds: the journal counts those, the protocol counts seconds."""


class RowStanding(IntEnum):
    """How a version stands, as its row says it.

    A ``LOCAL`` one was replaced by the same person before it ever left their computer.
    """

    EFFECTIVE = 0
    WAITING = 1
    REFUSED = 2
    LOCAL = 3


_KINDS: Mapping[type[Change], str] = {
    DossierChange: DOSSIER,
    AnswerChange: ANSWER,
    StatusChange: STATUS,
    AddChange: ADD,
    RemoveChange: REMOVE,
    WordingChange: WORDING,
    RecordChange: RECORD,
    RestrictionChange: RESTRICTION,
    UpgradeChange: UPGRADE,
    ClearanceChange: CLEARANCE,
    DecisionChange: DECISION,
}

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def kind_of(change: Change) -> str:
    """What the journal calls a change of the protocol."""
    return _KINDS[type(change)]


def microseconds(at: datetime) -> int:
    """A moment as it is stored; exact, which ``timestamp()`` is not."""
    return (at - _EPOCH) // _MICROSECOND


def moment(stored: int) -> datetime:
    """The inverse of ``microseconds``."""
    return _EPOCH + stored * _MICROSECOND


def day(text: str) -> str:
    """A date as it is stored; "" for none, and for what another program took for one."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""


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


def wording(entry: WordingLoaded, replaces: Sequence[Sequence[str]]) -> bytes:
    """Official wording, question by question, each in the place of what it replaces."""
    content: dict[str, Encodable] = {
        "kind": WORDING,
        "wording": [
            {
                "question": each.question,
                "language": each.language,
                "number": each.number,
                "text": each.text,
                "replaces": sorted(replaced),
            }
            for each, replaced in zip(entry.wording, replaces, strict=True)
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


def record(entry: Recorded, replaces: Iterable[str]) -> bytes:
    """A version of a record."""
    content: dict[str, Encodable] = {
        "kind": RECORD,
        "type": str(entry.type),
        "subject": entry.subject,
        "fields": dict(entry.fields),
        "withdrawn": entry.withdrawn,
        "replaces": sorted(replaces),
        "at": microseconds(entry.at),
    }
    return encode(content)


def restriction(entry: Restricted, replaces: Iterable[str]) -> bytes:
    """What an expert may edit."""
    content: dict[str, Encodable] = {
        "kind": RESTRICTION,
        "member": entry.member,
        "questions": None if entry.questions is None else list(entry.questions),
        "replaces": sorted(replaces),
        "at": microseconds(entry.at),
    }
    return encode(content)


def decision(entry: Decided) -> bytes:
    """What became of sets that waited."""
    content: dict[str, Encodable] = {
        "kind": DECISION,
        "sets": sorted(entry.sets),
        "accept": entry.accept,
        "replaces": [],
        "at": microseconds(entry.at),
    }
    return encode(content)


def clearance(entry: Cleared) -> bytes:
    """What the focal point approved."""
    content: dict[str, Encodable] = {
        "kind": CLEARANCE,
        "versions": sorted(entry.versions),
        "pack": entry.pack,
        "note": entry.note,
        "replaces": [],
        "at": microseconds(entry.at),
    }
    return encode(content)


def record_content(fields: Mapping[str, str], *, withdrawn: bool) -> bytes:
    """A record's fields as its row keeps them."""
    return encode({"fields": dict(fields), "withdrawn": withdrawn})


def restriction_content(questions: Iterable[str] | None) -> bytes:
    """The questions that are left to an expert, as the row keeps them."""
    return encode({"questions": None if questions is None else list(questions)})


class Fields:
    """A change's content, read with its types checked. Raises DamagedFile."""

    def __init__(self, content: Value) -> None:
        if not isinstance(content, dict):
            raise damaged()
        self._content = content

    @classmethod
    def of(cls, payload: bytes) -> Fields:
        """Decode a payload."""
        try:
            return cls(decode(payload))
        except ProtocolError as error:
            raise damaged() from error

    def text(self, name: str) -> str:
        """A text."""
        value = self._content.get(name)
        if not isinstance(value, str):
            raise damaged()
        return value

    def integer(self, name: str) -> int:
        """An integer."""
        value = self._content.get(name)
        if not isinstance(value, int):
            raise damaged()
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._list(name)
        texts = tuple(value for value in values if isinstance(value, str))
        if len(texts) != len(values):
            raise damaged()
        return texts

    def data(self, name: str) -> bytes:
        """Bytes."""
        value = self._content.get(name)
        if not isinstance(value, bytes):
            raise damaged()
        return value

    def optional_text(self, name: str) -> str | None:
        """A text, or nothing."""
        return None if self._content.get(name) is None else self.text(name)

    def optional_integer(self, name: str) -> int | None:
        """An integer, or nothing."""
        return None if self._content.get(name) is None else self.integer(name)

    def optional_data(self, name: str) -> bytes | None:
        """Bytes, or nothing."""
        return None if self._content.get(name) is None else self.data(name)

    def truth(self, name: str) -> bool:
        """A truth value."""
        value = self._content.get(name)
        if not isinstance(value, bool):
            raise damaged()
        return value

    def optional_texts(self, name: str) -> tuple[str, ...] | None:
        """A list of texts, or nothing."""
        return None if self._content.get(name) is None else self.texts(name)

    def text_map(self, name: str) -> dict[str, str]:
        """A map from texts to texts."""
        value = self._content.get(name)
        if not isinstance(value, dict):
            raise damaged()
        found = {key: each for key, each in value.items() if isinstance(each, str)}
        if len(found) != len(value):
            raise damaged()
        return found

    def has(self, name: str) -> bool:
        """Whether there is such a field: what an older program wrote may lack it."""
        return name in self._content

    def map(self, name: str) -> Fields:
        """A map."""
        return Fields(self._content.get(name))

    def maps(self, name: str) -> tuple[Fields, ...]:
        """A list of maps."""
        return tuple(Fields(value) for value in self._list(name))

    def _list(self, name: str) -> list[Value]:
        value = self._content.get(name)
        if not isinstance(value, list):
            raise damaged()
        return value


def damaged() -> DamagedFile:
    """A change's content is not what its kind asks for."""
    return DamagedFile("database", "a change cannot be read")
