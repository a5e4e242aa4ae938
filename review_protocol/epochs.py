"""Keys of epochs: their names, sealing them to devices, and the older ones under the newest.

An epoch's id is a hash of its key. So whoever is given a key can tell whether it is the one
that everybody else was given, and nobody can make one set read differently for two members.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from review_protocol import sealing
from review_protocol.errors import Altered, Malformed
from review_protocol.names import DeviceId, EpochId
from review_protocol.sealing import KemKey, KemPublic, Purpose
from review_protocol.statement_coding import MAX_DEVICES, MAX_OLDER
from review_protocol.statements import Epoch, SealedKey

EpochKey = NewType("EpochKey", bytes)
"""32 random bytes."""

KEY_SIZE = 32
NONCE_SIZE = 12
MAX_UNDER = (MAX_OLDER - NONCE_SIZE - 16) // KEY_SIZE
"""Older keys for which one statement has room, beside nonce and tag."""
MOST_DEVICES, MOST_OLDER = 2 * MAX_DEVICES, 16 * MAX_UNDER
"""What `seal_epochs` takes: there is room for it in the header of one set."""
_ID_DOMAIN = b"review-desk/1 epoch\0"
_OLDER_DOMAIN = b"review-desk/1 older-keys\0"


def epoch_id(key: EpochKey) -> EpochId:
    """The name of the epoch that has this key: 128 bits."""
    return EpochId(hashlib.sha256(_ID_DOMAIN + key).digest()[:16])


def seal_epoch(
    key: EpochKey,
    devices: Mapping[DeviceId, KemPublic],
    *,
    older: Iterable[EpochKey] = (),
    nonce: bytes,
) -> Epoch:
    """The statement that gives a key to devices, and to whoever has it the older ones.

    ``nonce`` is 12 random bytes.
    """
    epoch = epoch_id(key)
    sealed = tuple(
        SealedKey(
            device=device,
            sealed=sealing.seal(
                devices[device], Purpose.EPOCH_KEY, key, bound=_bound(epoch, device)
            ),
        )
        for device in sorted(devices)
    )
    plain = b"".join(sorted(set(older) - {key}))
    cipher = AESGCM(_older_key(key))
    kept = nonce + cipher.encrypt(nonce, plain, epoch) if plain else b""
    return Epoch(epoch=epoch, keys=sealed, older=kept)


def seal_epochs(
    key: EpochKey,
    devices: Mapping[DeviceId, KemPublic],
    *,
    older: Sequence[EpochKey] = (),
    chance: Callable[[int], bytes],
) -> tuple[Epoch, ...]:
    """The same in as many statements of the one key as it takes, for one set.

    More than `MOST_DEVICES` or `MOST_OLDER` are not given: the first of each are. ``chance``
    gives random bytes.
    """
    to, under = list(devices)[:MOST_DEVICES], list(older)[:MOST_OLDER]
    parts = max(-(-len(to) // MAX_DEVICES), -(-len(under) // MAX_UNDER), 1)
    return tuple(
        seal_epoch(
            key,
            {each: devices[each] for each in to[at * MAX_DEVICES :][:MAX_DEVICES]},
            older=under[at * MAX_UNDER :][:MAX_UNDER],
            nonce=chance(NONCE_SIZE),
        )
        for at in range(parts)
    )


def open_epoch(statement: Epoch, device: DeviceId, key: KemKey) -> EpochKey | None:
    """The key that the statement gives this device; None if it gives none.

    Raises NotForUs when what stands there does not open, and Altered when it opens to
    another key than that of this epoch.
    """
    for each in statement.keys:
        if each.device == device:
            bound = _bound(statement.epoch, device)
            return _genuine(
                statement.epoch, key.open(Purpose.EPOCH_KEY, each.sealed, bound=bound)
            )
    return None


def open_older(statement: Epoch, key: EpochKey) -> dict[EpochId, EpochKey]:
    """The older keys that stand under the statement's own. Raises Altered or Malformed."""
    if not statement.older:
        return {}
    nonce, encrypted = statement.older[:NONCE_SIZE], statement.older[NONCE_SIZE:]
    try:
        plain = AESGCM(_older_key(key)).decrypt(nonce, encrypted, statement.epoch)
    except (InvalidTag, ValueError) as error:
        raise Altered("older keys") from error
    if len(plain) % KEY_SIZE:
        raise Malformed("older keys")
    keys = [EpochKey(plain[at : at + KEY_SIZE]) for at in range(0, len(plain), KEY_SIZE)]
    return {epoch_id(each): each for each in keys}


def _genuine(epoch: EpochId, key: bytes) -> EpochKey:
    if len(key) != KEY_SIZE or epoch_id(EpochKey(key)) != epoch:
        raise Altered("not the key of this epoch")
    return EpochKey(key)


def _bound(epoch: EpochId, device: DeviceId) -> bytes:
    return epoch + bytes.fromhex(device)


def _older_key(key: EpochKey) -> bytes:
    # No salt: the key is uniform already (RFC 5869, section 3.1).
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_OLDER_DOMAIN).derive(key)
