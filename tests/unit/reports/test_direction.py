"""Each paragraph runs the way its first strong character does; fixed things do not turn."""

from __future__ import annotations

import pytest

from desktop_app.reports.direction import clean, paragraphs, runs_right_to_left


@pytest.mark.parametrize(
    ("text", "is_rtl"),
    [
        ("Criminal Code", False),
        ("قانون العقوبات", True),
        ("12/2004 قانون", True),
        ("12/2004 Criminal Code قانون", False),
        ("刑法", False),
        ("(1) חוק", True),
    ],
)
def test_the_first_strong_character_decides(text: str, is_rtl: bool) -> None:
    assert runs_right_to_left(text) is is_rtl


def test_digits_alone_follow_the_page() -> None:
    assert paragraphs("2004", language="ar")[0].is_rtl
    assert not paragraphs("2004", language="en")[0].is_rtl


@pytest.mark.parametrize(
    "fixed", ["12/2004", "5(1)(a)", "2004-05-01", "https://sherloc.example/law/5(1)(a)"]
)
def test_numbers_dates_and_links_are_isolated_in_arabic(fixed: str) -> None:
    line = paragraphs(f"انظر {fixed} في القانون", language="en")[0]
    assert f"\u2066{fixed}\u2069" in line.text


def test_the_full_stop_after_a_link_is_not_part_of_it() -> None:
    line = paragraphs("انظر https://sherloc.example/a.", language="ar")[0]
    assert line.text.endswith("https://sherloc.example/a\u2069.")


def test_nothing_is_isolated_in_a_left_to_right_line() -> None:
    assert paragraphs("Law 12/2004", language="ar")[0].text == "Law 12/2004"


@pytest.mark.parametrize(
    ("text", "language", "tag"),
    [
        ("قانون", "en", "ar"),
        ("قانون", "fa", "fa"),
        ("刑法", "en", "zh"),
        ("Code pénal", "fr", "fr"),
        ("Criminal Code", "ar", "en"),
    ],
)
def test_a_line_carries_the_language_that_shapes_it(text: str, language: str, tag: str) -> None:
    assert paragraphs(text, language=language)[0].language == tag


def test_lines_become_paragraphs_and_blank_ones_go() -> None:
    assert [p.text for p in paragraphs("one\n\n  two \n", language="en")] == ["one", "two"]


def test_what_no_font_can_show_is_taken_out() -> None:
    assert clean("a\x00b\x07c\td\ufffe\ue000") == "abc d"
