"""Who cannot read yet what members should be able to read: they are given the keys.

Somebody joins while somebody else begins a new epoch; a removal turns out to be void: then
a member lacks a key. Whoever has it and sees that gives it to them, with all older ones,
along with the next set that they seal.

Only keys that open a set are handed on, and none that whoever is given another finds under
that one. So what is handed on is little, however long a dossier has lived and whatever
anybody states.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Mapping

from desktop_app.exchange.holding import Held
from desktop_app.exchange.opening import under
from review_protocol.epochs import KEY_SIZE, EpochKey, epoch_id, seal_epochs
from review_protocol.invitations import MAX_KEYS
from review_protocol.keyholders import epoch_to_seal_with, in_turn
from review_protocol.names import DeviceId, EpochId, device_id
from review_protocol.rules import may
from review_protocol.sealing import KemPublic
from review_protocol.statements import Epoch

Below = Mapping[EpochId, Collection[EpochId]]
"""By epoch those whose keys stand under its own, in any statement."""


def lacking(held: Held, own: DeviceId) -> frozenset[DeviceId]:
    """The other computers of the roster that were not given all the keys known here.

    Only what was sealed to a computer counts, and what stands under that; what somebody
    brought along in an invitation's file is not known to others.
    """
    wanted, given = set(_needed(held)), _given(held)
    return frozenset(
        each.id
        for each in held.state.roster.devices.values()
        if each.id != own and not each.is_removed and not wanted <= given[each.id]
    )


def is_due(held: Held, own: DeviceId) -> bool:
    """Whether somebody lacks keys, and this computer's member may give them."""
    return may(held.state.roster, own, Epoch) and bool(lacking(held, own))


def giving(held: Held, key: EpochKey, devices: Container[DeviceId]) -> tuple[Epoch, ...]:
    """The statements by which these are given ``key`` and, with it, all others."""
    to = {
        each.id: KemPublic(each.kem)
        for each in in_turn(held.state.roster)
        if each.id in devices
    }
    older = _roots(held, besides=epoch_id(key))
    return seal_epochs(key, to, older=older, chance=secrets.token_bytes)


def fresh_epoch(
    held: Held, *, without: Container[DeviceId] = ()
) -> tuple[EpochKey, tuple[Epoch, ...]]:
    """A new key, and what gives it to every device of the roster but some."""
    key = EpochKey(secrets.token_bytes(KEY_SIZE))
    devices = {each.id for each in in_turn(held.state.roster) if each.id not in without}
    return key, giving(held, key, devices)


def keys_for_file(held: Held) -> tuple[EpochKey, ...]:
    """Those with which all can be read that is in a file with all sets; the newest if need be.

    Whoever comes in by a file is soon given by others what has no room there.
    """
    return tuple(sorted(_roots(held)[:MAX_KEYS]))


def gathering(held: Held, own: DeviceId) -> tuple[Epoch, ...]:
    """What puts all keys under one, when a file has no room for so many."""
    if len(_roots(held)) <= MAX_KEYS or not may(held.state.roster, own, Epoch):
        return ()
    epoch = epoch_to_seal_with(held.state, held.opened.keys)
    return () if epoch is None else giving(held, held.opened.keys[epoch], ())


def _needed(held: Held) -> list[EpochId]:
    """The epochs whose keys are here and open a set, newest first; and that of the next set.

    Whoever stated them: a set that others cannot read keeps from them all that is built on it,
    and what is refused in it is listed by all alike.
    """
    current = epoch_to_seal_with(held.state, held.opened.keys)
    opening = {each.epoch for each in held.sealed if each.epoch in held.opened.keys}
    if current is not None:
        opening.add(current)
    newest = [each.id for each in reversed(held.state.epochs) if each.id in opening]
    return [*newest, *sorted(opening.difference(newest))]


def _roots(held: Held, *, besides: EpochId | None = None) -> list[EpochKey]:
    """Keys under which, together, all that are needed stand, newest first.

    ``besides`` is one that whoever gets them is given too.
    """
    below = _below(held)
    covered = set() if besides is None else _closure([besides], below)
    found: list[EpochKey] = []
    for epoch in _needed(held):
        if epoch not in covered:
            covered |= _closure([epoch], below)
            found.append(held.opened.keys[epoch])
    return found


def _below(held: Held) -> Below:
    below: dict[EpochId, set[EpochId]] = defaultdict(set)
    for _, statement in held.opened.epochs:
        key = held.opened.keys.get(statement.epoch)
        if key is not None:
            below[statement.epoch] |= under(statement, key).keys()
    return below


def _given(held: Held) -> Mapping[DeviceId, set[EpochId]]:
    """By computer what was sealed to it or made by it, and all that stands under that.

    Only by statements that stand: not by those of somebody who may state no keys, nor by any
    in a set that takes no part. Whether what they give opens, only its addressee can tell.
    """
    void = {(one.set_id, one.statement) for one in held.state.void_statements}
    judged = {(set_id, one.id) for one in held.state.epochs for set_id in one.sets}
    given: dict[DeviceId, set[EpochId]] = defaultdict(set)
    for opened, statement in held.opened.epochs:
        is_judged = (opened.id, statement.epoch) in judged
        if is_judged and (opened.id, statement) not in void:
            given[device_id(opened.device)].add(statement.epoch)
            for each in statement.keys:
                given[each.device].add(statement.epoch)
    below = _below(held)
    return defaultdict(set, {each: _closure(epochs, below) for each, epochs in given.items()})


def _closure(epochs: Iterable[EpochId], below: Below) -> set[EpochId]:
    """These, and all that stand under them, and so on."""
    found = set(epochs)
    ahead = list(found)
    while ahead:
        more = set(below.get(ahead.pop(), ())) - found
        found |= more
        ahead += more
    return found
