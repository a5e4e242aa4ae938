"""What a second server reads and writes beside rounds, from `docs/file-formats.md` alone:
messages to the secretariat, receipts, carried messages, its invitations, and of a questionnaire
as much as a receipt needs.
"""

from __future__ import annotations

import secrets
import struct
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.builders.second_server_formats import (
    MAX_CONTENT,
    MIB,
    SEALED,
    TIME,
    Unreadable,
    check,
    decoded,
    digest,
    encoded,
    frame,
    framed,
    into_chunks,
    is_bytes,
    is_key,
    is_map,
    is_number,
    out_of_chunks,
    padded,
    sealed,
    signed,
    unpacked,
    unpadded,
    unsealed,
    verify,
)


def is_text(value: object) -> bool:
    return isinstance(value, str)


def one_of(*words: str) -> Any:
    return lambda value: value in words


SUBMISSION_HEADER = is_map(
    dossier=is_bytes(32),
    device=is_key,
    server=is_key,
    kind=one_of("submission", "reopening"),
    at=TIME,
    key=is_bytes(16),
    sealed=is_bytes(SEALED),
)
BODIES = {
    "submission": is_map(
        pack=is_bytes(32),
        party=is_text,
        number=is_number(1, 1_000),
        form=lambda value: isinstance(value, bytes) and value,
        answers=lambda value: isinstance(value, bytes) and len(value) >= 2,
        approval=is_text,
        missing=lambda value: (
            isinstance(value, list) and len(value) <= 10_000 and all(map(is_text, value))
        ),
        reason=is_text,
    ),
    "reopening": is_map(submission=is_bytes(32), reason=is_text),
}
RECEIPT = is_map(
    server=is_key,
    review=is_text,
    party=is_text,
    cluster=is_text,
    dossier=is_bytes(32),
    submission=is_bytes(32),
    number=is_number(1, 1_000),
    pack=is_bytes(32),
    digest=is_bytes(32),
    device=is_bytes(16),
    member=is_bytes(16),
    missing=is_number(0, 100_000),
    route=one_of("line", "courier"),
    sent=TIME,
    registered=TIME,
    received=lambda value: value is None or TIME(value),
    remark=is_text,
    counts=one_of("sent", "received", "registered"),
)
INVITATION = is_map(
    url=is_text,
    server=is_key,
    kem=is_bytes(1_216),
    review=is_text,
    party=is_text,
    cluster=is_text,
    start=is_text,
    expires=TIME,
    seed=is_bytes(32),
)
LOAD = is_map(
    dossier=is_bytes(32),
    messages=lambda value: (
        isinstance(value, list) and all(isinstance(one, bytes) for one in value)
    ),
    to=lambda value: isinstance(value, list) and all(map(is_bytes(32), value)),
    problem=is_text,
)


# Messages to the secretariat


def bound_to(header: dict[str, Any]) -> bytes:
    kind: str = header["kind"]
    return bytes(header["dossier"] + header["device"] + header["server"]) + kind.encode()


def read_envelope(data: bytes) -> dict[str, Any]:
    """The header, with a signature that fits."""
    header, _ = framed(data, b"RDSUBM", MAX_CONTENT, 64 * 1024)
    check(SUBMISSION_HEADER(header))
    verify(header["device"], "submission", data[:-64], data[-64:], "malformed")
    return header


def read_inside(data: bytes, header: dict[str, Any], seed: bytes) -> dict[str, Any]:
    """The body, opened with the seed of the submission key."""
    key = unsealed(header["sealed"], seed, "submission-key", bound_to(header))
    at = 16 + int.from_bytes(data[12:16], "big")
    body = decoded(unpacked(unpadded(out_of_chunks(data[:-64], at, key)), 64 * MIB))
    check(BODIES[header["kind"]](body))
    return dict(body)


# Receipts and invitations: a frame, and the signature of the server that they name


def write_signed(magic: bytes, content: dict[str, Any], key: Ed25519PrivateKey) -> bytes:
    return signed(key, KINDS[magic][0], frame(magic, content))


def read_signed(data: bytes, magic: bytes) -> dict[str, Any]:
    name, most, holds = KINDS[magic]
    content, end = framed(data, magic, most, most)
    check(holds(content) and len(data) == end + 64)
    verify(content["server"], name, data[:-64], data[-64:], "signature")
    return content


KINDS: dict[bytes, tuple[str, int, Any]] = {
    b"RDRCPT": ("receipt", 256 * 1024, RECEIPT),
    b"RDSERV": ("server", 64 * 1024, INVITATION),
}


# Carried messages


def write_carried(load: dict[str, Any], direction: int, public: bytes) -> bytes:
    return carried(load, direction, secrets.token_bytes(32), public)


def carried(load: dict[str, Any], direction: int, key: bytes, public: bytes) -> bytes:
    plain = padded(encoded(load))
    pieces = max(1, -(-len(plain) // 65_536))
    size = 20 + SEALED + len(plain) + 16 * pieces
    head = struct.pack(">8sHHQ", b"RDCOUR\r\n", 1, direction, size)
    slot = sealed(key, public, "courier-key", bytes([direction]))
    return into_chunks(head + slot, plain, key)


def carried_key(data: bytes, direction: int, seeds: list[bytes]) -> bytes:
    check(len(data) <= 256 * MIB, "too-large")
    check(len(data) >= 20 + SEALED and data[:8] == b"RDCOUR\r\n")
    version, towards, size = struct.unpack(">HHQ", data[8:20])
    check(version <= 1, "newer")
    check((version, towards, size) == (1, direction, len(data)))
    for seed in seeds:
        try:
            return unsealed(data[20 : 20 + SEALED], seed, "courier-key", bytes([direction]))
        except Unreadable:
            continue
    raise Unreadable


def read_carried(data: bytes, direction: int, seeds: list[bytes]) -> dict[str, Any]:
    """The load, opened by whichever of the seeds fits."""
    key = carried_key(data, direction, seeds)
    load = decoded(unpadded(out_of_chunks(data, 20 + SEALED, key)))
    check(LOAD(load) and len(load["messages"]) <= 1_000)
    check(len(load["to"]) == (0 if direction == 1 else len(load["messages"])))
    return dict(load)


# Questionnaires


def read_pack(data: bytes) -> tuple[bytes, dict[str, Any]]:
    """The hash of a questionnaire, and its content; who signed it is not asked."""
    check(16 <= len(data) <= MAX_CONTENT and data[:8] == b"RDPACK\r\n")
    version, algorithm, length = struct.unpack(">HHI", data[8:16])
    check(version == 1 and algorithm in (0, 1), "newer")
    check(len(data) == 16 + length + (96 if algorithm else 32))
    plain = unpacked(data[16 : 16 + length], 64 * MIB)
    content = decoded(plain)
    check(isinstance(content, dict))
    return digest("pack content", plain), content
