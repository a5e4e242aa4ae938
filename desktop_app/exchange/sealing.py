"""What is pending becomes a change set: named, signed, encrypted, and held like any other."""

from __future__ import annotations

import re
import secrets
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.keys import DossierId
from desktop_app.exchange.collapsing import Collapsed, collapse
from desktop_app.exchange.holding import Held, hold, settle
from desktop_app.store import sets
from desktop_app.store.applying import close_versions
from desktop_app.store.pending import Pending, mark_sealed, read_pending
from desktop_app.store.records import list_dossiers
from desktop_app.store.transaction import Transaction
from review_protocol.digests import roster_digest
from review_protocol.epochs import KEY_SIZE, NONCE_SIZE, EpochKey, epoch_id, seal_epoch
from review_protocol.keyholders import epoch_to_seal_with
from review_protocol.names import ChangeId, DeviceId, EpochId, SetId
from review_protocol.sealing import KemPublic
from review_protocol.sets import MAX_PARENTS, SALT_SIZE, Draft, SealedSet, seal_set
from review_protocol.state import State
from review_protocol.statements import Epoch, Found, Statement

NO_KEYS: Mapping[EpochId, EpochKey] = MappingProxyType({})
_DROPPED = -1
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    """What a set is sealed with, and the statement that gives it out when it is new."""

    key: EpochKey
    statement: Epoch | None = None


def found_dossier(
    connection: Transaction, dossier: DossierId, device: DeviceKey, now: datetime
) -> DossierId:
    """Seal a dossier's first set, whose hash is the dossier's id from then on."""
    close_versions(connection, dossier=dossier)
    pending = read_pending(connection, dossier)
    key = EpochKey(secrets.token_bytes(KEY_SIZE))
    epoch = seal_epoch(
        key, {device.id: device.kem.public}, nonce=secrets.token_bytes(NONCE_SIZE)
    )
    collapsed = collapse(zip(pending.names, pending.changes, strict=True))
    draft = Draft(
        dossier=SetId(""),
        parents=frozenset(),
        roster=roster_digest(()),
        salt=secrets.token_bytes(SALT_SIZE),
        statements=(Found(kem=device.kem.public), epoch),
        changes=collapsed.changes,
    )
    sealed = seal_set(draft, device.signing, key)
    name = DossierId(sealed.id)
    sets.rename_dossier(connection, dossier, name)
    sets.add_epochs(connection, name, {epoch_id(key): key})
    _keep(connection, name, sealed, collapsed, now)
    settle(connection, name, device)
    return name


def found_old(connection: Transaction, device: DeviceKey, now: datetime) -> None:
    """Found the dossiers that were made before there was an exchange.

    One whose pack has no proper hash cannot travel; it stays as it is.
    """
    for record in list_dossiers(connection):
        if not sets.set_ids(connection, record.id) and _HASH.fullmatch(record.pack):
            found_dossier(connection, record.id, device, now)


def seal(
    connection: Transaction,
    dossier: DossierId,
    device: DeviceKey,
    now: datetime,
    *,
    statements: Sequence[Statement] = (),
    fresh: Mapping[EpochId, EpochKey] = NO_KEYS,
) -> SetId | None:
    """Seal what is pending, with statements if there are any; None if there is nothing.

    Nothing can be sealed before the dossier is founded.

    ``fresh`` are keys of epochs that the statements begin. Ends every editing session. The
    tables say afterwards what follows, under the names that changes have from now on.
    """
    close_versions(connection, dossier=dossier)
    pending = read_pending(connection, dossier)
    if not (pending or statements) or not sets.set_ids(connection, dossier):
        return None
    sets.add_epochs(connection, dossier, fresh)
    held = hold(connection, dossier, device, with_pending=False)
    sealed, collapsed = _sealed(dossier, device, held, pending, statements)
    _keep(connection, dossier, sealed, collapsed, now)
    settle(connection, dossier, device)
    return sealed.id


def _sealed(
    dossier: DossierId,
    device: DeviceKey,
    held: Held,
    pending: Pending,
    statements: Sequence[Statement],
) -> tuple[SealedSet, Collapsed]:
    collapsed = collapse(zip(pending.names, pending.changes, strict=True))
    chosen = _choose(held, device.id, statements)
    given = () if chosen.statement is None else (chosen.statement,)
    draft = Draft(
        dossier=SetId(dossier),
        parents=frozenset(sorted(held.state.heads)[:MAX_PARENTS]),
        roster=roster_digest(held.state.statement_sets),
        salt=secrets.token_bytes(SALT_SIZE),
        statements=(*statements, *given),
        changes=collapsed.changes,
    )
    return seal_set(draft, device.signing, chosen.key), collapsed


def _choose(held: Held, device: DeviceId, statements: Sequence[Statement]) -> _Key:
    """The newest key that nobody outside the roster was given, or a new one.

    A set that changes who may read brings its own epoch among its statements.
    """
    brought = [each for each in statements if isinstance(each, Epoch)]
    if brought:
        return _Key(key=held.opened.keys[brought[-1].epoch])
    known = epoch_to_seal_with(held.state, held.opened.keys)
    if known is None and held.state.roster.member_of(device) is None:
        # Who comes in cannot give out a key before they are in: the newest they were given.
        known = max(
            (each.id for each in held.state.epochs if each.id in held.opened.keys),
            key=[each.id for each in held.state.epochs].index,
            default=None,
        )
    if known is not None:
        return _Key(key=held.opened.keys[known])
    key, statement = fresh_epoch(held.state, held.opened.keys.values())
    return _Key(key=key, statement=statement)


def fresh_epoch(
    state: State, older: Iterable[EpochKey], *, without: Container[DeviceId] = ()
) -> tuple[EpochKey, Epoch]:
    """A new key and the statement that gives it to every device of the roster but some."""
    devices = {
        DeviceId(each.id): KemPublic(each.kem)
        for each in state.roster.devices.values()
        if not each.is_removed and each.id not in without
    }
    key = EpochKey(secrets.token_bytes(KEY_SIZE))
    nonce = secrets.token_bytes(NONCE_SIZE)
    return key, seal_epoch(key, devices, older=older, nonce=nonce)


def _keep(
    connection: Transaction,
    dossier: DossierId,
    sealed: SealedSet,
    collapsed: Collapsed,
    now: datetime,
) -> None:
    sets.add_sets(connection, dossier, {sealed.id: sealed.data}, now)
    places = {local: _place(name) for local, name in sealed.names.items()}
    left_out = {local: places[last] for local, last in collapsed.into.items()}
    dropped: dict[ChangeId, int] = dict.fromkeys(collapsed.dropped, _DROPPED)
    mark_sealed(connection, sealed.id, places | left_out | dropped)


def _place(name: ChangeId) -> int:
    return int(name.rpartition(".")[2])


__all__ = ["found_dossier", "found_old", "fresh_epoch", "seal"]
