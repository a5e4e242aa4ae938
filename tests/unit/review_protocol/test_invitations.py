from __future__ import annotations

import math
import secrets

import pytest

from review_protocol import encoding, invitations
from review_protocol.codes import CHANCE_DIGITS
from review_protocol.errors import Malformed, MistypedCode, Unencodable, UnknownKind
from review_protocol.invitations import (
    CODE_GROUPS,
    Grant,
    Invitation,
    NewDevice,
    Purpose,
    ReserveKey,
    new_code,
    purpose_of,
    read_code,
    read_grant,
    write_grant,
)
from review_protocol.statements import Role
from tests.builders.keys import make_epoch_key
from tests.builders.sets import MEMBER

SEED = bytes(range(32))
KEYS = (make_epoch_key("first"), make_epoch_key("second"))
GRANTS: list[Grant] = [
    Invitation(seed=SEED, role=Role.OBSERVER, keys=KEYS),
    Invitation(seed=SEED, role=Role.EXPERT, member=MEMBER, keys=()),
    NewDevice(seed=SEED, kem_seed=bytes(32), member=MEMBER, keys=KEYS),
    ReserveKey(seed=SEED, keys=KEYS),
]


@pytest.mark.parametrize("grant", [None, *GRANTS])
def test_what_is_written_comes_back(grant: Grant | None) -> None:
    plain = encoding.decode(encoding.encode(write_grant(grant)))
    assert read_grant(purpose_of(grant), plain) == grant


@pytest.mark.parametrize("grant", GRANTS)
def test_a_grant_does_not_show_its_secrets(grant: Grant) -> None:
    assert repr(SEED) not in repr(grant)
    assert repr(KEYS[0]) not in repr(grant)


def test_a_grant_for_another_purpose_is_refused() -> None:
    with pytest.raises(Malformed):
        read_grant(Purpose.RESERVE, write_grant(GRANTS[0]))


def test_nothing_more_comes_with_work() -> None:
    with pytest.raises(Malformed):
        read_grant(Purpose.WORK, write_grant(GRANTS[3]))


def test_a_role_of_tomorrow_is_told_so() -> None:
    with pytest.raises(UnknownKind):
        read_grant(Purpose.INVITATION, {**write_grant(GRANTS[0]), "role": "translator"})


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_a_seed_of_another_length_is_refused(seed: bytes) -> None:
    with pytest.raises(Malformed):
        read_grant(Purpose.RESERVE, {**write_grant(GRANTS[3]), "seed": seed})
    with pytest.raises(Unencodable):
        write_grant(ReserveKey(seed=seed, keys=()))


def test_a_code_has_sixty_bits_at_least() -> None:
    assert CODE_GROUPS * CHANCE_DIGITS * math.log2(10) >= 60


def test_a_new_code_can_be_read() -> None:
    code = new_code(secrets.randbelow)
    assert read_code(code.replace(" ", "-")) == code.replace(" ", "")
    assert [len(group) for group in code.split(" ")] == [6] * 4


def test_a_mistyped_code_is_told_from_a_wrong_one() -> None:
    code = new_code(lambda _: 12_345)
    changed = str((int(code[0]) + 1) % 10) + code[1:]
    with pytest.raises(MistypedCode) as refused:
        read_code(changed)
    assert refused.value.reason == "group-1"


def test_every_purpose_has_its_grant() -> None:
    assert {purpose_of(grant) for grant in [None, *GRANTS]} == set(invitations.Purpose)
