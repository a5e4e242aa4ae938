"""A profile made, unlocked by its passphrase, or recovered by its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from desktop_app.crypto.device import DeviceKey, device_key, new_device_key
from desktop_app.crypto.recovery import new_recovery_code, read_recovery_code
from desktop_app.crypto.slots import (
    DatabaseKey,
    SlotKind,
    new_database_key,
    new_key_slots,
)
from desktop_app.domain.keys import DossierId
from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.errors import DamagedFile, ProfileMissing
from desktop_app.services.profile import Clock, NewProfile, Owner, Profile
from desktop_app.services.profile_backup import backup_before_upgrade
from desktop_app.services.profile_folder import ProfileFolder, new_data
from desktop_app.services.profile_keys import read_keys, refuse_weak, write_keys
from desktop_app.services.profile_place import look
from desktop_app.store.locking import FolderLock
from desktop_app.store.payloads import microseconds
from desktop_app.store.records import DEVICE_IN, read_meta, write_meta
from desktop_app.store.sets import unfounded
from desktop_app.store.store import Store, create_store, open_store
from review_protocol.costs import KdfCost
from review_protocol.sealing import KemKey
from review_protocol.signing import SEED_SIZE

_TEXTS = ("name", "email", "language", "member")
_KEM = "device_kem"


def create(
    path: Path,
    *,
    name: str,
    email: str,
    language: str,
    passphrase: str,
    clock: Clock,
    kdf: KdfCost,
) -> NewProfile:
    """A new profile, open. Raises WeakPassphrase, ProfileExists, ProfileInUse and others."""
    refuse_weak(passphrase, (name, email))
    folder = ProfileFolder(path)
    key, code, device = new_database_key(), new_recovery_code(), new_device_key()
    owner = Owner(name=name, email=email, language=language, member=device.id)
    lock = folder.lock()
    try:
        with new_data(folder) as data:
            store = create_store(data.database, key)
            try:
                with store.begin() as connection:
                    facts = {text: getattr(owner, text).encode() for text in _TEXTS}
                    facts["device"] = device.signing.seed()
                    facts[_KEM] = device.kem.seed()
                    facts["created_at"] = str(microseconds(clock())).encode()
                    write_meta(connection, facts)
            finally:
                store.close()
            slots = new_key_slots(key, passphrase, read_recovery_code(code), kdf)
            write_keys(data.keys, slots)
        return NewProfile(_open(folder, key, lock, clock), code)
    except BaseException:
        lock.release()
        raise


def unlock(path: Path, passphrase: str, *, clock: Clock) -> Profile:
    """Open a profile. Raises WrongPassphrase, DamagedFile, NewerFormat, and others."""
    folder, lock = _take(path)
    try:
        key = read_keys(folder.data.keys).open(SlotKind.PASSPHRASE, passphrase)
        return _open(folder, key, lock, clock)
    except BaseException:
        lock.release()
        raise


def recover(
    path: Path, recovery_code: str, new_passphrase: str, *, clock: Clock, kdf: KdfCost
) -> NewProfile:
    """Open a profile by its recovery code, and give it a new passphrase and a new code.

    Raises BadArgument when the code cannot be one, WrongPassphrase when it is not this
    profile's, and what ``unlock`` raises; then the old ones stay good.
    """
    digits = read_recovery_code(recovery_code)
    folder, lock = _take(path)
    try:
        slots = read_keys(folder.data.keys)
        key = slots.open(SlotKind.RECOVERY, digits)
        profile = _open(folder, key, lock, clock)
    except BaseException:
        lock.release()
        raise
    try:
        refuse_weak(new_passphrase, (profile.name, profile.email))
        code = new_recovery_code()
        slots = slots.with_slot(key, SlotKind.PASSPHRASE, new_passphrase, kdf)
        slots = slots.with_slot(key, SlotKind.RECOVERY, read_recovery_code(code), kdf)
        write_keys(folder.data.keys, slots)
    except BaseException:
        profile.close()
        raise
    return NewProfile(profile, code)


def _take(path: Path) -> tuple[ProfileFolder, FolderLock]:
    """The folder with its lock held; nothing is made where no profile is."""
    if look(path) is ProfilePlace.ABSENT:
        raise ProfileMissing(str(path))
    folder = ProfileFolder(path)
    return folder, folder.lock()


def _open(folder: ProfileFolder, key: DatabaseKey, lock: FolderLock, clock: Clock) -> Profile:
    backup = partial(backup_before_upgrade, folder, clock)
    store = open_store(folder.data.database, key, before_migration=backup)
    try:
        facts = _facts(store)
        owner = Owner(**{text: facts[text].decode() for text in _TEXTS})
        device = device_key(facts["device"], facts[_KEM])
    except BaseException as error:
        store.abandon()
        if isinstance(error, KeyError):
            raise DamagedFile("database", "the profile's own facts are missing") from error
        raise
    profile = Profile(
        folder.path,
        owner=owner,
        device=device,
        store=store,
        lock=lock,
        clock=clock,
        devices=_devices(facts),
    )
    _found_old(profile)
    return profile


def _found_old(profile: Profile) -> None:
    """Dossiers of a profile from before there was an exchange get their first set."""
    with profile.store.read() as connection:
        if not unfounded(connection):
            return
    from desktop_app.exchange.sealing import found_old  # noqa: PLC0415  # once in a profile's life

    with profile.store.begin() as connection:
        found_old(connection, profile.device, profile.clock())


def _devices(facts: Mapping[str, bytes]) -> dict[DossierId, DeviceKey]:
    """The keys that other computers of the same members made for this one, by dossier."""
    named = {
        DossierId(name.removeprefix(DEVICE_IN)): seeds
        for name, seeds in facts.items()
        if name.startswith(DEVICE_IN)
    }
    return {
        dossier: device_key(seeds[:SEED_SIZE], seeds[SEED_SIZE:])
        for dossier, seeds in named.items()
    }


def _facts(store: Store) -> dict[str, bytes]:
    """The profile's own facts. One made before there was an exchange gets its sealing key."""
    with store.read() as connection:
        facts = read_meta(connection)
    if facts and _KEM not in facts:
        facts[_KEM] = KemKey.generate().seed()
        with store.begin() as connection:
            write_meta(connection, {_KEM: facts[_KEM]})
    return facts
