"""Exchange files out and in, for window and command line alike.

Everything here reads or writes the store and belongs on its lane.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from desktop_app.domain.exchanges import (
    Direction,
    ExchangeNote,
    FileVerdict,
    Plan,
    SentFile,
    Tally,
)
from desktop_app.domain.keys import DossierId
from desktop_app.errors import BugError, DossierMissing, ExchangeRefused
from desktop_app.exchange import importing, packing, sending
from desktop_app.exchange.asking import note_answered
from desktop_app.exchange.holding import settle
from desktop_app.exchange.packing import Outgoing
from desktop_app.exchange.receiving import front_of
from desktop_app.exchange.sealing import hold_sealed
from desktop_app.exchange.sources import naming, sources_in
from desktop_app.services import freshness
from desktop_app.services.profile import Profile
from desktop_app.store import contents, exchanges, records, sets
from desktop_app.store.transaction import Transaction
from review_protocol.digests import dossier_digest, spoken
from review_protocol.names import ContentId
from review_protocol.packages import Front

__all__ = [
    "apply",
    "digest",
    "export",
    "inspect",
    "log",
    "plan",
    "send",
    "send_within",
]


def export(
    profile: Profile,
    dossier: DossierId,
    target: Path,
    *,
    to: Collection[str] | None = None,
    text_part_bytes: int | None = None,
    with_files: bool = False,
    everything: bool = False,
) -> SentFile:
    """Write what these members (None: all) lack into a file: one of that name, or in a folder.

    With ``text_part_bytes`` it is text for the body of mails, in files of about that size.
    ``with_files``: the working files that are here go along, as many as have room.
    ``everything``: also what they are known to hold, which somebody needs whose profile was
    put back to before the sender came.
    When this returns the file was read back and found whole. Raises SendRefused, DiskFull,
    NotWritable or FaultyMedium; then no file is there.
    """
    now, device = profile.clock(), profile.device_for(dossier)
    with profile.store.begin() as transaction:
        before = sets.set_ids(transaction, dossier)
        held = hold_sealed(transaction, dossier, device, now, gives_keys=True)
        if sets.set_ids(transaction, dossier) != before:
            settle(transaction, dossier, device, held)
        outgoing = packing.for_members(
            transaction,
            held,
            device,
            now,
            to=to,
            read_file=partial(_read_file, profile, dossier) if with_files else None,
            everything=everything,
        )
    return send(profile, dossier, outgoing, target, text_part_bytes=text_part_bytes)


def send(
    profile: Profile,
    dossier: DossierId,
    outgoing: Outgoing,
    target: Path,
    *,
    text_part_bytes: int | None = None,
    kind: str = "exchange",
) -> SentFile:
    """Write a package that was made, and note in the log that it went out.

    ``kind`` is the word that the name of the file begins with, in a folder.
    """
    files = _write(profile, dossier, outgoing, target, text_part_bytes, kind)
    with profile.store.begin() as transaction:
        sent = _note_sent(transaction, profile, dossier, outgoing, files)
    freshness.remember(profile)
    return sent


def send_within(
    transaction: Transaction,
    profile: Profile,
    dossier: DossierId,
    outgoing: Outgoing,
    target: Path,
    *,
    text_part_bytes: int | None = None,
    kind: str = "exchange",
) -> SentFile:
    """The same in a transaction that made what is in the package: if it cannot be written,
    all of that is undone. The caller has the heads remembered outside the profile.
    """
    files = _write(profile, dossier, outgoing, target, text_part_bytes, kind)
    return _note_sent(transaction, profile, dossier, outgoing, files)


def _write(
    profile: Profile,
    dossier: DossierId,
    outgoing: Outgoing,
    target: Path,
    text_part_bytes: int | None,
    kind: str,
) -> tuple[Path, ...]:
    path = _fresh(target, profile.clock(), kind) if target.is_dir() else target
    device = profile.device_for(dossier)
    if text_part_bytes is None:
        return sending.write(outgoing, path, device)
    return sending.write_text(outgoing, path, device, part_bytes=text_part_bytes)


def _note_sent(
    transaction: Transaction,
    profile: Profile,
    dossier: DossierId,
    outgoing: Outgoing,
    files: tuple[Path, ...],
) -> SentFile:
    sent = SentFile(
        files=files,
        size_bytes=sum(file.stat().st_size for file in files),
        sets=len(outgoing.manifest.sets),
        members=outgoing.members,
        working_files=len(outgoing.manifest.files),
        left_out=outgoing.left_out,
    )
    note = ExchangeNote(
        at=profile.clock(),
        direction=Direction.SENT,
        members=tuple(sent.members),
        files=tuple(file.name for file in files),
        tally=Tally(),
        sets=sent.sets,
        size_bytes=sent.size_bytes,
        digest=spoken(dossier_digest(sets.set_ids(transaction, dossier))),
        working_files=sent.working_files,
    )
    exchanges.add_note(transaction, dossier, note)
    note_answered(transaction, dossier, outgoing.manifest.to)
    return sent


def _fresh(folder: Path, now: datetime, kind: str) -> Path:
    """Where nothing is yet, also as text in parts: others write into the same folder."""
    while True:
        path = folder / sending.file_name(now, secrets.randbelow(sending.CHANCES), kind)
        is_taken = path.exists() or any(folder.glob(f"{path.stem}*"))
        if not is_taken:
            return path


def plan(
    profile: Profile,
    dossier: DossierId | None,
    paths: Iterable[Path],
    *,
    go_on: Callable[[], None] = lambda: None,
) -> Plan:
    """Say what an import of these files and folders would do; nothing is written.

    Without a dossier it is the first that a file belongs to. ``go_on`` is called before each
    file, and may raise to stop. Raises DossierMissing.
    """
    with profile.store.read() as transaction:
        known = [each.id for each in records.list_dossiers(transaction)]
        if dossier is not None and dossier not in known:
            raise DossierMissing(dossier, tuple(known))
        here = {id_ for each in known for id_ in sets.set_ids(transaction, each)}
    arrived = importing.take(sources_in(paths), profile.devices, here, go_on)
    with profile.store.read() as transaction:
        chosen = importing.choose_dossier(transaction, dossier, arrived)
        return importing.plan(transaction, chosen, profile.device_for(chosen), arrived)


def apply(profile: Profile, plan: Plan) -> ExchangeNote:
    """Do what a plan says, all of it or, if this raises, nothing.

    What is pending is sealed first; so all that was typed must have been written. Doing it
    again changes nothing, nor does a plan all of whose files are refused. Raises
    DossierMissing for a plan of no dossier.
    """
    with profile.store.begin() as transaction:
        known = tuple(each.id for each in records.list_dossiers(transaction))
        if plan.dossier not in known:
            raise DossierMissing(plan.dossier, known)
        if plan.is_refused:
            return _nothing_came(profile)
        device = profile.device_for(plan.dossier)
        note = importing.carry_out(transaction, plan, device, profile.clock())
        names = records.read_names(transaction, plan.dossier)
    freshness.remember(profile)
    return _with_names(note, names)


def inspect(path: Path) -> Front:
    """What anybody can know of an exchange file. Raises ExchangeRefused."""
    with naming(path):
        found = sources_in([path])
        if len(found) != 1:
            raise ExchangeRefused(FileVerdict.NOT_AN_EXCHANGE_FILE, f"{len(found)} files")
        return front_of(found[0])


def log(profile: Profile, dossier: DossierId) -> tuple[ExchangeNote, ...]:
    """What went out and came in, the latest first; members by name where one is known."""
    with profile.store.read() as transaction:
        notes = exchanges.read_notes(transaction, dossier)
        names = records.read_names(transaction, dossier)
    return tuple(_with_names(note, names) for note in notes)


def digest(profile: Profile, dossier: DossierId) -> str:
    """Digits that two people who hold the same can read out to each other."""
    with profile.store.read() as transaction:
        return spoken(dossier_digest(sets.set_ids(transaction, dossier)))


def _read_file(profile: Profile, dossier: DossierId, name: ContentId) -> bytes:
    with profile.store.read() as transaction:
        data = contents.read_content(transaction, dossier, name)
    if data is None:
        raise BugError("a working file went while it was packed")
    return data


def _nothing_came(profile: Profile) -> ExchangeNote:
    return ExchangeNote(
        at=profile.clock(),
        direction=Direction.RECEIVED,
        members=(),
        files=(),
        tally=Tally(),
    )


def _with_names(note: ExchangeNote, names: Mapping[str, str]) -> ExchangeNote:
    return replace(note, members=tuple(names.get(each, each) for each in note.members))
