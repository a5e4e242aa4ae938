"""The keys file of a profile: read, written anew, and what a passphrase must be like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop_app.crypto.recovery import new_recovery_code, read_recovery_code
from desktop_app.crypto.slots import MAX_FILE_BYTES, WHAT, KeySlots, SlotKind, read_key_slots
from desktop_app.crypto.strength import strength
from desktop_app.errors import WeakPassphrase
from desktop_app.services.profile import Profile
from desktop_app.services.profile_folder import ProfileFolder
from desktop_app.store.files import read_whole, write_whole
from review_protocol.costs import KdfCost


def read_keys(path: Path) -> KeySlots:
    """The slots in a keys file. Raises DamagedFile or NewerFormat."""
    return read_key_slots(read_whole(path, max_bytes=MAX_FILE_BYTES, what=WHAT))


def write_keys(path: Path, slots: KeySlots) -> None:
    """Put these slots in the place of the old ones; killed at any moment, one set is there."""
    write_whole(path, [slots.to_bytes()], what=WHAT)


def refuse_weak(passphrase: str, personal: Sequence[str]) -> None:
    """Raise WeakPassphrase for one that is short or soon guessed."""
    found = strength(passphrase, personal)
    if not found.long_enough:
        raise WeakPassphrase("short")
    if not found.is_accepted:
        raise WeakPassphrase("guessable")


def change_passphrase(profile: Profile, old: str, new: str, kdf: KdfCost) -> None:
    """Wrap the database key under another passphrase; the recovery code stays good."""
    refuse_weak(new, (profile.name, profile.email))
    path = ProfileFolder(profile.folder).data.keys
    slots = read_keys(path)
    key = slots.open(SlotKind.PASSPHRASE, old)
    write_keys(path, slots.with_slot(key, SlotKind.PASSPHRASE, new, kdf))


def propose_recovery_code(profile: Profile, passphrase: str) -> str:
    """A code that could take the place of the present one; it opens nothing yet."""
    confirm(profile, passphrase)
    return new_recovery_code()


def renew_recovery_code(profile: Profile, code: str, kdf: KdfCost) -> None:
    """Let this recovery code open the profile; the old one opens nothing any more."""
    path = ProfileFolder(profile.folder).data.keys
    slots = read_keys(path)
    digits = read_recovery_code(code)
    write_keys(path, slots.with_slot(profile.store.key, SlotKind.RECOVERY, digits, kdf))


def confirm(profile: Profile, passphrase: str) -> None:
    """Raise WrongPassphrase unless it opens the profile, which is open already."""
    read_keys(ProfileFolder(profile.folder).data.keys).open(SlotKind.PASSPHRASE, passphrase)
