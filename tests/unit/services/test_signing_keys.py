from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.errors import BadArgument
from desktop_app.services.signing_keys import create_key_file, read_key_file
from review_protocol.signing import fingerprint


def private(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def test_a_key_that_was_made_is_read_again(tmp_path: Path) -> None:
    digits = create_key_file(tmp_path / "key")
    assert fingerprint(read_key_file(tmp_path / "key").public) == digits


def test_the_file_says_that_it_is_not_encrypted(tmp_path: Path) -> None:
    create_key_file(tmp_path / "key")
    assert "not encrypted" in (tmp_path / "key").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_the_owner_can_read_the_file(tmp_path: Path) -> None:
    create_key_file(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = private(tmp_path / "key", "something")
    with pytest.raises(BadArgument):
        create_key_file(path)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    create_key_file(path)
    path.chmod(0o640)
    with pytest.raises(BadArgument) as refused:
        read_key_file(path)
    assert "chmod" in refused.value.reason


HEADER = "Review Desk signing key for questionnaires, format 1\n"


@pytest.mark.parametrize(
    "text",
    ["", HEADER, HEADER + "secret: abc\n", f"secret: {'0' * 64}\n", HEADER + "\u0000" * 20_000],
    ids=["empty", "no-secret", "short-secret", "no-header", "large"],
)
def test_another_file_is_not_taken_for_a_key(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadArgument):
        read_key_file(private(tmp_path / "key", text))


def test_a_file_that_is_no_text_is_not_taken_for_a_key(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xff\xfe")
    with pytest.raises(BadArgument):
        read_key_file(tmp_path / "key")


def test_line_ends_of_windows_are_no_hindrance(tmp_path: Path) -> None:
    digits = create_key_file(tmp_path / "key")
    text = (tmp_path / "key").read_text(encoding="utf-8").replace("\n", "\r\n")
    (tmp_path / "key").write_bytes(text.encode())
    assert fingerprint(read_key_file(tmp_path / "key").public) == digits


def test_a_missing_key_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadArgument):
        read_key_file(tmp_path / "none")
