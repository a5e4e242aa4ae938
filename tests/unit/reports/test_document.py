"""What a printed document knows of itself, whatever it is printed as."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.reports.document import Choice, Item, Words

LINE = Item(control="a", label="A")
LONG = Item(control="b", label="B", lines=3)
TICK = Item(control="c", label="", choices=(Choice(label="C", several=True, value="OK"),))
PICK = Item(
    control="d",
    label="D",
    choices=(Choice(label="1", several=False), Choice(label="2", several=False)),
)


def entries_of(*pattern: Item) -> Item:
    return Item(control="r", label="R", pattern=pattern)


@pytest.mark.parametrize(
    ("pattern", "is_tabular"),
    [
        ((LINE, LINE), True),
        ((LINE, TICK), True),
        ((LINE, replace(TICK, condition="If not:")), True),
        ((LINE,), False),
        ((LINE, LONG), False),
        ((LINE, PICK), False),
        ((LINE, replace(LINE, condition="If so:")), False),
        ((LINE, replace(LINE, is_note=True)), False),
        ((LINE, entries_of(LINE, LINE)), False),
        ((LINE,) * 9, False),
    ],
)
def test_entries_of_one_line_are_a_table(pattern: tuple[Item, ...], is_tabular: bool) -> None:
    assert entries_of(*pattern).is_tabular is is_tabular


def test_a_table_has_room_for_more_entries_than_blocks_have() -> None:
    assert entries_of(LINE, LINE).entries > entries_of(LINE, LONG).entries > 1
    assert LINE.entries == 0


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2003", "2003"),
        ("2003-09", "September 2003"),
        ("2003-09-29", "29 September 2003"),
        ("2003-09-02", "2 September 2003"),
        ("2003-13", ""),
        ("2003-9-1", ""),
        ("soon", ""),
        ("", ""),
    ],
)
def test_dates_have_their_month_in_letters(value: str, words: str) -> None:
    assert Words().date(value) == words
