"""Which questionnaires can be trusted: those that ship, and those of accepted signers.

The ones that ship are built from `resources/questionnaires` when the program is installed
or packaged, together with a list of their hashes, `trusted.json`: a pack beside that list
is as trustworthy as the program's own code, and nothing else in the folder is. Any other
file needs the signature of a key whose fingerprint the user accepted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO

import desktop_app
from desktop_app.domain.responses import PackInfo
from desktop_app.errors import DamagedFile, PackRefused
from desktop_app.forms.pack import SUFFIX, Pack, build_pack, read_pack
from desktop_app.store.files import write_whole
from review_protocol.packs import MAX_FILE
from review_protocol.signing import PublicKey, fingerprint, is_fingerprint_of

__all__ = [
    "Pack",
    "build_shipped",
    "ensure_shipped",
    "newer_shipped",
    "open_pack",
    "read_pack_file",
    "shipped_packs",
    "signer_fingerprint",
]

_PROGRAM = Path(desktop_app.__file__).parent
RESOURCES = _PROGRAM.parent / "resources"
SOURCES = RESOURCES / "questionnaires"
SHIPPED = RESOURCES / "packs"
TRUSTED = "trusted.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the list: a pack's file, its hash, and the digest of what made it."""

    file: str
    hash: str
    sources: str


def ensure_shipped() -> bool:
    """Build the packs that ship if a source changed since; whether anything was built."""
    return build_shipped(SHIPPED)


def build_shipped(
    target: Path, *, sources: Path = SOURCES, build: Callable[[Path], Pack] = build_pack
) -> bool:
    """Compile each questionnaire in ``sources`` into ``target``, with the list of hashes.

    Those whose sources and compiler are unchanged are left as they are. Raises FormRefused
    for sources that cannot be compiled; then the list is as it was.
    """
    target.mkdir(parents=True, exist_ok=True)
    known = {entry.file: entry for entry in _entries(target)}
    entries = [
        _up_to_date(folder, known, target) or _built(folder, target, build)
        for folder in sorted(sources.iterdir())
        if folder.is_dir()
    ]
    if len(entries) == len(known) and all(known.get(each.file) is each for each in entries):
        return False
    listed = {entry.file: {"hash": entry.hash, "sources": entry.sources} for entry in entries}
    text = json.dumps({"format": _FORMAT, "packs": listed}, indent=1)
    _write(target / TRUSTED, f"{text}\n".encode())
    return True


def shipped_packs(folder: Path = SHIPPED) -> tuple[Pack, ...]:
    """The questionnaires that came with the program.

    Raises PackRefused: ``not-built`` in a source checkout that was never set up, and
    ``altered`` when a file is not the one that was built.
    """
    entries = _entries(folder)
    if not entries:
        raise PackRefused("not-built")
    return tuple(_verified(folder / entry.file, entry.hash) for entry in entries)


def newer_shipped(info: PackInfo, folder: Path = SHIPPED) -> tuple[Pack, ...]:
    """Newer versions of a questionnaire that came with the program, the newest last."""
    hashes = {entry.hash for entry in _entries(folder)}
    if not hashes or info.hash in hashes:
        return ()
    found = [pack for pack in shipped_packs(folder) if pack.info.id == info.id]
    found.sort(key=lambda pack: pack.info.version)
    return tuple(pack for pack in found if pack.info.version > info.version)


def open_pack(
    path: Path,
    *,
    trusted_keys: Collection[bytes] = (),
    accept: str = "",
    shipped: Path = SHIPPED,
) -> Pack:
    """A questionnaire from a file, if its origin can be trusted.

    ``trusted_keys`` are the public keys of signers accepted before; ``accept`` is a
    fingerprint that the user gives now. The caller stores the pack's ``signer`` as
    accepted. Raises NewerFormat, or PackRefused: ``unsigned``, or ``unknown-signer`` with
    the fingerprint to be compared as its detail, and what `read_pack` finds wrong.
    """
    pack = read_pack(read_pack_file(path))
    if pack.info.hash in {entry.hash for entry in _entries(shipped)}:
        return pack
    if pack.signer is None:
        raise PackRefused("unsigned")
    if pack.signer in trusted_keys or is_fingerprint_of(accept, pack.signer):
        return pack
    raise PackRefused("unknown-signer", fingerprint(pack.signer))


def signer_fingerprint(pack: Pack) -> str:
    """The digits that identify who signed a pack; "" if nobody did."""
    return fingerprint(PublicKey(pack.signer)) if pack.signer else ""


def _verified(path: Path, pack_hash: str) -> Pack:
    pack = read_pack(read_pack_file(path))
    if pack.info.hash != pack_hash:
        raise PackRefused("altered", "another hash than the one that was built")
    return pack


def read_pack_file(path: Path) -> bytes:
    """The bytes of a file, unless it is far too large for a questionnaire; then its start."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise DamagedFile("pack", type(error).__name__) from error


def _entries(folder: Path) -> list[_Entry]:
    """The list of hashes; empty when there is none."""
    path = folder / TRUSTED
    if not path.exists():
        return []
    try:
        listed: Mapping[str, Any] = json.loads(path.read_bytes())
        return [
            _Entry(str(Path(file).name), str(entry["hash"]), str(entry["sources"]))
            for file, entry in listed["packs"].items()
        ]
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DamagedFile("pack", TRUSTED) from error


def _up_to_date(folder: Path, known: Mapping[str, _Entry], target: Path) -> _Entry | None:
    entry = known.get(folder.name + SUFFIX)
    if entry is None or entry.sources != _digest(folder):
        return None
    return entry if (target / entry.file).exists() else None


def _built(folder: Path, target: Path, build: Callable[[Path], Pack]) -> _Entry:
    pack = build(folder)
    file = folder.name + SUFFIX
    _write(target / file, pack.file)
    return _Entry(file, pack.info.hash, _digest(folder))


def _digest(folder: Path) -> str:
    """Of everything a pack is made of: the sources, and the code that compiles them."""
    digest = hashlib.sha256(version("pyxform").encode())
    for name, path in _ingredients(folder):
        content = path.read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _ingredients(folder: Path) -> Iterator[tuple[str, Path]]:
    for root in (folder, _PROGRAM / "forms"):
        for path in sorted(root.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path.relative_to(root).as_posix(), path


def _write(path: Path, data: bytes) -> None:
    write_whole(path, [data], what="pack", open_file=_open_readable)


def _open_readable(path: Path) -> BinaryIO:
    """Installed files are for everybody on the computer to read."""
    return path.open("xb")
