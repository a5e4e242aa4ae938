"""The sets of a dossier opened as far as this device can: keys first, then what they open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from desktop_app.crypto.device import DeviceKey
from review_protocol.epochs import EpochKey, open_epoch, open_older
from review_protocol.errors import NeedsNewer, ProtocolError
from review_protocol.names import EpochId, SetId
from review_protocol.sets import SetHeader, open_rest, read_header, set_id
from review_protocol.state import OpenedSet
from review_protocol.statement_coding import read_statements
from review_protocol.statements import Epoch


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What could be opened, the sets that need a newer program, and all keys found.

    ``closed`` are the bytes of those of ``sets`` whose body needs a key that is not here.
    """

    sets: tuple[OpenedSet, ...] = ()
    newer: tuple[SetId, ...] = ()
    keys: Mapping[EpochId, EpochKey] = field(default_factory=dict)
    closed: Mapping[SetId, bytes] = field(default_factory=dict, repr=False)

    @property
    def epochs(self) -> Iterator[tuple[OpenedSet, Epoch]]:
        """Every statement of a key there is, with its set."""
        for opened in self.sets:
            for statement in opened.statements:
                if isinstance(statement, Epoch):
                    yield opened, statement


def open_sets(
    stored: Iterable[bytes], device: DeviceKey, keys: Mapping[EpochId, EpochKey]
) -> Opened:
    """Open sets that were checked when they came. A key may stand in a later set.

    Raises ProtocolError for bytes that no set of ours can have become: damage.
    """
    return open_more(Opened(keys=keys), stored, device)


def open_more(before: Opened, more: Iterable[bytes], device: DeviceKey) -> Opened:
    """The same with some more, which may bring keys for what could not be read before."""
    newer: list[SetId] = list(before.newer)
    fresh: list[tuple[bytes, SetHeader]] = []
    for data in (*before.closed.values(), *more):
        try:
            fresh.append((data, read_header(data)))
        except NeedsNewer:
            newer.append(set_id(data))
    stated = [statement for _, statement in before.epochs]
    stated += [each for _, header in fresh for each in _epochs(header)]
    keys = _gathered(stated, device, before.keys)
    opened = [each for each in before.sets if each.id not in before.closed]
    closed: dict[SetId, bytes] = {}
    for data, header in fresh:
        try:
            one = open_rest(data, header, keys)
        except NeedsNewer:
            newer.append(header.id)
            continue
        opened.append(one)
        if one.changes is None:
            closed[one.id] = data
    return Opened(sets=tuple(opened), newer=tuple(newer), keys=keys, closed=closed)


def under(statement: Epoch, key: EpochKey) -> dict[EpochId, EpochKey]:
    """The older keys that whoever has a statement's key is given with it."""
    try:
        return open_older(statement, key)
    except ProtocolError:
        return {}  # whoever made it put rubbish there; the key itself may be good


def _gathered(
    statements: Iterable[Epoch], device: DeviceKey, known: Mapping[EpochId, EpochKey]
) -> dict[EpochId, EpochKey]:
    """The keys of all epochs that this device was given, and the older ones under them."""
    stated = tuple(statements)
    found = dict(known)
    for statement in stated:
        if statement.epoch not in found:
            key = _given(statement, device)
            if key is not None:
                found[statement.epoch] = key
    has_more = True
    while has_more:
        older = {
            epoch: key
            for statement in stated
            if statement.epoch in found
            for epoch, key in under(statement, found[statement.epoch]).items()
            if epoch not in found
        }
        found |= older
        has_more = bool(older)
    return found


def _epochs(header: SetHeader) -> list[Epoch]:
    try:
        statements = read_statements(header.statements)
    except ProtocolError:
        return []  # held for a newer program, or broken: it gives no keys
    return [each for each in statements if isinstance(each, Epoch)]


def _given(statement: Epoch, device: DeviceKey) -> EpochKey | None:
    try:
        return open_epoch(statement, device.id, device.kem)
    except ProtocolError:
        return None  # whoever made it sealed rubbish; another epoch may still open
