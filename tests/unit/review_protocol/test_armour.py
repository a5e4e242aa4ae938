from __future__ import annotations

import base64
import hashlib
import random
import re
import textwrap
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol import armour
from review_protocol.armour import Part, join, parts_in, split, text_in
from review_protocol.errors import (
    Altered,
    MissingParts,
    MixedParts,
    NewerVersion,
    OtherFormat,
    ProtocolError,
    TooLarge,
)

FILE = hashlib.shake_128(b"a package").digest(9_000)
TEXTS = split(FILE, part_size=4_000)
ONE = split(FILE[:50], part_size=4_000)[0]


def read(*texts: str) -> bytes:
    return join(part for text in texts for part in parts_in(text))


@pytest.mark.parametrize("size", [0, 1, 31, 32, 33, 3_000, 9_000])
@pytest.mark.parametrize("part_size", [1, 200, 4_000, 10**6])
def test_what_is_split_comes_back(size: int, part_size: int) -> None:
    assert read(*split(FILE[:size], part_size=part_size)) == FILE[:size]


@given(st.binary(max_size=500), st.integers(0, 400))
def test_any_bytes_come_back(data: bytes, part_size: int) -> None:
    assert read(*split(data, part_size=part_size)) == data


def test_parts_have_the_size_that_was_asked_for() -> None:
    assert len(TEXTS) == 4
    assert max(map(len, TEXTS)) <= 4_000
    assert min(map(len, TEXTS[:-1])) > 3_800


def test_lines_are_short_and_have_nothing_to_embellish() -> None:
    for line in "".join(TEXTS).split("\r\n"):
        assert len(line) <= 76
        assert re.fullmatch("[0-9A-Za-z+/ ]*", line)


def test_a_part_says_which_it_is() -> None:
    lines = ONE.split("\r\n")
    assert lines[0] == "RDTEXT 1 PART 1 OF 1"
    payload = hashlib.sha256(FILE[:50]).digest() + FILE[:50]
    assert lines[1] + lines[2] == base64.b64encode(payload).decode().rstrip("=")
    total = hashlib.sha256(b"1/1/" + payload).hexdigest()[:8]
    assert lines[3:] == [f"RDTEXT END 1 OF 1 SUM {total}", ""]


MANGLED: dict[str, Callable[[str], str]] = {
    "line feeds": lambda text: text.replace("\r\n", "\n"),
    "carriage returns": lambda text: text.replace("\r\n", "\r"),
    "blank lines": lambda text: text.replace("\r\n", "\r\n\r\n"),
    "trailing spaces": lambda text: text.replace("\r\n", "  \r\n"),
    "indented": lambda text: textwrap.indent(text, "    "),
    "quoted": lambda text: textwrap.indent(text, "> ", lambda _: True),
    "quoted thrice": lambda text: textwrap.indent(text, ">>\u00a0>", lambda _: True),
    "byte order mark": lambda text: "\ufeff" + text,
    "greeting": lambda text: f"Dear colleague,\n\n{text}\n--\nRegards\nTel. 5+5",
    "wrapped": lambda text: re.sub("([0-9A-Za-z+/]{40})", "\\1\n> ", text),
    "twice": lambda text: text + text,
    "no last line end": str.rstrip,
}


@pytest.mark.parametrize("mangle", MANGLED.values(), ids=MANGLED)
def test_what_mail_does_to_text_is_borne(mangle: Callable[[str], str]) -> None:
    assert read(*map(mangle, TEXTS)) == FILE


def test_parts_come_in_any_order_and_in_one_text_or_many() -> None:
    shuffled = random.Random(1).sample(TEXTS, len(TEXTS))
    assert read(*shuffled) == FILE
    assert read("Hello\n".join(shuffled)) == FILE


def test_missing_parts_are_named() -> None:
    with pytest.raises(MissingParts) as refused:
        read(TEXTS[0], TEXTS[2])
    assert (refused.value.missing, refused.value.total) == ((2, 4), 4)


DAMAGED: dict[str, Callable[[str], str]] = {
    "a letter": lambda text: text.replace(text[30], "A" if text[30] != "A" else "B", 1),
    "a line less": lambda text: re.sub(r"\n[^\n]{64}\r", "", text, count=1),
    "cut": lambda text: text[:2_000],
    "without its end": lambda text: text[: text.index("RDTEXT END")],
    "renumbered": lambda text: text.replace("PART 2 OF 4", "PART 3 OF 4"),
    "other end": lambda text: text.replace("END 2 OF 4", "END 1 OF 4"),
    "another total": lambda text: text.replace("2 OF 4", "2 OF 3"),
    "empty": lambda text: "RDTEXT 1 PART 2 OF 4\n" + text[text.index("RDTEXT END") :],
    "half a byte": lambda text: text.replace("\r\nRDTEXT END", "A\r\nRDTEXT END"),
}


@pytest.mark.parametrize("damage", DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_part_is_as_good_as_missing(damage: Callable[[str], str]) -> None:
    with pytest.raises(MissingParts) as refused:
        read(TEXTS[0], damage(TEXTS[1]), *TEXTS[2:])
    assert refused.value.missing == (2,)
    assert read(TEXTS[0], damage(TEXTS[1]), *TEXTS[1:]) == FILE


def test_a_damaged_part_is_found_as_such() -> None:
    assert parts_in(TEXTS[1][:2_000]) == [Part(number=2, total=4)]


def test_a_part_that_begins_again_does_not_spoil_the_next() -> None:
    assert read(TEXTS[1][:500] + "\n" + "\n".join(TEXTS)) == FILE


def test_when_all_parts_are_damaged_all_are_missing() -> None:
    with pytest.raises(MissingParts) as refused:
        read(TEXTS[3][:100])
    assert refused.value.missing == (1, 2, 3, 4)


def test_parts_of_two_files_are_told_so() -> None:
    with pytest.raises(MixedParts):
        read(TEXTS[0], *split(FILE[::-1], part_size=4_000)[1:])


def test_a_forged_piece_is_told_by_the_hash_of_the_whole() -> None:
    first, *rest = [parts_in(text)[0] for text in TEXTS]
    forged = Part(number=1, total=4, file=first.file, data=first.data[::-1])
    with pytest.raises(Altered):
        join([forged, *rest])


@pytest.mark.parametrize("text", ["", "Dear colleague", "RDTEXT", "RDTEXT 1 PART 1 OF 1 ?"])
def test_text_without_a_part_is_told_so(text: str) -> None:
    with pytest.raises(OtherFormat):
        read(text)


def test_a_newer_program_s_part_is_told_so() -> None:
    with pytest.raises(NewerVersion):
        read(ONE.replace("RDTEXT 1", "RDTEXT 2"))


@pytest.mark.parametrize("place", ["0 OF 1", "2 OF 1", "0 OF 0"])
def test_a_number_that_no_part_has_is_refused(place: str) -> None:
    with pytest.raises(ProtocolError):
        read(ONE.replace("1 OF 1", place))


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_saved_mail_may_be_in_any_encoding(name: str) -> None:
    saved = ("Gr\u00fc\u00dfe\n" + "\n".join(TEXTS)).encode(name)
    assert read(text_in(saved)) == FILE


def test_text_in_the_other_byte_order_is_read_too() -> None:
    assert read(text_in(b"\xfe\xff" + ONE.encode("utf-16-be"))) == FILE[:50]


def test_a_file_that_is_too_large_is_not_split() -> None:
    with pytest.raises(TooLarge):
        split(bytes(armour.MAX_FILE + 1), part_size=10**6)


def test_more_parts_than_anybody_would_send_are_not_made() -> None:
    with pytest.raises(TooLarge):
        split(bytes(100_000), part_size=100)


def test_a_text_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        parts_in("x" * (armour.MAX_TEXT + 1))
    with pytest.raises(TooLarge):
        text_in(bytes(armour.MAX_TEXT + 1))


def test_a_text_of_beginnings_is_refused() -> None:
    with pytest.raises(TooLarge):
        parts_in("RDTEXT 1 PART 1 OF 2\n" * 20_000)


@given(st.text("RDTEXTN 01PARTOFESUM\n>+/ab", max_size=200))
def test_any_text_is_refused_or_read(text: str) -> None:
    for whole in (text, "RDTEXT 1 PART 1 OF 2\n" + text, ONE[:60] + text + ONE[60:]):
        try:
            assert join(parts_in(whole)) == FILE[:50]
        except ProtocolError:
            continue
