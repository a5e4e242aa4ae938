"""Files with a key that signs questionnaires: made, kept private by the file's mode, read.

The secret stands in the file as it is. It is the authoring office's key, not a user's: it
is used by scripts, and whoever can read the file can sign in the office's name. The file
itself says so in its first lines.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from desktop_app.errors import BadArgument
from desktop_app.store.files import write_whole
from review_protocol.signing import SigningKey, fingerprint

_TEXT = """Review Desk signing key for questionnaires, format 1
Keep this file secret: it is not encrypted, and whoever reads it can publish
questionnaires in your name. Tell those who open them this fingerprint:

fingerprint: {fingerprint}
secret: {secret}
"""
_FORMAT = re.compile(r"Review Desk signing key for questionnaires, format 1\n.*", re.DOTALL)
_SECRET = re.compile(r"^secret: ([0-9a-f]{64})$", re.MULTILINE)
_MAX_BYTES = 10_000


def create_key_file(path: Path) -> str:
    """Make a key and its file, which must not exist; the fingerprint to be told others."""
    if path.exists():
        raise BadArgument("--out", "the file is there already; a key is never overwritten")
    key = SigningKey.generate()
    digits = fingerprint(key.public)
    text = _TEXT.format(fingerprint=digits, secret=key.seed().hex())
    write_whole(path, [text.encode()], what=path.name)
    return digits


def read_key_file(path: Path) -> SigningKey:
    """The key in a file; raises BadArgument if it is none, or is not private."""
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES).decode()
            mode = os.fstat(file.fileno()).st_mode
    except (OSError, UnicodeDecodeError) as error:
        raise BadArgument("--key", "the file cannot be read") from error
    text = text.replace("\r\n", "\n")
    secret = _SECRET.search(text)
    if not _FORMAT.match(text) or secret is None:
        raise BadArgument("--key", "the file holds no signing key")
    if os.name != "nt" and mode & 0o077:
        raise BadArgument("--key", "others can read the file; run: chmod 600 on it")
    return SigningKey(bytes.fromhex(secret[1]))
