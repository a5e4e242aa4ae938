"""What the desk has done on the lanes: plain functions of values.

Nothing that this module imports knows Qt, so that it can be imported on a lane; it brings the
database and the form engine (see `doorway`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from pathlib import Path

from desktop_app.domain.entries import Entry, Place, Wording
from desktop_app.domain.keys import DossierId, NodeKey, PackHash
from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.domain.profiles import (
    BackupReport,
    CheckReport,
    FolderWarning,
)
from desktop_app.domain.reports import FileKind, ReportOptions
from desktop_app.domain.responses import DossierInfo, PackInfo, VersionInfo
from desktop_app.errors import PackRefused, UserError
from desktop_app.services import (
    dossiers,
    freshness,
    invitations,
    journal,
    packs,
    profiles,
    questionnaires,
    report_files,
    reports,
    signers,
    upgrading,
    written_files,
)
from desktop_app.services.profiles import NewProfile, Profile
from desktop_app.services.report_files import Contents
from desktop_app.services.response import Response
from desktop_app.services.upgrading import UpgradePlan

_LOG = logging.getLogger(__name__)
_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a profile has to go on with, and what can be begun.

    ``last`` is the dossier to open without asking: the last one, or the only one.
    """

    dossiers: tuple[DossierInfo, ...]
    packs: tuple[PackInfo, ...]
    last: DossierId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """A response that was joined; ``is_again`` by a computer that had been removed."""

    dossier: DossierId
    is_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A response, handed over to the UI thread, and where its user was.

    ``newer`` is a newer version of its questionnaire that came with the program.
    """

    response: Response
    place: Place | None
    newer: PackInfo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Newer:
    """Newer versions of a questionnaire that came with the program, the newest last."""

    packs: tuple[PackInfo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSource:
    """Where a questionnaire comes from: its hash, and the file unless it ships."""

    hash: PackHash
    file: Path = Path()


def read_ahead() -> None:
    """Read the questionnaire that ships, if there is one, while the passphrase is typed.

    What is wrong with it is told when it is wanted.
    """
    try:
        shipped = packs.shipped_packs()
        if len(shipped) == 1:
            questionnaires.read_ahead(shipped[0])
    except UserError as error:
        _LOG.info("no questionnaire was read ahead: %s", type(error).__name__)


def make_profile(
    folder: Path, *, name: str, email: str, passphrase: str, language: str
) -> NewProfile:
    """A new profile, unlocked."""
    return profiles.create_profile(
        folder, name=name, email=email, passphrase=passphrase, language=language
    )


def unlock(folder: Path, passphrase: str) -> Profile:
    """Open a profile."""
    return profiles.unlock(folder, passphrase)


def recover(folder: Path, code: str, passphrase: str) -> NewProfile:
    """Open a profile by its recovery code."""
    return profiles.recover(folder, code, passphrase)


def restore(file: Path, folder: Path) -> None:
    """Put a backup in the place of a profile that is missing or damaged.

    A damaged one is moved aside first, and back again if the backup is of no use.
    """
    if profiles.look(folder) is ProfilePlace.ABSENT:
        profiles.restore(file, folder)
        return
    aside = folder.with_name(f"{folder.name}-damaged-{datetime.now():%Y%m%d-%H%M%S}")  # noqa: DTZ005
    folder.rename(aside)
    try:
        profiles.restore(file, folder)
    except BaseException:
        if not folder.exists():
            aside.rename(folder)
        raise


def look_at_shelf(profile: Profile) -> Choices:
    """The dossiers of a profile and the packs that ship with the program."""
    found = dossiers.list_dossiers(profile)
    known = [info.id for info in found]
    last = journal.last_dossier(profile)
    if last not in known:
        last = known[0] if len(known) == 1 else None
    _build_if_need_be()
    shipped = tuple(pack.info for pack in packs.shipped_packs())
    return Choices(dossiers=found, packs=shipped, last=last)


def begin(
    profile: Profile,
    source: PackSource,
    *,
    party: str,
    start: date | None,
    instruments: tuple[str, ...],
) -> DossierInfo:
    """A new dossier."""
    pack = _pack(profile, source)
    return dossiers.create_dossier(
        profile, pack=pack, party=party, start=start, instruments=instruments
    )


def read_pack(profile: Profile, file: Path, accept: str) -> PackInfo:
    """What a questionnaire file is; `accept` is the fingerprint of a signer to be trusted,
    now and with every later file.
    """
    return signers.open_pack(profile, file, accept_fingerprint=accept).info


def open_response(profile: Profile, dossier: DossierId, language: str) -> Opened:
    """A dossier as a live response."""
    response = dossiers.open_response(profile, dossier, language=language)
    newer = packs.newer_shipped(response.info.pack)
    return Opened(
        response=response,
        place=journal.recall(profile, dossier),
        newer=newer[-1].info if newer else None,
    )


def look_for_newer(info: DossierInfo) -> Newer:
    """What came with the program and is newer than what a dossier has."""
    return Newer(packs=tuple(pack.info for pack in packs.newer_shipped(info.pack)))


def plan_upgrade(
    profile: Profile, dossier: DossierId, source: PackSource, language: str
) -> UpgradePlan:
    """What would become of the answers under another pack."""
    pack = _pack(profile, source)
    return upgrading.plan_upgrade(profile, dossier, pack, language=language)


def upgrade(profile: Profile, dossier: DossierId, source: PackSource) -> DossierInfo:
    """Go on with another pack."""
    return upgrading.upgrade_dossier(profile, dossier, _pack(profile, source))


def join(profile: Profile, file: Path, code: str) -> Joined:
    """Open an invitation, a second computer's file or the reserve."""
    before = {info.id: profile.device_for(info.id) for info in dossiers.list_dossiers(profile)}
    dossier = invitations.join(profile, file, code)
    own = before.get(dossier)
    return Joined(
        dossier=dossier,
        is_again=own is not None and own.id != profile.device_for(dossier).id,
    )


def forget_missing(profile: Profile) -> None:
    """Say no more of what an old copy of the profile lacks."""
    freshness.forget(profile)


def writer(profile: Profile, dossier: DossierId) -> Callable[[tuple[Entry, ...]], datetime]:
    """What writes the entries of one dossier."""
    return partial(journal.write, profile, dossier)


def historian(
    profile: Profile, dossier: DossierId
) -> Callable[[NodeKey], tuple[VersionInfo, ...]]:
    """What reads the versions of an answer of one dossier."""
    return partial(journal.history, profile, dossier)


def bookmark(profile: Profile, dossier: DossierId) -> Callable[[Place], None]:
    """What notes the place in one dossier where its user is."""
    return partial(journal.remember, profile, dossier)


def card_ids(response: Response) -> frozenset[str]:
    """The names by which official wording speaks of the questions."""
    return dossiers.card_ids(response)


def read_wording(file: Path, cards: frozenset[str]) -> tuple[Wording, ...]:
    """Official numbers and wording from a sheet."""
    return dossiers.read_wording_of(file, cards)


def wording_sheet(response: Response) -> bytes:
    """A sheet in which they are filled in."""
    return dossiers.wording_sheet(response)


def write_file(file: Path, data: bytes) -> None:
    """A file that the user asked for."""
    written_files.write_file(file, data)


def leave(
    profile: Profile,
    stood_at: tuple[DossierId, Place | None] | None,
    users: Sequence[Callable[[float], bool]],
    *,
    closes: bool,
) -> None:
    """Note where the user was; if it closes, let the profile's key and database go.

    ``users`` wait for work on other lanes that must not outlast the response, or, if it
    closes, still has the database open.
    """
    try:
        if stood_at is not None and stood_at[1] is not None:
            journal.remember(profile, stood_at[0], stood_at[1])
    finally:
        for ended in users:
            ended(_PATIENCE_S)
        if closes:
            profile.close()


def confirm(profile: Profile, passphrase: str) -> None:
    """Whether this is the passphrase of a profile that is open. Raises WrongPassphrase."""
    profiles.confirm(profile, passphrase)


def change_passphrase(profile: Profile, old: str, new: str) -> None:
    """Another passphrase opens the profile from now on."""
    profiles.change_passphrase(profile, old, new)


def propose_recovery_code(profile: Profile, passphrase: str) -> str:
    """A code that could take the place of the present one."""
    return profiles.propose_recovery_code(profile, passphrase)


def renew_recovery_code(profile: Profile, code: str) -> None:
    """This recovery code opens the profile from now on."""
    profiles.renew_recovery_code(profile, code)


def backup(profile: Profile, file: Path) -> BackupReport:
    """All of the profile in one file, read back."""
    return profiles.backup(profile, file)


def collecting(
    response: Response, options: ReportOptions, *, now: datetime
) -> Generator[None, None, Contents]:
    """The response as a document, in steps that the UI thread takes one by one."""
    return reports.filling(response, options, now=now)


def submission(response: Response) -> Generator[None, None, str]:
    """The response as XML, in steps likewise."""
    yield
    return reports.submission_xml(response)


def is_approved(response: Response) -> bool:
    """Whether paper says "Approved", and not "Draft"."""
    return reports.is_approved(response)


def blank(
    profile: Profile,
    dossier: DossierId,
    options: ReportOptions,
    *,
    now: datetime,
    language: str,
) -> Contents:
    """The questionnaire that a dossier answers, without answers."""
    return reports.blank_document(
        dossiers.pack_of(profile, dossier),
        now=now,
        options=options,
        language=language,
        wording=dossiers.wording_of(profile, dossier),
    )


def write_report(
    contents: Contents,
    file: Path,
    kind: FileKind,
    *,
    now: datetime,
    go_on: Callable[[], None],
) -> None:
    """Set it and write it; nothing is left if ``go_on`` raises."""
    report_files.write_report(contents, file, kind, now=now, go_on=go_on)


def look_over(
    profile: Profile, cancel: threading.Event
) -> tuple[CheckReport, tuple[FolderWarning, ...]]:
    """Whether the profile is sound, and whether its folder is a good place; takes long."""
    warnings = profiles.folder_warnings(profile.folder)
    return profiles.check(profile, cancel=cancel), warnings


def _pack(profile: Profile, source: PackSource) -> packs.Pack:
    shipped = {pack.info.hash: pack for pack in packs.shipped_packs()}
    return shipped.get(source.hash) or signers.open_pack(profile, source.file)


def _build_if_need_be() -> None:
    """In a source checkout that was never set up, build what ships from its sources."""
    try:
        packs.shipped_packs()
    except PackRefused as refusal:
        if refusal.reason != "not-built":
            raise
        packs.ensure_shipped()
