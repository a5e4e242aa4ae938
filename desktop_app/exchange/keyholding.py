"""Who cannot read yet what members should be able to read: they are given the keys.

Somebody joins while somebody else begins a new epoch; a removal turns out to be void: then
a member lacks a key. Whoever has it and sees that gives it to them, with all older ones,
along with the next set that they seal.
"""

from __future__ import annotations

import secrets
from collections import defaultdict

from desktop_app.exchange.holding import Held
from desktop_app.exchange.opening import under
from review_protocol.epochs import NONCE_SIZE, EpochKey, seal_epoch
from review_protocol.names import DeviceId, EpochId, device_id
from review_protocol.rules import may
from review_protocol.sealing import KemPublic
from review_protocol.statements import Epoch


def lacking(held: Held, own: DeviceId) -> frozenset[DeviceId]:
    """The other computers of the roster that were not given all the keys known here.

    Only what was sealed to a computer counts, and what stands under that; what somebody
    brought along in an invitation's file is not known to others.
    """
    wanted = {epoch for epoch in held.opened.keys if epoch in _in_force(held)}
    given = _given(held)
    return frozenset(
        each.id
        for each in held.state.roster.devices.values()
        if each.id != own and not each.is_removed and not wanted <= given[each.id]
    )


def is_due(held: Held, own: DeviceId) -> bool:
    """Whether somebody lacks keys, and this computer's member may give them."""
    return may(held.state.roster, own, Epoch) and bool(lacking(held, own))


def giving(held: Held, own: DeviceId, key: EpochKey) -> Epoch:
    """The statement by which those who lack keys are given ``key`` and, with it, all others."""
    known = held.state.roster.devices
    devices = {each: KemPublic(known[each].kem) for each in lacking(held, own)}
    older = [each for each in held.opened.keys.values() if each != key]
    return seal_epoch(key, devices, older=older, nonce=secrets.token_bytes(NONCE_SIZE))


def _in_force(held: Held) -> frozenset[EpochId]:
    return frozenset(epoch.id for epoch in held.state.epochs)


def _given(held: Held) -> dict[DeviceId, set[EpochId]]:
    """By computer what was sealed to it or made by it, and all that stands under that."""
    given: dict[DeviceId, set[EpochId]] = defaultdict(set)
    below: dict[EpochId, set[EpochId]] = defaultdict(set)
    for opened, statement in held.opened.epochs:
        given[device_id(opened.device)].add(statement.epoch)
        for each in statement.keys:
            given[each.device].add(statement.epoch)
        key = held.opened.keys.get(statement.epoch)
        if key is not None:
            below[statement.epoch] |= under(statement, key).keys()
    for epochs in given.values():
        ahead = list(epochs)
        while ahead:
            more = below[ahead.pop()] - epochs
            epochs.update(more)
            ahead += more
    return given
