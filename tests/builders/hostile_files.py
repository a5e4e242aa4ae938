"""Files with which somebody wants to do harm, made by members and by strangers."""

from __future__ import annotations

import hashlib
import io
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.exchange import packing
from desktop_app.exchange.packing import Outgoing
from review_protocol import chunks, encoding, manifests, packages, padding, sets
from review_protocol.digests import roster_digest
from review_protocol.manifests import content_of
from review_protocol.names import SetId
from review_protocol.sets import Draft, read_header, seal_set
from review_protocol.signing import Context, SigningKey
from tests.builders.offices import Office

GIGABYTE = 1 << 30
MEGABYTE = 1 << 20
SET_FRONT = struct.Struct(">8sHHII")
PACKAGE_FRONT = struct.Struct(">8sHHQI")
PACK_FRONT = struct.Struct(">8sHHI")


@dataclass(frozen=True)
class Forger:
    """Somebody who makes files for another: a member, or a stranger who knows their keys."""

    sender: Office
    receiver: Office
    key: SigningKey

    @property
    def outgoing(self) -> Outgoing:
        """What the sender would write for the receiver."""
        with self.sender.profile.store.read() as transaction:
            return packing.for_members(
                transaction,
                self.sender.held(),
                self.sender.device,
                self.sender.clock(),
                to=[self.receiver.member],
            )

    def package(
        self,
        *more_sets: bytes,
        packs: Sequence[bytes] = (),
        files: Sequence[bytes] = (),
        **changes: Any,
    ) -> bytes:
        """A package like a good one, with more in it, signed by the forger's key."""
        made = self.outgoing
        count = len(made.manifest.sets)
        contents = [*made.contents[:count], *more_sets, *made.contents[count:], *packs, *files]
        manifest = replace(
            made.manifest,
            sender=self.key.public,
            sets=(*made.manifest.sets, *map(content_of, more_sets)),
            packs=(*made.manifest.packs, *map(content_of, packs)),
            files=tuple(map(content_of, files)),
            **changes,
        )
        pieces = packages.write_package(manifest, contents, lock=made.lock, key=self.key)
        return b"".join(pieces)

    def without_packs(self) -> bytes:
        """A good package from which the questionnaires were left out."""
        made = self.outgoing
        sets = made.contents[: len(made.manifest.sets)]
        manifest = replace(made.manifest, packs=())
        pieces = packages.write_package(manifest, sets, lock=made.lock, key=self.key)
        return b"".join(pieces)

    def with_manifest(
        self, change: Callable[[dict[str, Any]], object], *, is_empty: bool = False
    ) -> bytes:
        """A package whose manifest is other than any that the program would write."""
        made = self.outgoing
        plain = encoding.decode(manifests.write_manifest(made.manifest))
        assert isinstance(plain, dict)
        change(plain)
        contents = b"" if is_empty else b"".join(made.contents)
        return self.with_bytes(encoding.encode(plain), contents)

    def with_bytes(self, manifest: bytes, contents: bytes = b"") -> bytes:
        """A package in which these bytes are signed as the manifest."""
        signature = manifests.sign_manifest(manifest, self.key)
        return self.framed(struct.pack(">I", len(manifest)) + manifest + signature + contents)

    def framed(self, plain: bytes) -> bytes:
        """A package whose frame is whole, whatever it holds."""
        lock = self.outgoing.lock
        plain = plain.ljust(padding.padded_length(len(plain)), b"\0")
        slots = b"".join(lock.slots)
        length = PACKAGE_FRONT.size + len(slots) + 32 + chunks.encrypted_length(len(plain))
        head = PACKAGE_FRONT.pack(packages.MAGIC, 1, 1, length, len(lock.slots)) + slots
        head += hashlib.sha256(head).digest()
        return head + b"".join(chunks.encrypt_chunks(lock.file_key, head, [plain]))

    def change_set(
        self, body: bytes = b"", *, version: int = 1, clear: bytes = b"", **header: Any
    ) -> bytes:
        """A set of the forger's on top of what the sender holds; ``body`` is not padded yet.

        ``clear`` are the bytes of its header, else ``header`` are fields that are other.
        """
        held = self.sender.held()
        key = next(iter(held.opened.keys.values()))
        draft = Draft(
            dossier=SetId(held.dossier),
            parents=held.state.heads,
            roster=roster_digest(held.state.statement_sets),
            salt=bytes(16),
        )
        sealed = seal_set(draft, self.key, key).data
        plain = encoding.decode(_clear(sealed))
        assert isinstance(plain, dict)
        encoded = clear or encoding.encode({**plain, **header})
        padded = padding.pad(body)
        sizes = len(encoded), len(padded) + 16
        front = SET_FRONT.pack(sets.MAGIC, version, 1, *sizes) + encoded
        cipher = sets._body_cipher(read_header(sealed), key)
        front += cipher.encrypt(bytes(12), padded, front)
        return front + self.key.sign(Context.CHANGE_SET, front)


def _clear(data: bytes) -> bytes:
    _, _, _, header, _ = SET_FRONT.unpack_from(data)
    return data[SET_FRONT.size : SET_FRONT.size + int(header)]


def pack_of(unpacked: bytes) -> bytes:
    """An unsigned questionnaire file whose content unpacks to this."""
    body = encoding.compress(unpacked)
    data = PACK_FRONT.pack(b"RDPACK\r\n", 1, 0, len(body)) + body
    return data + hashlib.sha256(data).digest()


def sparse(path: Path, start: bytes, size: int = GIGABYTE) -> Path:
    """A file of that size which takes hardly any room on the disk."""
    with path.open("wb") as file:
        file.write(start)
        file.truncate(size)
    return path


def front_of_size(size: int, count: int = 1) -> bytes:
    """The first bytes of a package that says it is so large."""
    return PACKAGE_FRONT.pack(packages.MAGIC, 1, 1, size, count)


def parts_of_package(data: bytes) -> dict[str, int]:
    """Where the parts of a package begin, by their names in `docs/file-formats.md`."""
    front = packages.read_front(io.BytesIO(data).read)
    slots = PACKAGE_FRONT.size
    sum_at = slots + sum(map(len, front.slots))
    return {
        "magic": 0,
        "version": 8,
        "algorithm": 10,
        "size": 12,
        "count": 20,
        "slots": slots,
        "second half of a slot": slots + len(front.slots[0]) // 2,
        "sum": sum_at,
        "first chunk": sum_at + 32,
        "tag of the last chunk": len(data) - 16,
        "last byte": len(data) - 1,
    }
