"""The server's keys: one signs answers and invitations, the other opens what is sealed to it.

They lie in one file that only its owner can read. Whoever has it can answer in the server's
name, and can read no draft: drafts are sealed to the members.
"""

from __future__ import annotations

import os
import re
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from review_protocol.sealing import KEM_SEED_SIZE, KemKey
from review_protocol.signing import SEED_SIZE, SigningKey, fingerprint
from review_server.problems import Unusable

FILE = "server.key"
_TEXT = """Review Desk server keys, format 1
Keep this file secret: it is not encrypted, and whoever reads it can answer in the
server's name. Members compare this fingerprint when they connect:

fingerprint: {fingerprint}
signing: {signing}
sealing: {sealing}
"""
_FORMAT = re.compile(r"Review Desk server keys, format 1\n.*", re.DOTALL)
_LINE = r"^{name}: ([0-9a-f]{{64}})$"
_MAX_BYTES = 10_000
LOST = (
    f"{FILE} cannot be read: put its copy back. A new key makes another server, which every"
    " focal point connects to anew: for that take a fresh folder."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerKeys:
    """Both keys."""

    signing: SigningKey = field(repr=False)
    kem: KemKey = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """What is told by telephone."""
        return fingerprint(self.signing.public)


def make_keys(folder: Path) -> ServerKeys:
    """Make the keys and their file, which must not exist."""
    keys = ServerKeys(
        signing=SigningKey(secrets.token_bytes(SEED_SIZE)),
        kem=KemKey(secrets.token_bytes(KEM_SEED_SIZE)),
    )
    text = _TEXT.format(
        fingerprint=keys.fingerprint,
        signing=keys.signing.seed().hex(),
        sealing=keys.kem.seed().hex(),
    )
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(folder / FILE, flags, 0o600), "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return keys


def read_keys(folder: Path) -> ServerKeys:
    """The keys of a server. Raises Unusable if there are none, or others can read them."""
    try:
        with (folder / FILE).open("rb") as file:
            text = file.read(_MAX_BYTES).decode("ascii")
            mode = os.fstat(file.fileno()).st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise Unusable(LOST) from error
    if os.name != "nt" and mode & 0o077:
        raise Unusable(f"Others can read {FILE}. Run: chmod 600 on it")
    return ServerKeys(
        signing=SigningKey(_secret(text, "signing")), kem=KemKey(_secret(text, "sealing"))
    )


def _secret(text: str, name: str) -> bytes:
    found = re.search(_LINE.format(name=name), text, re.MULTILINE)
    if not _FORMAT.match(text) or found is None:
        raise Unusable(f"{FILE} holds no keys of a server")
    return bytes.fromhex(found[1])
