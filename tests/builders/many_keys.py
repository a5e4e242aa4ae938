"""Dossiers with more keys than anybody needs: by long life, or by somebody who means harm."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence

from desktop_app.exchange.holding import settle
from desktop_app.store import sets as stored
from review_protocol.digests import roster_digest
from review_protocol.epochs import EpochKey, seal_epoch
from review_protocol.names import DeviceId, SetId
from review_protocol.sealing import KemPublic
from review_protocol.sets import Draft, seal_set
from review_protocol.statements import Epoch, Statement
from tests.builders.offices import Office


def new_keys(count: int) -> list[EpochKey]:
    """Fresh keys."""
    return [EpochKey(secrets.token_bytes(32)) for _ in range(count)]


def everybody(office: Office) -> dict[DeviceId, KemPublic]:
    """The computers that are in, as an office knows."""
    devices = office.held().state.roster.devices.values()
    return {each.id: KemPublic(each.kem) for each in devices if not each.is_removed}


def stating(
    key: EpochKey, devices: dict[DeviceId, KemPublic], older: Iterable[EpochKey] = ()
) -> Epoch:
    """The statement that gives a key, with anything at all under it."""
    return seal_epoch(key, devices, older=older, nonce=secrets.token_bytes(12))


def write_sets(
    office: Office,
    *sets: tuple[EpochKey, Sequence[Statement]],
    after: frozenset[SetId] | None = None,
    besides: Iterable[SetId] = (),
) -> None:
    """Sets of an office, one on the other, as an altered program could make them: each sealed
    with a key, and with statements; nothing else is in them. ``after`` are the first one's
    parents, if not the heads; ``besides`` it pretends to know of as stating something.
    """
    state, made = office.held().state, dict[SetId, bytes]()
    heads = state.heads if after is None else after
    stated = {*state.statement_sets, *besides}
    for key, statements in sets:
        draft = Draft(
            dossier=SetId(office.dossier),
            parents=heads,
            roster=roster_digest(stated),
            salt=secrets.token_bytes(16),
            statements=statements,
        )
        sealed = seal_set(draft, office.device.signing, key)
        made[sealed.id], heads = sealed.data, frozenset({sealed.id})
        if statements:
            stated.add(sealed.id)
    keep(office, made)


def keep(office: Office, made: Mapping[SetId, bytes]) -> None:
    """Put sets to what an office holds."""
    with office.profile.store.begin() as transaction:
        stored.add_sets(transaction, office.dossier, made, office.tick())
        settle(transaction, office.dossier, office.device)


def write_under(office: Office, keys: Sequence[EpochKey], *to: Office) -> None:
    """A set under each of these keys, of which everybody (or these offices alone) is told."""
    devices = everybody(office)
    if to:
        devices = {each.device.id: devices[each.device.id] for each in to}
    for at in range(0, len(keys), 500):
        some = keys[at : at + 500]
        statements = [stating(key, devices) for key in some]
        write_sets(office, (some[0], statements), *((key, ()) for key in some[1:]))
