"""What a second server reads and writes, from `docs/file-formats.md` alone: requests and
answers of a round, and sets as far as they can be read without a key. Nothing of
`review_protocol` is used, so what the document leaves out shows here.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from typing import Any

import cbor2
from backports import zstd
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.mlkem import (
    MLKEM768PrivateKey,
    MLKEM768PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

MIB = 2**20
MAX_CONTENT = 16 * MIB
CHUNK = 65_536
SEALED = 1_120 + 32 + 16
P = 2**255 - 19
SMALL_Y = {
    0,
    1,
    P - 1,
    int.from_bytes(
        bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
        "little",
    ),
    int.from_bytes(
        bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
        "little",
    ),
}
"""The second coordinates of the Ed25519 points of small order."""
SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class Unreadable(Exception):
    """These bytes are not what they should be; `word` is that of the document."""

    def __init__(self, word: str = "malformed") -> None:
        super().__init__(word)
        self.word = word


def check(holds: object, word: str = "malformed") -> None:
    if not holds:
        raise Unreadable(word)


def purpose(name: str) -> bytes:
    return f"review-desk/1 {name}".encode() + b"\0"


def digest(name: str, data: bytes) -> bytes:
    return hashlib.sha256(purpose(name) + data).digest()


def name_of(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


# Encoding


def encoded(value: Any) -> bytes:
    return cbor2.dumps(value, canonical=True)


def decoded(data: bytes) -> Any:
    """A value of the closed set, in its one encoding."""
    try:
        value = cbor2.loads(data)
        check(is_closed(value) and encoded(value) == data)
    except (cbor2.CBORError, ValueError, TypeError, RecursionError) as problem:
        raise Unreadable from problem
    return value


def is_closed(value: Any, levels: int = 32) -> bool:
    if isinstance(value, dict):
        inner: Iterable[Any] = value.values()
        return levels > 0 and all(
            isinstance(key, str) and is_closed(each, levels - 1)
            for key, each in zip(value, inner, strict=True)
        )
    if isinstance(value, list):
        return levels > 0 and all(is_closed(each, levels - 1) for each in value)
    if isinstance(value, int):
        return -(2**63) <= value < 2**63
    return value is None or isinstance(value, str | bytes)


def padme(length: int) -> int:
    e = length.bit_length() - 1
    low: int = 2 ** (e - e.bit_length())
    return -(-length // low) * low


def padded(data: bytes) -> bytes:
    return (struct.pack(">I", len(data)) + data).ljust(padme(4 + len(data)), b"\0")


def unpadded(data: bytes) -> bytes:
    check(len(data) >= 4)
    length = int.from_bytes(data[:4], "big")
    plain = data[4 : 4 + length]
    check(padded(plain) == data)
    return plain


def unpacked(data: bytes, limit: int = 16 * MIB) -> bytes:
    try:
        reader = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: 23})
        plain = reader.decompress(data, max_length=limit + 1)
    except zstd.ZstdError as problem:
        raise Unreadable from problem
    check(reader.eof and not reader.unused_data and len(plain) <= limit)
    return plain


def into_chunks(before: bytes, plain: bytes, key: bytes) -> bytes:
    """`before` and behind it the encrypted pieces."""
    data, pieces = bytearray(before), range(0, max(len(plain), 1), CHUNK)
    for number, at in enumerate(pieces):
        nonce = number.to_bytes(11, "big") + bytes([number == len(pieces) - 1])
        data += AESGCM(key).encrypt(nonce, plain[at : at + CHUNK], name_of(bytes(data)))
    return bytes(data)


def out_of_chunks(data: bytes, at: int, key: bytes) -> bytes:
    return b"".join(_opened_chunks(data, at, key))


def _opened_chunks(data: bytes, at: int, key: bytes) -> Iterator[bytes]:
    number = 0
    while at < len(data) or not number:
        end = at + CHUNK + 16
        nonce = number.to_bytes(11, "big") + bytes([end >= len(data)])
        try:
            yield AESGCM(key).decrypt(nonce, data[at:end], name_of(data[:at]))
        except (InvalidTag, ValueError) as problem:
            raise Unreadable from problem
        at, number = end, number + 1


# Signing and sealing


def is_key(key: object) -> bool:
    if not isinstance(key, bytes) or len(key) != 32:
        return False
    y = int.from_bytes(key, "little") & (2**255 - 1)
    return y < P and y not in SMALL_Y


def verify(key: bytes, name: str, message: bytes, signature: bytes, word: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, purpose(name) + message)
    except (InvalidSignature, ValueError) as problem:
        raise Unreadable(word) from problem


def signed(key: Ed25519PrivateKey, name: str, message: bytes, before: bytes = b"") -> bytes:
    """The message and the signature of `before` and it."""
    return message + key.sign(purpose(name) + before + message)


def device_id(key: bytes) -> bytes:
    return name_of(key)[:16]


def sealing_key(seed: bytes) -> MLKEM768X25519PrivateKey:
    expanded = hashlib.shake_256(seed).digest(96)
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
        X25519PrivateKey.from_private_bytes(expanded[64:]),
    )


def sealing_public(seed: bytes) -> bytes:
    expanded = hashlib.shake_256(seed).digest(96)
    return (
        MLKEM768PrivateKey.from_seed_bytes(expanded[:64]).public_key().public_bytes_raw()
        + X25519PrivateKey.from_private_bytes(expanded[64:]).public_key().public_bytes_raw()
    )


def sealed(plain: bytes, public: bytes, name: str, bound: bytes) -> bytes:
    key = MLKEM768X25519PublicKey(
        MLKEM768PublicKey.from_public_bytes(public[:1184]),
        X25519PublicKey.from_public_bytes(public[1184:]),
    )
    return SUITE.encrypt(plain, key, info=purpose(name) + bound)


def unsealed(data: bytes, seed: bytes, name: str, bound: bytes) -> bytes:
    try:
        return SUITE.decrypt(data, sealing_key(seed), info=purpose(name) + bound)
    except (InvalidTag, ValueError) as problem:
        raise Unreadable from problem


def submission_key_name(public: bytes) -> bytes:
    return digest("submission-key-name", public)[:16]


# The frame that most formats have: magic, version, algorithm, length of the header, header


def frame(magic: bytes, header: dict[str, Any]) -> bytes:
    plain = encoded(header)
    return struct.pack(">8sHHI", magic + b"\r\n", 1, 1, len(plain)) + plain


def framed(
    data: bytes, magic: bytes, most: int, most_header: int
) -> tuple[dict[str, Any], int]:
    """The header, and where it ends."""
    check(len(data) <= most, "too-large")
    check(len(data) >= 16 and data[:8] == magic + b"\r\n")
    version, algorithm, length = struct.unpack(">HHI", data[8:16])
    check(version <= 1, "newer")
    check(
        (version, algorithm) == (1, 1)
        and length <= most_header
        and 16 + length + 64 <= len(data)
    )
    header = decoded(data[16 : 16 + length])
    check(isinstance(header, dict))
    return header, 16 + length


# Requests and answers


def is_bytes(length: int) -> Any:
    return lambda value: isinstance(value, bytes) and len(value) == length


def is_number(least: int, most: int) -> Any:
    return lambda value: type(value) is int and least <= value <= most


def are_names(most: int) -> Any:
    def hold(value: object) -> bool:
        if not isinstance(value, bytes) or len(value) % 32 or len(value) > most * 32:
            return False
        names = names_in(value)
        return names == sorted(set(names))

    return hold


def is_map(**fields: Any) -> Any:
    def holds(value: object) -> bool:
        return (
            isinstance(value, dict)
            and value.keys() == fields.keys()
            and all(fields[key](value[key]) for key in fields)
        )

    return holds


def are_prefixes(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= 256
        and all(
            isinstance(each, str) and len(each) <= 62 and set(each) <= set("0123456789abcdef")
            for each in value
        )
        and value == sorted(set(value))
    )


def are_lengths(value: object) -> bool:
    fits = is_number(1, MAX_CONTENT)
    return isinstance(value, list) and len(value) <= 10_000 and all(map(fits, value))


def is_listing(value: object) -> bool:
    return (
        isinstance(value, dict)
        and len(value) == 1
        and (are_names(1_024)(value.get("ids")) or is_bytes(256 * 32)(value.get("digests")))
    )


def are_listings(value: object) -> bool:
    return isinstance(value, list) and len(value) <= 256 and all(map(is_listing, value))


TIME = is_number(-62_135_596_800, 253_402_300_799)
COUNT = is_number(0, 2**62)
STRETCH = is_map(
    id=is_bytes(32), length=is_number(1, MAX_CONTENT), start=is_number(0, MAX_CONTENT)
)


def is_stretch(value: Any) -> bool:
    return bool(STRETCH(value)) and value["start"] <= value["length"]


NEEDED = object()
REQUEST: dict[str, tuple[Any, Any]] = {
    "dossier": (is_bytes(32), NEEDED),
    "device": (is_key, NEEDED),
    "at": (TIME, NEEDED),
    "nonce": (is_bytes(8), NEEDED),
    "root": (is_bytes(32), NEEDED),
    "hint": (COUNT, 0),
    "most": (is_number(1, MAX_CONTENT), MAX_CONTENT),
    "ask": (are_prefixes, []),
    "want": (are_names(50_000), b""),
    "rest": (is_map(id=is_bytes(32), start=is_number(0, MAX_CONTENT)), None),
    "ticket": (is_map(invitation=is_key, proof=is_bytes(64)), None),
    "files": (is_bytes(16), b""),
    "sets": (are_lengths, []),
    "stretch": (is_stretch, None),
}
ANSWER: dict[str, tuple[Any, Any]] = {
    "at": (TIME, NEEDED),
    "cursor": (COUNT, NEEDED),
    "root": (is_bytes(32), None),
    "more": (lambda value: value is True, False),
    "standing": (lambda value: value == "removed", "member"),
    "listings": (are_listings, []),
    "have": (is_number(1, MAX_CONTENT), 0),
    "files": (are_names(10_000), None),
    "refusal": (lambda value: isinstance(value, str), ""),
    "kem": (is_bytes(1_216), b""),
    "sets": (are_lengths, []),
    "stretch": (is_stretch, None),
}


def names_in(data: bytes) -> list[bytes]:
    return [data[at : at + 32] for at in range(0, len(data), 32)]


def write_message(
    message: dict[str, Any], magic: bytes, key: Ed25519PrivateKey, before: bytes
) -> bytes:
    """A request or an answer; its `sets` are bytes and its `stretch` has `data`."""
    fields = REQUEST if magic == b"RDREQU" else ANSWER
    header = {name: message[name] for name in message if message[name] != fields[name][1]}
    behind = b"".join(message.get("sets", []))
    if header.get("sets"):
        header["sets"] = [len(each) for each in header["sets"]]
    if header.get("stretch"):
        header["stretch"] = {key: message["stretch"][key] for key in ("id", "length", "start")}
        behind += message["stretch"]["data"]
    kind = "round" if magic == b"RDREQU" else "answer"
    return signed(key, kind, frame(magic, header) + behind, before)


def read_message(data: bytes, magic: bytes, key: bytes, before: bytes) -> dict[str, Any]:
    """All keys with their values; `key` of an answer is the server's."""
    fields = REQUEST if magic == b"RDREQU" else ANSWER
    header, at = framed(data, magic, 32 * MIB, 4 * MIB)
    check(header.keys() <= fields.keys())
    message = {}
    for name, (holds, default) in fields.items():
        message[name] = header.get(name, default)
        check(message[name] is not NEEDED)
        check(name not in header or (header[name] != default and holds(header[name])))
    sets = []
    for length in message["sets"]:
        sets.append(data[at : at + length])
        at += length
    check(at + 64 <= len(data))
    message["sets"], left = sets, data[at:-64]
    if message["stretch"] is None:
        check(not left)
    else:
        message["stretch"] = {**message["stretch"], "data": left}
    author, kind = (message["device"], "round") if fields is REQUEST else (key, "answer")
    verify(author, kind, before + data[:-64], data[-64:], "signature")
    return message
