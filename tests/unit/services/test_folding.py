"""What a search takes for the same, and how a place is led back to the written text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.folding import fold, original_span, words


@pytest.mark.parametrize(
    ("written", "sought"),
    [
        ("Ruritania", "RURITANIA"),
        ("infraction pénale", "infraction penale"),
        ("Straße", "STRASSE"),
        ("Sąd Najwyższy, Łódź", "sad najwyzszy, lodz"),
        ("الجَرِيمَة المُنَظَّمَة", "الجريمه المنظمه"),
        ("أحمد إيمان آدم", "احمد ايمان ادم"),
        ("مستشفى", "مستشفي"),
        ("المـــادة", "الماده"),
        ("المادة ٥", "المادة 5"),
        ("ماده ۵", "ماده 5"),
        ("\uff21rt. \uff15", "art. 5"),
        ("l\u2019article", "l'article"),
        ("well\u2011known", "well-known"),
        ("\u2068Art. 5\u2069", "art. 5"),
    ],
)
def test_spellings_that_nobody_tells_apart_in_a_search(written: str, sought: str) -> None:
    assert fold(written) == fold(sought)


def test_chinese_stays_as_it_is() -> None:
    assert fold("有组织犯罪集团") == "有组织犯罪集团"


def test_words_of_a_query_are_folded_and_each_counts_once() -> None:
    assert words("  Pénal  code PENAL ") == ("penal", "code")


@given(st.text())
def test_a_fold_is_the_folds_of_its_characters(text: str) -> None:
    assert fold(text) == "".join(map(fold, text))


@given(st.text(min_size=1), st.data())
def test_a_place_leads_back_to_text_that_folds_to_what_was_found(
    text: str, data: st.DataObject
) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded)))
    end = data.draw(st.integers(start, len(folded)))
    first, last = original_span(text, start, end)
    assert folded[start:end] in fold(text[first:last])


def test_a_letter_takes_its_marks_along() -> None:
    text = "الجَرِيمَة"
    at = fold(text).index("جر")
    first, last = original_span(text, at, at + 2)
    assert text[first:last] == "جَرِ"


def test_a_letter_that_folds_to_two_is_found_whole() -> None:
    assert original_span("Straße", 4, 5) == (4, 5)
