"""What is marked in a version: its own words, and those that were taken out of it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.ui.settling.differences import (
    Comparison,
    Extent,
    Mark,
    compared,
    compared_lists,
    plain,
)
from desktop_app.ui.settling.version_view import VersionView
from desktop_app.ui.theme import Scheme, Theme
from tests.ui.test_theme import contrast

LAW = "The law does not cover this offence."


@pytest.mark.parametrize(
    ("text", "common", "own", "gone"),
    [
        ("a b c", "a c", ["b"], []),
        ("a", "", [], []),
        ("刑法第五条", "刑法第六条", ["五"], ["六"]),
        ("نعم، منذ عام 2019", "نعم، منذ عام 2018", ["2019"], ["2018"]),
        ("same", "same", [], []),
        (LAW.replace("not ", ""), LAW, [], ["not"]),
        (LAW[:-1] + " yet.", LAW, ["yet"], []),
        ("This law covers this offence.", LAW, ["This", "covers"], ["The", "does not cover"]),
        ("لا يشمل القانون هذا الفعل", "يشمل القانون هذا الفعل", ["لا"], []),
        ("يشمل القانون هذا الفعل", "لا يشمل القانون هذا الفعل", [], ["لا"]),
    ],
)
def test_differences_are_marked_by_word(
    text: str, common: str, own: list[str], gone: list[str]
) -> None:
    found = compared(text, common)
    assert found.text == text
    assert found.texts(Mark.OWN) == tuple(own)
    assert found.texts(Mark.GONE) == tuple(gone)


def test_words_that_follow_each_other_are_one_change() -> None:
    found = compared("Any judge may order the seizure", "Every court may order the seizure")
    assert found.texts(Mark.GONE) == ("Every court",)
    assert found.texts(Mark.OWN) == ("Any judge",)


def test_a_text_written_anew_is_its_own_as_a_whole() -> None:
    found = compared("Nothing is planned before the next session", LAW)
    assert (found.extent, found.texts(Mark.GONE)) == (Extent.ANEW, ())


@pytest.mark.parametrize("is_longer", [True, False])
def test_a_draft_that_was_written_out_or_cut_down_is_compared_by_word(is_longer: bool) -> None:
    draft = "Yes, since the amendment of 2019."
    more = " It covers every offence established by the Convention and the Protocols." * 4
    text, common = (draft + more, draft) if is_longer else (draft, draft + more)
    found = compared(text, common)
    assert found.extent is Extent.WORDS
    assert found.texts(Mark.OWN if is_longer else Mark.GONE) == (more.strip(),)
    assert not found.texts(Mark.GONE if is_longer else Mark.OWN)


def test_a_long_text_that_has_the_same_small_words_is_written_anew() -> None:
    other = (
        "Under the new code of procedure, which parliament has before it, the prosecutor can "
        "ask for measures in cases that this chapter does not name, once a court agrees."
    )
    assert compared(other, LAW).extent is Extent.ANEW


def test_very_long_texts_are_marked_as_a_whole() -> None:
    text = "word " * 10_000
    found = compared(text, text + "more")
    assert (found.extent, found.texts(Mark.OWN)) == (Extent.TOO_LONG, (text.strip(),))


def test_a_choice_that_was_taken_out_is_marked() -> None:
    found = compared_lists(["Fine", "Prison"], ["Fine", "Confiscation"])
    assert found.text.startswith("Fine, Prison")
    assert found.texts(Mark.OWN) == ("Prison",)
    assert found.texts(Mark.GONE) == ("Confiscation",)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> VersionView:
    """A version that says the opposite of what it came from."""
    return shown(qtbot, compared(LAW.replace("not ", ""), LAW))


def shown(qtbot: QtBot, comparison: Comparison) -> VersionView:
    made = VersionView("Bob", "3 March", comparison)
    qtbot.addWidget(made)
    return made


def text_of(view: VersionView) -> QTextEdit:
    found = view.findChild(QTextEdit)
    assert found is not None
    return found


def words(view: VersionView) -> str:
    return " ".join(label.text() for label in view.findChildren(QLabel))


def test_what_was_taken_out_stands_struck_through_in_its_place(view: VersionView) -> None:
    text = text_of(view)
    assert text.toPlainText() == "The law does [not] cover this offence."
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.toPlainText().index("not") + 1)
    assert cursor.charFormat().fontStrikeOut()
    assert view.shown == "The law does cover this offence."


def test_what_was_taken_out_is_said_in_words(view: VersionView) -> None:
    assert "Taken out: \u2068“not”\u2069" in words(view)
    assert "Taken out: \u2068“not”\u2069" in text_of(view).accessibleDescription()


def test_what_is_new_is_said_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, compared(LAW[:-1] + " yet.", LAW))
    assert text_of(view).accessibleDescription() == "New: \u2068“yet”\u2069"


def test_what_was_taken_out_is_not_copied(view: VersionView) -> None:
    text = text_of(view)
    text.selectAll()
    text.copy()
    assert QApplication.clipboard().text() == "The law does cover this offence."


def test_of_very_many_the_first_are_named(qtbot: QtBot, theme: Theme) -> None:
    common = " ".join(f"kept{n} gone{n}" for n in range(9))
    view = shown(qtbot, compared(" ".join(f"kept{n}" for n in range(9)), common))
    assert words(view).endswith("“gone4”\u2069, and 4 more")


def test_what_could_not_be_compared_says_so(qtbot: QtBot, theme: Theme) -> None:
    assert "Hardly a word is left" in words(shown(qtbot, compared("Wholly other", LAW)))
    text = "word " * 10_000
    assert "read all of it" in words(shown(qtbot, compared(text, text + "more")))
    assert "Taken out" not in words(shown(qtbot, plain(LAW)))


@pytest.mark.looks
def test_marks_follow_the_colours_of_the_window(
    qtbot: QtBot, theme: Theme, view: VersionView
) -> None:
    def behind() -> str:
        cursor = QTextCursor(text_of(view).document())
        cursor.setPosition(text_of(view).toPlainText().index("not") + 1)
        return cursor.charFormat().background().color().name()

    light = behind()
    theme.use(Scheme.DARK, 100)
    qtbot.waitUntil(lambda: behind() != light)


@pytest.mark.looks
@pytest.mark.parametrize("scheme", list(Scheme))
def test_what_is_marked_can_be_read(qtbot: QtBot, theme: Theme, scheme: Scheme) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1 for text on what it is marked with."""
    theme.use(scheme, 100)
    view = shown(qtbot, compared(LAW.replace("not ", ""), LAW))
    text = text_of(view)
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.toPlainText().index("not") + 1)
    marked = cursor.charFormat().background().color()
    assert contrast(text.palette().text().color().name(), marked.name()) >= 4.5
