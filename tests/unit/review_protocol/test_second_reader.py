"""A second reader, written from `docs/file-formats.md` alone: it finds in the golden files what
stands there. Nothing of `review_protocol` is used, so what the document leaves out shows here.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cbor2
from backports import zstd
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FOLDER = Path(__file__).parents[2] / "data" / "protocol" / "1"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text(encoding="utf-8"))
SECRETS = EXPECTED["secrets"]
EPOCH = bytes.fromhex(SECRETS["epochs"][0])
CLASSES = {
    "add": "AddChange", "answer": "AnswerChange", "clearance": "ClearanceChange",
    "decision": "DecisionChange", "dossier": "DossierChange", "record": "RecordChange",
    "remove": "RemoveChange", "restriction": "RestrictionChange", "status": "StatusChange",
    "upgrade": "UpgradeChange", "wording": "WordingChange",
}  # fmt: skip
"""What the golden file calls the kinds."""
REFERRING = {"replaces", "versions", "saw"}
TIMES = {"at", "started"}


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def purpose(name: str) -> bytes:
    return f"review-desk/1 {name}".encode() + b"\0"


def verify(key: bytes, name: str, message: bytes, signature: bytes) -> None:
    Ed25519PublicKey.from_public_bytes(key).verify(signature, purpose(name) + message)


def derived(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(key)


def padme(length: int) -> int:
    """As the document says it: the last e - k bits of the length become zero, upwards."""
    e = length.bit_length() - 1
    low: int = 2 ** (e - e.bit_length())
    return -(-length // low) * low


# Change sets


def read_set(data: bytes, epoch_key: bytes) -> dict[str, Any]:
    """The header, and the changes as plain maps."""
    magic, version, algorithm, h, b = struct.unpack(">8sHHII", data[:20])
    assert (magic, version, algorithm) == (b"RDCSET\r\n", 1, 1)
    header = cbor2.loads(data[20 : 20 + h])
    clear, body, signature = data[: 20 + h], data[20 + h : 20 + h + b], data[20 + h + b :]
    assert len(signature) == 64
    verify(header["device"], "change-set", clear + body, signature)
    assert hashlib.sha256(purpose("epoch") + epoch_key).digest()[:16] == header["epoch"]
    info = purpose("set-body") + header["dossier"] + header["device"]
    cipher = AESGCM(derived(epoch_key, header["salt"], info))
    padded = cipher.decrypt(bytes(12), body, clear)
    (length,) = struct.unpack(">I", padded[:4])
    assert len(padded) == padme(4 + length)
    assert not any(padded[4 + length :])
    name = hashlib.sha256(data).hexdigest()
    plain = cbor2.loads(zstd.decompress(padded[4 : 4 + length]))
    return {"id": name, "header": header, "changes": list(changes_of(plain, name))}


def changes_of(body: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """The changes in the order of their indexes."""
    sets = [name, *(each.hex() for each in body["sets"])]
    for kind in sorted(body["kinds"]):
        columns = body["kinds"][kind]
        count = len(columns["at"])
        read = {key: column(key, kind, columns[key], body["at"], sets) for key in columns}
        assert {len(values) for values in read.values()} == {count}
        for row in range(count):
            yield {"class": CLASSES[kind], **{key: read[key][row] for key in read}}


def column(key: str, kind: str, values: list[Any], base: int, sets: list[str]) -> list[Any]:
    if key in TIMES:
        found = []
        for value in values:
            base += value
            found.append(base)
        return found
    if key in REFERRING or (key, kind) == ("sets", "decision"):
        return list(referring(values, sets, pairs=key in REFERRING))
    return [value.hex() if isinstance(value, bytes) else value for value in values]


def referring(values: list[int], sets: list[str], *, pairs: bool) -> Iterator[list[str]]:
    numbers = iter(values)
    for count in numbers:
        if pairs:
            yield [f"{sets[next(numbers)]}.{next(numbers)}" for _ in range(count)]
        else:
            yield [sets[next(numbers)] for _ in range(count)]


def test_the_changes_are_found() -> None:
    for name, expected in zip(["first.rdcset", "second.rdcset"], EXPECTED["sets"], strict=True):
        found = read_set(content(name), EPOCH)
        assert found["id"] == expected["id"]
        assert [each.hex() for each in found["header"]["parents"]] == expected["parents"]
        assert found["changes"] == expected["changes"]


def test_the_digests_are_those_of_the_document() -> None:
    first, second = (
        read_set(content(name), EPOCH) for name in ("first.rdcset", "second.rdcset")
    )
    ids = sorted(bytes.fromhex(each["id"]) for each in (first, second))
    whole = hashlib.sha256(purpose("sets") + b"".join(ids)).digest()
    digits = f"{int.from_bytes(whole, 'big') % 10**50:050}"
    assert digits == EXPECTED["digest"].replace(" ", "")
    roster = hashlib.sha256(purpose("roster") + bytes.fromhex(first["id"])).digest()
    assert second["header"]["roster"] == roster
    assert first["header"]["roster"] == hashlib.sha256(purpose("roster")).digest()


# Keys


def private_key() -> MLKEM768X25519PrivateKey:
    expanded = hashlib.shake_256(bytes.fromhex(SECRETS["sealing"])).digest(96)
    return MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(expanded[:64]),
        X25519PrivateKey.from_private_bytes(expanded[64:]),
    )


def opened(sealed: bytes, info: bytes) -> bytes:
    suite = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
    return suite.decrypt(sealed, private_key(), info=info)


def device() -> bytes:
    seed = bytes.fromhex(SECRETS["device"])
    public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    return hashlib.sha256(public).digest()[:16]


def test_the_key_of_the_epoch_is_given_and_older_ones_stand_under_it() -> None:
    statements = read_set(content("first.rdcset"), EPOCH)["header"]["statements"]
    (epoch,) = (each for each in statements if each["kind"] == "epoch")
    (sealed,) = (one["sealed"] for one in epoch["keys"] if one["device"] == device())
    assert opened(sealed, purpose("epoch-key") + epoch["epoch"] + device()) == EPOCH
    nonce, kept = epoch["older"][:12], epoch["older"][12:]
    cipher = AESGCM(derived(EPOCH, None, purpose("older-keys")))
    older = cipher.decrypt(nonce, kept, epoch["epoch"])
    assert older == bytes.fromhex(SECRETS["epochs"][1])


# Packages


def read_package(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """The manifest, and the contents in its order."""
    magic, version, algorithm, size, count = struct.unpack(">8sHHQI", data[:24])
    assert (magic, version, size) == (b"RDEXCH\r\n", 1, len(data))
    slot = {1: 1168, 2: 86}[algorithm]
    end = 24 + count * slot
    assert data[end : end + 32] == hashlib.sha256(data[:end]).digest()
    slots = [data[at : at + slot] for at in range(24, end, slot)]
    is_for_devices = algorithm == 1
    file_key = opened(slots[0], purpose("package-key")) if is_for_devices else by_code(slots[0])
    plain = b"".join(chunks_of(data, end + 32, file_key))
    (length,) = struct.unpack(">I", plain[:4])
    raw, signature = plain[4 : 4 + length], plain[4 + length : 68 + length]
    manifest = cbor2.loads(raw)
    verify(manifest["sender"], "manifest", raw, signature)
    at, contents = 68 + length, []
    listed = manifest["sets"] + manifest["packs"]
    for name, size in zip(listed[::2], listed[1::2], strict=True):
        contents.append(plain[at : at + size])
        assert hashlib.sha256(contents[-1]).digest() == name
        at += size
    assert len(plain) == padme(at)
    assert not any(plain[at:])
    return manifest, contents


def by_code(slot: bytes) -> bytes:
    memory, iterations, lanes, salt, check = struct.unpack(">IBB16s16s", slot[:38])
    digits = SECRETS["code"].replace(" ", "").encode()
    material = Argon2id(
        salt=salt, length=48, iterations=iterations, lanes=lanes, memory_cost=memory
    ).derive(digits)
    assert hmac.compare_digest(material[32:], check)
    return AESGCM(material[:32]).decrypt(bytes(12), slot[38:], purpose("code-slot") + slot[:38])


def chunks_of(data: bytes, at: int, key: bytes) -> Iterator[bytes]:
    number, step = 0, 65_536 + 16
    while at < len(data):
        nonce = number.to_bytes(11, "big") + bytes([at + step >= len(data)])
        before = hashlib.sha256(data[:at]).digest()
        yield AESGCM(key).decrypt(nonce, data[at : at + step], before)
        at, number = at + step, number + 1


def test_the_content_of_a_working_file_holds_the_file() -> None:
    folder = FOLDER.with_name("files-1")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    data = (folder / "letter.rdfile").read_bytes()
    magic, version, algorithm, size = struct.unpack(">8sHHI", data[:16])
    assert (magic, version, algorithm, size) == (b"RDFILE\r\n", 1, 1, len(data))
    padded = b"".join(chunks_of(data, 16, bytes.fromhex(expected["key"])))
    (length,) = struct.unpack(">I", padded[:4])
    assert padded[4 : 4 + length].hex() == expected["file"]
    assert len(padded) == padme(4 + length)
    assert not any(padded[4 + length :])


def test_both_packages_hold_the_sets_and_the_questionnaire() -> None:
    wanted = [
        content(name) for name in ("first.rdcset", "second.rdcset", "questionnaire.rdpack")
    ]
    for kind, name in (("package", "package.rdexch"), ("invitation", "invitation.rdexch")):
        manifest, contents = read_package(content(name))
        assert contents == wanted
        assert manifest["dossier"].hex() == EXPECTED[kind]["dossier"]
        assert manifest["at"] == EXPECTED[kind]["at"]
    assert manifest["purpose"] == "invitation"
    assert manifest["grant"]["seed"].hex() == EXPECTED["invitation"]["grant"]["seed"]
    assert [key.hex() for key in manifest["grant"]["keys"]] == [SECRETS["epochs"][0]]


def test_the_text_is_the_same_package() -> None:
    pieces = {}
    for path in FOLDER.glob("package-*.txt"):
        first, *lines, last = path.read_text(encoding="ascii").split("\n")[:-1]
        number, total = re.findall(r"RDTEXT 1 PART (\d+) OF (\d+)", first)[0]
        text = "".join(line.strip() for line in lines)
        data = base64.b64decode(text + "=" * (-len(text) % 4))
        total_sum = hashlib.sha256(f"{number}/{total}/".encode() + data).hexdigest()[:8]
        assert last.strip() == f"RDTEXT END {number} OF {total} SUM {total_sum}"
        pieces[int(number)] = data
    whole = b"".join(pieces[number][32:] for number in sorted(pieces))
    assert {data[:32] for data in pieces.values()} == {hashlib.sha256(whole).digest()}
    assert whole == content("package.rdexch")
