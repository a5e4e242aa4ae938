from __future__ import annotations

from dataclasses import replace

import pytest

from review_protocol import sealing
from review_protocol.epochs import EpochKey, epoch_id, open_epoch, open_older, seal_epoch
from review_protocol.errors import Altered, Malformed, NotForUs
from review_protocol.names import DeviceId
from review_protocol.sealing import Purpose
from review_protocol.statements import Epoch, SealedKey
from tests.builders.keys import make_epoch_key, make_kem_key

KEY = make_epoch_key("third")
OLDER = [make_epoch_key("first"), make_epoch_key("second")]
ANNA, BORIS = DeviceId("aa" * 16), DeviceId("bb" * 16)
KEYS = {ANNA: make_kem_key("anna"), BORIS: make_kem_key("boris")}
NONCE = bytes(range(12))


def made(*older: EpochKey) -> Epoch:
    public = {device: KEYS[device].public for device in (BORIS, ANNA)}
    return seal_epoch(KEY, public, older=older, nonce=NONCE)


@pytest.mark.parametrize("device", [ANNA, BORIS])
def test_each_device_opens_its_own(device: DeviceId) -> None:
    assert open_epoch(made(), device, KEYS[device]) == KEY


def test_another_device_is_given_nothing() -> None:
    assert open_epoch(made(), DeviceId("cc" * 16), KEYS[ANNA]) is None


def test_devices_stand_in_order() -> None:
    assert [each.device for each in made().keys] == [ANNA, BORIS]


def test_the_name_of_an_epoch_is_that_of_its_key() -> None:
    assert made().epoch == epoch_id(KEY)
    assert len(epoch_id(KEY)) == 16
    assert epoch_id(KEY) != epoch_id(OLDER[0])


def test_what_was_sealed_to_one_device_does_not_open_for_another() -> None:
    anna, boris = made().keys
    swapped = replace(made(), keys=(replace(anna, sealed=boris.sealed),))
    with pytest.raises(NotForUs):
        open_epoch(swapped, ANNA, KEYS[ANNA])


def test_a_key_that_was_sealed_for_another_epoch_is_refused() -> None:
    other = replace(made(), epoch=epoch_id(OLDER[0]))
    with pytest.raises(NotForUs):
        open_epoch(other, ANNA, KEYS[ANNA])


@pytest.mark.parametrize("given", [bytes(32), b"short"])
def test_an_author_cannot_give_two_members_two_keys(given: bytes) -> None:
    epoch = epoch_id(KEY)
    sealed = sealing.seal(
        KEYS[ANNA].public, Purpose.EPOCH_KEY, given, bound=epoch + bytes.fromhex(ANNA)
    )
    lying = Epoch(epoch=epoch, keys=(SealedKey(device=ANNA, sealed=sealed),))
    with pytest.raises(Altered):
        open_epoch(lying, ANNA, KEYS[ANNA])


def test_older_keys_stand_under_the_newest() -> None:
    found = open_older(made(*OLDER), KEY)
    assert found == {epoch_id(key): key for key in OLDER}


def test_older_keys_stand_in_one_order_and_once() -> None:
    assert made(*OLDER).older == made(*reversed(OLDER), KEY, OLDER[0]).older


def test_without_older_keys_there_is_nothing() -> None:
    assert made().older == b""
    assert open_older(made(), KEY) == {}


def test_older_keys_need_the_key_of_the_epoch() -> None:
    with pytest.raises(Altered):
        open_older(made(*OLDER), OLDER[0])


@pytest.mark.parametrize("older", [b"x", bytes(12), bytes(28), bytes(60)])
def test_altered_older_keys_are_refused(older: bytes) -> None:
    with pytest.raises(Altered):
        open_older(replace(made(), older=older), KEY)


def test_older_keys_of_another_length_are_refused() -> None:
    with pytest.raises(Malformed):
        open_older(made(EpochKey(bytes(31))), KEY)
