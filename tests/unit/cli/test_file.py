"""Working files, by the command line alone."""

from __future__ import annotations

from pathlib import Path

from tests.builders.command_line import CommandLine

QUESTION = "party_name"


def attached(expert: CommandLine, path: Path) -> str:
    outcome = expert("--json", "file", "add", QUESTION, path)
    assert outcome.code == 0, outcome.err
    return str(outcome.json["file"])


def test_a_file_is_attached_listed_and_written_out(expert: CommandLine, out: Path) -> None:
    (out / "law.pdf").write_bytes(b"Article 5.")
    told = expert("file", "add", QUESTION, out / "law.pdf")
    assert "Attached and encrypted, as " in told.out
    listed = expert("file", "list")
    assert "q_party  law.pdf, 10 bytes, here; " in listed.out
    id_ = listed.out.split()[0]
    got = expert("file", "get", id_, "--out", out / "copy.pdf")
    assert got.out == f"{out / 'copy.pdf'}: 10 bytes, not encrypted.\n"
    assert (out / "copy.pdf").read_bytes() == b"Article 5."


def test_the_same_as_json(expert: CommandLine, out: Path) -> None:
    (out / "law.pdf").write_bytes(b"Article 5.")
    id_ = attached(expert, out / "law.pdf")
    (file,) = expert("--json", "file", "list", QUESTION).json
    assert (file["file"], file["name"], file["bytes"]) == (id_, "law.pdf", 10)
    assert (file["state"], file["type"]) == ("here", "application/pdf")
    got = expert("--json", "file", "get", id_, "--out", out).json
    assert got == {"file": str(out / "law (2).pdf"), "bytes": 10}


def test_it_can_be_taken_back(expert: CommandLine, out: Path) -> None:
    (out / "law.pdf").write_bytes(b"Article 5.")
    id_ = attached(expert, out / "law.pdf")
    assert "taken back" in expert("file", "withdraw", id_).out
    assert expert("file", "list").out == "There are no files.\n"
    assert expert("--json", "file", "list").json == []
    again = expert("file", "withdraw", id_)
    assert (again.code, again.err.count("\n")) == (1, 1)
    assert "there is no such file" in again.err


def test_what_cannot_be_attached_is_told_in_one_sentence(
    expert: CommandLine, out: Path
) -> None:
    (out / "empty.txt").write_bytes(b"")
    for path, words in [
        (out / "empty.txt", "empty.txt cannot be used: it is empty."),
        (out / "gone.txt", "gone.txt cannot be used: it cannot be read"),
        (out, "it cannot be read, or is no file"),
    ]:
        outcome = expert("file", "add", QUESTION, path)
        assert (outcome.code, outcome.err.count("\n")) == (1, 1)
        assert words in outcome.err


def test_no_such_question_and_no_such_file_are_told(expert: CommandLine, out: Path) -> None:
    (out / "law.pdf").write_bytes(b"Article 5.")
    assert expert("file", "add", "nowhere", out / "law.pdf").code == 1
    assert "no such file" in expert("file", "get", "x", "--out", out).err
