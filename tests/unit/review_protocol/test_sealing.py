from __future__ import annotations

import hashlib

import pytest

from review_protocol import sealing
from review_protocol.errors import NotForUs, UnusableKey
from review_protocol.sealing import KemKey, Purpose
from tests.builders.keys import make_kem_key

SECRET = bytes(range(32))
KEY = make_kem_key()
SEALED = sealing.seal(KEY.public, Purpose.EPOCH_KEY, SECRET, bound=b"bound")
P = 2**255 - 19

# The points of small order on Curve25519 and its twist, each in its one spelling.
SMALL_ORDER = [
    0,
    1,
    325606250916557431795983626356110631294008115727848805560023387167927233504,
    39382357235489614581723060781553021112529911719440698176882885853963445705823,
    P - 1,
]


def with_curve_point(u: int) -> bytes:
    return KEY.public[:1184] + u.to_bytes(32, "little")


def test_what_is_sealed_comes_back() -> None:
    assert KEY.open(Purpose.EPOCH_KEY, SEALED, bound=b"bound") == SECRET


def test_sealing_costs_what_it_says() -> None:
    assert len(SEALED) == len(SECRET) + sealing.OVERHEAD


def test_the_same_secret_is_never_sealed_alike() -> None:
    assert sealing.seal(KEY.public, Purpose.EPOCH_KEY, SECRET, bound=b"bound") != SEALED


@pytest.mark.parametrize(
    ("key", "purpose", "bound"),
    [
        (make_kem_key("another"), Purpose.EPOCH_KEY, b"bound"),
        (KEY, Purpose.PACKAGE_KEY, b"bound"),
        (KEY, Purpose.EPOCH_KEY, b"other"),
    ],
    ids=["key", "purpose", "bound"],
)
def test_with_anything_else_it_does_not_open(
    key: KemKey, purpose: Purpose, bound: bytes
) -> None:
    with pytest.raises(NotForUs):
        key.open(purpose, SEALED, bound=bound)


def test_no_changed_bit_is_accepted() -> None:
    for at in range(0, len(SEALED), 5):
        changed = bytearray(SEALED)
        changed[at] ^= 1 << at % 8
        with pytest.raises(NotForUs):
            KEY.open(Purpose.EPOCH_KEY, bytes(changed), bound=b"bound")


@pytest.mark.parametrize("size", [0, 1, 1119, 1120, 1135])
def test_what_is_cut_does_not_open(size: int) -> None:
    with pytest.raises(NotForUs):
        KEY.open(Purpose.EPOCH_KEY, SEALED[:size], bound=b"bound")


def test_a_key_is_that_of_its_seed() -> None:
    """The first key of appendix C of the X-Wing draft."""
    seed = "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26"
    public = KemKey(bytes.fromhex(seed)).public
    assert public[:16].hex() == "e2236b35a8c24b39b10aa1323a96a919"


def test_a_seed_comes_back() -> None:
    assert KemKey(KEY.seed()).public == KEY.public


def test_a_seed_of_another_length_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        KemKey(bytes(31))


def test_a_new_key_is_another_each_time() -> None:
    assert KemKey.generate().public != KemKey.generate().public


def test_a_key_does_not_show_itself() -> None:
    assert KEY.seed().hex() not in repr(KEY)


def test_a_good_public_key_is_taken() -> None:
    assert sealing.load_kem(bytes(KEY.public)) == KEY.public


@pytest.mark.parametrize("size", [0, 32, 1184, 1215, 1217])
def test_a_public_key_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(UnusableKey):
        sealing.load_kem(bytes(KEY.public[:1] * size))


@pytest.mark.parametrize("u", SMALL_ORDER, ids=hex)
def test_a_curve_point_of_small_order_is_refused(u: int) -> None:
    with pytest.raises(UnusableKey):
        sealing.load_kem(with_curve_point(u))


@pytest.mark.parametrize("u", [*range(P, 2**255), 2**255, 2**255 + 9, 2**256 - 1])
def test_a_curve_point_in_another_spelling_is_refused(u: int) -> None:
    with pytest.raises(UnusableKey):
        sealing.load_kem(with_curve_point(u))


def test_a_lattice_key_that_is_not_reduced_is_refused() -> None:
    with pytest.raises(UnusableKey):
        sealing.load_kem(b"\xff" * 1184 + KEY.public[1184:])


def test_nothing_is_sealed_to_a_key_that_was_not_checked() -> None:
    unchecked = sealing.KemPublic(with_curve_point(1))
    with pytest.raises(UnusableKey):
        sealing.seal(unchecked, Purpose.EPOCH_KEY, SECRET)


def test_the_seed_is_expanded_as_the_draft_says() -> None:
    """ML-KEM's seeds d and z first, then the scalar of X25519."""
    expanded = hashlib.shake_256(KEY.seed()).digest(96)
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    scalar = X25519PrivateKey.from_private_bytes(expanded[64:])
    assert scalar.public_key().public_bytes_raw() == KEY.public[1184:]
