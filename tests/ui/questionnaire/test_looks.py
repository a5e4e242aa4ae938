"""The page in every look: long texts, from right to left, large text, little room, dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from desktop_app.services.response import Response
from desktop_app.ui.i18n import Language
from desktop_app.ui.questionnaire.card import Card
from desktop_app.ui.theme import Scheme, Theme
from tests.builders.pseudo import use_pseudo
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response

Make = Callable[[Response], Person]
ARTICLES = ("front_page", "kinds", "five")


def answered() -> Response:
    """Something of everything: a law, a gap, a warning."""
    response = blank_response(official=(("card_beta", "12", "The official words."),))
    for name, value in (("instruments", "UNTOC"), ("alpha", "part"), ("beta", "yes")):
        response.set(key(name), value)
    response.set(key("alpha_gap"), "A gap.\n\nثغرة في القانون\n\n法律空白")
    return response


def cut_off(person: Person) -> list[str]:
    """What is wider than the card or the column it stands in."""
    found = []
    for card in person.article().findChildren(Card):
        if not card.isVisible():
            continue
        for each in card.findChildren(QWidget):
            left = each.mapTo(card, QPoint(0, 0)).x()
            is_out = left < 0 or left + each.width() > card.width()
            if each.isVisible() and is_out and not each.isWindow():
                found.append(f"{type(each).__name__} {each.objectName()}")
    return found


def squeezed(person: Person) -> list[str]:
    """Labels that are lower than their text needs."""
    found = []
    for kind in (QLabel, QAbstractButton):
        for each in person.article().findChildren(kind):
            if not each.isVisible():
                continue
            assert isinstance(each, QLabel | QAbstractButton)
            needs = each.heightForWidth(each.width()) if each.hasHeightForWidth() else 0
            if each.height() + 1 < needs:
                found.append(each.text())
    return found


def check(person: Person) -> None:
    """Nothing is cut off on any article."""
    for article in ARTICLES:
        person.open(article)
        assert cut_off(person) == []
        assert squeezed(person) == []


@pytest.mark.parametrize("size", [(1440, 900), (900, 500)], ids=["large", "small"])
@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(
    make_person: Make, theme: Theme, size: tuple[int, int], percent: int
) -> None:
    theme.use(Scheme.LIGHT, percent)
    person = make_person(answered())
    person.page.resize(*size)
    check(person)


@pytest.mark.parametrize("is_rtl", [False, True], ids=["twice as long", "right to left"])
@pytest.mark.parametrize("size", [(1440, 900), (900, 500)], ids=["large", "small"])
def test_nothing_is_cut_off_in_another_language(
    make_person: Make, language: Language, size: tuple[int, int], is_rtl: bool
) -> None:
    use_pseudo(language, is_rtl=is_rtl)
    person = make_person(answered())
    person.page.resize(*size)
    check(person)


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("add-row", "Add"),
        ("copy-answer", "Copy question and answer"),
        ("clear-choice", "Clear"),
        ("next-article", "Next: Laundering"),
    ],
)
def test_words_of_the_page_are_translated(
    make_person: Make, language: Language, name: str, english: str
) -> None:
    use_pseudo(language)
    person = make_person(answered())
    person.open("five")
    button = person.see(name)
    assert isinstance(button, QAbstractButton)
    assert button.text() != english
    assert button.text().startswith(english.split(":", maxsplit=1)[0])


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.CONTRAST])
def test_a_page_that_is_open_changes_its_colours(
    make_person: Make, theme: Theme, scheme: Scheme
) -> None:
    person = make_person(answered())
    person.open("five")
    before = person.page.grab().toImage().pixelColor(700, 60).lightness()
    theme.use(scheme, 100)
    after = person.page.grab().toImage().pixelColor(700, 60).lightness()
    assert before > 200
    assert after < 60
    check(person)


def test_a_page_that_is_open_changes_its_size_of_text(make_person: Make, theme: Theme) -> None:
    person = make_person(answered())
    person.open("five")
    before = person.see("article-title").height()
    theme.use(Scheme.LIGHT, 200)
    person.qtbot.waitUntil(lambda: person.see("article-title").height() > 1.5 * before)
    check(person)


def test_columns_fold_where_there_is_no_room_and_open_by_hand(person: Person) -> None:
    assert person.sees("outline")
    assert person.sees("help")
    person.page.resize(900, 500)
    assert not person.sees("outline")
    assert not person.sees("help")
    person.press("toggle-finder")
    assert person.sees("outline")
    person.press("toggle-finder")
    assert not person.sees("outline")


def test_in_a_window_from_right_to_left_the_page_mirrors_and_references_do_not(
    make_person: Make, language: Language
) -> None:
    use_pseudo(language, is_rtl=True)
    person = make_person(answered())
    person.open("five")
    assert person.place_of(person.see("outline")).x() > person.place_of(person.see("help")).x()
    card = person.card("alpha")
    reference = person.see("reference", card)
    assert isinstance(reference, QLabel)
    assert reference.text() == "\u2066Art. 5(1)\u2069"
    assert person.place_of(reference).x() > person.place_of(person.see("status", card)).x()
    assert person.field("alpha").layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_official_wording_is_shown_and_ours_is_marked(make_person: Make) -> None:
    person = make_person(answered())
    person.open("five")
    card = person.card("beta")
    official = person.see("official", card)
    assert isinstance(official, QLabel)
    assert official.text() == "\u206612\u2069 The official words."
    assert person.reads("Unofficial working text", card)
    assert person.reads("Does the law cover beta?", card)
    assert not person.sees("official", person.card("alpha"))


def test_whose_words_the_questions_are_is_said_on_each_page(person: Person) -> None:
    person.open("five")
    notice = person.see("notice")
    assert isinstance(notice, QLabel)
    assert notice.text() == "Unofficial working text"


@pytest.mark.parametrize(
    ("card", "words"),
    [("alpha", "required"), ("beta", "to be considered")],
)
def test_a_level_is_a_word_never_a_code(person: Person, card: str, words: str) -> None:
    person.open("five")
    title = person.see("card-title", person.card(card))
    assert isinstance(title, QLabel)
    assert title.text().startswith(words + " · ")
