"""Keys of the console's own, each derived from the server's for one purpose.

A copy of the database alone, without `server.key`, shows no one-time key of the staff, and
nobody's address.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from review_server.keys import ServerKeys

_INFO = b"review-server/1 console "
_NONCE_SIZE = 12


def seal(keys: ServerKeys, name: str, secret: bytes) -> bytes:
    """A secret of one account, as it is kept."""
    nonce = secrets.token_bytes(_NONCE_SIZE)
    return nonce + AESGCM(_derive(keys, b"account")).encrypt(nonce, secret, name.encode())


def unseal(keys: ServerKeys, name: str, sealed: bytes) -> bytes | None:
    """The secret; None if it was sealed for another account, or by another server's key."""
    nonce, rest = sealed[:_NONCE_SIZE], sealed[_NONCE_SIZE:]
    try:
        return AESGCM(_derive(keys, b"account")).decrypt(nonce, rest, name.encode())
    except (InvalidTag, ValueError):
        return None


def mark(keys: ServerKeys, purpose: str, text: str) -> bytes:
    """32 bytes that nobody without the key can make, or read the text from."""
    return hmac.digest(_derive(keys, purpose.encode()), text.encode(), hashlib.sha256)


def _derive(keys: ServerKeys, purpose: bytes) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=_INFO + purpose)
    return kdf.derive(keys.kem.seed())
