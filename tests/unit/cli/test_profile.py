from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services import profiles
from tests.builders.command_line import CommandLine
from tests.builders.dossiers import PASSPHRASE

CREATE = ("profile", "create", "--name", "Ada Example", "--email", "ada@example.org")


def folder_of(desk: CommandLine) -> Path:
    return Path(desk.common[1])


def flip_a_bit(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_creating_prints_the_folder_the_member_and_the_code(own: CommandLine) -> None:
    made = own(*CREATE).json
    assert made.keys() == {"profile", "member", "recovery_code"}
    assert made["profile"] == str(folder_of(own))


def test_a_second_profile_in_the_folder_is_refused(person: CommandLine) -> None:
    done = person(*CREATE)
    assert (done.code, "already" in done.err) == (1, True)


def test_a_weak_passphrase_is_refused(own: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "passphrase.txt").write_text("password", encoding="utf-8")
    done = own(*CREATE)
    assert (done.code, "too" in done.err, folder_of(own).joinpath("data").exists()) == (
        1,
        True,
        False,
    )


def test_a_new_profile_is_sound(person: CommandLine) -> None:
    assert "The profile is sound." in person("profile", "check").out


def test_the_check_as_json(person: CommandLine) -> None:
    assert person("profile", "check", "--json").json["sound"] is True


def test_lost_answers_are_made_anew(expert: CommandLine) -> None:
    shown = expert("answer", "show", "/data").out
    profile = profiles.unlock(folder_of(expert), PASSPHRASE)
    with profile.store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM answers")
    profile.close()
    done = expert("profile", "check")
    assert (done.code, done.err) == (0, "")
    assert "made anew: answers" in done.out
    assert "Nothing is lost" in done.out
    assert "The profile is sound." in done.out
    assert expert("answer", "show", "/data").out == shown
    assert "made anew" not in expert("profile", "check").out


def test_lost_change_sets_are_told_each_time(expert: CommandLine) -> None:
    profile = profiles.unlock(folder_of(expert), PASSPHRASE)
    with profile.store.begin() as connection:
        connection.exec_driver_sql("DELETE FROM sets")
    profile.close()
    for _ in range(2):
        done = expert("profile", "check")
        assert (done.code, "fault: state" in done.out, done.err.count("\n")) == (1, True, 1)
        assert "restore a backup" in done.err


def test_without_a_profile_the_passphrase_is_not_asked_for(own: CommandLine) -> None:
    own.common = own.common[:2]
    done = own("profile", "check")
    assert (done.code, "There is no profile" in done.err) == (1, True)


def test_a_wrong_passphrase_is_told(person: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "passphrase.txt").write_text("quiet harbour", encoding="utf-8")
    done = person("profile", "check")
    assert (done.code, done.err.startswith("The passphrase")) == (1, True)


def test_a_backup_is_restored_elsewhere(person: CommandLine, tmp_path: Path) -> None:
    person("profile", "backup", tmp_path / "b.rdbackup")
    person.common[1] = str(tmp_path / "elsewhere")
    person("profile", "restore", tmp_path / "b.rdbackup")
    assert "sound" in person("profile", "check").out


def test_a_backup_names_its_size_and_hash(person: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "b.rdbackup"
    told = person("profile", "backup", file, "--json").json
    assert (told["bytes"], len(told["sha256"])) == (file.stat().st_size, 64)


def test_a_restored_profile_is_named(person: CommandLine, tmp_path: Path) -> None:
    person("profile", "backup", tmp_path / "b.rdbackup")
    person.common[1] = str(tmp_path / "elsewhere")
    told = person("profile", "restore", tmp_path / "b.rdbackup", "--json").json
    assert told == {"profile": str(tmp_path / "elsewhere")}


def test_a_damaged_backup_is_refused(person: CommandLine, tmp_path: Path) -> None:
    person("profile", "backup", tmp_path / "b.rdbackup")
    flip_a_bit(tmp_path / "b.rdbackup")
    person.common[1] = str(tmp_path / "elsewhere")
    done = person("profile", "restore", tmp_path / "b.rdbackup")
    assert (done.code, "damaged" in done.err) == (1, True)


def test_a_recovery_code_gives_a_new_passphrase_and_code(
    own: CommandLine, tmp_path: Path
) -> None:
    old = own(*CREATE).json["recovery_code"]
    (tmp_path / "code.txt").write_text(old, encoding="utf-8")
    (tmp_path / "passphrase.txt").write_text("other lanterns seventeen quiet harbours")
    new = own("profile", "recover", "--code-file", tmp_path / "code.txt").json["recovery_code"]
    assert new != old
    assert own("profile", "check").code == 0


@pytest.mark.parametrize("code", ["12345", "not a code"])
def test_a_mistyped_code_is_told(person: CommandLine, tmp_path: Path, code: str) -> None:
    (tmp_path / "code.txt").write_text(code, encoding="utf-8")
    done = person("profile", "recover", "--code-file", tmp_path / "code.txt")
    assert (done.code, "recovery code cannot be used" in done.err) == (1, True)


def test_nothing_can_be_recovered_where_nothing_is(own: CommandLine) -> None:
    assert "There is no profile" in own("profile", "recover").err


def test_a_damaged_profile_is_told(person: CommandLine) -> None:
    flip_a_bit(folder_of(person) / "data" / "desk.db")
    done = person("profile", "check")
    assert (done.code, done.err.count("\n")) == (1, 1)


@pytest.mark.parametrize("words", [CREATE, ("profile", "check")], ids=["create", "check"])
def test_a_poor_place_for_a_profile_is_warned_about(
    own: CommandLine, tmp_path: Path, words: tuple[str, ...]
) -> None:
    cloud = str(tmp_path / "Dropbox" / "profile")
    if words != CREATE:
        own.common[1] = str(tmp_path / "profile")
        own(*CREATE)
        (tmp_path / "Dropbox").mkdir()
        (tmp_path / "profile").rename(cloud)
    own.common[1] = cloud
    done = own(*words)
    assert (done.code, "a cloud program copies" in done.err) == (0, True)
    assert done.err.count("\n") == 1


def test_an_ordinary_place_is_not_warned_about(own: CommandLine) -> None:
    assert own(*CREATE).err == ""


def test_a_check_tells_of_the_place_as_json(person: CommandLine) -> None:
    assert person("profile", "check", "--json").json["warnings"] == []
