"""Every kind of question: how it is answered, and how its answer is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCalendarWidget,
    QComboBox,
    QLineEdit,
    QListWidget,
    QSlider,
    QWidget,
)

from desktop_app.services.response import Response
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response


@pytest.fixture
def at_kinds(person: Person) -> Person:
    """Somebody at the article with one question of each kind."""
    QLocale.setDefault(QLocale("en_GB"))
    person.open("kinds")
    return person


def line(person: Person, name: str) -> QLineEdit:
    """The line of a question."""
    control = person.control(name)
    assert isinstance(control, QLineEdit)
    return control


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("k_number", "42", "42"),
        ("k_number", "٤٢", "42"),
        ("k_number", "1 7", "17"),
        ("k_share", "12.5", "12.5"),
        ("k_share", "12,5", "12.5"),
        ("k_day", "2024-03-31", "2024-03-31"),
        ("k_day", "31 March 2024", "2024-03-31"),
        ("k_day", "31.3.2024", "2024-03-31"),
        ("k_time", "9:30", "09:30:00.000"),
        ("k_line", "a word", "a word"),
        ("k_line", "كلمة", "كلمة"),
        ("k_text", "first\nsecond", "first\nsecond"),
        ("k_text", "刑法", "刑法"),
    ],
)
def test_what_is_typed_is_the_answer(
    at_kinds: Person, name: str, typed: str, value: str
) -> None:
    at_kinds.enter(name, typed)
    assert at_kinds.value(name) == value


@pytest.mark.parametrize(
    ("name", "typed", "words"),
    [
        ("k_number", "many", "not a whole number"),
        ("k_share", "half", "not a number"),
        ("k_day", "31 Febr 2024", "not a date"),
        ("k_time", "noon", "not a time"),
    ],
)
def test_what_is_no_answer_of_the_kind_is_not_taken_and_that_is_said(
    at_kinds: Person, name: str, typed: str, words: str
) -> None:
    at_kinds.enter(name, typed)
    assert at_kinds.field(name).fault == ""
    at_kinds.go_away()
    assert words in at_kinds.field(name).fault
    assert at_kinds.value(name) == ""
    assert line(at_kinds, name).text() == typed


def test_escape_gives_up_what_is_no_answer(at_kinds: Person) -> None:
    at_kinds.enter("k_day", "soon")
    at_kinds.go_away()
    at_kinds.control("k_day").setFocus()
    QTest.keyClick(at_kinds.control("k_day"), Qt.Key.Key_Escape)
    assert line(at_kinds, "k_day").text() == ""
    assert at_kinds.field("k_day").fault == ""


def test_a_date_is_shown_with_its_month_in_letters(at_kinds: Person) -> None:
    at_kinds.enter("k_day", "2024-03-31")
    assert line(at_kinds, "k_day").text() == "2024-03-31"
    at_kinds.go_away()
    assert line(at_kinds, "k_day").text() == "31 March 2024"


def test_a_date_is_picked_from_the_calendar(at_kinds: Person) -> None:
    at_kinds.enter("k_day", "2024-03-31")
    at_kinds.press("open-calendar", at_kinds.field("k_day"))
    calendar = at_kinds.field("k_day").findChild(QCalendarWidget)
    assert isinstance(calendar, QCalendarWidget)
    assert calendar.selectedDate().toString(Qt.DateFormat.ISODate) == "2024-03-31"
    calendar.clicked.emit(calendar.selectedDate().addDays(-1))
    assert at_kinds.value("k_day") == "2024-03-30"
    assert line(at_kinds, "k_day").text() == "30 March 2024"


def test_a_moment_has_a_day_and_a_time_with_its_zone(at_kinds: Person) -> None:
    day, clock = at_kinds.field("k_moment").findChildren(QLineEdit)
    at_kinds.type(day, "31 March 2024")
    assert at_kinds.value("k_moment") == ""
    at_kinds.type(clock, "14:30")
    moment = datetime.fromisoformat(at_kinds.value("k_moment"))
    assert (moment.day, moment.hour, moment.minute) == (31, 14, 30)
    assert at_kinds.reads("UTC", at_kinds.field("k_moment"))


def test_a_choice_is_made_and_taken_back(at_kinds: Person) -> None:
    at_kinds.choose("k_one", "one")
    assert at_kinds.value("k_one") == "one"
    at_kinds.press("clear-choice", at_kinds.field("k_one"))
    assert at_kinds.value("k_one") == ""
    assert not at_kinds.sees("clear-choice", at_kinds.field("k_one"))


def test_a_long_option_is_wrapped_not_cut(at_kinds: Person) -> None:
    field = at_kinds.field("k_one")
    one, two = at_kinds.see("choice-one", field), at_kinds.see("choice-two", field)
    assert one.height() > 1.6 * two.height()
    assert one.width() <= field.width()


def test_many_options_are_a_list_that_is_searched_by_typing(at_kinds: Person) -> None:
    box = at_kinds.control("k_list")
    assert isinstance(box, QComboBox)
    at_kinds.enter("k_list", "Country 12")
    at_kinds.go_away()
    assert at_kinds.value("k_list") == "c12"


def test_what_is_not_in_the_list_is_given_up(at_kinds: Person) -> None:
    at_kinds.enter("k_list", "Atlantis")
    at_kinds.go_away()
    box = at_kinds.control("k_list")
    assert isinstance(box, QComboBox)
    assert box.currentText() == ""
    assert at_kinds.value("k_list") == ""


def test_several_options_are_ticked(at_kinds: Person) -> None:
    at_kinds.choose("k_many", "keep")
    at_kinds.choose("k_many", "recruit")
    assert at_kinds.value("k_many") == "recruit keep"
    at_kinds.choose("k_many", "keep")
    assert at_kinds.value("k_many") == "recruit"


def test_options_are_put_in_order(at_kinds: Person) -> None:
    ranking = at_kinds.control("k_rank")
    assert isinstance(ranking, QListWidget)
    ranking.setCurrentRow(2)
    at_kinds.press("rank-up", at_kinds.field("k_rank"))
    assert at_kinds.value("k_rank") == "recruit keep move"
    assert ranking.item(1).text() == "2. Harbouring"


def test_the_given_order_can_be_kept(at_kinds: Person) -> None:
    assert at_kinds.value("k_rank") == ""
    at_kinds.press("rank-keep", at_kinds.field("k_rank"))
    assert at_kinds.value("k_rank") == "recruit move keep"


def test_a_scale_is_moved_or_typed_and_cleared(at_kinds: Person) -> None:
    slider = at_kinds.control("k_scale")
    assert isinstance(slider, QSlider)
    QTest.keyClick(slider, Qt.Key.Key_Right)
    assert at_kinds.value("k_scale") == "1"
    number = at_kinds.field("k_scale").findChild(QLineEdit)
    assert isinstance(number, QLineEdit)
    number.selectAll()
    QTest.keyClicks(number, "7")
    assert at_kinds.value("k_scale") == "7"
    assert slider.value() == 7
    at_kinds.press("clear-choice", at_kinds.field("k_scale"))
    assert at_kinds.value("k_scale") == ""


def test_a_tick_says_that_something_holds(at_kinds: Person) -> None:
    at_kinds.press("acknowledge")
    assert at_kinds.value("k_tick") == "OK"
    at_kinds.press("acknowledge")
    assert at_kinds.value("k_tick") == ""


def test_a_note_is_read(at_kinds: Person) -> None:
    assert at_kinds.reads("A note that explains something.", at_kinds.field("k_note"))


def test_what_the_form_worked_out_is_read(at_kinds: Person) -> None:
    assert at_kinds.reads("as it is", at_kinds.field("k_shown"))


def test_a_file_is_not_carried_and_that_is_said(at_kinds: Person) -> None:
    assert at_kinds.reads("Files are not carried", at_kinds.field("k_file"))


def test_what_the_form_fills_in_cannot_be_typed_over(at_kinds: Person) -> None:
    at_kinds.enter("k_fixed", "8")
    assert line(at_kinds, "k_fixed").text() == "7"
    assert at_kinds.reads("Filled in by the questionnaire", at_kinds.field("k_fixed"))


def test_a_broken_rule_is_said_when_the_answer_is_left(at_kinds: Person) -> None:
    at_kinds.enter("k_number", "2")
    assert at_kinds.field("k_number").fault == ""
    at_kinds.go_away()
    assert at_kinds.field("k_number").fault == "Enter a number from 4 to 100."


def test_the_words_go_as_soon_as_the_rule_holds(at_kinds: Person) -> None:
    at_kinds.enter("k_number", "2")
    at_kinds.go_away()
    at_kinds.enter("k_number", "0")
    assert at_kinds.field("k_number").fault == ""


def test_every_field_has_the_question_as_its_accessible_name(at_kinds: Person) -> None:
    for name in ("k_number", "k_day", "k_list", "k_text", "k_line"):
        assert at_kinds.control(name).accessibleName() == at_kinds.field(name).state.label


def test_a_fault_is_part_of_the_accessible_description(at_kinds: Person) -> None:
    at_kinds.enter("k_number", "2")
    at_kinds.go_away()
    assert "from 4 to 100" in at_kinds.control("k_number").accessibleDescription()


def test_the_wheel_over_a_list_scrolls_the_page_not_the_answer(
    make_person: Callable[[Response], Person],
) -> None:
    response = blank_response()
    response.set(key("instruments"), "UNTOC")
    response.set(key("k_list"), "c3")
    person = make_person(response)
    person.open("kinds")
    box: QWidget = person.control("k_list")
    person.article().bring_into_sight(box)
    assert not box.hasFocus()
    place = box.mapTo(person.page, box.rect().center())
    QTest.wheelEvent(person.page.windowHandle(), place, QPoint(0, -120))
    assert person.value("k_list") == "c3"
