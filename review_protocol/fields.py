"""How the fields of a record stand in the encoding, and what is asked of them on coming in.

A `Field` writes a value of ours as a plain one and reads it back; a `Shape` does so for a
whole record. Reading raises Malformed, TooLarge, UnusableKey or UnknownKind. Writing raises
Unencodable for whatever would not be read as the same again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import pairwise
from typing import Any, Generic, TypeVar

from review_protocol.encoding import Encodable, Value
from review_protocol.errors import Malformed, ProtocolError, TooLarge, Unencodable, UnknownKind
from review_protocol.sealing import load_kem
from review_protocol.signing import SIGNATURE_SIZE, load_public

MAX_TEXT = 2_000_000  # characters of an answer; far above what anybody writes
MAX_LINE = 4_000  # characters of a name, a key, a title
MAX_COUNT = 100_000  # what one record may list
EARLIEST, LATEST = -62_135_596_800, 253_402_300_799  # seconds: the years 1 to 9999
ID_SIZE = 16
HASH_SIZE = 32

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Field:
    """Both directions of one field; `put` is the writing that checks itself."""

    write: Callable[[Any], Encodable]
    read: Callable[[Any], Any]

    def put(self, value: object) -> Encodable:
        """The plain value. Raises Unencodable unless it is read as the same again."""
        try:
            plain = self.write(value)
            is_same = self.read(plain) == value
        except (ProtocolError, ValueError, TypeError) as error:
            raise Unencodable(type(value).__name__) from error
        if not is_same:
            raise Unencodable(type(value).__name__)
        return plain


@dataclass(frozen=True, slots=True)
class Shape(Generic[R]):
    """A record as a map with exactly these keys."""

    make: Callable[..., R]
    fields: Mapping[str, Field]

    def put(self, record: R) -> dict[str, Encodable]:
        """The map; raises Unencodable."""
        return {name: field.put(getattr(record, name)) for name, field in self.fields.items()}

    def read(self, value: Value) -> R:
        """The record; raises what a field of it does."""
        found = as_map(value, self.fields.keys())
        return self.make(**{name: self.fields[name].read(found[name]) for name in self.fields})


@dataclass(frozen=True, slots=True)
class SparseShape(Generic[R]):
    """A record as a map that leaves out what is as it is by default, so a short one is short.

    ``defaults`` are those of the fields that may be left out. One that stands there although
    it is the default is refused: one record has one encoding.
    """

    make: Callable[..., R]
    fields: Mapping[str, Field]
    defaults: Mapping[str, Any]

    def put(self, record: R) -> dict[str, Encodable]:
        """The map; raises Unencodable."""
        return {
            name: field.put(getattr(record, name))
            for name, field in self.fields.items()
            if name not in self.defaults or getattr(record, name) != self.defaults[name]
        }

    def read(self, value: Value) -> dict[str, Any]:
        """The fields, for whoever makes the record; raises what a field does."""
        if not isinstance(value, dict):
            raise Malformed("not a map")
        found = as_map(value, (self.fields.keys() - self.defaults.keys()) | value.keys())
        if not found.keys() <= self.fields.keys():
            raise Malformed("a field that has no place here")
        read = {name: self.fields[name].read(found[name]) for name in found}
        if any(name in self.defaults and read[name] == self.defaults[name] for name in read):
            raise Malformed("a default that is written out")
        return {**self.defaults, **read}


def as_map(value: Value, keys: AbstractSet[str]) -> dict[str, Value]:
    """A map with exactly these keys."""
    if not isinstance(value, dict) or value.keys() != keys:
        raise Malformed("not a map of the fields it should have")
    return value


def as_list(value: Value, limit: int) -> list[Value]:
    """An array of at most so many."""
    if not isinstance(value, list | tuple):
        raise Malformed("not an array")
    if len(value) > limit:
        raise TooLarge(size=len(value), limit=limit)
    return list(value)


def as_bytes(value: Value, lowest: int, highest: int) -> bytes:
    """Bytes of a length within these bounds."""
    if not isinstance(value, bytes) or not lowest <= len(value) <= highest:
        raise Malformed("not bytes of the right length")
    return value


def as_text(value: Value, limit: int) -> str:
    """Text of at most so many characters."""
    if not isinstance(value, str):
        raise Malformed("not text")
    if len(value) > limit:
        raise TooLarge(size=len(value), limit=limit)
    return value


def as_integer(value: Value, lowest: int, highest: int) -> int:
    """An integer within bounds; a truth value is none."""
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
        raise Malformed("not an integer within its bounds")
    return value


def text(limit: int = MAX_TEXT) -> Field:
    """Any text up to a limit, the empty one too."""
    return Field(write=str, read=lambda value: as_text(value, limit))


def integer(lowest: int, highest: int) -> Field:
    """An integer within bounds."""
    return Field(write=int, read=lambda value: as_integer(value, lowest, highest))


def blob(lowest: int, highest: int) -> Field:
    """Bytes as they are."""
    return Field(write=bytes, read=lambda value: as_bytes(value, lowest, highest))


def name_of(size: int) -> Field:
    """A name that we write in hexadecimal, as the bytes that it stands for."""
    return Field(write=bytes.fromhex, read=lambda value: as_bytes(value, size, size).hex())


def one_of(kinds: type[StrEnum]) -> Field:
    """A word of a list that a newer program may make longer."""

    def read(value: Value) -> StrEnum:
        word = as_text(value, MAX_LINE)
        if word not in set(kinds):
            raise UnknownKind(word)
        return kinds(word)

    return Field(write=str, read=read)


def step_of(steps: type[IntEnum]) -> Field:
    """One of a few numbers."""
    return Field(write=int, read=lambda value: steps(as_integer(value, min(steps), max(steps))))


def many(field: Field, limit: int = MAX_COUNT) -> Field:
    """A tuple of values."""
    return Field(
        write=lambda values: [field.write(value) for value in values],
        read=lambda value: tuple(field.read(each) for each in as_list(value, limit)),
    )


def ascending(field: Field, limit: int = MAX_COUNT) -> Field:
    """A tuple of different values in ascending order."""

    def read(value: Value) -> tuple[Any, ...]:
        found = tuple(field.read(each) for each in as_list(value, limit))
        if any(one >= two for one, two in pairwise(found)):
            raise Malformed("not in ascending order")
        return found

    return Field(write=lambda values: [field.write(value) for value in values], read=read)


def optional(field: Field) -> Field:
    """A value, or nothing."""
    return Field(
        write=lambda value: None if value is None else field.write(value),
        read=lambda value: None if value is None else field.read(value),
    )


def inner(shape: Shape[Any]) -> Field:
    """A record inside a record."""
    return Field(write=shape.put, read=shape.read)


def _key(value: Value) -> str:
    key = as_text(value, MAX_LINE)
    if not key or not key.isprintable() or " " in key:
        raise Malformed("not a name")
    return key


def _flag(value: Value) -> bool:
    if not isinstance(value, bool):
        raise Malformed("not a truth value")
    return value


def _texts(value: Value) -> dict[str, str]:
    if not isinstance(value, dict):
        raise Malformed("not a map")
    as_list(list(value), MAX_COUNT)
    return {_key(name): as_text(value[name], MAX_TEXT) for name in value}


TEXT = text()
LINE = text(MAX_LINE)
KEY = Field(write=str, read=_key)  # printable, not empty, no space
FLAG = Field(write=lambda value: value, read=_flag)
TEXTS = Field(write=dict, read=_texts)  # texts by key
TIME = integer(EARLIEST, LATEST)
ID = name_of(ID_SIZE)
HASH = name_of(HASH_SIZE)
PUBLIC_KEY = Field(write=bytes, read=lambda value: load_public(as_bytes(value, 0, MAX_LINE)))
KEM_KEY = Field(write=bytes, read=lambda value: load_kem(as_bytes(value, 0, MAX_LINE)))
SIGNATURE = blob(SIGNATURE_SIZE, SIGNATURE_SIZE)
