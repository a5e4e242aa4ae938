from __future__ import annotations

import hashlib
import io
import struct
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol import chunks, manifests, packages, padding
from review_protocol.costs import KdfCost
from review_protocol.errors import (
    Altered,
    Appended,
    Malformed,
    NewerVersion,
    NotForUs,
    OtherFormat,
    ProtocolError,
    Readdressed,
    TooLarge,
    Truncated,
    Unencodable,
    WrongCode,
)
from review_protocol.invitations import Purpose
from review_protocol.manifests import Content, Manifest
from review_protocol.names import DeviceId, device_id
from review_protocol.packages import Algorithm, Lock, read_front, write_package
from tests.builders.keys import make_kem_key
from tests.builders.packages import (
    ANNA,
    BORIS,
    CODE,
    DEVICES,
    FILE_KEY,
    GRANT,
    PACKS,
    SENDER,
    SETS,
    code_lock,
    device_lock,
    make_invitation,
    make_manifest,
    make_package,
    open_by,
    open_with,
)
from tests.builders.signing import make_signing_key

PACKAGE = make_package()
INVITATION = make_invitation()
FRONT = struct.Struct(">8sHHQI")
STRANGER = make_kem_key("stranger")


def framed(
    lock: Lock, plain: bytes, *, size: int | None = None, count: int | None = None
) -> bytes:
    """A package whose frame is whole, whatever it holds."""
    slots = b"".join(lock.slots)
    length = FRONT.size + len(slots) + 32 + chunks.encrypted_length(len(plain))
    front = FRONT.pack(
        packages.MAGIC,
        1,
        lock.algorithm,
        size or length,
        len(lock.slots) if count is None else count,
    )
    head = front + slots
    head += hashlib.sha256(head).digest()
    return head + b"".join(chunks.encrypt_chunks(FILE_KEY, head, [plain]))


def plain_of(manifest: Manifest, contents: bytes) -> bytes:
    data = manifests.write_manifest(manifest)
    signed = struct.pack(">I", len(data)) + data + manifests.sign_manifest(data, SENDER)
    return signed + contents


def padded(plain: bytes) -> bytes:
    return plain.ljust(padding.padded_length(len(plain)), b"\0")


def sealed_anew(data: bytes, lock: Lock) -> bytes:
    """What an addressee can make of a package that they opened."""
    _, _, _, size, count = FRONT.unpack_from(data)
    front = FRONT.size + count * (1168 if data[11] == Algorithm.DEVICES else 86) + 32
    read = io.BytesIO(data[front:]).read
    plain = chunks.decrypt_chunks(FILE_KEY, data[:front], read, size - front)
    return framed(lock, b"".join(plain))


@pytest.mark.parametrize("device", [ANNA, BORIS])
def test_what_is_packed_comes_out(device: DeviceId) -> None:
    manifest, contents = open_by(PACKAGE, device)
    assert manifest == make_manifest()
    assert contents == [*SETS, *PACKS]


def test_an_invitation_opens_by_its_code() -> None:
    manifest, contents = open_with(INVITATION)
    assert (manifest.grant, manifest.purpose) == (GRANT, Purpose.INVITATION)
    assert contents == [*SETS, *PACKS]


def test_a_package_may_be_empty() -> None:
    assert open_by(make_package([], []))[1] == []


def test_contents_may_be_larger_than_a_chunk() -> None:
    large = hashlib.shake_128(b"set").digest(200_000)
    assert open_by(make_package([large, SETS[0]]))[1] == [large, SETS[0], *PACKS]


def test_anybody_can_know_how_large_it_is_and_for_how_many() -> None:
    front = read_front(io.BytesIO(PACKAGE).read)
    assert (front.version, front.size, front.addressees) == (1, len(PACKAGE), 2)
    assert front.algorithm is Algorithm.DEVICES


def test_anybody_can_know_that_it_opens_by_a_code() -> None:
    front = read_front(io.BytesIO(INVITATION).read)
    assert (front.algorithm, front.addressees) == (Algorithm.CODE, 0)


def test_nothing_of_its_content_is_readable() -> None:
    manifest = make_manifest()
    secrets = [bytes.fromhex(manifest.dossier), manifest.sender, *SETS, *PACKS]
    secrets += [bytes.fromhex(device) for device in manifest.to]
    for data in (PACKAGE, INVITATION):
        assert not [secret for secret in secrets if secret[:16] in data]


def test_lengths_tell_little() -> None:
    sizes = {len(make_package([bytes(length)], [])) for length in range(50_000, 50_400)}
    assert len(sizes) <= 2


@pytest.mark.parametrize("data", [PACKAGE, INVITATION], ids=["devices", "code"])
def test_every_truncation_is_called_one(data: bytes) -> None:
    for size in [*range(0, len(data), 37), len(data) - 1]:
        with pytest.raises(Truncated):
            (open_by if data is PACKAGE else open_with)(data[:size])


def test_bytes_after_the_end_are_called_so() -> None:
    with pytest.raises(Appended):
        open_by(PACKAGE + b"\0")
    with pytest.raises(Appended):
        open_with(INVITATION + PACKAGE)


def test_a_changed_bit_is_called_altered() -> None:
    for at in range(24, len(PACKAGE), 29):
        changed = bytearray(PACKAGE)
        changed[at] ^= 1 << at % 8
        with pytest.raises(Altered):
            open_by(bytes(changed))


def test_a_changed_bit_is_never_called_a_wrong_code() -> None:
    for at in range(24, len(INVITATION)):
        changed = bytearray(INVITATION)
        changed[at] ^= 1 << at % 8
        with pytest.raises(Altered):
            open_with(bytes(changed))


def test_every_changed_bit_of_the_front_is_refused() -> None:
    for bit in range(24 * 8):
        changed = bytearray(INVITATION)
        changed[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ProtocolError):
            open_with(bytes(changed))


@pytest.mark.parametrize("data", [b"PK\3\4" + bytes(99), SETS[0], PACKS[0], b"RDEXCH\n\n" * 9])
def test_another_kind_of_file_is_called_so(data: bytes) -> None:
    with pytest.raises(OtherFormat):
        open_by(data)


@pytest.mark.parametrize(("version", "algorithm"), [(0, 1), (1, 0), (1, 3)])
def test_a_version_or_algorithm_that_never_was_is_refused(version: int, algorithm: int) -> None:
    with pytest.raises(OtherFormat):
        open_by(FRONT.pack(packages.MAGIC, version, algorithm, 1000, 1) + bytes(2000))


def test_a_newer_version_says_which_it_has() -> None:
    with pytest.raises(NewerVersion) as refused:
        open_by(FRONT.pack(packages.MAGIC, 7, 1, 1000, 1) + bytes(2000))
    assert (refused.value.found, refused.value.supported) == (7, 1)


def test_it_is_not_for_somebody_else() -> None:
    read = io.BytesIO(PACKAGE).read
    front = read_front(read)
    with pytest.raises(NotForUs):
        packages.open_for_device(read, front, STRANGER, ANNA)


def test_a_key_opens_no_invitation_and_a_code_no_package() -> None:
    with pytest.raises(NotForUs):
        open_by(INVITATION)
    with pytest.raises(NotForUs):
        open_with(PACKAGE)


def test_another_code_is_called_wrong() -> None:
    with pytest.raises(WrongCode):
        open_with(INVITATION, CODE[::-1])


def test_what_was_sealed_anew_to_a_stranger_is_refused() -> None:
    device = device_id(make_signing_key("stranger").public)
    lock = packages.for_devices({device: STRANGER.public}, FILE_KEY)
    read = io.BytesIO(sealed_anew(PACKAGE, lock)).read
    front = read_front(read)
    with pytest.raises(Readdressed):
        packages.open_for_device(read, front, STRANGER, device)


def test_what_was_sealed_anew_under_a_code_is_refused() -> None:
    with pytest.raises(Readdressed):
        open_with(sealed_anew(PACKAGE, code_lock()))


def test_an_invitation_that_was_sealed_anew_to_a_device_is_refused() -> None:
    with pytest.raises(Readdressed):
        open_by(sealed_anew(INVITATION, device_lock()))


@pytest.mark.parametrize(
    ("algorithm", "size", "count"),
    [
        (1, 2**20, 1_000_000),
        (1, 2**20, 1_001),
        (2, 2**20, 2),
        (1, 256 * 1024 * 1024 + 1, 1),
        (1, 2**63, 1),
    ],
)
def test_too_much_is_refused_at_its_first_bytes(algorithm: int, size: int, count: int) -> None:
    asked: list[int] = []

    def read(wanted: int) -> bytes:
        asked.append(wanted)
        return FRONT.pack(packages.MAGIC, 1, algorithm, size, count)

    with pytest.raises(TooLarge):
        read_front(read)
    assert asked == [FRONT.size]


@pytest.mark.parametrize("lock", [device_lock(), code_lock()], ids=["devices", "code"])
def test_without_slots_it_is_no_package(lock: Lock) -> None:
    empty = Lock(algorithm=lock.algorithm, file_key=FILE_KEY, slots=())
    with pytest.raises(Malformed):
        read_front(io.BytesIO(framed(empty, b"")).read)


GOOD = plain_of(make_manifest(), b"".join([*SETS, *PACKS]))
BROKEN: dict[str, tuple[type[ProtocolError], bytes]] = {
    "nothing": (Malformed, b""),
    "no manifest": (Malformed, struct.pack(">I", 0) + bytes(64)),
    "a manifest beyond the end": (Malformed, struct.pack(">I", 5_000) + bytes(100)),
    "a huge manifest": (TooLarge, struct.pack(">I", 2**32 - 1) + bytes(100)),
    "no signature": (Altered, GOOD[: 4 + int.from_bytes(GOOD[:4], "big")] + bytes(64)),
    "fewer contents": (Malformed, GOOD[:-500]),
    "more contents": (Malformed, padded(GOOD + bytes(9_000))),
    "no padding": (Malformed, GOOD),
    "another filling": (Malformed, padded(GOOD)[:-1] + b"\1"),
    "another content": (Altered, padded(GOOD[:-1] + bytes([GOOD[-1] ^ 1]))),
    "contents by turns": (
        Altered,
        padded(plain_of(make_manifest(), b"".join([*PACKS, *SETS]))),
    ),
    "a bomb of arrays": (ProtocolError, struct.pack(">I", 10**6) + b"\x81" * 10**6 + bytes(64)),
}


@pytest.mark.parametrize(("error", "plain"), BROKEN.values(), ids=BROKEN)
def test_what_a_hostile_sender_packs_is_refused(
    error: type[ProtocolError], plain: bytes
) -> None:
    with pytest.raises(error):
        open_by(framed(device_lock(), plain))


def test_the_frame_itself_is_right() -> None:
    assert open_by(framed(device_lock(), padded(GOOD)))[1] == [*SETS, *PACKS]


@pytest.mark.parametrize("size", [1, 100, 2_400, 2_500])
def test_a_size_that_no_package_has_is_refused(size: int) -> None:
    with pytest.raises(ProtocolError):
        open_by(framed(device_lock(), b"", size=size))


def test_what_came_before_the_fault_was_genuine() -> None:
    large = [hashlib.shake_128(bytes([at])).digest(100_000) for at in range(3)]
    data = bytearray(make_package(large, []))
    data[-1] ^= 1
    read = io.BytesIO(data).read
    package = packages.open_for_device(read, read_front(read), DEVICES[ANNA], ANNA)
    taken = package.contents()
    assert next(taken)[1] == large[0]
    with pytest.raises(Altered):
        list(taken)


def test_neither_side_holds_all_of_it_in_memory() -> None:
    size, count = 2**20, 40
    pieces = [content_number(at, size) for at in range(count)]
    contents = tuple(manifests.content_of(piece) for piece in pieces)
    del pieces
    tracemalloc.start()
    manifest = replace(make_manifest(packs=()), sets=contents)
    made = (content_number(at, size) for at in range(count))
    source = Pipe(write_package(manifest, made, lock=device_lock(), key=SENDER))
    package = packages.open_for_device(
        source.read, read_front(source.read), DEVICES[ANNA], ANNA
    )
    assert [content for content, _ in package.contents()] == list(contents)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * size


def content_number(number: int, size: int) -> bytes:
    return hashlib.shake_128(bytes([number])).digest(1024) * (size // 1024)


class Pipe:
    """Pieces that are made when they are read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._waiting = pieces, b""

    def read(self, size: int) -> bytes:
        while len(self._waiting) < size:
            piece = next(self._pieces, b"")
            if not piece:
                break
            self._waiting += piece
        taken, self._waiting = self._waiting[:size], self._waiting[size:]
        return taken


REFUSED: dict[str, Callable[[], object]] = {
    "another sender": lambda: write_package(
        make_manifest(), [*SETS, *PACKS], lock=device_lock(), key=make_signing_key("other")
    ),
    "other devices": lambda: write_package(
        make_manifest(to=(ANNA,)), [*SETS, *PACKS], lock=device_lock(), key=SENDER
    ),
    "another content": lambda: list(
        write_package(make_manifest(), [*PACKS, *SETS], lock=device_lock(), key=SENDER)
    ),
    "fewer contents": lambda: list(
        write_package(make_manifest(), SETS, lock=device_lock(), key=SENDER)
    ),
}


@pytest.mark.parametrize("write", REFUSED.values(), ids=REFUSED)
def test_a_package_is_not_made_of_other_things_than_it_says(
    write: Callable[[], object],
) -> None:
    with pytest.raises(ValueError, match=r".+"):
        write()


def test_more_than_a_package_takes_is_not_made() -> None:
    sets = tuple(Content(id=f"{at:064x}", length=2**24) for at in range(17))
    with pytest.raises(TooLarge):
        write_package(replace(make_manifest(), sets=sets), [], lock=device_lock(), key=SENDER)


def test_what_nobody_would_read_is_not_made() -> None:
    with pytest.raises(Unencodable):
        make_package(at=2**60)


def test_a_file_key_does_not_show_itself() -> None:
    assert repr(FILE_KEY) not in repr(device_lock())


def test_costs_are_those_that_were_given() -> None:
    lock = packages.for_code(
        CODE, KdfCost(memory_kib=64, iterations=2, lanes=1), salt=bytes(16), file_key=FILE_KEY
    )
    assert lock.slots[0][:6] == struct.pack(">IBB", 64, 2, 1)


@given(st.binary(max_size=400))
def test_any_bytes_are_refused(data: bytes) -> None:
    for start in (b"", PACKAGE[:20], PACKAGE[:1500], INVITATION[:142]):
        with pytest.raises(ProtocolError):
            open_by(start + data)
        with pytest.raises(ProtocolError):
            open_with(start + data)
