from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.cli.global_options import GlobalOptions
from desktop_app.cli.passphrase import asked_code, new_passphrase, passphrase
from desktop_app.cli.program import Program
from desktop_app.errors import BadArgument


def options_of(file: Path | None) -> GlobalOptions:
    return GlobalOptions(
        program=Program(lambda _: 0, lambda _: 0),
        folder=Path(),
        passphrase_file=file,
        dossier="",
        as_json=False,
    )


def write(folder: Path, data: bytes) -> Path:
    path = folder / "passphrase.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (b"correct horse", "correct horse"),
        (b"correct horse\n", "correct horse"),
        (b"correct horse\r\nand a note\r\n", "correct horse"),
        (b" with spaces ", " with spaces "),
        ("\ufeffقفل".encode(), "قفل"),
    ],
    ids=["bare", "line", "several-lines", "spaces", "mark-and-arabic"],
)
def test_the_passphrase_is_the_first_line_of_the_file(
    tmp_path: Path, data: bytes, read: str
) -> None:
    assert passphrase(options_of(write(tmp_path, data))) == read


def test_a_new_passphrase_comes_from_the_same_file(tmp_path: Path) -> None:
    assert new_passphrase(write(tmp_path, b"correct horse")) == "correct horse"


def test_a_recovery_code_comes_from_its_file(tmp_path: Path) -> None:
    assert asked_code(write(tmp_path, b"12345")) == "12345"


@pytest.mark.parametrize("data", [b"", b"\n", b"\xff\xfe"], ids=["empty", "blank", "no-text"])
def test_a_file_without_a_passphrase_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(BadArgument):
        passphrase(options_of(write(tmp_path, data)))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadArgument):
        passphrase(options_of(tmp_path / "none"))


def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        monkeypatch.setattr(sys, "stdin", nothing)
        with pytest.raises(BadArgument) as refused:
            passphrase(options_of(None))
    assert refused.value.name == "--passphrase-file"


pty = pytest.importorskip("pty", reason="Windows has no such terminals")

ASK = """
import sys
from desktop_app.cli.passphrase import new_passphrase
from desktop_app.errors import BadArgument
try:
    print("got", new_passphrase(None))
except BadArgument as error:
    print("refused", error.reason)
"""


def typed_at_a_terminal(*lines: str) -> str:
    """What a child says whose terminal is asked for a passphrase, and answers."""
    terminal, childs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-c", ASK],
        cwd=Path(__file__).parents[3],
        stdin=childs,
        stdout=childs,
        stderr=childs,
        start_new_session=True,
    )
    os.close(childs)
    said, pending = b"", list(lines)
    while chunk := _read(terminal):
        said += chunk
        if pending and chunk.rstrip().endswith(b":"):
            os.write(terminal, f"{pending.pop(0)}\n".encode())
    child.wait()
    os.close(terminal)
    return said.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1000)
    except OSError:  # Linux says so when the child has gone
        return b""


def test_a_new_passphrase_is_asked_for_twice_and_not_shown() -> None:
    said = typed_at_a_terminal("correct horse", "correct horse")
    assert said.split("got ")[1].strip() == "correct horse"
    assert said.count("correct horse") == 1


def test_two_different_passphrases_are_refused() -> None:
    assert "refused" in typed_at_a_terminal("correct horse", "correct house")
