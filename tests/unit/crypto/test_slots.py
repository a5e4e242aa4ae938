"""Key slots: what opens them, what is told apart, and what a file may not make us do."""

from __future__ import annotations

import hashlib
import struct
from pathlib import Path

import pytest

from desktop_app.crypto.slots import (
    MAX_FILE_BYTES,
    DatabaseKey,
    KeySlots,
    SlotKind,
    new_database_key,
    new_key_slots,
    read_key_slots,
)
from desktop_app.errors import DamagedFile, NewerFormat, WrongPassphrase
from review_protocol.costs import MAX_MEMORY_KIB, KdfCost

CODE = "0" * 48
GOLDEN = Path(__file__).parents[2] / "data" / "keys" / "v1.rdk"
FIRST_SLOT = 28
CHEAP = KdfCost.FOR_TESTS


def make(passphrase: str = "open sesame") -> tuple[KeySlots, DatabaseKey]:
    key = new_database_key()
    return new_key_slots(key, passphrase, CODE, CHEAP), key


def with_sum(body: bytes) -> bytes:
    """What somebody would write who alters a file on purpose."""
    return body + hashlib.sha256(body).digest()


def altered(data: bytes, at: int, new: bytes) -> bytes:
    return with_sum((data[:at] + new + data[at + len(new) :])[:-32])


def test_the_passphrase_opens() -> None:
    slots, key = make()
    assert read_key_slots(slots.to_bytes()).open(SlotKind.PASSPHRASE, "open sesame") == key


def test_the_recovery_code_opens_the_same_key() -> None:
    slots, key = make()
    assert read_key_slots(slots.to_bytes()).open(SlotKind.RECOVERY, CODE) == key


def test_another_passphrase_is_told_as_wrong() -> None:
    slots, _ = make()
    with pytest.raises(WrongPassphrase):
        slots.open(SlotKind.PASSPHRASE, "open sesame ")


def test_the_recovery_code_is_no_passphrase() -> None:
    slots, _ = make()
    with pytest.raises(WrongPassphrase):
        slots.open(SlotKind.PASSPHRASE, CODE)


def test_a_kind_without_a_slot_opens_nothing() -> None:
    empty = KeySlots(profile_id=bytes(16), slots=())
    only = empty.with_slot(new_database_key(), SlotKind.PASSPHRASE, "x", CHEAP)
    with pytest.raises(WrongPassphrase):
        only.open(SlotKind.RECOVERY, CODE)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("caf\u00e9", "cafe\u0301"),
        ("\uff41\uff42\uff43", "abc"),
        ("\ufb01sh", "fish"),
        ("\u0627\u064e\u0644", "\u0627\u064e\u0644"),
    ],
)
def test_the_same_text_in_another_unicode_form_opens(typed: str, same: str) -> None:
    slots, key = make(typed)
    assert slots.open(SlotKind.PASSPHRASE, same) == key


def test_half_a_surrogate_pair_is_a_passphrase_too() -> None:
    slots, key = make("\ud83d half")
    assert slots.open(SlotKind.PASSPHRASE, "\ud83d half") == key


def test_a_new_passphrase_leaves_key_and_code_as_they_are() -> None:
    slots, key = make()
    changed = slots.with_slot(key, SlotKind.PASSPHRASE, "other", CHEAP)
    assert changed.open(SlotKind.PASSPHRASE, "other") == changed.open(SlotKind.RECOVERY, CODE)


def test_the_old_passphrase_opens_nothing_afterwards() -> None:
    slots, key = make()
    changed = slots.with_slot(key, SlotKind.PASSPHRASE, "other", CHEAP)
    with pytest.raises(WrongPassphrase):
        changed.open(SlotKind.PASSPHRASE, "open sesame")


def test_nothing_of_a_wrapping_is_used_twice() -> None:
    slots, key = make()
    again = slots.with_slot(key, SlotKind.PASSPHRASE, "open sesame", CHEAP)
    one, two = slots.slots[0], again.slots[0]
    assert not {one.salt, one.nonce, one.wrapped, one.check} & {
        two.salt,
        two.nonce,
        two.wrapped,
        two.check,
    }


def test_every_flipped_bit_is_refused() -> None:
    data = make()[0].to_bytes()
    for position in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(DamagedFile):
            read_key_slots(bytes(flipped))


def test_every_truncation_is_refused() -> None:
    data = make()[0].to_bytes()
    for length in range(len(data)):
        with pytest.raises(DamagedFile):
            read_key_slots(data[:length])


def test_what_is_appended_is_refused() -> None:
    data = make()[0].to_bytes()
    with pytest.raises(DamagedFile):
        read_key_slots(with_sum(data))


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(DamagedFile):
        read_key_slots(make()[0].to_bytes() + bytes(MAX_FILE_BYTES))


def test_a_newer_version_is_named() -> None:
    data = altered(make()[0].to_bytes(), 8, struct.pack(">H", 7))
    with pytest.raises(NewerFormat) as caught:
        read_key_slots(data)
    assert (caught.value.found, caught.value.supported) == (7, 1)


@pytest.mark.parametrize(
    ("at", "value"),
    [(10, 2), (11, 0), (11, 9), (11, 1), (FIRST_SLOT, 9)],
    ids=["algorithm", "no slots", "many slots", "fewer slots", "kind"],
)
def test_a_header_that_cannot_be_is_refused(at: int, value: int) -> None:
    with pytest.raises(DamagedFile):
        read_key_slots(altered(make()[0].to_bytes(), at, bytes([value])))


@pytest.mark.parametrize(
    ("memory", "iterations", "lanes"),
    [
        (100_000_000, 3, 4),
        (MAX_MEMORY_KIB + 1, 3, 4),
        (64, 13, 4),
        (64, 0, 4),
        (64, 3, 0),
        (1024, 3, 17),
        (31, 3, 4),
    ],
)
def test_a_file_cannot_ask_for_any_amount_of_work(
    memory: int, iterations: int, lanes: int
) -> None:
    cost = struct.pack(">IBB", memory, iterations, lanes)
    with pytest.raises(DamagedFile):
        read_key_slots(altered(make()[0].to_bytes(), FIRST_SLOT + 1, cost))


def test_a_wrapped_key_altered_on_purpose_is_damage_and_not_a_wrong_passphrase() -> None:
    data = make()[0].to_bytes()
    at = FIRST_SLOT + 51
    slots = read_key_slots(altered(data, at, bytes([data[at] ^ 1])))
    with pytest.raises(DamagedFile):
        slots.open(SlotKind.PASSPHRASE, "open sesame")


@pytest.mark.parametrize("at", [12, FIRST_SLOT + 99 + 51, 28 + 2 * 99])
def test_what_another_slot_or_the_header_says_is_authenticated(at: int) -> None:
    data = make()[0].to_bytes()
    slots = read_key_slots(altered(data, at, bytes([data[at] ^ 1])))
    with pytest.raises(DamagedFile):
        slots.open(SlotKind.PASSPHRASE, "open sesame")


def test_a_slot_of_another_profile_cannot_be_put_in() -> None:
    (ours, _), (theirs, _) = make(), make("theirs")
    data, foreign = ours.to_bytes(), theirs.to_bytes()
    mixed = altered(data, FIRST_SLOT, foreign[FIRST_SLOT : FIRST_SLOT + 99])
    with pytest.raises(DamagedFile):
        read_key_slots(mixed).open(SlotKind.PASSPHRASE, "theirs")


def test_the_released_format_still_opens() -> None:
    slots = read_key_slots(GOLDEN.read_bytes())
    keys = {slots.open(SlotKind.PASSPHRASE, "golden"), slots.open(SlotKind.RECOVERY, CODE)}
    assert keys == {DatabaseKey(bytes(range(32)))}


def test_the_released_format_is_still_written() -> None:
    data = GOLDEN.read_bytes()
    assert read_key_slots(data).to_bytes() == data


def test_no_key_is_shown_by_repr() -> None:
    slots, key = make()
    assert key.hex() not in repr(slots)
    assert "wrapped" not in repr(slots)


def test_the_standard_cost_is_the_one_the_standard_recommends() -> None:
    standard = KdfCost.STANDARD
    assert (standard.memory_kib, standard.iterations, standard.lanes) == (65536, 3, 4)
    assert standard.is_acceptable
