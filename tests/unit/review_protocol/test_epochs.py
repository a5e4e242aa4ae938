from __future__ import annotations

from dataclasses import replace
from secrets import token_bytes

import pytest

from review_protocol import sealing
from review_protocol.epochs import (
    MAX_UNDER,
    MOST_DEVICES,
    MOST_OLDER,
    EpochKey,
    epoch_id,
    open_epoch,
    open_older,
    seal_epoch,
    seal_epochs,
)
from review_protocol.errors import Altered, Malformed, NotForUs, Unencodable
from review_protocol.names import DeviceId, SetId
from review_protocol.sealing import OVERHEAD, Purpose
from review_protocol.sets import Draft, read_header, seal_set
from review_protocol.statement_coding import MAX_DEVICES, read_statements
from review_protocol.statements import Epoch, SealedKey
from tests.builders.keys import make_epoch_key, make_kem_key
from tests.builders.signing import make_signing_key

KEY = make_epoch_key("third")
OLDER = [make_epoch_key("first"), make_epoch_key("second")]
ANNA, BORIS = DeviceId("aa" * 16), DeviceId("bb" * 16)
KEYS = {ANNA: make_kem_key("anna"), BORIS: make_kem_key("boris")}
NONCE = bytes(range(12))
SEALED_SIZE = OVERHEAD + 32


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


def in_a_set(*statements: Epoch) -> list[Epoch]:
    """What a reader finds of them in the header of a set."""
    parent = SetId("1" * 64)
    draft = Draft(
        dossier=parent,
        parents=frozenset({parent}),
        roster=bytes(32),
        salt=bytes(16),
        statements=statements,
    )
    header = read_header(seal_set(draft, make_signing_key(), KEY).data)
    return [each for each in read_statements(header.statements) if isinstance(each, Epoch)]


def test_one_statement_has_room_for_two_thousand_older_keys() -> None:
    older = [make_epoch_key(f"{number}") for number in range(MAX_UNDER)]
    (read,) = in_a_set(made(*older))
    assert set(open_older(read, KEY).values()) == set(older)
    with pytest.raises(Unencodable):
        in_a_set(made(*older, make_epoch_key("one more")))


def test_more_older_keys_stand_in_several_statements_of_the_one_key() -> None:
    older = [make_epoch_key(f"{number}") for number in range(MAX_UNDER + 1)]
    read = in_a_set(
        *seal_epochs(KEY, {ANNA: KEYS[ANNA].public}, older=older, chance=token_bytes)
    )
    assert [each.epoch for each in read] == [epoch_id(KEY)] * 2
    assert [open_epoch(each, ANNA, KEYS[ANNA]) for each in read] == [KEY, None]
    assert {key for each in read for key in open_older(each, KEY).values()} == set(older)


def test_more_devices_are_given_the_key_by_several_statements() -> None:
    others = {DeviceId(f"{number:032x}"): KEYS[BORIS].public for number in range(MAX_DEVICES)}
    read = in_a_set(*seal_epochs(KEY, {**others, ANNA: KEYS[ANNA].public}, chance=token_bytes))
    assert [len(each.keys) for each in read] == [MAX_DEVICES, 1]
    assert open_epoch(read[1], ANNA, KEYS[ANNA]) == KEY


def test_no_more_is_given_than_one_set_has_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first: those come first whom nobody must leave out."""
    monkeypatch.setattr(sealing, "seal", lambda *_, **__: bytes(SEALED_SIZE))
    devices = {DeviceId(f"{number:032x}"): KEYS[ANNA].public for number in range(3_000)}
    older = [make_epoch_key(f"{number}") for number in range(MOST_OLDER + 1)]
    read = in_a_set(*seal_epochs(KEY, devices, older=older, chance=token_bytes))
    given = [each.device for one in read for each in one.keys]
    assert given == list(devices)[:MOST_DEVICES]
    under = {key for each in read for key in open_older(each, KEY).values()}
    assert under == set(older[:MOST_OLDER])


def test_without_older_keys_or_devices_there_is_one_statement() -> None:
    assert seal_epochs(KEY, {}, chance=token_bytes) == (Epoch(epoch=epoch_id(KEY), keys=()),)
