"""Change sets as a second server reads and writes them, from `docs/file-formats.md` alone: all
of them as far as they can be read without a key, and its own whole.
"""

from __future__ import annotations

import hmac
import secrets
import struct
from typing import Any

from backports import zstd
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tests.builders.second_server_formats import (
    MAX_CONTENT,
    MIB,
    Unreadable,
    are_names,
    check,
    decoded,
    encoded,
    is_bytes,
    is_key,
    padded,
    purpose,
    signed,
    unpacked,
    unpadded,
    verify,
)

STATEMENTS = {
    "found": {"kem"},
    "invite": {"invitation", "role", "member"},
    "join": {"invitation", "kem", "proof"},
    "confirm": {"member", "device"},
    "device": {"device", "kem", "proof"},
    "remove-device": {"device"},
    "role": {"member", "role"},
    "remove": {"member"},
    "hand-over": {"to", "until"},
    "take-back": set(),
    "take-over": set(),
    "reserve": {"reserve"},
    "use-reserve": {"reserve", "kem", "proof"},
    "epoch": {"epoch", "keys", "older"},
    "server": {"secretariat"},
}
"""The fields of each kind; of their values a second server looks at none."""


def read_set(data: bytes) -> dict[str, Any] | None:
    """The header of a set, as far as it can be read without a key; None for a newer format.

    Statements that are not what they should be are given as none.
    """
    check(len(data) <= MAX_CONTENT and len(data) >= 20 and data[:8] == b"RDCSET\r\n")
    version, algorithm, h, b = struct.unpack(">HHII", data[8:20])
    if version > 1:
        return None
    check((version, algorithm) == (1, 1) and h <= 4 * MIB and 20 + h + b + 64 == len(data))
    header: dict[str, Any] = decoded(data[20 : 20 + h])
    keys = {"dossier", "kind", "device", "parents", "roster", "epoch", "salt", "statements"}
    check(isinstance(header, dict) and header.keys() == keys)
    parents, statements = header["parents"], header["statements"]
    check(isinstance(parents, list) and are_names(1_000)(b"".join(parents)))
    check(isinstance(statements, list) and len(statements) <= 1_000)
    check(is_key(header["device"]) and header["dossier"] in (b"", header["dossier"][:32]))
    check(bool(header["dossier"]) == bool(parents))
    check(is_bytes(32)(header["roster"]) and is_bytes(16)(header["epoch"]))
    check(is_bytes(16)(header["salt"]) and isinstance(header["kind"], str))
    verify(header["device"], "change-set", data[:-64], data[-64:], "malformed")
    kinds = [each.get("kind") for each in statements if isinstance(each, dict)]
    if header["kind"] != "changes" or not STATEMENTS.keys() >= set(map(str, kinds)):
        return None
    fits = [
        isinstance(each, dict) and each.keys() - {"kind"} == STATEMENTS[str(each.get("kind"))]
        for each in statements
    ]
    return header if all(fits) else {**header, "statements": []}


def body_cipher(epoch_key: bytes, header: dict[str, Any]) -> AESGCM:
    info = purpose("set-body") + header["dossier"] + header["device"]
    derived = HKDF(algorithm=SHA256(), length=32, salt=header["salt"], info=info)
    return AESGCM(derived.derive(epoch_key))


def read_body(data: bytes, epoch_key: bytes, header: dict[str, Any]) -> dict[str, Any]:
    h = int.from_bytes(data[12:16], "big")
    try:
        plain = body_cipher(epoch_key, header).decrypt(
            bytes(12), data[20 + h : -64], data[: 20 + h]
        )
    except InvalidTag as problem:
        raise Unreadable from problem
    body = decoded(unpacked(unpadded(plain)))
    check(isinstance(body, dict))
    return dict(body)


def write_set(
    header: dict[str, Any], body: dict[str, Any], epoch_key: bytes, key: Ed25519PrivateKey
) -> bytes:
    plain = padded(zstd.compress(encoded(body)))
    fresh = purpose("set-salt") + secrets.token_bytes(16) + plain
    header = {**header, "salt": hmac.digest(epoch_key, fresh, "sha256")[:16]}
    raw = encoded(header)
    clear = struct.pack(">8sHHII", b"RDCSET\r\n", 1, 1, len(raw), len(plain) + 16) + raw
    encrypted = body_cipher(epoch_key, header).encrypt(bytes(12), plain, clear)
    return signed(key, "change-set", clear + encrypted)
