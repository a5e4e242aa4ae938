"""The body of a change set: changes by kind and column, so that they compress well.

    {"at": seconds, "sets": [id, ...], "kinds": {kind: {column: [...], ...}, ...}}

The index of a change is its place when the kinds are put one behind the other in
alphabetical order. `docs/file-formats.md` has all columns.

Bodies come from members, and members may be hostile: every type, range, length and
reference is checked, and no change refers to itself, not even by way of others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review_protocol import encoding, fields, framing
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    ClearanceChange,
    DecisionChange,
    DossierChange,
    Kind,
    Mark,
    RecordChange,
    RecordType,
    RemoveChange,
    RestrictionChange,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.columns import (
    MAX_CHANGES,
    Column,
    Each,
    Reading,
    References,
    Sets,
    Times,
    Writing,
)
from review_protocol.encoding import Encodable, Value
from review_protocol.errors import Malformed, UnknownKind
from review_protocol.fields import FLAG, HASH, ID, KEY, LINE, TEXT, TEXTS, TIME
from review_protocol.names import ChangeId, SetId

MAX_BODY = encoding.MAX_BYTES
MAX_SETS = 100_000

_KEY, _LINE, _TEXT, _HASH = Each(KEY), Each(LINE), Each(TEXT), Each(HASH)
_REPLACES: dict[str, Column] = {"replaces": References()}
_AT: dict[str, Column] = {"at": Times()}
_COLUMNS: dict[str, tuple[type[Change], dict[str, Column]]] = {
    Kind.ADD: (AddChange, {"key": _KEY, "order": _LINE, **_REPLACES, **_AT}),
    Kind.ANSWER: (
        AnswerChange,
        {"key": _KEY, "facet": _KEY, "value": _TEXT, **_REPLACES, "started": Times(), **_AT},
    ),
    Kind.CLEARANCE: (
        ClearanceChange,
        {"versions": References(), "pack": _HASH, "note": _TEXT, **_AT},
    ),
    Kind.DECISION: (DecisionChange, {"sets": Sets(), "accept": Each(FLAG), **_AT}),
    Kind.DOSSIER: (
        DossierChange,
        {
            "pack": _HASH,
            "party": _LINE,
            "start": _LINE,
            "instruments": Each(fields.many(LINE)),
            **_AT,
        },
    ),
    Kind.RECORD: (
        RecordChange,
        {
            "type": Each(fields.one_of(RecordType)),
            "subject": _KEY,
            "fields": Each(TEXTS),
            "withdrawn": Each(FLAG),
            **_REPLACES,
            **_AT,
        },
    ),
    Kind.REMOVE: (
        RemoveChange,
        {"key": _KEY, "order": _LINE, "saw": References(), **_REPLACES, **_AT},
    ),
    Kind.RESTRICTION: (
        RestrictionChange,
        {
            "member": Each(ID),
            "questions": Each(fields.optional(fields.many(KEY))),
            **_REPLACES,
            **_AT,
        },
    ),
    Kind.STATUS: (
        StatusChange,
        {"versions": References(), "mark": Each(fields.step_of(Mark)), **_REPLACES, **_AT},
    ),
    Kind.UPGRADE: (
        UpgradeChange,
        {"pack": _HASH, "version": Each(fields.integer(1, 2**31)), **_REPLACES, **_AT},
    ),
    Kind.WORDING: (
        WordingChange,
        {
            "question": _KEY,
            "language": _KEY,
            "number": _LINE,
            "text": _TEXT,
            **_REPLACES,
            **_AT,
        },
    ),
}
_KIND_OF = {made: kind for kind, (made, _) in _COLUMNS.items()}


def write_body(
    changes: Sequence[tuple[ChangeId, Change]],
) -> tuple[bytes, tuple[ChangeId, ...]]:
    """The plain bytes, and the local names in the order of the indexes they got.

    A change refers to others by local names that are among these, or by names in sealed
    sets. Raises Unencodable, and TooLarge for more than one set can hold.
    """
    framing.limit(len(changes), MAX_CHANGES)
    ordered = sorted(changes, key=lambda named: _KIND_OF[type(named[1])])  # a stable sort
    order = tuple(name for name, _ in ordered)
    base = ordered[0][1].at if ordered else 0
    names = Writing(base=base, own={name: index for index, name in enumerate(order)})
    kinds: dict[str, dict[str, Encodable]] = {}
    for kind, (made, columns) in _COLUMNS.items():
        rows = [change for _, change in ordered if isinstance(change, made)]
        if rows:
            kinds[kind] = {
                column: columns[column].write([getattr(row, column) for row in rows], names)
                for column in columns
            }
    framing.limit(len(names.sets), MAX_SETS)
    sets = [bytes.fromhex(name) for name in names.sets]
    plain = encoding.encode({"at": TIME.put(base), "sets": sets, "kinds": kinds})
    framing.limit(len(plain), MAX_BODY)
    encoding.limit_items(plain)
    return plain, order


def read_body(plain: bytes, set_id: SetId) -> tuple[Change, ...]:
    """The changes, in the order of their indexes.

    Raises UnknownKind if only a newer program knows one; else Malformed, TooLarge or
    UnusableKey.
    """
    body = fields.as_map(encoding.decode(plain, max_bytes=MAX_BODY), {"at", "sets", "kinds"})
    sets = fields.many(HASH, MAX_SETS).read(body["sets"])
    if len(set(sets)) != len(sets) or set_id in sets:
        raise Malformed("a set that is named twice")
    kinds = _known(body["kinds"])
    counts = {kind: _rows_of(kind, columns) for kind, columns in kinds.items()}
    count = sum(counts.values())
    framing.limit(count, MAX_CHANGES)
    names = Reading(id=set_id, base=TIME.read(body["at"]), count=count, sets=sets)
    changes: list[Change] = []
    for kind in sorted(kinds):
        rows = range(len(changes), len(changes) + counts[kind])
        changes += _read_kind(kind, kinds[kind], rows, names)
    _refuse_circles(count, names.links)
    return tuple(changes)


def _known(value: Value) -> dict[str, dict[str, Value]]:
    """The columns of each kind, by name."""
    if not isinstance(value, dict):
        raise Malformed("not a map")
    unknown = sorted(value.keys() - _COLUMNS.keys())
    if unknown:
        raise UnknownKind(unknown[0])
    return {
        kind: fields.as_map(columns, _COLUMNS[kind][1].keys())
        for kind, columns in value.items()
    }


def _rows_of(kind: str, columns: Mapping[str, Value]) -> int:
    """How many changes of a kind there are: every kind has times, and none is empty."""
    count = len(fields.as_list(columns["at"], MAX_CHANGES))
    if not count:
        raise Malformed("a kind without changes")
    return count


def _read_kind(
    kind: str, found: Mapping[str, Value], rows: range, names: Reading
) -> list[Change]:
    made, columns = _COLUMNS[kind]
    read: dict[str, Sequence[Any]] = {
        name: column.read(found[name], rows, names) for name, column in columns.items()
    }
    return [made(**{name: read[name][at] for name in columns}) for at in range(len(rows))]


def _refuse_circles(count: int, links: Sequence[tuple[int, int]]) -> None:
    """Take away changes that refer to nothing left, as long as there are any."""
    waits = [0] * count
    needed_by: dict[int, list[int]] = {}
    for change, other in links:
        waits[change] += 1
        needed_by.setdefault(other, []).append(change)
    free = [change for change in range(count) if not waits[change]]
    for other in free:  # grows while it is walked
        for change in needed_by.get(other, ()):
            waits[change] -= 1
            if not waits[change]:
                free.append(change)
    if len(free) != count:
        raise Malformed("changes that refer to each other in a circle")
