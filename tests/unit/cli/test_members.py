from __future__ import annotations

from pathlib import Path

from tests.builders.command_line import CommandLine


def test_the_nomination_list_is_written(expert: CommandLine, tmp_path: Path) -> None:
    told = expert("member", "nominations", "--out", str(tmp_path), "--json").json
    assert told == {"file": str(tmp_path / "nominations.docx"), "members": 1}
    assert (tmp_path / "nominations.docx").read_bytes()[:2] == b"PK"
    again = expert("member", "nominations", "--out", str(tmp_path / "list.docx")).out
    assert "1 members, 1 not complete" in again
