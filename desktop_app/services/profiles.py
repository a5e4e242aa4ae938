"""What a person can do with a profile: make, unlock, recover, back up, restore, check it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop_app.crypto.strength import Hint, Strength, strength
from desktop_app.domain.keys import DossierId
from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.domain.profiles import (
    BackupReport,
    CheckFault,
    CheckReport,
    FaultKind,
    FolderWarning,
)
from desktop_app.errors import DamagedFile
from desktop_app.exchange.holding import differences, mend
from desktop_app.services import freshness, profile_backup, profile_keys, profile_opening
from desktop_app.services.folder_warnings import folder_warnings
from desktop_app.services.profile import Clock, NewProfile, Owner, Profile, utc_now
from desktop_app.services.profile_place import look
from desktop_app.store.checking import check_store
from desktop_app.store.records import list_dossiers
from review_protocol.costs import KdfCost

__all__ = [
    "BackupReport",
    "CheckFault",
    "CheckReport",
    "FaultKind",
    "FolderWarning",
    "Hint",
    "KdfCost",
    "NewProfile",
    "Owner",
    "Profile",
    "ProfilePlace",
    "Strength",
    "backup",
    "change_passphrase",
    "check",
    "confirm",
    "create_profile",
    "folder_warnings",
    "look",
    "propose_recovery_code",
    "recover",
    "renew_recovery_code",
    "restore",
    "strength",
    "unlock",
    "utc_now",
]


def create_profile(
    folder: Path,
    *,
    name: str,
    email: str,
    passphrase: str,
    language: str = "en",
    clock: Clock = utc_now,
    kdf: KdfCost = KdfCost.STANDARD,
) -> NewProfile:
    """A new profile, unlocked, in a folder that may exist but holds none.

    Raises WeakPassphrase, ProfileExists, ProfileInUse, DiskFull or NotWritable; then
    there is no profile in the folder.
    """
    return profile_opening.create(
        folder,
        name=name,
        email=email,
        language=language,
        passphrase=passphrase,
        clock=clock,
        kdf=kdf,
    )


def unlock(folder: Path, passphrase: str, *, clock: Clock = utc_now) -> Profile:
    """Open a profile and bring it up to date.

    Raises ProfileMissing, ProfileInUse, WrongPassphrase, DamagedFile, NewerFormat,
    UpgradeFailed, DiskFull or NotWritable; then nothing was changed.
    """
    return profile_opening.unlock(folder, passphrase, clock=clock)


def recover(
    folder: Path,
    recovery_code: str,
    new_passphrase: str,
    *,
    clock: Clock = utc_now,
    kdf: KdfCost = KdfCost.STANDARD,
) -> NewProfile:
    """Open a profile by its recovery code; it has a new passphrase and a new code then.

    Raises BadArgument (``letters``, ``length``, ``group-N``) when the code was mistyped,
    WrongPassphrase when it is another profile's, WeakPassphrase, and what ``unlock``
    raises; then the old passphrase and code stay good.
    """
    return profile_opening.recover(folder, recovery_code, new_passphrase, clock=clock, kdf=kdf)


def change_passphrase(
    profile: Profile, old: str, new: str, *, kdf: KdfCost = KdfCost.STANDARD
) -> None:
    """From now on ``new`` opens the profile. Raises WrongPassphrase or WeakPassphrase."""
    profile_keys.change_passphrase(profile, old, new, kdf)


def confirm(profile: Profile, passphrase: str) -> None:
    """Whether somebody at an open profile knows its passphrase. Raises WrongPassphrase."""
    profile_keys.confirm(profile, passphrase)


def propose_recovery_code(profile: Profile, passphrase: str) -> str:
    """A new code for when the sheet with the old one was lost or seen. It opens nothing
    before ``renew_recovery_code``, so that it is on paper first. Raises WrongPassphrase.
    """
    return profile_keys.propose_recovery_code(profile, passphrase)


def renew_recovery_code(
    profile: Profile, code: str, *, kdf: KdfCost = KdfCost.STANDARD
) -> None:
    """From now on this recovery code opens the profile, and the old one no more."""
    profile_keys.renew_recovery_code(profile, code, kdf)


def backup(profile: Profile, file: Path) -> BackupReport:
    """Write all of the profile into one file, read back and checked before this returns."""
    return profile_backup.backup(profile, file)


def restore(file: Path, folder: Path) -> None:
    """Put a backup's profile into a folder that has none; it opens as it did.

    Raises ProfileExists, ProfileInUse, DamagedFile, NewerFormat, DiskFull or
    NotWritable; then there is no profile in the folder.
    """
    profile_backup.restore(file, folder)


def check(profile: Profile, *, cancel: threading.Event | None = None) -> CheckReport:
    """Whether the profile is sound; can run on another thread beside a person's work.

    Where the tables do not say what the sets and the journal say, they are made anew. What is
    damaged itself is reported, and left as it is.
    """
    is_cancelled = (cancel or threading.Event()).is_set
    report = _check(profile, is_cancelled)
    if report.is_complete and {each.kind for each in report.faults} in _DERIVED_ALONE:
        mended = _mend(profile)
        if mended:
            found = tuple(each for each in report.faults if each.kind is FaultKind.STATE)
            report = replace(
                _check(profile, is_cancelled), mended=found, mended_dossiers=mended
            )
    return replace(report, behind=freshness.behind(profile)) if report.is_sound else report


_DERIVED_ALONE = ({FaultKind.STATE}, {FaultKind.STATE, FaultKind.LINKS})
"""Faults that making the tables anew can mend."""


def _check(profile: Profile, is_cancelled: Callable[[], bool]) -> CheckReport:
    return check_store(
        profile.store,
        lambda transaction, dossier: differences(
            transaction, dossier, profile.device_for(dossier)
        ),
        is_cancelled,
    )


def _mend(profile: Profile) -> frozenset[DossierId]:
    """The dossiers whose tables were made anew."""
    with profile.store.read() as transaction:
        known = [each.id for each in list_dossiers(transaction)]
    return frozenset(each for each in known if _is_mended(profile, each))


def _is_mended(profile: Profile, dossier: DossierId) -> bool:
    device = profile.device_for(dossier)
    try:
        with profile.store.begin() as transaction:
            if not differences(transaction, dossier, device):
                return False
            return mend(transaction, dossier, device)
    except DamagedFile:  # a set cannot be read: that was reported, and no table can tell more
        return False
