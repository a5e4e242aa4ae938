"""Longer answers: direction, length, line ends, undo, and writing large."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_app.ui.questionnaire.fields.paragraph_edit import (
    LEFT_TO_RIGHT,
    RIGHT_TO_LEFT,
    ParagraphEdit,
)
from desktop_app.ui.questionnaire.fields.stretches import LONG
from desktop_app.ui.theme import reading_width
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person

SENTENCE = "The Criminal Code defines participation in a group as an offence. "
ARABIC = "يعاقب القانون كل من اتفق مع شخص أو أكثر على ارتكاب جريمة خطيرة. "
CHINESE = "刑法将参加有组织犯罪集团规定为独立于犯罪未遂或既遂的犯罪。"
LONG_TEXTS = {
    "one paragraph": (SENTENCE * 900)[:50_000],
    "no spaces": "x" * 50_000,
    "Arabic": (ARABIC * 900)[:50_000],
    "Chinese": (CHINESE * 2000)[:50_000],
    "many paragraphs": "\n".join([SENTENCE] * 700),
}


@pytest.fixture
def writer(person: Person) -> Person:
    """Somebody at the article that asks for many words."""
    person.open("kinds")
    return person


def edit_of(person: Person) -> ParagraphEdit:
    """The editor of that question."""
    edit = person.control("k_text")
    assert isinstance(edit, ParagraphEdit)
    return edit


def paste(edit: ParagraphEdit, text: str) -> None:
    """Put a text on the clipboard and paste it."""
    data = QMimeData()
    data.setText(text)
    paste_data(edit, data)


def paste_data(edit: ParagraphEdit, data: QMimeData) -> None:
    """The same with formats; an object of Python's must not stay on the clipboard."""
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(data)
    edit.paste()
    clipboard.clear()


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_a_long_text_is_shown_and_given_back_as_it_is(writer: Person, text: str) -> None:
    writer.response.set(key("k_text"), text)
    writer.page.show_node(key("card_k12"))
    edit = edit_of(writer)
    edit.show_text(text)
    assert edit.text() == text


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_a_long_text_is_pasted_typed_in_and_copied_whole(writer: Person, text: str) -> None:
    edit = edit_of(writer)
    edit.setFocus()
    paste(edit, text)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(edit, "ab")
    assert writer.value("k_text") == "ab" + text
    edit.selectAll()
    edit.copy()
    assert QGuiApplication.clipboard().text() == "ab" + text


@pytest.mark.parametrize("text", LONG_TEXTS.values(), ids=LONG_TEXTS.keys())
def test_no_block_of_the_document_is_so_long_that_typing_lags(
    writer: Person, text: str
) -> None:
    edit = edit_of(writer)
    edit.show_text(text)
    block, longest = edit.document().firstBlock(), 0
    while block.isValid():
        longest = max(longest, block.length())
        block = block.next()
    assert longest <= LONG + 1


def test_a_new_line_inside_a_long_paragraph_is_one(writer: Person) -> None:
    edit = edit_of(writer)
    paste(edit, LONG_TEXTS["one paragraph"])
    cursor = edit.textCursor()
    cursor.setPosition(7000)
    edit.setTextCursor(cursor)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert writer.value("k_text").count("\n") == 1


def test_no_break_spaces_and_line_ends_are_kept(writer: Person) -> None:
    edit = edit_of(writer)
    paste(edit, "«\u00a0Oui\u00a0»\r\nline two")
    assert writer.value("k_text") == "«\u00a0Oui\u00a0»\nline two"


def test_pasted_formats_are_left_behind(writer: Person) -> None:
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("bold")
    edit = edit_of(writer)
    paste_data(edit, data)
    assert "font-weight" not in edit.toHtml().partition("bold</")[0].rpartition("<p")[2]
    assert writer.value("k_text") == "bold"


def test_each_paragraph_runs_as_its_first_letter_does(writer: Person) -> None:
    edit = edit_of(writer)
    edit.show_text(f"{SENTENCE}\n{ARABIC}\n12 {ARABIC}\n{CHINESE}")
    block, found = edit.document().firstBlock(), []
    while block.isValid():
        found.append(block.textDirection())
        block = block.next()
    left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
    assert found == [left, right, right, left]


@pytest.mark.parametrize("mark", [RIGHT_TO_LEFT, LEFT_TO_RIGHT])
def test_the_direction_of_a_paragraph_is_switched_by_hand_and_kept(
    writer: Person, mark: str
) -> None:
    edit = edit_of(writer)
    edit.show_text("12/2004 first\nsecond")
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    edit.turn_paragraph(mark)
    assert writer.value("k_text") == f"{mark}12/2004 first\nsecond"
    assert edit.direction_mark() == mark
    edit.turn_paragraph("")
    assert writer.value("k_text") == "12/2004 first\nsecond"


def test_an_editor_grows_with_its_text_and_not_for_ever(writer: Person) -> None:
    edit = edit_of(writer)
    heights = []
    for lines in (1, 8, 200):
        edit.show_text("\n".join(["line"] * lines))
        heights.append(edit.height())
    assert heights[0] < heights[1] < heights[2] < 900


def test_lines_have_at_most_75_characters(writer: Person) -> None:
    edit = edit_of(writer)
    assert edit.document().textWidth() <= reading_width(edit.font()) + 16
    assert edit.font().pointSizeF() >= 11


def test_typing_is_undone_by_the_editor_itself(writer: Person) -> None:
    edit = edit_of(writer)
    writer.enter("k_text", "word")
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert writer.value("k_text") == ""
    QTest.keyClick(edit, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert writer.value("k_text") == "word"


def test_half_composed_characters_are_not_stored(writer: Person) -> None:
    edit = edit_of(writer)
    edit.setFocus()
    QApplication.sendEvent(edit, QInputMethodEvent("ni", []))
    assert writer.value("k_text") == ""
    done = QInputMethodEvent()
    done.setCommitString("你")
    QApplication.sendEvent(edit, done)
    assert writer.value("k_text") == "你"


def test_what_is_composed_is_not_wiped_by_a_change_from_elsewhere(writer: Person) -> None:
    edit = edit_of(writer)
    edit.setFocus()
    QApplication.sendEvent(edit, QInputMethodEvent("ni", []))
    writer.response.set(key("k_text"), "from elsewhere")
    edit.show_text("from elsewhere")
    done = QInputMethodEvent()
    done.setCommitString("你")
    QApplication.sendEvent(edit, done)
    assert "你" in edit.text()


def test_the_tools_stand_beside_the_text_while_one_writes(writer: Person) -> None:
    assert not writer.sees("write-large", writer.field("k_text"))
    edit = edit_of(writer)
    edit.setFocus()
    tools = writer.see("write-large", writer.field("k_text"))
    assert writer.place_of(tools).x() >= writer.place_of(edit.viewport()).x() + (
        edit.viewport().width() - 1
    )


def test_f11_writes_large_and_comes_back_to_the_same_caret(writer: Person) -> None:
    writer.enter("k_text", "one two")
    edit = edit_of(writer)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(edit, Qt.Key.Key_F11)
    large = writer.see("large-edit")
    assert isinstance(large, ParagraphEdit)
    assert large.hasFocus()
    assert large.font().pointSizeF() > edit.font().pointSizeF()
    QTest.keyClicks(large, "new ")
    assert writer.value("k_text") == "new one two"
    QTest.keyClick(large, Qt.Key.Key_F11)
    assert edit.hasFocus()
    assert edit.text() == "new one two"
    assert edit.textCursor().position() == 4


def test_writing_large_is_where_one_is(writer: Person) -> None:
    writer.enter("k_text", "one two")
    writer.press("write-large", writer.field("k_text"))
    place = writer.page.place()
    assert place is not None
    assert (place.node, place.caret) == (key("k_text"), 7)
