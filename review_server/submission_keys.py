"""The secretariat's submission keys: who has one reads what was submitted to it.

They lie in `submission.keys` in the server's folder, each encrypted under a passphrase that the
operator gives when the server starts. A new one takes the place of the current one, which
goes on opening what was sealed to it; one that was lost or stolen is marked so, and nothing
sealed to it is taken any more (docs/server.md, "Keys").
"""

from __future__ import annotations

import json
import os
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from review_protocol import code_slots
from review_protocol.costs import KdfCost
from review_protocol.errors import ProtocolError, WrongCode
from review_protocol.sealing import KEM_SEED_SIZE, KemKey, KemPublic, load_kem
from review_protocol.submissions import key_name
from review_server.problems import Unusable

FILE = "submission.keys"
MIN_PASSPHRASE = 12
MAX_BYTES = 1024 * 1024
_FORMAT = 1
_DAMAGED = f"{FILE} is damaged. Put a copy of it back."


class Standing(StrEnum):
    """What a key is for."""

    CURRENT = "current"
    OLD = "old"  # opens what was sealed to it
    LOST = "lost"  # nothing sealed to it is taken


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptKey:
    """A key as it lies in the file; bytes are hexadecimal."""

    public: str
    standing: Standing
    made_at: int
    slot: str = field(repr=False)

    @property
    def kem(self) -> KemPublic:
        """The public half. Raises Unusable."""
        try:
            return load_kem(bytes.fromhex(self.public))
        except (ProtocolError, ValueError) as error:
            raise Unusable(_DAMAGED) from error

    @property
    def name(self) -> bytes:
        """The 16 bytes that submissions name it by."""
        return key_name(self.kem)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionKeys:
    """What a process has unlocked. ``current`` is None while no key is known or unlocked.

    Whether a key is still taken stands in the file, which is looked at each time: what it says
    is lost, or does not name any more, opens nothing in a process that runs either.
    """

    current: KemKey | None = None
    older: tuple[KemKey, ...] = ()
    is_locked: bool = True
    folder: Path | None = None

    @property
    def usable(self) -> tuple[KemKey, ...]:
        """Those that are taken now, the current one first."""
        known = self.older if self.current is None else (self.current, *self.older)
        taken = {each.public for each in self._kept() if each.standing is not Standing.LOST}
        return tuple(key for key in known if key.public.hex() in taken)

    def named(self, name: bytes) -> KemKey | None:
        """The key of this name, if it is one that is taken."""
        return next((key for key in self.usable if key_name(key.public) == name), None)

    def refusal(self, name: bytes) -> str:
        """Why what is sealed to a key that is not taken is refused: `key` if another can be
        named (`offered`), else `locked`, for then it has to wait.
        """
        offered = self.offered
        return "locked" if offered is None or key_name(offered) == name else "key"

    @property
    def offered(self) -> KemPublic | None:
        """What is to be sealed to; made and not unlocked here yet if nothing else is left."""
        for key in self.usable[:1]:
            if key is self.current:
                return key.public
        return next((e.kem for e in self._kept() if e.standing is Standing.CURRENT), None)

    def _kept(self) -> tuple[KeptKey, ...]:
        if self.folder is None:
            return ()
        try:
            stat = (self.folder / FILE).stat()
            return _read_once(self.folder, stat.st_ino, stat.st_mtime_ns, stat.st_size)
        except (OSError, Unusable):
            return ()  # nothing is taken until it is put back


LOCKED = SubmissionKeys()


@lru_cache(maxsize=8)
def _read_once(folder: Path, _inode: int, _changed: int, _size: int) -> tuple[KeptKey, ...]:
    return read_keys(folder)


def read_keys(folder: Path) -> tuple[KeptKey, ...]:
    """The keys there are, oldest first; none before the first was made. Raises Unusable."""
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        with path.open("rb") as file:
            content = json.loads(file.read(MAX_BYTES))
        if content["format"] != _FORMAT:
            raise Unusable(f"{FILE} was written by a newer program.")
        return tuple(
            KeptKey(**{**each, "standing": Standing(each["standing"])})
            for each in content["keys"]
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Unusable(_DAMAGED) from error


def current_public(folder: Path) -> KemPublic | None:
    """What is to be sealed to now; needs no passphrase."""
    for each in read_keys(folder):
        if each.standing is Standing.CURRENT:
            return each.kem
    return None


def make_key(
    folder: Path, passphrase: str, now: int, *, cost: KdfCost = KdfCost.STANDARD
) -> KeptKey:
    """A new key, which is the current one from now on. Raises Unusable.

    The passphrase must be the one that opens the others.
    """
    known = read_keys(folder)
    unlock(folder, passphrase)
    if len(passphrase) < MIN_PASSPHRASE:
        raise Unusable(f"The passphrase needs {MIN_PASSPHRASE} characters at least.")
    made = _wrapped(KemKey(secrets.token_bytes(KEM_SEED_SIZE)), passphrase, now, cost)
    is_current = Standing.CURRENT
    older = [
        replace(each, standing=Standing.OLD) if each.standing is is_current else each
        for each in known
    ]
    _write(folder, [*older, made])
    return made


def mark_lost(folder: Path, name: str) -> KeptKey:
    """Take nothing any more that is sealed to the key whose name begins so. Raises Unusable."""
    known = read_keys(folder)
    found = [each for each in known if each.name.hex().startswith(name)]
    if len(found) != 1 or not name:
        raise Unusable(f"There is no key {name}. Run: review-server key list")
    marked = replace(found[0], standing=Standing.LOST)
    _write(folder, [marked if each is found[0] else each for each in known])
    return marked


def unlock(folder: Path, passphrase: str) -> SubmissionKeys:
    """All keys but lost ones. Raises Unusable for a passphrase that does not open them."""
    current: KemKey | None = None
    older: list[KemKey] = []
    known = read_keys(folder)
    for each in known:
        if each.standing is Standing.LOST:
            continue
        key = _opened(each, passphrase)
        if each.standing is Standing.CURRENT:
            current = key
        else:
            older.append(key)
    return SubmissionKeys(
        current=current, older=tuple(older), is_locked=not known, folder=folder
    )


def _wrapped(key: KemKey, passphrase: str, now: int, cost: KdfCost) -> KeptKey:
    salt = secrets.token_bytes(code_slots.SALT_SIZE)
    slot = code_slots.wrap(key.seed(), _spelled(passphrase), cost, salt)
    return KeptKey(
        public=key.public.hex(), standing=Standing.CURRENT, made_at=now, slot=slot.hex()
    )


def _opened(kept: KeptKey, passphrase: str) -> KemKey:
    try:
        slot = bytes.fromhex(kept.slot)
        if len(slot) != code_slots.SLOT_SIZE:
            raise Unusable(_DAMAGED)
        key = KemKey(code_slots.unwrap(slot, _spelled(passphrase)))
    except WrongCode as error:
        raise Unusable("This is not the passphrase of the submission key.") from error
    except (ProtocolError, ValueError) as error:
        raise Unusable(_DAMAGED) from error
    if key.public != kept.kem:
        raise Unusable(_DAMAGED)
    return key


def _spelled(passphrase: str) -> str:
    """The same for however a keyboard composes it, as ASCII."""
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8").hex()


def _write(folder: Path, keys: Sequence[KeptKey]) -> None:
    """In the place of the old file, which stays whole until the new one is on the disk."""
    content: Mapping[str, object] = {"format": _FORMAT, "keys": [asdict(key) for key in keys]}
    path, fresh = folder / FILE, folder / f"{FILE}.new"
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(json.dumps(content, indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
