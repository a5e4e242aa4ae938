"""The journal of notices: on the disk at once, whole lines only, refused when damaged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from review_server.notice_journal import FILE, State, new_journal, open_journal
from review_server.problems import Unusable


def reopened(folder: Path) -> dict[str, State | None]:
    journal = open_journal(folder)
    assert journal is not None
    return {name: journal.state(name) for name in ("a", "b", "c")}


def test_a_folder_without_one_has_none(tmp_path: Path) -> None:
    assert open_journal(tmp_path) is None


def test_what_is_noted_is_there_again_and_for_the_owner_alone(tmp_path: Path) -> None:
    journal = new_journal(tmp_path, date(2026, 11, 16))
    journal.note("a", State.BEGUN, 1)
    journal.note("b", State.BEGUN, 2)
    journal.note("a", State.DONE, 3)
    found = open_journal(tmp_path)
    assert found is not None
    assert (found.id, found.floor, found.in_doubt()) == (journal.id, journal.floor, ("b",))
    assert reopened(tmp_path) == {"a": State.DONE, "b": State.BEGUN, "c": None}
    assert (tmp_path / FILE).stat().st_mode & 0o777 == 0o600


def test_a_line_that_was_cut_is_no_line_and_is_written_over(tmp_path: Path) -> None:
    journal = new_journal(tmp_path, None)
    journal.note("a", State.DONE, 1)
    path = tmp_path / FILE
    whole = path.read_bytes()
    journal.note("b", State.DONE, 2)
    line = path.read_bytes()[len(whole) :]
    for cut in range(1, len(line)):
        path.write_bytes(whole + line[:cut])
        assert reopened(tmp_path) == {"a": State.DONE, "b": None, "c": None}
        found = open_journal(tmp_path)
        assert found is not None
        found.note("c", State.DONE, 3)
        assert reopened(tmp_path) == {"a": State.DONE, "b": None, "c": State.DONE}


def test_a_file_of_which_only_the_beginning_of_the_head_came_is_none(tmp_path: Path) -> None:
    new_journal(tmp_path, None)
    path = tmp_path / FILE
    path.write_bytes(path.read_bytes()[:10])
    assert open_journal(tmp_path) is None


@pytest.mark.parametrize(
    "text",
    [
        b"hello\n",
        b"[]\n",
        b"{}\n",
        b'{"format":"review-desk notices 2","id":"ab","floor":""}\n',
        b'{"format":"review-desk notices 1","id":"ab","floor":"soon"}\n',
        b'{"format":"review-desk notices 1","id":"ab","floor":""}\n{"name":"a"}\n',
        b'{"format":"review-desk notices 1","id":"ab","floor":""}\n'
        b'{"name":"a","state":"perhaps"}\n',
        b"\xff\n",
    ],
)
def test_what_is_damaged_is_refused_whole(tmp_path: Path, text: bytes) -> None:
    (tmp_path / FILE).write_bytes(text)
    with pytest.raises(Unusable):
        open_journal(tmp_path)


def test_a_journal_that_is_replaced_is_kept(tmp_path: Path) -> None:
    old = new_journal(tmp_path, None)
    new = new_journal(tmp_path, date(2026, 11, 16))
    assert old.id != new.id
    kept = tmp_path / f"{FILE}.{new.id[:8]}.old"
    assert old.id in kept.read_text(encoding="utf-8")


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    journal = new_journal(tmp_path, None)
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    with pytest.raises(Unusable):
        journal.note("a", State.BEGUN, 1)
