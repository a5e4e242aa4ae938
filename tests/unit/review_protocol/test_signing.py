from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from review_protocol import signing
from review_protocol.errors import Altered, UnusableKey
from review_protocol.signing import Context, SigningKey
from tests.builders.signing import make_signing_key

P = 2**255 - 19
D = -121665 * pow(121666, -1, P) % P
ORDER = 2**252 + 27742317777372353535851937790883648493
Point = tuple[int, int]
NEUTRAL = (0, 1)


def add(one: Point, two: Point) -> Point:
    """The group law of Ed25519 (RFC 8032, section 5.1.4), in affine coordinates."""
    (x1, y1), (x2, y2) = one, two
    product = D * x1 * x2 * y1 * y2 % P
    x3 = (x1 * y2 + x2 * y1) * pow(1 + product, -1, P)
    y3 = (y1 * y2 + x1 * x2) * pow(1 - product, -1, P)
    return x3 % P, y3 % P


def times(factor: int, point: Point) -> Point:
    result = NEUTRAL
    while factor:
        if factor & 1:
            result = add(result, point)
        point = add(point, point)
        factor >>= 1
    return result


def point_with(y: int) -> Point | None:
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    root = pow(square, (P + 3) // 8, P)
    for x in (root, root * pow(2, (P - 1) // 4, P) % P):
        if x * x % P == square:
            return x, y
    return None


def small_order_points() -> set[Point]:
    """Found by arithmetic, not from the list under test: any point times the large order."""
    candidates = [point for y in range(2, 60) if (point := point_with(y))]
    eighth = next(
        small for point in candidates if times(4, small := times(ORDER, point)) != NEUTRAL
    )
    return {times(factor, eighth) for factor in range(8)}


def encoded(y: int, sign: int) -> bytes:
    return (y | sign << 255).to_bytes(32, "little")


SMALL_ORDER = sorted({encoded(y, x & 1) for x, y in small_order_points()})
OTHER_SPELLINGS = [
    encoded(y, sign) for y in (0, 1, P - 1, *range(P, 2**255)) for sign in (0, 1)
]


def test_there_are_eight_points_of_small_order() -> None:
    assert len(SMALL_ORDER) == 8


@pytest.mark.parametrize("key", SMALL_ORDER, ids=bytes.hex)
def test_a_key_of_small_order_is_refused(key: bytes) -> None:
    with pytest.raises(UnusableKey):
        signing.load_public(key)


@pytest.mark.parametrize("key", OTHER_SPELLINGS, ids=bytes.hex)
def test_a_key_that_is_spelt_in_another_way_is_refused(key: bytes) -> None:
    with pytest.raises(UnusableKey):
        signing.load_public(key)


@pytest.mark.parametrize("key", SMALL_ORDER, ids=bytes.hex)
def test_a_key_of_small_order_is_refused_when_verifying(key: bytes) -> None:
    with pytest.raises(UnusableKey):
        signing.verify(key, Context.PACK, b"message", NOBODYS_SIGNATURE)


NOBODYS_SIGNATURE = encoded(1, 0) + bytes(32)


def test_the_library_itself_takes_a_signature_that_anybody_could_make() -> None:
    """Why the check exists: R neutral and S zero fit the neutral key and every message."""
    neutral = Ed25519PublicKey.from_public_bytes(encoded(1, 0))
    neutral.verify(NOBODYS_SIGNATURE, b"any message")


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(UnusableKey):
        signing.load_public(b"\x09" * size)


def test_a_signature_of_rfc_8032_is_verified() -> None:
    """Section 7.1, test 1, gives the key; the message here carries our context."""
    seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert SigningKey(bytes.fromhex(seed)).public.hex() == public


def test_a_signature_fits_its_message() -> None:
    key = make_signing_key()
    signature = key.sign(Context.PACK, b"message")
    signing.verify(key.public, Context.PACK, b"message", signature)


@pytest.mark.parametrize("bit", range(0, 512, 7))
def test_a_changed_signature_does_not_fit(bit: int) -> None:
    key = make_signing_key()
    signature = bytearray(key.sign(Context.PACK, b"message"))
    signature[bit // 8] ^= 1 << bit % 8
    with pytest.raises(Altered):
        signing.verify(key.public, Context.PACK, b"message", bytes(signature))


def test_another_message_does_not_fit() -> None:
    key = make_signing_key()
    signature = key.sign(Context.PACK, b"message")
    with pytest.raises(Altered):
        signing.verify(key.public, Context.PACK, b"another", signature)


def test_another_key_does_not_fit() -> None:
    signature = make_signing_key("one").sign(Context.PACK, b"message")
    with pytest.raises(Altered):
        signing.verify(make_signing_key("two").public, Context.PACK, b"message", signature)


def test_what_was_signed_without_the_context_does_not_fit() -> None:
    key = make_signing_key()
    whole = Context.PACK.value.encode() + b"\0message"
    assert key.sign(Context.PACK, b"message") == SigningKey(key.seed())._key.sign(whole)


def test_a_new_key_is_another_each_time() -> None:
    assert SigningKey.generate().public != SigningKey.generate().public


def test_a_key_does_not_show_itself() -> None:
    key = make_signing_key()
    assert key.seed().hex() not in repr(key)


def test_a_fingerprint_is_eight_groups_of_five_digits() -> None:
    text = signing.fingerprint(make_signing_key().public)
    assert [len(group) for group in text.split(" ") if group.isdecimal()] == [5] * 8


def test_a_fingerprint_is_always_the_same() -> None:
    known = "04016 22971 27691 38156 83769 79014 71836 84252"
    assert signing.fingerprint(make_signing_key().public) == known


@pytest.mark.parametrize(
    "retype",
    [
        str,
        lambda text: text.replace(" ", ""),
        lambda text: text.replace(" ", "-\n"),
        lambda text: text.translate({ord("0") + n: 0x660 + n for n in range(10)}),
    ],
    ids=["as-shown", "together", "dashes", "arabic-digits"],
)
def test_a_fingerprint_may_be_typed_in_several_ways(retype: object) -> None:
    assert callable(retype)
    public = make_signing_key().public
    assert signing.is_fingerprint_of(retype(signing.fingerprint(public)), public)


@pytest.mark.parametrize("text", ["", "12345", "none"])
def test_other_text_is_not_the_fingerprint(text: str) -> None:
    assert not signing.is_fingerprint_of(text, make_signing_key().public)


def test_the_fingerprint_of_another_key_is_told_apart() -> None:
    text = signing.fingerprint(make_signing_key("one").public)
    assert not signing.is_fingerprint_of(text, make_signing_key("two").public)
