"""Profiles: made, unlocked, recovered, changed; and each refusal changes nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.crypto.recovery import new_recovery_code
from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.errors import (
    BadArgument,
    DamagedFile,
    DiskFull,
    NotWritable,
    ProfileExists,
    ProfileInUse,
    ProfileMissing,
    WeakPassphrase,
    WrongPassphrase,
)
from desktop_app.services import profiles
from desktop_app.services.profile import NewProfile
from desktop_app.services.profile_folder import ProfileFolder
from tests.builders.clocks import CountingIds
from tests.builders.profiles import (
    EMAIL,
    NAME,
    OTHER_PASSPHRASE,
    PASSPHRASE,
    Desk,
    fill,
    make_profile,
)

CHEAP = profiles.KdfCost.FOR_TESTS
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def made(folder: Path) -> Iterator[NewProfile]:
    """A profile with one dossier, open."""
    new = make_profile(folder)
    Desk(new.profile).create()
    yield new
    new.profile.close()


@pytest.fixture
def closed(made: NewProfile) -> NewProfile:
    """The same, locked."""
    made.profile.close()
    return made


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def opens(folder: Path, passphrase: str) -> bool:
    try:
        profiles.unlock(folder, passphrase).close()
    except WrongPassphrase:
        return False
    return True


class TestLook:
    def test_where_nothing_is(self, folder: Path) -> None:
        assert profiles.look(folder) is ProfilePlace.ABSENT

    def test_where_something_else_is(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "notes.txt").write_text("mine")
        assert profiles.look(folder) is ProfilePlace.ABSENT

    def test_where_one_is(self, closed: NewProfile, folder: Path) -> None:
        assert profiles.look(folder) is ProfilePlace.READY

    def test_where_one_is_open(self, made: NewProfile, folder: Path) -> None:
        assert profiles.look(folder) is ProfilePlace.READY

    @pytest.mark.parametrize("name", ["keys.rdk", "desk.db"])
    def test_where_half_of_one_is(self, closed: NewProfile, folder: Path, name: str) -> None:
        (folder / "data" / name).unlink()
        assert profiles.look(folder) is ProfilePlace.DAMAGED

    @pytest.mark.parametrize("name", ["keys.rdk", "desk.db"])
    def test_where_a_file_is_empty(self, closed: NewProfile, folder: Path, name: str) -> None:
        (folder / "data" / name).write_bytes(b"")
        assert profiles.look(folder) is ProfilePlace.DAMAGED

    def test_it_changes_nothing(self, folder: Path) -> None:
        profiles.look(folder)
        assert not folder.exists()

    def test_it_loads_none_of_the_slow_libraries(self, folder: Path) -> None:
        code = (
            "import sys; from pathlib import Path\n"
            "from desktop_app.services.profile_place import look\n"
            f"look(Path({str(folder)!r}))\n"
            "slow = {'sqlalchemy', 'alembic', 'sqlcipher3', 'cryptography', 'zxcvbn'}\n"
            "sys.exit(','.join(slow & set(sys.modules)) or None)"
        )
        subprocess.run([sys.executable, "-c", code], check=True)

    def test_unlocking_does_not_load_alembic(self, closed: NewProfile, folder: Path) -> None:
        code = (
            "import sys; from pathlib import Path; from desktop_app.services import profiles\n"
            f"profiles.unlock(Path({str(folder)!r}), {PASSPHRASE!r}).close()\n"
            "sys.exit('alembic' in sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True)


class TestCreate:
    def test_it_knows_whose_it_is(self, made: NewProfile) -> None:
        profile = made.profile
        assert (profile.name, profile.email, profile.language) == (NAME, EMAIL, "en")

    def test_the_member_is_named_by_the_device_s_key(self, made: NewProfile) -> None:
        assert made.profile.member == made.profile.device.id

    def test_a_profile_is_not_made_twice(self, closed: NewProfile, folder: Path) -> None:
        before = content(folder)
        with pytest.raises(ProfileExists):
            make_profile(folder)
        assert content(folder) == before

    def test_what_is_in_the_folder_already_stays(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "notes.txt").write_text("mine")
        make_profile(folder).profile.close()
        assert (folder / "notes.txt").read_text() == "mine"

    def test_a_creation_that_was_killed_is_in_nobody_s_way(self, folder: Path) -> None:
        left_over = ProfileFolder(folder).unfinished
        left_over.path.mkdir(parents=True)
        left_over.database.write_bytes(b"half")
        make_profile(folder).profile.close()
        assert not left_over.path.exists()

    @pytest.mark.parametrize(
        ("passphrase", "reason"),
        [("xkqvbwm zzt", "short"), ("passwordpassword", "guessable"), (NAME * 2, "guessable")],
    )
    def test_a_weak_passphrase_is_refused(
        self, folder: Path, passphrase: str, reason: str
    ) -> None:
        with pytest.raises(WeakPassphrase) as caught:
            profiles.create_profile(folder, name=NAME, email=EMAIL, passphrase=passphrase)
        assert (caught.value.reason, folder.exists()) == (reason, False)

    def test_a_folder_that_cannot_be_written_is_said_so(self, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        with pytest.raises(NotWritable):
            make_profile(tmp_path / "file" / "profile")

    def test_a_failure_leaves_no_profile_and_no_lock(
        self, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object, **__: object) -> None:
            raise DiskFull("profile keys")

        with monkeypatch.context() as patch:
            patch.setattr("desktop_app.services.profile_opening.write_keys", full)
            with pytest.raises(DiskFull):
                make_profile(folder)
        assert profiles.look(folder) is ProfilePlace.ABSENT
        make_profile(folder).profile.close()

    @posix_only
    def test_only_its_owner_can_read_it(self, made: NewProfile, folder: Path) -> None:
        modes = {
            path.relative_to(folder).as_posix(): path.stat().st_mode & 0o777
            for path in (folder, *folder.rglob("*"))
        }
        assert {mode for name, mode in modes.items() if "." not in Path(name).name} == {
            0o700,
            0o600,
        }
        assert {mode for name, mode in modes.items() if name.startswith("data/")} == {0o600}

    @posix_only
    def test_a_careless_umask_does_not_matter(self, folder: Path) -> None:
        before = os.umask(0)
        try:
            new = make_profile(folder)
            fill(Desk(new.profile).create(), 5)
            loose = [p for p in folder.rglob("*") if p.stat().st_mode & 0o077]
            new.profile.close()
        finally:
            os.umask(before)
        assert loose == []


class TestUnlock:
    def test_it_opens(self, closed: NewProfile, folder: Path) -> None:
        assert opens(folder, PASSPHRASE)

    def test_who_it_is_and_the_device_s_key_are_kept(
        self, closed: NewProfile, folder: Path
    ) -> None:
        again = profiles.unlock(folder, PASSPHRASE)
        again.close()
        assert (again.owner, again.device.public) == (
            closed.profile.owner,
            closed.profile.device.public,
        )

    def test_a_wrong_passphrase_changes_nothing(self, closed: NewProfile, folder: Path) -> None:
        before = content(folder)
        assert not opens(folder, PASSPHRASE + ".")
        assert content(folder) == before

    def test_after_a_wrong_passphrase_the_right_one_opens(
        self, closed: NewProfile, folder: Path
    ) -> None:
        opens(folder, "wrong")
        assert opens(folder, PASSPHRASE)

    def test_where_none_is_nothing_is_made(self, folder: Path) -> None:
        with pytest.raises(ProfileMissing):
            profiles.unlock(folder, PASSPHRASE)
        assert not folder.exists()

    def test_a_second_window_is_told(self, made: NewProfile, folder: Path) -> None:
        with pytest.raises(ProfileInUse):
            profiles.unlock(folder, PASSPHRASE)
        Desk(made.profile).load()

    @pytest.mark.parametrize("name", ["keys.rdk", "desk.db"])
    def test_a_missing_file_is_damage(
        self, closed: NewProfile, folder: Path, name: str
    ) -> None:
        (folder / "data" / name).unlink()
        with pytest.raises(DamagedFile):
            profiles.unlock(folder, PASSPHRASE)

    def test_a_database_of_another_profile_is_damage(
        self, closed: NewProfile, folder: Path, tmp_path: Path
    ) -> None:
        make_profile(tmp_path / "other").profile.close()
        foreign = ProfileFolder(tmp_path / "other").data.database
        ProfileFolder(folder).data.database.write_bytes(foreign.read_bytes())
        with pytest.raises(DamagedFile, match="database"):
            profiles.unlock(folder, PASSPHRASE)

    def test_a_database_without_its_owner_is_damage(
        self, made: NewProfile, folder: Path
    ) -> None:
        with made.profile.store.raw() as connection:
            connection.execute("DELETE FROM meta WHERE name = 'member'")
        made.profile.close()
        with pytest.raises(DamagedFile):
            profiles.unlock(folder, PASSPHRASE)

    def test_a_refusal_holds_no_lock(self, closed: NewProfile, folder: Path) -> None:
        data = ProfileFolder(folder).data
        whole = data.database.read_bytes()
        data.database.write_bytes(b"x" * 8192)
        with pytest.raises(DamagedFile):
            profiles.unlock(folder, PASSPHRASE)
        data.database.write_bytes(whole)
        assert opens(folder, PASSPHRASE)

    def test_closing_twice_does_no_harm(self, closed: NewProfile, folder: Path) -> None:
        again = profiles.unlock(folder, PASSPHRASE)
        closed.profile.close()
        again.close()
        assert opens(folder, PASSPHRASE)


class TestKeys:
    def test_the_new_passphrase_opens_and_the_old_does_not(
        self, made: NewProfile, folder: Path
    ) -> None:
        profiles.change_passphrase(made.profile, PASSPHRASE, OTHER_PASSPHRASE, kdf=CHEAP)
        made.profile.close()
        assert (opens(folder, PASSPHRASE), opens(folder, OTHER_PASSPHRASE)) == (False, True)

    def test_a_change_does_not_touch_the_database(self, made: NewProfile, folder: Path) -> None:
        before = {n: c for n, c in content(folder).items() if n.startswith("desk")}
        profiles.change_passphrase(made.profile, PASSPHRASE, OTHER_PASSPHRASE, kdf=CHEAP)
        after = {n: c for n, c in content(folder).items() if n.startswith("desk")}
        assert after == before

    def test_a_wrong_old_passphrase_changes_nothing(
        self, made: NewProfile, folder: Path
    ) -> None:
        before = content(folder)
        with pytest.raises(WrongPassphrase):
            profiles.change_passphrase(made.profile, "wrong", OTHER_PASSPHRASE, kdf=CHEAP)
        assert content(folder) == before

    def test_a_weak_new_passphrase_changes_nothing(
        self, made: NewProfile, folder: Path
    ) -> None:
        before = content(folder)
        with pytest.raises(WeakPassphrase):
            profiles.change_passphrase(made.profile, PASSPHRASE, "weak", kdf=CHEAP)
        assert content(folder) == before

    def test_the_code_outlives_a_change_of_passphrase(
        self, made: NewProfile, folder: Path
    ) -> None:
        profiles.change_passphrase(made.profile, PASSPHRASE, OTHER_PASSPHRASE, kdf=CHEAP)
        made.profile.close()
        new = profiles.recover(folder, made.recovery_code, PASSPHRASE, kdf=CHEAP)
        assert new.profile.name == NAME
        new.profile.close()

    def test_recovery_gives_a_new_passphrase_and_a_new_code(
        self, closed: NewProfile, folder: Path
    ) -> None:
        new = profiles.recover(folder, closed.recovery_code, OTHER_PASSPHRASE, kdf=CHEAP)
        new.profile.close()
        assert (opens(folder, PASSPHRASE), opens(folder, OTHER_PASSPHRASE)) == (False, True)
        with pytest.raises(WrongPassphrase):
            profiles.recover(folder, closed.recovery_code, PASSPHRASE, kdf=CHEAP)
        profiles.recover(folder, new.recovery_code, PASSPHRASE, kdf=CHEAP).profile.close()

    def test_another_profile_s_code_changes_nothing(
        self, closed: NewProfile, folder: Path
    ) -> None:
        before = content(folder)
        with pytest.raises(WrongPassphrase):
            profiles.recover(folder, new_recovery_code(), OTHER_PASSPHRASE, kdf=CHEAP)
        assert content(folder) == before

    def test_a_mistyped_code_is_told_from_a_wrong_one(
        self, closed: NewProfile, folder: Path
    ) -> None:
        with pytest.raises(BadArgument, match="length"):
            profiles.recover(folder, closed.recovery_code[:-1], OTHER_PASSPHRASE, kdf=CHEAP)

    def test_a_weak_passphrase_at_recovery_changes_nothing(
        self, closed: NewProfile, folder: Path
    ) -> None:
        before = content(folder)["keys.rdk"]
        with pytest.raises(WeakPassphrase):
            profiles.recover(folder, closed.recovery_code, NAME, kdf=CHEAP)
        assert (content(folder)["keys.rdk"], opens(folder, PASSPHRASE)) == (before, True)

    def test_a_lost_sheet_can_be_replaced(self, made: NewProfile, folder: Path) -> None:
        code = profiles.propose_recovery_code(made.profile, PASSPHRASE)
        profiles.renew_recovery_code(made.profile, code, kdf=CHEAP)
        made.profile.close()
        with pytest.raises(WrongPassphrase):
            profiles.recover(folder, made.recovery_code, OTHER_PASSPHRASE, kdf=CHEAP)
        profiles.recover(folder, code, OTHER_PASSPHRASE, kdf=CHEAP).profile.close()

    def test_a_code_that_was_only_proposed_opens_nothing(
        self, made: NewProfile, folder: Path
    ) -> None:
        code = profiles.propose_recovery_code(made.profile, PASSPHRASE)
        made.profile.close()
        with pytest.raises(WrongPassphrase):
            profiles.recover(folder, code, OTHER_PASSPHRASE, kdf=CHEAP)
        again = profiles.recover(folder, made.recovery_code, OTHER_PASSPHRASE, kdf=CHEAP)
        again.profile.close()

    def test_only_who_knows_the_passphrase_is_shown_a_new_code(self, made: NewProfile) -> None:
        with pytest.raises(WrongPassphrase):
            profiles.propose_recovery_code(made.profile, "somebody at the open window")

    def test_the_standard_cost_works(self, made: NewProfile, folder: Path) -> None:
        profiles.change_passphrase(made.profile, PASSPHRASE, OTHER_PASSPHRASE)
        made.profile.close()
        assert opens(folder, OTHER_PASSPHRASE)

    def test_no_code_is_shown_by_repr(self, made: NewProfile) -> None:
        assert made.recovery_code not in repr(made)


def test_a_check_of_a_sound_profile_finds_nothing(made: NewProfile) -> None:
    fill(Desk(made.profile, ids=CountingIds(last=100)), 10)
    assert profiles.check(made.profile).is_sound


def test_a_check_can_be_cancelled(made: NewProfile) -> None:
    cancel = threading.Event()
    cancel.set()
    assert not profiles.check(made.profile, cancel=cancel).is_complete
