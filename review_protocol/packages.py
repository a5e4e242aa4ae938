"""The package: a file that carries change sets and what goes with them to some devices.

`docs/file-formats.md` draws it. It is written and read piece by piece: neither side holds
more of it in memory than the manifest and one content. What a reader was given is genuine,
but it may keep nothing of it before the last content has come: only then is it known that
the package is whole.
"""

from __future__ import annotations

import hashlib
import hmac
import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from review_protocol import code_slots, framing, manifests, sealing
from review_protocol.chunks import (
    CHUNK,
    Read,
    decrypt_chunks,
    encrypt_chunks,
    encrypted_length,
    plain_length,
    read_exactly,
)
from review_protocol.costs import KdfCost
from review_protocol.errors import (
    Altered,
    Appended,
    Malformed,
    NotForUs,
    OtherFormat,
    Readdressed,
)
from review_protocol.manifests import Content, Manifest
from review_protocol.names import DeviceId
from review_protocol.padding import padded_length
from review_protocol.sealing import KemKey, KemPublic, Purpose
from review_protocol.signing import SIGNATURE_SIZE, SigningKey

MAGIC = b"RDEXCH\r\n"
VERSION = 1
MAX_PACKAGE = 256 * 1024 * 1024
_FRONT = struct.Struct(">8sHHQI")  # magic, version, algorithm, size of the file, slots
_LENGTH = struct.Struct(">I")
_SUM_SIZE = 32


class Algorithm(IntEnum):
    """What opens a package."""

    DEVICES = 1  # HPKE with X-Wing; AES-256-GCM in chunks; Ed25519 inside
    CODE = 2  # Argon2id; the rest alike


_SLOT_SIZE = {
    Algorithm.DEVICES: sealing.OVERHEAD + 32,
    Algorithm.CODE: code_slots.SLOT_SIZE,
}
_MOST_SLOTS = {Algorithm.DEVICES: manifests.MAX_ADDRESSEES, Algorithm.CODE: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What opens a package that is being written: made by `for_devices` or `for_code`."""

    algorithm: Algorithm
    file_key: bytes = field(repr=False)
    slots: tuple[bytes, ...]
    devices: tuple[DeviceId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What anybody can know of a package: its format, its size, and for how many it is."""

    version: int
    size: int
    algorithm: Algorithm
    slots: tuple[bytes, ...] = field(repr=False)
    head: bytes = field(repr=False)

    @property
    def addressees(self) -> int:
        """How many devices it was sealed to; none if a code opens it."""
        return len(self.slots) if self.algorithm is Algorithm.DEVICES else 0


def for_devices(devices: Mapping[DeviceId, KemPublic], file_key: bytes) -> Lock:
    """To be opened by these devices. ``file_key`` is 32 random bytes, used once."""
    ordered = tuple(sorted(devices))
    slots = tuple(
        sealing.seal(devices[device], Purpose.PACKAGE_KEY, file_key) for device in ordered
    )
    return Lock(algorithm=Algorithm.DEVICES, file_key=file_key, slots=slots, devices=ordered)


def for_code(code: str, cost: KdfCost, *, salt: bytes, file_key: bytes) -> Lock:
    """To be opened by the digits of a code; ``salt`` is 16 random bytes, used once."""
    slot = code_slots.wrap(file_key, code, cost, salt)
    return Lock(algorithm=Algorithm.CODE, file_key=file_key, slots=(slot,))


def write_package(
    manifest: Manifest, contents: Iterable[bytes], *, lock: Lock, key: SigningKey
) -> Iterator[bytes]:
    """The pieces of the file. ``contents`` are the bytes of the manifest's, in its order.

    Raises Unencodable or TooLarge before anything is given, and ValueError for contents, a
    key or a lock that are not what the manifest says.
    """
    if manifest.sender != key.public or manifest.to != lock.devices:
        raise ValueError("the manifest names another sender or other devices")
    plain = manifests.write_manifest(manifest)
    framing.limit(len(plain), manifests.MAX_MANIFEST)
    signed = _LENGTH.pack(len(plain)) + plain + manifests.sign_manifest(plain, key)
    used = len(signed) + sum(each.length for each in manifest.contents)
    head_size = _FRONT.size + sum(map(len, lock.slots)) + _SUM_SIZE
    size = head_size + encrypted_length(padded_length(used))
    framing.limit(size, MAX_PACKAGE)
    framing.limit(len(lock.slots), manifests.MAX_ADDRESSEES)
    front = _FRONT.pack(MAGIC, VERSION, lock.algorithm, size, len(lock.slots))
    head = front + b"".join(lock.slots)
    head += hashlib.sha256(head).digest()
    pieces = _pieces(signed, manifest, contents, padded_length(used) - used)
    return _whole(head, encrypt_chunks(lock.file_key, head, pieces))


def _whole(head: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield head
    yield from chunks


def _pieces(
    signed: bytes, manifest: Manifest, contents: Iterable[bytes], padding: int
) -> Iterator[bytes]:
    yield signed
    for content, data in zip(manifest.contents, contents, strict=True):
        if manifests.content_of(data) != content:
            raise ValueError("other contents than the manifest says")
        yield data
    for at in range(0, padding, CHUNK):
        yield bytes(min(CHUNK, padding - at))


def read_front(read: Read) -> Front:
    """Look at the front of a package; ``read`` stands at its first byte.

    Raises OtherFormat, NewerVersion, TooLarge, Truncated, Malformed or Altered.
    """
    start = read(_FRONT.size)
    number, size, count = framing.read_front(start, _FRONT, MAGIC, VERSION)
    if number not in set(Algorithm):
        raise OtherFormat("unknown algorithm")
    algorithm = Algorithm(number)
    framing.limit(size, MAX_PACKAGE)
    framing.limit(count, _MOST_SLOTS[algorithm])
    if not count:
        raise Malformed("nothing opens it")
    slots = tuple(read_exactly(read, _SLOT_SIZE[algorithm]) for _ in range(count))
    head = start + b"".join(slots)
    found = read_exactly(read, _SUM_SIZE)
    if not hmac.compare_digest(found, hashlib.sha256(head).digest()):
        raise Altered("head")
    return Front(
        version=VERSION, size=size, algorithm=algorithm, slots=slots, head=head + found
    )


class Package:
    """An opened package: what its sender signed, and its contents one by one."""

    def __init__(self, read: Read, front: Front, file_key: bytes) -> None:
        """Use `open_for_device` or `open_by_code`."""
        self._read = read
        length = front.size - len(front.head)
        self._plain = _Plain(
            decrypt_chunks(file_key, front.head, read, length), plain_length(length)
        )
        (size,) = _LENGTH.unpack(self._plain.take(_LENGTH.size))
        framing.limit(size, manifests.MAX_MANIFEST)
        signed = self._plain.take(size)
        signature = self._plain.take(SIGNATURE_SIZE)
        self.manifest = manifests.read_manifest(signed, signature)
        used = self._plain.taken + sum(each.length for each in self.manifest.contents)
        if padded_length(used) != self._plain.length:
            raise Malformed("other contents than the manifest says")

    def contents(self) -> Iterator[tuple[Content, bytes]]:
        """Sets, packs, files, to be taken once. Nothing may be kept before this has ended.

        Raises Truncated, Altered, Malformed or Appended.
        """
        for content in self.manifest.contents:
            data = self._plain.take(content.length)
            if hashlib.sha256(data).hexdigest() != content.id:
                raise Altered("a content")
            yield content, data
        self._plain.end()
        if self._read(1):
            raise Appended("bytes after the end")


def open_for_device(read: Read, front: Front, key: KemKey, device: DeviceId) -> Package:
    """Open with a device's key; ``read`` stands where `read_front` left it.

    Raises NotForUs, or Readdressed for what was signed for others; and whatever is wrong
    with a manifest.
    """
    package = Package(read, front, _file_key(front, key))
    if device not in package.manifest.to:
        raise Readdressed("sealed to this device, but not by its sender")
    return package


def open_by_code(read: Read, front: Front, code: str) -> Package:
    """Open with the digits of a code.

    Raises NotForUs if it is for devices, WrongCode; and whatever is wrong with a manifest.
    """
    if front.algorithm is not Algorithm.CODE:
        raise NotForUs("not opened by a code")
    package = Package(read, front, code_slots.unwrap(front.slots[0], code))
    if package.manifest.to:
        raise Readdressed("opened by a code, but signed for devices")
    return package


def _file_key(front: Front, key: KemKey) -> bytes:
    if front.algorithm is Algorithm.DEVICES:
        for slot in front.slots:
            try:
                return key.open(Purpose.PACKAGE_KEY, slot)
            except NotForUs:
                continue  # slots do not say whose they are
    raise NotForUs(f"none of {front.addressees} devices")


class _Plain:
    """The plain bytes of a package, taken piece by piece."""

    def __init__(self, chunks: Iterator[bytes], length: int) -> None:
        self._chunks, self._waiting = chunks, bytearray()
        self.length, self.taken = length, 0

    def take(self, size: int) -> bytes:
        """So many bytes; raises Malformed when there are less."""
        if self.taken + size > self.length:
            raise Malformed("shorter than its parts")
        while len(self._waiting) < size:
            self._waiting += next(self._chunks)
        taken = bytes(self._waiting[:size])
        del self._waiting[:size]
        self.taken += size
        return taken

    def end(self) -> None:
        """Take the rest; raises Malformed unless it is zeros."""
        while self.taken < self.length:
            rest = self.take(min(CHUNK, self.length - self.taken))
            if rest.count(0) != len(rest):
                raise Malformed("padding")
