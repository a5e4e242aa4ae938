"""The page in every look: long texts, from right to left, large text, little room, dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QScrollArea,
    QStyleOptionViewItem,
    QTabBar,
    QTreeView,
)

from desktop_app.services.response import Response
from desktop_app.ui.i18n import Language
from desktop_app.ui.questionnaire.card import Card
from desktop_app.ui.questionnaire.fields.paragraph_edit import ParagraphEdit
from desktop_app.ui.questionnaire.results import ResultList
from desktop_app.ui.theme import Scheme, Theme
from tests.builders.pseudo import use_pseudo
from tests.builders.responses import key
from tests.ui.looks import squeezed, sticking_out
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response

pytestmark = pytest.mark.looks

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
    cards = person.article().findChildren(Card)
    return [each for card in cards if card.isVisible() for each in sticking_out(card)]


def check(person: Person) -> None:
    """Nothing is cut off on any article."""
    for article in ARTICLES:
        person.open(article)
        assert cut_off(person) == []
        assert squeezed(person.page) == []


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
        ("copy-answer", "Copy"),
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


@pytest.mark.parametrize("percent", [100, 200])
def test_lines_of_an_answer_are_one_and_a_half_times_as_high_as_its_letters(
    make_person: Make, theme: Theme, percent: int
) -> None:
    theme.use(Scheme.LIGHT, percent)
    person = make_person(answered())
    person.open("kinds")
    edit = person.control("k_text")
    assert isinstance(edit, ParagraphEdit)
    edit.show_text("one\ntwo")
    layout = edit.document().documentLayout()
    tops = [layout.blockBoundingRect(edit.document().findBlockByNumber(n)).y() for n in (0, 1)]
    size = QFontInfo(edit.font()).pixelSize()
    assert 1.4 * size < tops[1] - tops[0] < 1.65 * size


def test_what_was_found_is_not_painted_over_its_neighbours(make_person: Make) -> None:
    person = make_person(answered())
    search = person.see("search")
    search.setFocus()
    person.type(search, "the law")
    person.qtbot.waitUntil(lambda: person.sees("results"))
    results = person.see("results")
    assert isinstance(results, ResultList)
    person.qtbot.waitUntil(lambda: results.hit_model.rowCount() > 8)
    QApplication.processEvents()
    bottom = -1
    for row in range(results.hit_model.rowCount()):
        index = results.hit_model.index(row, 0)
        place = results.visualRect(index)
        wanted = results.itemDelegate().sizeHint(QStyleOptionViewItem(), index).height()
        assert place.top() > bottom
        assert place.height() == wanted
        bottom = place.bottom()


@pytest.mark.parametrize("tab", [0, 1])
def test_the_side_panel_is_never_wider_than_its_column(
    make_person: Make, language: Language, tab: int
) -> None:
    use_pseudo(language)
    person = make_person(answered())
    person.page.show_node(key("alpha"))
    tabs = person.see("side-tabs")
    assert isinstance(tabs, QTabBar)
    tabs.setCurrentIndex(tab)
    panel = person.see(("help", "history")[tab])
    assert isinstance(panel, QScrollArea)
    inside = panel.widget()
    assert inside is not None
    assert inside.width() <= panel.viewport().width()
    tabs.setCurrentIndex(0)


def test_the_question_one_is_at_is_named_above_the_page(person: Person) -> None:
    person.page.show_node(key("beta"))
    where = person.see("where")
    assert isinstance(where, QLabel)
    assert where.text() == "\u2066Art. 5(2)\u2069"


@pytest.mark.parametrize("percent", [100, 200])
def test_the_arrow_of_a_part_grows_with_the_text(
    make_person: Make, theme: Theme, percent: int
) -> None:
    theme.use(Scheme.LIGHT, percent)
    person = make_person(answered())
    if not person.sees("outline"):  # it was folded for want of room
        person.press("toggle-finder")
    outline = person.see("outline")
    assert isinstance(outline, QTreeView)
    assert outline.indentation() >= outline.fontMetrics().height() * 0.7
