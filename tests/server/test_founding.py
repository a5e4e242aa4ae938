"""`review-server init`: a new server, one brought up to date, and folders that are neither."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from review_server.cli import main
from review_server.configuration import DATABASE, FILE, PASSWORD, read_configuration
from review_server.keys import FILE as KEYS
from review_server.keys import read_keys
from tests.builders.databases import new_postgresql

URL = "https://review.example.org"
NOBODY = "postgresql://x@127.0.0.1:1/x"
CREATE = ("review", "create", "--party", "Ruritania", "--cluster", "1")
REVIEWERS = ("--reviewer", "Strelsau", "--reviewer", "Zenda")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "server"
    assert main(["--folder", str(made), "init", "--url", URL]) == 0
    return made


def told(capsys: pytest.CaptureFixture[str], folder: Path, *words: str, code: int = 1) -> str:
    """What a command says, with the code that it must exit with."""
    capsys.readouterr()
    assert main(["--folder", str(folder), *words]) == code
    said = capsys.readouterr()
    return said.err if code else said.out


def test_it_says_where_the_server_is_and_for_which_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, tmp_path / "s", "init", "--url", URL, code=0)
    assert str(tmp_path / "s") in said
    assert URL in said
    assert read_keys(tmp_path / "s").fingerprint in said


def test_a_folder_that_is_none_is_named_in_full_with_how_to_name_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever forgot the variable must not make a second server where they happen to be."""
    monkeypatch.chdir(tmp_path)
    said = told(capsys, Path("review-server"), "review", "list")
    assert str(tmp_path / "review-server") in said
    assert "--folder" in said
    assert "REVIEW_SERVER_FOLDER" in said
    made = told(capsys, Path("review-server"), "init", "--url", URL, code=0)
    assert str(tmp_path / "review-server") in made


def test_what_else_lies_in_the_folder_stays_as_it_is(tmp_path: Path) -> None:
    """Somebody's home given by mistake: its folders must stay usable."""
    other, file = tmp_path / "letters", tmp_path / "public.txt"
    other.mkdir(mode=0o755)
    file.write_text("for everybody")
    file.chmod(0o644)
    assert main(["--folder", str(tmp_path), "init", "--url", URL]) == 0
    assert other.stat().st_mode & 0o777 == 0o755
    assert file.stat().st_mode & 0o777 == 0o644
    own = {path.stat().st_mode & 0o777 for path in tmp_path.glob("server.*")}
    assert own == {0o600}


@pytest.mark.parametrize(
    "words", [("--url", "https://other.example.org"), ("--database", NOBODY)]
)
def test_another_address_is_not_taken_in_silence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    before = (folder / FILE).read_bytes()
    assert FILE in told(capsys, folder, "init", *words)
    assert (folder / FILE).read_bytes() == before
    told(capsys, folder, "init", "--url", URL, code=0)


def test_no_second_server_is_made_beside_a_lost_key(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(capsys, folder, *CREATE, *REVIEWERS, code=0)
    key = (folder / KEYS).read_bytes()
    (folder / KEYS).unlink()
    said = told(capsys, folder, "review", "list")
    assert KEYS in said
    assert "copy" in said
    assert "copy" in told(capsys, folder, "init", "--url", URL)
    assert not (folder / KEYS).exists()
    (folder / KEYS).write_bytes(key)
    (folder / KEYS).chmod(0o600)
    assert "Ruritania" in told(capsys, folder, "review", "list", code=0)


def test_a_lost_configuration_is_written_anew(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fingerprint = read_keys(folder).fingerprint
    (folder / FILE).unlink()
    assert "init" in told(capsys, folder, "review", "list")
    assert "--url" in told(capsys, folder, "init")
    assert fingerprint in told(capsys, folder, "init", "--url", URL, code=0)
    assert read_configuration(folder).url == URL


def test_an_address_that_no_client_uses_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody has changed it in the file."""
    evil = "http://127.0.0.1:80@evil.example"
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace(URL, evil), encoding="utf-8")
    said = told(capsys, folder, "review", "list")
    assert evil in said
    assert FILE in said


@pytest.mark.parametrize("text", ["{", "[]", '{"url": 5}', '{"url": "x", "port": 1}', "{}"])
def test_a_damaged_configuration_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    (folder / FILE).write_text(text)
    said = told(capsys, folder, "review", "list")
    assert FILE in said
    assert "init" not in said


def test_a_database_that_cannot_be_reached_leaves_nothing_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = tmp_path / "s"
    said = told(capsys, made, "init", "--url", URL, "--database", NOBODY)
    assert "cannot be reached" in said
    assert not list(made.iterdir())
    told(capsys, made, "init", "--url", URL, code=0)


def test_one_that_is_not_there_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = new_postgresql()
    monkeypatch.setitem(os.environ, PASSWORD, address.replace("/t", "/nowhere_t"))
    said = told(capsys, folder, "review", "list")
    assert "cannot be reached" in said
    assert "does not exist" in said


@pytest.mark.parametrize("words", [("review", "list"), ("init",), ("serve", "--port", "0")])
def test_a_file_that_is_no_database_is_told_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    (folder / DATABASE).write_bytes(b"no database at all" * 300)
    said = told(capsys, folder, *words)
    assert said == "The database cannot be used: file is not a database.\n"


def test_a_place_where_no_folder_can_be_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    for place in (file, file / "server"):
        assert str(place) in told(capsys, place, "init", "--url", URL)


def test_an_empty_database_in_the_place_of_one_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever lost it must think of the copy before `init` makes another."""
    for file in folder.glob(f"{DATABASE}*"):
        file.unlink()
    said = told(capsys, folder, "review", "list")
    assert "copy" in said
    assert "review-server init" in said
