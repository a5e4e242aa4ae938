"""Words of one direction within sentences of the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_app.ui.wording import apart, breakable, left_to_right, runs_right_to_left

ARABIC, LATIN = "القانون الجنائي", "Criminal Code"


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [(ARABIC, True), (LATIN, False), ("12 " + ARABIC, True), ("12/2004", False), ("", False)],
)
def test_the_first_letter_decides(text: str, is_rtl: bool) -> None:
    assert runs_right_to_left(text) == is_rtl


@pytest.mark.usefixtures("qapp")
def test_what_runs_as_the_window_does_is_left_as_it_is() -> None:
    assert apart(LATIN) == LATIN
    assert apart(ARABIC) == f"\u2068{ARABIC}\u2069"


@pytest.mark.usefixtures("right_to_left")
def test_in_a_mirrored_window_it_is_the_other_way_round() -> None:
    assert apart(ARABIC) == ARABIC
    assert apart(LATIN) == f"\u2068{LATIN}\u2069"


@pytest.mark.usefixtures("right_to_left")
def test_references_and_numbers_always_read_left_to_right() -> None:
    assert left_to_right("Art. 5(1)(a)") == "\u2066Art. 5(1)(a)\u2069"
    assert left_to_right("") == ""


def test_a_name_that_is_one_long_word_can_go_on_in_another_line() -> None:
    assert breakable("Penal Code, chapter 7.pdf") == "Penal Code, chapter 7.pdf"
    assert breakable("a" * 16) == "a" * 16
    assert breakable("a" * 40).split("\u200b") == ["a" * 16, "a" * 16, "a" * 8]
