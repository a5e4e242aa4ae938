"""Contents in the encrypted database: whole, in stretches, and never what they are not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop_app.domain.contents import ContentKind
from desktop_app.store import contents
from desktop_app.store.contents import PIECE
from desktop_app.store.schema import content_pieces
from desktop_app.store.transaction import Transaction
from review_protocol.names import ContentId
from tests.builders.profiles import Desk

DATA = bytes(at % 251 for at in range(2 * PIECE + 1_000))
NAME = ContentId(hashlib.sha256(DATA).hexdigest())
ABSENT = ContentId("ab" * 32)


def count_pieces(transaction: Transaction) -> int:
    return transaction.scalar(select(func.count()).select_from(content_pieces)) or 0


def extend(transaction: Transaction, desk: Desk, start: int, data: bytes) -> int:
    return contents.extend_content(transaction, desk.dossier, NAME, start, data)


def begin(transaction: Transaction, desk: Desk, size: int = len(DATA)) -> None:
    contents.begin_content(transaction, desk.dossier, NAME, ContentKind.FILE, size)


def come(transaction: Transaction, desk: Desk) -> int:
    return contents.held_contents(transaction, desk.dossier)[NAME].come


def test_a_content_comes_out_as_it_went_in(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        name = contents.add_content(transaction, desk.dossier, ContentKind.FILE, DATA)
    with desk.profile.store.read() as transaction:
        held = contents.held_contents(transaction, desk.dossier)
        assert contents.read_content(transaction, desk.dossier, name) == DATA
        assert contents.read_content(transaction, desk.dossier, ABSENT) is None
    assert name == NAME
    assert (held[name].size, held[name].is_whole) == (len(DATA), True)


@pytest.mark.parametrize(
    ("start", "size"),
    [
        (0, 1),
        (0, len(DATA)),
        (0, 2 * len(DATA)),
        (PIECE - 1, 2),
        (PIECE, PIECE),
        (PIECE + 5, PIECE),
        (len(DATA) - 1, 10),
        (len(DATA), 10),
        (7, 0),
    ],
)
def test_any_stretch_of_it_can_be_read(desk: Desk, start: int, size: int) -> None:
    with desk.profile.store.begin() as transaction:
        contents.add_content(transaction, desk.dossier, ContentKind.FILE, DATA)
        found = contents.read_stretch(transaction, desk.dossier, NAME, start, size)
    assert found == DATA[start : start + size]


def test_what_is_not_here_has_no_bytes(desk: Desk) -> None:
    with desk.profile.store.read() as transaction:
        assert contents.read_stretch(transaction, desk.dossier, ABSENT, 0, 100) == b""


def test_it_comes_in_stretches_of_any_length_and_over_several_days(desk: Desk) -> None:
    at, sizes = 0, [8_192, 1, 0, 100_000, PIECE]
    with desk.profile.store.begin() as transaction:
        begin(transaction, desk)
    while at < len(DATA):
        sizes.append(sizes.pop(0))
        with desk.profile.store.begin() as transaction:
            begin(transaction, desk)
            at = extend(transaction, desk, at, DATA[at : at + sizes[0]])
            assert at == come(transaction, desk)
    with desk.profile.store.read() as transaction:
        assert contents.read_content(transaction, desk.dossier, NAME) == DATA


def test_as_long_as_it_is_not_whole_it_is_not_given(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        begin(transaction, desk)
        extend(transaction, desk, 0, DATA[:-1])
        assert contents.read_content(transaction, desk.dossier, NAME) is None
        assert contents.read_stretch(transaction, desk.dossier, NAME, 10, 5) == DATA[10:15]


@pytest.mark.parametrize("start", [0, 99, 101, len(DATA), -1])
def test_a_stretch_that_does_not_follow_is_left_out(desk: Desk, start: int) -> None:
    with desk.profile.store.begin() as transaction:
        begin(transaction, desk)
        extend(transaction, desk, 0, DATA[:100])
        assert extend(transaction, desk, start, DATA[100:200]) == 100
        assert come(transaction, desk) == 100


def test_a_stretch_that_goes_too_far_is_left_out(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        begin(transaction, desk, 100)
        assert extend(transaction, desk, 0, bytes(101)) == 0
        assert come(transaction, desk) == 0


def test_a_stretch_of_what_nobody_expects_is_left_out(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        assert extend(transaction, desk, 0, DATA) == 0
        assert contents.held_contents(transaction, desk.dossier) == {}


def test_bytes_that_are_not_what_the_name_says_are_not_kept(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        begin(transaction, desk)
        extend(transaction, desk, 0, DATA[:-1])
        assert extend(transaction, desk, len(DATA) - 1, b"\xff") == 0
        assert contents.held_contents(transaction, desk.dossier) == {}
        assert count_pieces(transaction) == 0


def test_a_length_that_changes_begins_anew_but_never_over_a_whole_one(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        begin(transaction, desk, 100)
        extend(transaction, desk, 0, DATA[:50])
        begin(transaction, desk)
        assert come(transaction, desk) == 0
        contents.add_content(transaction, desk.dossier, ContentKind.FILE, DATA)
        begin(transaction, desk, 100)
        assert contents.read_content(transaction, desk.dossier, NAME) == DATA


def test_the_whole_takes_the_place_of_what_had_come(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        begin(transaction, desk)
        extend(transaction, desk, 0, DATA[:1_000])
        contents.add_content(transaction, desk.dossier, ContentKind.FILE, DATA)
        assert contents.read_content(transaction, desk.dossier, NAME) == DATA


def test_what_is_let_go_leaves_nothing(desk: Desk) -> None:
    with desk.profile.store.begin() as transaction:
        kept = contents.add_content(transaction, desk.dossier, ContentKind.FILE, b"kept")
        contents.add_content(transaction, desk.dossier, ContentKind.FILE, DATA)
        contents.drop_contents(transaction, desk.dossier, [NAME, ABSENT])
        contents.drop_contents(transaction, desk.dossier, [])
        assert [*contents.held_contents(transaction, desk.dossier)] == [kept]
        assert count_pieces(transaction) == 1


def test_nothing_of_it_stands_in_the_files_of_the_profile(desk: Desk, tmp_path: Path) -> None:
    words = b"Unmistakable words of a content. "
    with desk.profile.store.begin() as transaction:
        contents.add_content(transaction, desk.dossier, ContentKind.FILE, words * 20_000)
    files = [path for path in (tmp_path / "profile").rglob("*") if path.is_file()]
    assert any(path.stat().st_size > len(words) * 20_000 for path in files)
    assert not [path for path in files if words in path.read_bytes()]
