"""Nothing that a person entered is in clear in any file, whatever happened to the program."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.domain.entries import Place
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Status
from desktop_app.services import journal, profiles
from desktop_app.services.profile import NewProfile
from tests.builders.profiles import (
    EMAIL,
    NAME,
    OTHER_PASSPHRASE,
    PACK,
    PASSPHRASE,
    Desk,
    copy_profile,
    make_profile,
)

CLEAR = "Unmistakable answer text"
ARABIC = "\u0625\u062c\u0627\u0628\u0629 \u0633\u0631\u064a\u0629 \u062c\u062f\u0627"
SECRETS = (
    CLEAR,
    ARABIC,
    "Unmistakable note",
    "unmistakable_question",
    "Unmistakable wording",
    "Borduria",
    NAME,
    EMAIL,
    PASSPHRASE,
    OTHER_PASSPHRASE,
    PACK.decode(),
    "CREATE TABLE",
)


@pytest.fixture
def used(tmp_path: Path) -> Iterator[NewProfile]:
    """A profile in which everything was done that puts words into it."""
    made = make_profile(tmp_path / "profile")
    desk = Desk(made.profile, party="Borduria").create()
    version = desk.answer("unmistakable_question", f"{CLEAR} {ARABIC} " * 300)
    desk.set_status(Status.READY, version)
    desk.write(desk.typed("unmistakable_question", "Unmistakable note", facet="note"))
    desk.word("card", "Unmistakable wording")
    place = Place(article=NodeKey.parse("unmistakable_question"))
    journal.remember(made.profile, desk.dossier, place)
    profiles.change_passphrase(
        made.profile, PASSPHRASE, OTHER_PASSPHRASE, kdf=profiles.KdfCost.FOR_TESTS
    )
    yield made
    made.profile.close()


def found_in(folder: Path, secrets: tuple[str, ...]) -> set[tuple[str, str]]:
    """Which secrets stand in which files, in any of the encodings that a program uses."""
    return {
        (path.name, secret)
        for path in folder.rglob("*")
        if path.is_file()
        for secret in secrets
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        if secret.encode(encoding) in path.read_bytes()
    }


def secrets_of(made: NewProfile) -> tuple[str, ...]:
    code = made.recovery_code
    device = made.profile.device.signing.seed()
    key = made.profile.store.key
    assert not found_bytes(made.profile.folder, device, key)
    return (*SECRETS, code, code.replace(" ", ""), key.hex())


def found_bytes(folder: Path, *secrets: bytes) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in files for s in secrets if s in path.read_bytes()]


def test_the_search_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" + CLEAR.encode("utf-16-le"))
    assert found_in(tmp_path, SECRETS) == {("a", CLEAR)}


def test_nothing_is_in_clear_while_it_is_open(used: NewProfile, tmp_path: Path) -> None:
    assert (used.profile.folder / "data" / "desk.db-wal").stat().st_size > 0
    assert found_in(tmp_path, secrets_of(used)) == set()


def test_nothing_is_in_clear_after_a_crash(used: NewProfile, tmp_path: Path) -> None:
    folder = copy_profile(used.profile.folder, tmp_path / "crashed")
    again = profiles.unlock(folder, OTHER_PASSPHRASE)
    profiles.check(again)
    again.abandon()
    assert found_in(tmp_path, secrets_of(used)) == set()


def test_nothing_is_in_clear_at_rest(used: NewProfile, tmp_path: Path) -> None:
    secrets = secrets_of(used)
    used.profile.close()
    assert found_in(tmp_path, secrets) == set()


def test_nothing_is_in_clear_in_a_backup(used: NewProfile, tmp_path: Path) -> None:
    profiles.backup(used.profile, tmp_path / "b.rdbackup")
    profiles.restore(tmp_path / "b.rdbackup", tmp_path / "restored")
    assert found_in(tmp_path, secrets_of(used)) == set()


def test_nothing_is_in_clear_in_the_names_of_files(used: NewProfile) -> None:
    names = " ".join(str(path) for path in used.profile.folder.rglob("*"))
    assert not [secret for secret in SECRETS if secret in names]


def test_nothing_is_said_in_a_log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    made = make_profile(tmp_path / "profile")
    Desk(made.profile, party="Borduria").create().answer("q1", CLEAR)
    made.profile.close()
    profiles.unlock(tmp_path / "profile", PASSPHRASE).close()
    assert not [secret for secret in secrets_of(made) if secret in caplog.text]
