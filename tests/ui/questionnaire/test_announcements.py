"""What a screen reader is told of things that happen away from the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders.responses import key
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.test_status import call


@pytest.mark.parametrize(
    ("answer", "words"), [("yes", "2 more questions"), ("no", "1 more question")]
)
def test_questions_that_appear_are_counted(
    person: Person, said: list[str], answer: str, words: str
) -> None:
    person.open("five")
    person.choose("alpha", answer)
    assert words in said


def test_questions_that_vanish_are_not(person: Person, said: list[str]) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    said.clear()
    person.choose("alpha", "nia")
    assert not [words for words in said if "more question" in words]


def test_questions_of_other_pages_are_not(person: Person, said: list[str]) -> None:
    person.open("front_page")
    person.choose("instruments", "TIP")
    assert not [words for words in said if "more question" in words]


def test_hidden_answers_are_told(person: Person, said: list[str]) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    person.enter("alpha_example", "a case")
    person.choose("alpha", "no")
    assert "1 answer hidden; it comes back with “Yes”." in said


def test_a_missing_law_is_told_when_it_goes_missing(person: Person, said: list[str]) -> None:
    person.open("five")
    person.choose("alpha", "yes")
    assert len([words for words in said if "No legal reference yet" in words]) == 1
    said.clear()
    person.enter("alpha_example", "a case")
    assert not [words for words in said if "No legal reference yet" in words]


def test_what_was_missing_before_is_not_told_when_a_page_opens(
    person: Person, said: list[str]
) -> None:
    person.response.set(key("alpha"), "yes")
    person.open("five")
    assert person.reads("No legal reference yet", person.card("alpha"))
    assert not [words for words in said if "No legal reference yet" in words]


def test_a_broken_rule_is_told_when_the_answer_is_left(person: Person, said: list[str]) -> None:
    person.open("kinds")
    person.enter("k_number", "2")
    assert "Enter a number from 4 to 100." not in said
    person.go_away()
    assert said.count("Enter a number from 4 to 100.") == 1


def test_another_status_is_told(person: Person, said: list[str]) -> None:
    person.open("five")
    person.choose("alpha", "nia")
    call(person, "card_alpha", "Finished by expert")
    assert said[-1] == "Finished by expert"


def test_why_a_question_is_not_finished_is_told(person: Person, said: list[str]) -> None:
    person.open("five")
    call(person, "card_alpha", "Finished by expert")
    assert "Answer the question before you call it finished." in said


def test_another_article_is_told(person: Person, said: list[str]) -> None:
    person.page.show_node(key("beta"))
    said.clear()
    QTest.keyClick(person.page, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert "Laundering" in said


def test_how_much_was_found_is_told(person: Person, said: list[str]) -> None:
    search = person.see("search")
    search.setFocus()
    person.type(search, "long12")
    person.qtbot.waitUntil(lambda: any("found" in words for words in said))


def test_that_something_was_copied_is_told(person: Person, said: list[str]) -> None:
    person.open("five")
    person.press("copy-article")
    assert said[-1] == "Copied."
