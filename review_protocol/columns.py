"""Columns of a body: how the same field of many changes stands in the encoding.

A column has one entry for each change of its kind. Writing raises Unencodable, reading
Malformed, TooLarge, UnusableKey or UnknownKind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from review_protocol import fields
from review_protocol.encoding import Encodable, Value
from review_protocol.errors import Malformed, Unencodable
from review_protocol.fields import HASH, TIME, Field
from review_protocol.names import ChangeId, SetId, change_id

MAX_CHANGES = 100_000
_OWN = 0  # the number that stands for the set itself
_SPAN = fields.LATEST - fields.EARLIEST


@dataclass(slots=True, kw_only=True)
class Writing:
    """The changes that are written, by local name, and the other sets named so far."""

    base: int
    own: Mapping[ChangeId, int]
    sets: dict[SetId, int] = field(default_factory=dict)

    def number_of(self, name: SetId) -> int:
        """The number of another set; a new one if it was not named before."""
        HASH.put(name)
        return self.sets.setdefault(name, len(self.sets) + 1)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What the numbers in a body stand for.

    ``links`` collects which change of the set refers to which other one of it.
    """

    id: SetId
    base: int
    count: int
    sets: Sequence[SetId]
    links: list[tuple[int, int]] = field(default_factory=list)


class Column(Protocol):
    """Both directions of one column. ``rows`` are the indexes of the changes in it."""

    def write(self, values: Sequence[Any], names: Writing) -> Encodable:
        """The plain value of the whole column."""

    def read(self, value: Value, rows: range, names: Reading) -> Sequence[Any]:
        """One entry for each row."""


@dataclass(frozen=True, slots=True)
class Each:
    """One value for each change."""

    field: Field

    def write(self, values: Sequence[Any], names: Writing) -> Encodable:
        """The values as they are."""
        return [self.field.put(value) for value in values]

    def read(self, value: Value, rows: range, names: Reading) -> Sequence[Any]:
        """The same again."""
        return [self.field.read(entry) for entry in _entries(value, rows)]


class Times:
    """Seconds, each as the difference to the one before; the first to the body's base."""

    def write(self, values: Sequence[int], names: Writing) -> Encodable:
        """The differences."""
        for value in values:
            TIME.put(value)
        return [
            value - last for value, last in zip(values, [names.base, *values], strict=False)
        ]

    def read(self, value: Value, rows: range, names: Reading) -> Sequence[int]:
        """The times."""
        times = [names.base]
        for entry in _entries(value, rows):
            times.append(TIME.read(times[-1] + fields.as_integer(entry, -_SPAN, _SPAN)))
        return times[1:]


class Sets:
    """Other sets: for each change how many, then their numbers."""

    def write(self, values: Sequence[Sequence[SetId]], names: Writing) -> Encodable:
        """One array for all."""
        numbers: list[int] = []
        for sets in values:
            _refuse_too_many(sets)
            numbers += [len(sets), *map(names.number_of, sets)]
        return numbers

    def read(self, value: Value, rows: range, names: Reading) -> Sequence[tuple[SetId, ...]]:
        """A tuple for each change."""
        numbers = _Numbers(value)
        found = []
        for _ in rows:
            wanted = range(numbers.take(0, fields.MAX_COUNT))
            found.append(
                tuple(names.sets[numbers.take(1, len(names.sets)) - 1] for _ in wanted)
            )
        numbers.end()
        return found


class References:
    """Changes: for each change how many, then two numbers for each, set and index."""

    def write(self, values: Sequence[Sequence[ChangeId]], names: Writing) -> Encodable:
        """One array for all."""
        numbers: list[int] = []
        for changes in values:
            _refuse_too_many(changes)
            numbers.append(len(changes))
            for change in changes:
                numbers += _written(change, names)
        return numbers

    def read(self, value: Value, rows: range, names: Reading) -> Sequence[tuple[ChangeId, ...]]:
        """A tuple for each change."""
        numbers = _Numbers(value)
        found = []
        for row in rows:
            wanted = range(numbers.take(0, fields.MAX_COUNT))
            found.append(tuple(_read(numbers, row, names) for _ in wanted))
        numbers.end()
        return found


class _Numbers:
    """An array of integers, taken one by one."""

    def __init__(self, value: Value) -> None:
        if not isinstance(value, list):
            raise Malformed("not an array")
        self._left = iter(value)

    def take(self, lowest: int, highest: int) -> int:
        """The next, within bounds."""
        return fields.as_integer(next(self._left, None), lowest, highest)

    def end(self) -> None:
        """Raises Malformed unless all were taken."""
        if next(self._left, self) is not self:
            raise Malformed("numbers left over")


def _entries(value: Value, rows: range) -> list[Value]:
    found = fields.as_list(value, len(rows))
    if len(found) != len(rows):
        raise Malformed("columns of different lengths")
    return found


def _refuse_too_many(values: Sequence[str]) -> None:
    if len(values) > fields.MAX_COUNT:
        raise Unencodable("more in a list than a reader takes")


def _written(change: ChangeId, names: Writing) -> tuple[int, int]:
    if change in names.own:
        return _OWN, names.own[change]
    name, _, index = change.partition(".")
    if not index.isdecimal() or str(int(index)) != index or int(index) >= MAX_CHANGES:
        raise Unencodable("a change that is in no set")
    return names.number_of(SetId(name)), int(index)


def _read(numbers: _Numbers, row: int, names: Reading) -> ChangeId:
    number = numbers.take(0, len(names.sets))
    if number == _OWN:
        index = numbers.take(0, names.count - 1)
        names.links.append((row, index))
        return change_id(names.id, index)
    return change_id(names.sets[number - 1], numbers.take(0, MAX_CHANGES - 1))
