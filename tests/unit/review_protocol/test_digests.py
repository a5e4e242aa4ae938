from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from review_protocol.digests import dossier_digest, roster_digest, spoken
from review_protocol.names import SetId
from tests.builders.sets import ONE, TWO

IDS = st.lists(st.binary(min_size=32, max_size=32).map(lambda name: SetId(name.hex())))


def test_a_digest_is_that_of_the_sorted_ids() -> None:
    plain = b"review-desk/1 sets\0" + bytes.fromhex(ONE) + bytes.fromhex(TWO)
    assert dossier_digest([TWO, ONE]) == hashlib.sha256(plain).digest()


@given(IDS)
def test_order_and_repetition_do_not_matter(ids: list[SetId]) -> None:
    assert dossier_digest([*reversed(ids), *ids[:3]]) == dossier_digest(ids)
    assert roster_digest([*reversed(ids), *ids[:3]]) == roster_digest(ids)


@given(IDS, IDS)
def test_other_sets_have_another_digest(one: list[SetId], two: list[SetId]) -> None:
    assert (dossier_digest(one) == dossier_digest(two)) == (set(one) == set(two))


def test_the_two_digests_are_never_taken_for_each_other() -> None:
    assert dossier_digest([ONE]) != roster_digest([ONE])


def test_nothing_has_a_digest_too() -> None:
    assert roster_digest([]) == hashlib.sha256(b"review-desk/1 roster\0").digest()


def test_it_is_read_out_in_ten_groups_of_five() -> None:
    number = 12345_67890_11223_34455_66778_89900_01234_56789_98765_43210
    digest = (number + 7 * 10**50).to_bytes(32, "big")
    assert spoken(digest) == "12345 67890 11223 34455 66778 89900 01234 56789 98765 43210"


def test_leading_zeros_are_read_out_too() -> None:
    assert spoken(bytes(31) + b"\x07") == "00000 " * 9 + "00007"
