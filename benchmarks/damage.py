"""Files with damage in them, given to every reader of what comes from outside.

``python -m benchmarks.damage FILES MEMORY_MB`` prints what became of them as JSON.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from random import Random

from review_protocol import armour, packages, packs
from review_protocol.changes import AnswerChange
from review_protocol.costs import KdfCost
from review_protocol.epochs import EpochKey, epoch_id
from review_protocol.errors import ProtocolError
from review_protocol.invitations import Grant, ReserveKey
from review_protocol.manifests import Manifest, content_of
from review_protocol.names import ChangeId, SetId, device_id
from review_protocol.packages import Lock, Package, read_front
from review_protocol.sealing import KemKey
from review_protocol.sets import Draft, open_set, seal_set
from review_protocol.signing import SigningKey

SIGNER, KEM, EPOCH = SigningKey(bytes(32)), KemKey(bytes(32)), EpochKey(bytes(range(32)))
DEVICE = device_id(SIGNER.public)
CODE = "0" * 24
FILE_KEY = bytes(range(32))
Reader = Callable[[bytes], object]


def attack(files: int, memory_mb: int) -> dict[str, float]:
    """Read so many damaged files, and tell what became of them."""
    limit_memory(memory_mb)
    random = Random(2026)
    readers = [(data, read, read(data)) for data, read in good_files()]
    wrong, unchanged, slowest = 0, 0, 0.0
    for number in range(files):
        data, read, good = readers[number % len(readers)]
        damaged = with_damage(data, random)
        began = time.process_time()
        try:
            is_same = read(damaged) == good
            wrong, unchanged = wrong + (not is_same), unchanged + is_same
        except ProtocolError:
            pass
        except Exception:  # noqa: BLE001  # what must never happen is what is counted
            wrong += 1
        slowest = max(slowest, time.process_time() - began)
    return {"wrong": wrong, "unchanged": unchanged, "slowest_ms": round(slowest * 1_000, 1)}


def good_files() -> list[tuple[bytes, Reader]]:
    """One of each kind, with what reads it."""
    change_set = small_set()
    package = packed(change_set, packages.for_devices({DEVICE: KEM.public}, FILE_KEY), None)
    cheap = packages.for_code(CODE, KdfCost.FOR_TESTS, salt=bytes(16), file_key=FILE_KEY)
    reserve = packed(change_set, cheap, ReserveKey(seed=bytes(32), keys=(EPOCH,)))
    text = "".join(armour.split(package, part_size=3_000)).encode()
    return [
        (change_set, lambda data: open_set(data, {epoch_id(EPOCH): EPOCH})),
        (package, unpacked),
        (reserve, unpacked),
        (text, lambda data: armour.join(armour.parts_in(armour.text_in(data)))),
        (packs.seal({"id": "small", "xform": bytes(3_000)}), packs.unseal),
    ]


def small_set() -> bytes:
    """A set with a few answers."""
    changes = [
        (ChangeId(f"local-{at}"), AnswerChange(key=f"q{at}", value=f"Answer {at}. " * 9, at=at))
        for at in range(20)
    ]
    parent = SetId("1" * 64)
    draft = Draft(
        dossier=parent,
        parents=frozenset({parent}),
        roster=bytes(32),
        salt=bytes(16),
        changes=changes,
    )
    return seal_set(draft, SIGNER, EPOCH).data


def packed(change_set: bytes, lock: Lock, grant: Grant | None) -> bytes:
    """A package with the set in it."""
    manifest = Manifest(
        dossier=SetId("1" * 64),
        sender=SIGNER.public,
        to=lock.devices,
        grant=grant,
        heads=(),
        sets=(content_of(change_set),),
        at=0,
    )
    return b"".join(packages.write_package(manifest, [change_set], lock=lock, key=SIGNER))


def unpacked(data: bytes) -> object:
    """All that is in a package, as its addressee finds it."""
    read = io.BytesIO(data).read
    package = _opened(read)
    return package.manifest, list(package.contents())


def _opened(read: Callable[[int], bytes]) -> Package:
    front = read_front(read)
    if front.addressees:
        return packages.open_for_device(read, front, KEM, DEVICE)
    return packages.open_by_code(read, front, CODE)


def with_damage(data: bytes, random: Random) -> bytes:
    """A bit flipped, or a stretch replaced, left out, repeated, moved or cut off."""
    start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    end = min(end, start + random.choice((1, 8, 400)))
    stretch = data[start:end]
    flipped = bytearray(data)
    flipped[min(start, len(data) - 1)] ^= 1 << random.randrange(8)
    place = random.randrange(len(data) + 1)
    return random.choice(
        (
            bytes(flipped),
            data[:start] + random.randbytes(len(stretch)) + data[end:],
            data[:start] + data[end:],
            data[:end] + stretch + data[end:],
            data[:place] + stretch + data[place:],
            data[:end],
            random.randbytes(random.randrange(200)),
        )
    )


def limit_memory(megabytes: int) -> None:
    """Whatever asks for more fails; on systems that can say so."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_AS, (megabytes * 2**20, megabytes * 2**20))


if __name__ == "__main__":
    print(json.dumps(attack(*map(int, sys.argv[1:]))))
