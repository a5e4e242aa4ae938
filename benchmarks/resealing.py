"""One file of each kind that comes from outside, and the same made anew with damage inside.

Whoever holds a key can sign and seal what they like. So signatures, sums and seals of these
fit, and what is behind them has to cope with what it finds.
"""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from benchmarks.spoiling import spoilt, with_damage
from review_protocol import (
    armour,
    bodies,
    chunks,
    encoding,
    manifests,
    packages,
    packs,
    padding,
    sets,
)
from review_protocol.changes import AnswerChange, RecordChange, RecordType
from review_protocol.costs import KdfCost
from review_protocol.epochs import EpochKey, epoch_id, seal_epoch
from review_protocol.invitations import Grant, Invitation, NewDevice, ReserveKey
from review_protocol.manifests import Manifest, content_of
from review_protocol.names import ChangeId, MemberId, SetId, device_id
from review_protocol.packages import Lock, Package, read_front
from review_protocol.sealing import KemKey
from review_protocol.sets import Draft, open_set, read_header, seal_set
from review_protocol.signing import Context, SigningKey
from review_protocol.statements import Role, SetRole, Statement

SIGNER, KEM, EPOCH = SigningKey(bytes(32)), KemKey(bytes(32)), EpochKey(bytes(range(32)))
DEVICE = device_id(SIGNER.public)
CODE = "0" * 24
FILE_KEY = bytes(range(32))
PARENT = SetId("1" * 64)
_SET_FRONT = struct.Struct(">8sHHII")
_PACKAGE_FRONT = struct.Struct(">8sHHQI")
_PACK_FRONT = struct.Struct(">8sHHI")
_GRANTS: tuple[Grant, ...] = (
    ReserveKey(seed=bytes(32), keys=(EPOCH,)),
    Invitation(seed=bytes(32), role=Role.EXPERT, keys=(EPOCH,)),
    NewDevice(seed=bytes(32), kem_seed=bytes(32), member=MemberId(DEVICE), keys=(EPOCH,)),
)


@dataclass(frozen=True, slots=True)
class Subject:
    """A good file, what reads it, and what makes one with damage inside."""

    data: bytes
    read: Callable[[bytes], object]
    remade: Callable[[Random], bytes]


def subjects() -> list[Subject]:
    """One of each kind; of what a code opens one for each purpose."""
    for_device = packages.for_devices({DEVICE: KEM.public}, FILE_KEY)
    package = _packed(_small_set(), for_device, None)
    return [
        Subject(_small_set(), _opened_set, remade_set),
        Subject(package, _unpacked, partial(remade_package, lock=for_device, grant=None)),
        *map(_opened_by_code, _GRANTS),
        Subject(_as_text(package), _from_text, _remade_text),
        Subject(packs.seal(_PACK), packs.unseal, remade_pack),
    ]


def _opened_by_code(grant: Grant) -> Subject:
    lock = packages.for_code(CODE, KdfCost.FOR_TESTS, salt=bytes(16), file_key=FILE_KEY)
    remade = partial(remade_package, lock=lock, grant=grant)
    return Subject(_packed(_small_set(), lock, grant), _unpacked, remade)


# Sets.


def _small_set() -> bytes:
    """A set with a few answers, a record and statements."""
    changes = [
        (ChangeId(f"local-{at}"), AnswerChange(key=f"q{at}", value=f"Answer {at}. " * 9, at=at))
        for at in range(20)
    ]
    record = RecordChange(type=RecordType.NOTE, subject="n", fields={"text": "A note"})
    statements: tuple[Statement, ...] = (
        SetRole(member=MemberId(DEVICE), role=Role.DEPUTY),
        seal_epoch(EPOCH, {DEVICE: KEM.public}, older=[EpochKey(bytes(32))], nonce=bytes(12)),
    )
    draft = Draft(
        dossier=PARENT,
        parents=frozenset({PARENT}),
        roster=bytes(32),
        salt=bytes(16),
        statements=statements,
        changes=[*changes, (ChangeId("note"), record)],
    )
    return seal_set(draft, SIGNER, EPOCH).data


def _opened_set(data: bytes) -> object:
    return open_set(data, {epoch_id(EPOCH): EPOCH})


def remade_set(random: Random) -> bytes:
    """The set with damage in its header, its changes, or how these are packed."""
    good = _small_set()
    header = read_header(good)
    start = _SET_FRONT.size + _SET_FRONT.unpack_from(good)[3]
    clear, sealed = good[_SET_FRONT.size : start], good[start:-64]
    cipher = sets._body_cipher(header, EPOCH)  # a forger has it too
    padded = cipher.decrypt(bytes(12), sealed, good[:start])
    match random.randrange(4):
        case 0 | 1:
            clear = spoilt(clear, random)
        case 2:
            plain = encoding.decompress(padding.unpad(padded), max_bytes=bodies.MAX_BODY)
            padded = padding.pad(encoding.compress(spoilt(plain, random)))
        case _:
            padded = with_damage(padded, random)
    front = _SET_FRONT.pack(sets.MAGIC, 1, 1, len(clear), len(padded) + 16) + clear
    front += cipher.encrypt(bytes(12), padded, front)
    return front + SIGNER.sign(Context.CHANGE_SET, front)


# Packages.


def _manifest(change_set: bytes, lock: Lock, grant: Grant | None) -> Manifest:
    return Manifest(
        dossier=PARENT,
        sender=SIGNER.public,
        to=lock.devices,
        grant=grant,
        heads=(PARENT,),
        lacks=(PARENT,),
        sets=(content_of(change_set),),
        at=0,
    )


def _packed(change_set: bytes, lock: Lock, grant: Grant | None) -> bytes:
    """A package with the set in it."""
    manifest = _manifest(change_set, lock, grant)
    return b"".join(packages.write_package(manifest, [change_set], lock=lock, key=SIGNER))


def _unpacked(data: bytes) -> object:
    """All that is in a package, as its addressee finds it."""
    read = io.BytesIO(data).read
    package = _opened(read)
    return package.manifest, list(package.contents())


def _opened(read: Callable[[int], bytes]) -> Package:
    front = read_front(read)
    if front.addressees:
        return packages.open_for_device(read, front, KEM, DEVICE)
    return packages.open_by_code(read, front, CODE)


def remade_package(random: Random, *, lock: Lock, grant: Grant | None) -> bytes:
    """The package with damage in its manifest, in what it is for, or behind the manifest."""
    change_set = _small_set()
    plain = manifests.write_manifest(_manifest(change_set, lock, grant))
    contents = change_set
    match random.randrange(4):
        case 0:
            contents = with_damage(contents, random)
        case 1 if grant is not None:
            plain = spoilt(plain, random, within="grant")
        case _:
            plain = spoilt(plain, random)
    signed = struct.pack(">I", len(plain)) + plain + manifests.sign_manifest(plain, SIGNER)
    whole = signed + contents
    whole = whole.ljust(padding.padded_length(len(whole)), b"\0")
    slots = b"".join(lock.slots)
    size = _PACKAGE_FRONT.size + len(slots) + 32 + chunks.encrypted_length(len(whole))
    head = _PACKAGE_FRONT.pack(packages.MAGIC, 1, lock.algorithm, size, len(lock.slots)) + slots
    head += hashlib.sha256(head).digest()
    return head + b"".join(chunks.encrypt_chunks(lock.file_key, head, [whole]))


# Text, and questionnaires.


def _as_text(package: bytes) -> bytes:
    return "".join(armour.split(package, part_size=3_000)).encode()


def _from_text(data: bytes) -> object:
    return _unpacked(armour.join(armour.parts_in(armour.text_in(data))))


def _remade_text(random: Random) -> bytes:
    """Good text of a package with damage inside."""
    lock = packages.for_devices({DEVICE: KEM.public}, FILE_KEY)
    return _as_text(remade_package(random, lock=lock, grant=None))


_PACK: dict[str, encoding.Encodable] = {
    "id": "small",
    "xform": bytes(3_000),
    "languages": ["en", "fr"],
}


def remade_pack(random: Random) -> bytes:
    """The questionnaire's file with damage in its content, or how it is packed."""
    plain = encoding.encode(_PACK)
    is_inner = random.randrange(2)
    body = encoding.compress(spoilt(plain, random) if is_inner else plain)
    body = body if is_inner else with_damage(body, random)
    front = _PACK_FRONT.pack(packs.MAGIC, 1, 0, len(body)) + body
    return front + hashlib.sha256(front).digest()
