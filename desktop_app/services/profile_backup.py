"""A profile as one file: made while it is open, read back before it counts, and put in place.

The layout is in `docs/file-formats.md`, "Profile backup". Both parts are encrypted as they
are, so the file is as safe as the profile's folder, and opens with the same passphrase.
"""

from __future__ import annotations

import hashlib
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from desktop_app.crypto.slots import MAX_FILE_BYTES, read_key_slots
from desktop_app.domain.profiles import BackupReport
from desktop_app.errors import DamagedFile, NewerFormat
from desktop_app.services.profile import Clock, Profile
from desktop_app.services.profile_folder import DataFolder, ProfileFolder, new_data
from desktop_app.services.profile_keys import read_keys
from desktop_app.store.copying import copy_database
from desktop_app.store.engine import refuse_plain
from desktop_app.store.files import (
    CHUNK_BYTES,
    chunks_of,
    make_private_folder,
    write_whole,
    writing,
)
from desktop_app.store.payloads import microseconds
from desktop_app.store.store import Store

MAGIC = b"RDBACK\r\n"
VERSION = 1
ALGORITHM = 1  # parts as they are in the folder, then SHA-256
WHAT = "backup"

_HEAD = struct.Struct(">8sHBxqIQ")  # magic, version, algorithm, made at, keys, database
_SUM_BYTES = 32


@dataclass(frozen=True, slots=True)
class _Head:
    made_at: int
    keys_bytes: int
    database_bytes: int

    @property
    def file_bytes(self) -> int:
        return _HEAD.size + self.keys_bytes + self.database_bytes + _SUM_BYTES

    def to_bytes(self) -> bytes:
        return _HEAD.pack(
            MAGIC, VERSION, ALGORITHM, self.made_at, self.keys_bytes, self.database_bytes
        )


def backup(profile: Profile, file: Path) -> BackupReport:
    """Write all of a profile into a file, in the place of what was there.

    The copy of the database was opened and checked page by page, and the file read back,
    when this returns. Raises DiskFull, NotWritable or DamagedFile; then an older backup of
    that name is still there.
    """
    return _back_up(ProfileFolder(profile.folder), profile.store, profile.clock, file)


def backup_before_upgrade(folder: ProfileFolder, clock: Clock, store: Store) -> Path:
    """The backup that a migration rests on; its file."""
    with writing(WHAT):
        make_private_folder(folder.backups)
    file = folder.backups / f"before-upgrade-{clock():%Y%m%d-%H%M%S}.rdbackup"
    return _back_up(folder, store, clock, file).file


def _back_up(folder: ProfileFolder, store: Store, clock: Clock, file: Path) -> BackupReport:
    scratch = DataFolder(folder.path / "backup.unfinished")
    with writing(WHAT):
        shutil.rmtree(scratch.path, ignore_errors=True)  # of a process that was killed
        make_private_folder(scratch.path)
    try:
        copy_database(store, scratch.database)
        keys = read_keys(folder.data.keys).to_bytes()
        head = _Head(
            made_at=microseconds(clock()),
            keys_bytes=len(keys),
            database_bytes=scratch.database.stat().st_size,
        )
        content = _summed(_parts(head, keys, scratch.database))
        write_whole(file, content, what=WHAT, verify=_read_back)
    finally:
        shutil.rmtree(scratch.path, ignore_errors=True)
    digest = hashlib.sha256()
    for chunk in chunks_of(file):
        digest.update(chunk)
    return BackupReport(file=file, size_bytes=head.file_bytes, sha256=digest.hexdigest())


def _parts(head: _Head, keys: bytes, database: Path) -> Iterator[bytes]:
    yield head.to_bytes()
    yield keys
    yield from chunks_of(database)


def _summed(parts: Iterator[bytes]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        yield part
    yield digest.digest()


def restore(file: Path, path: Path) -> None:
    """Put the profile of a backup into a folder that has none.

    All of it is checked before the profile appears. Raises ProfileExists,
    ProfileInUse, DamagedFile, NewerFormat, DiskFull or NotWritable.
    """
    _read_back(file)
    folder = ProfileFolder(path)
    lock = folder.lock()
    try:
        with new_data(folder) as data, _opened(file) as source:
            _unpack(source, data)
            read_keys(data.keys)
            refuse_plain(data.database)
    finally:
        lock.release()


def _read_back(file: Path) -> None:
    """Raise DamagedFile or NewerFormat unless the file is a whole, unaltered backup."""
    with _opened(file) as source:
        head = _read_head(source, file.stat().st_size)
        digest = hashlib.sha256(head.to_bytes())
        keys = source.read(head.keys_bytes)
        digest.update(keys)
        for chunk in _exactly(source, head.database_bytes):
            digest.update(chunk)
        if source.read() != digest.digest():
            raise DamagedFile(WHAT, "checksum")
    read_key_slots(keys)


def _unpack(source: BinaryIO, data: DataFolder) -> None:
    head = _read_head(source, None)
    write_whole(data.keys, _exactly(source, head.keys_bytes), what=WHAT)
    write_whole(data.database, _exactly(source, head.database_bytes), what=WHAT)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        raise DamagedFile(WHAT, "cannot be read") from error


def _read_head(source: BinaryIO, file_bytes: int | None) -> _Head:
    data = source.read(_HEAD.size)
    if len(data) < _HEAD.size or not data.startswith(MAGIC):
        raise DamagedFile(WHAT, "not a backup")
    _, version, algorithm, made_at, keys_bytes, database_bytes = _HEAD.unpack(data)
    if version > VERSION:
        raise NewerFormat(WHAT, found=version, supported=VERSION)
    head = _Head(made_at, keys_bytes, database_bytes)
    # Also finds what the padding byte may not be: anything but nought.
    if algorithm != ALGORITHM or head.to_bytes() != data or keys_bytes > MAX_FILE_BYTES:
        raise DamagedFile(WHAT, "header")
    if file_bytes is not None and head.file_bytes != file_bytes:
        raise DamagedFile(WHAT, "length")
    return head


def _exactly(source: BinaryIO, size: int) -> Iterator[bytes]:
    while size:
        chunk = source.read(min(size, CHUNK_BYTES))
        if not chunk:
            raise DamagedFile(WHAT, "length")
        size -= len(chunk)
        yield chunk
