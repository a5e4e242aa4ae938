from __future__ import annotations

from review_protocol.names import (
    PENDING,
    ChangeId,
    SetId,
    change_id,
    device_id,
    member_of_founding_device,
    set_of,
)
from tests.builders.signing import make_signing_key


def test_a_sealed_change_tells_its_set_and_a_local_one_none() -> None:
    name = SetId("a" * 64)
    assert change_id(name, 12) == f"{name}.12"
    assert set_of(change_id(name, 12)) == name
    assert set_of(ChangeId("local")) == PENDING


def test_a_member_has_the_name_of_the_device_they_came_with() -> None:
    device = device_id(make_signing_key("ana").public)
    assert len(bytes.fromhex(device)) == 16
    assert str(member_of_founding_device(device)) == str(device)
