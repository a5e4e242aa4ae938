"""Search over questions and answers, and the filters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QMenu, QToolButton
from pytestqt.modeltest import ModelTester

from desktop_app.services.search import Snippet
from desktop_app.ui.questionnaire.results import HitModel, HitRole, shortened
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response


def results(person: Person) -> QListView:
    """The list of what was found."""
    found = person.see("results")
    assert isinstance(found, QListView)
    return found


def search(person: Person, text: str) -> list[str]:
    """Search, and read what is listed."""
    person.page.focus_search()
    line = person.see("search")
    assert line.hasFocus()
    person.type(line, text)
    person.qtbot.waitUntil(lambda: person.sees("results"))
    model = results(person).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def counted(person: Person) -> str:
    """What is said of the number of hits."""
    label = person.see("result-count")
    assert isinstance(label, QLabel)
    return label.text()


def test_words_of_a_question_are_found(person: Person) -> None:
    assert any("Does the law cover beta?" in hit for hit in search(person, "cover beta"))


def test_words_of_an_answer_are_found_whatever_their_accents(person: Person) -> None:
    person.response.set(key("beta"), "yes")
    person.response.set(key("beta_example"), "Une affaire de société écran")
    assert any("société" in hit for hit in search(person, "societe ecran"))
    place = results(person).model().index(0, 0).data(HitRole.PLACE)
    assert "in the answer" in place


def test_arabic_and_chinese_are_found(person: Person) -> None:
    person.response.set(key("beta"), "yes")
    person.response.set(key("beta_example"), "قانون العقوبات 刑法第二百九十四条")
    assert search(person, "العقوبات")
    person.press("end-search")
    assert search(person, "九十四")


def test_enter_goes_to_the_list_and_enter_again_to_the_question(person: Person) -> None:
    search(person, "cover beta")
    QTest.keyClick(person.see("search"), Qt.Key.Key_Return)
    assert results(person).hasFocus()
    QTest.keyClick(results(person), Qt.Key.Key_Return)
    assert person.article().article.key == key("five")
    assert person.see("choice-yes", person.field("beta")).hasFocus()


def test_a_click_goes_there_too(person: Person) -> None:
    search(person, "cover long7")
    found = results(person)
    place = found.visualRect(found.model().index(0, 0)).center()
    QTest.mouseClick(found.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert person.article().article.key == key("six")


def test_nothing_found_is_said(person: Person) -> None:
    assert search(person, "zzz") == []
    assert counted(person).startswith("Nothing found")


def test_escape_ends_the_search(person: Person) -> None:
    search(person, "beta")
    QTest.keyClick(person.see("search"), Qt.Key.Key_Escape)
    assert person.sees("outline")
    assert not person.sees("results")


def test_a_shortcut_lists_what_is_unanswered_with_its_count(person: Person) -> None:
    shortcut = person.see("shortcut-empty")
    number = int(shortcut.accessibleName().rpartition(" ")[2])
    person.click(shortcut)
    assert results(person).model().rowCount() == number
    assert counted(person) == f"{number} questions · Not answered"


def test_the_counts_follow_the_answers(person: Person) -> None:
    person.open("five")
    before = person.see("shortcut-draft").accessibleName()
    person.choose("alpha", "yes")
    assert before == "Draft: 1"
    assert person.see("shortcut-draft").accessibleName() == "Draft: 2"


@pytest.mark.parametrize(
    ("word", "cards"),
    [("To be considered", {"card_beta"}), ("Draft", {"card_alpha", "card_i"})],
)
def test_questions_are_filtered_by_level_and_by_status(
    person: Person, word: str, cards: set[str]
) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    button = person.see("filter")
    assert isinstance(button, QToolButton)
    menu = button.menu()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == word).trigger()
    model = results(person).model()
    found = {
        model.index(row, 0).data(HitRole.HIT).card.question for row in range(model.rowCount())
    }
    assert found == cards


def test_search_works_in_a_folded_column(person: Person) -> None:
    person.press("toggle-finder")
    assert not person.sees("search")
    person.page.focus_search()
    assert person.see("search").hasFocus()


def test_the_list_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    response = blank_response()
    response.set(key("instruments"), "UNTOC")
    model = HitModel(response)
    model.show_hits(response.search("law"))
    assert model.rowCount()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]  # pytest-qt has no types


def test_what_was_found_is_in_sight_though_it_stands_late() -> None:
    text = "word " * 15 + "found here"
    start = text.index("found")
    short = shortened(Snippet(text, start, start + 5))
    assert short.text[short.start : short.end] == "found"
    assert short.start < 40


def test_escape_in_the_list_goes_back_to_the_search(person: Person) -> None:
    test_enter_goes_to_the_list_and_enter_again_to_the_question(person)
    search = person.see("search")
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Return)
    results = person.see("results")
    assert results.hasFocus()
    QTest.keyClick(results, Qt.Key.Key_Escape)
    assert person.see("search").hasFocus()
    assert person.sees("outline")


def test_a_filter_counts_questions_not_places(person: Person) -> None:
    person.press("shortcut-empty")
    count = person.see("result-count")
    assert isinstance(count, QLabel)
    assert "questions" in count.text()
