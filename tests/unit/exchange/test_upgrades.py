"""A dossier that goes on with another pack: what the journal and the tables then say."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from desktop_app.domain.entries import CurrentVersion, PackUpgraded
from desktop_app.domain.keys import NO_PACK, NodeKey, PackHash
from desktop_app.domain.responses import Status
from desktop_app.exchange import holding
from desktop_app.services import journal
from desktop_app.store import records
from desktop_app.store.schema import versions
from tests.builders.profiles import PACK, PACK_HASH, Desk

FIRST = PACK_HASH
OLD = PackHash("p" * 64)


def pack_of(desk: Desk) -> str:
    with desk.profile.store.read() as connection:
        return records.list_dossiers(connection)[0].pack


def current(desk: Desk, key: str) -> CurrentVersion:
    (version,) = desk.load().versions[NodeKey.parse(key)]
    return version


def is_sound(desk: Desk) -> bool:
    with desk.profile.store.read() as connection:
        return holding.differences(connection, desk.dossier, desk.profile.device) == ()


def test_the_dossier_has_the_new_pack_and_keeps_both(desk: Desk) -> None:
    pack = desk.upgrade()
    assert pack_of(desk) == pack
    with desk.profile.store.read() as connection:
        assert records.read_pack(connection, pack) == PACK
        assert records.read_pack(connection, FIRST) == PACK


def test_answers_remember_under_which_pack_they_were_given(desk: Desk) -> None:
    desk.answer("q1", "before")
    pack = desk.upgrade()
    desk.answer("q2", "after")
    assert (current(desk, "q1").basis, current(desk, "q2").basis) == (FIRST, pack)
    assert is_sound(desk)


def test_a_status_counts_as_a_look_under_the_present_pack(desk: Desk) -> None:
    version = desk.answer("q1", "Yes")
    desk.set_status(Status.READY, version)
    assert current(desk, "q1").basis == FIRST
    pack = desk.upgrade()
    desk.set_status(Status.READY, version)
    assert current(desk, "q1").basis == pack
    assert is_sound(desk)


def test_what_is_being_typed_is_closed_before(desk: Desk) -> None:
    desk.write(desk.typed("q1", "half a sen", version="v1", closes=False))
    desk.upgrade()
    with desk.profile.store.read() as connection:
        assert connection.scalar(select(versions.c.ended_at)) is not None
    assert current(desk, "q1").basis == FIRST
    assert is_sound(desk)


def test_an_open_session_afterwards_is_sound(desk: Desk) -> None:
    pack = desk.upgrade()
    desk.write(desk.typed("q1", "half a sen", closes=False))
    assert current(desk, "q1").basis == pack
    assert is_sound(desk)


@pytest.mark.parametrize(
    ("upgrades", "winner"),
    [
        ([(2, "a"), (3, "b")], "b"),
        ([(3, "b"), (2, "a")], "b"),
        ([(2, "b"), (2, "a")], "a"),
        ([(2, "a"), (2, "b")], "a"),
    ],
)
def test_the_higher_version_wins_then_the_lower_hash(
    desk: Desk, upgrades: list[tuple[int, str]], winner: str
) -> None:
    for version, pack in upgrades:
        desk.upgrade(version, pack * 64)
    assert pack_of(desk) == winner * 64
    assert is_sound(desk)


def test_writing_the_change_again_does_no_harm(desk: Desk) -> None:
    change = PackUpgraded(
        id=desk.change_id(), pack=PackHash("e" * 64), version=2, at=desk.tick()
    )
    for _ in range(2):
        journal.upgrade(desk.profile, desk.dossier, change=change, pack=PACK)
    assert is_sound(desk)


def test_a_rebuild_finds_the_pack_again(desk: Desk) -> None:
    pack = desk.upgrade()
    desk.answer("q1", "after")
    with desk.profile.store.begin() as connection:
        connection.exec_driver_sql(f"UPDATE dossiers SET pack = '{FIRST}'")
        connection.exec_driver_sql("UPDATE versions SET basis = ''")
    assert current(desk, "q1").basis == NO_PACK
    assert not is_sound(desk)
    with desk.profile.store.begin() as connection:
        holding.settle(connection, desk.dossier, desk.profile.device)
    assert (pack_of(desk), current(desk, "q1").basis) == (pack, pack)


def test_images_are_kept_for_one_program_at_a_time(desk: Desk) -> None:
    old, new = (records.ImageName(FIRST, program) for program in ("1.0", "1.1"))
    since = records.ImageName(FIRST, "1.0", PackHash("o" * 64))
    with desk.profile.store.begin() as connection:
        records.keep_image(connection, since, b"differences")
        records.keep_image(connection, old, b"old")
        records.keep_image(connection, new, b"new")
    with desk.profile.store.read() as connection:
        found = [records.read_image(connection, name) for name in (old, new, since)]
    assert found == [None, b"new", b"differences"]


def test_a_profile_of_the_first_shape_knows_its_pack(tmp_path: Path) -> None:
    from desktop_app.services import profiles
    from tests.builders.profiles import copy_profile
    from tests.builders.released_profile import PROFILES

    folder = copy_profile(PROFILES / "0.1.0" / "profile", tmp_path / "profile")
    profile = profiles.unlock(folder, "seven grey herons over Ruritania")
    desk = Desk(profile)
    assert {v.basis for found in desk.load().versions.values() for v in found} == {OLD}
    assert is_sound(desk)
    profile.close()
