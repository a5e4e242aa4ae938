"""Where there is no room for two columns, one of them takes the place of the article."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from desktop_app.ui.questionnaire.articles import Articles
from desktop_app.ui.questionnaire.finder import Finder
from desktop_app.ui.questionnaire.side_panel import SidePanel
from desktop_app.ui.theme import Scheme, Theme
from tests.builders.responses import key
from tests.ui.questionnaire.person import Person

pytestmark = pytest.mark.looks


@pytest.fixture
def large(person: Person, theme: Theme) -> Person:
    """Somebody with a small screen and large text."""
    theme.use(Scheme.LIGHT, 200)
    person.page.resize(900, 500)
    person.qtbot.waitUntil(lambda: not shows(person, Finder))
    return person


def shows(person: Person, kind: type[QWidget]) -> bool:
    found = person.page.findChild(kind)
    assert found is not None
    return found.isVisible()


def width(person: Person, kind: type[QWidget]) -> int:
    found = person.page.findChild(kind)
    assert found is not None
    return found.width()


def test_the_article_has_all_the_room(large: Person) -> None:
    assert shows(large, Articles)
    large.qtbot.waitUntil(lambda: width(large, Articles) == large.page.width())


def test_the_outline_takes_its_place_and_gives_it_back(large: Person) -> None:
    large.press("toggle-finder")
    assert shows(large, Finder)
    assert not shows(large, Articles)
    large.qtbot.waitUntil(lambda: width(large, Finder) == large.page.width())
    large.press("toggle-finder")
    assert shows(large, Articles)
    assert not shows(large, Finder)


def test_choosing_an_article_folds_the_outline_away(large: Person) -> None:
    large.press("toggle-finder")
    finder = large.page.findChild(Finder)
    assert finder is not None
    article = key("six")
    finder.article_entered.emit(article)
    assert shows(large, Articles)
    assert not shows(large, Finder)
    assert large.article().article.key == article


def test_one_panel_after_the_other(large: Person) -> None:
    large.press("toggle-finder")
    large.press("toggle-side")
    assert shows(large, SidePanel)
    assert not shows(large, Finder)
    assert not shows(large, Articles)
    large.press("toggle-side")
    large.qtbot.waitUntil(lambda: not shows(large, SidePanel))


def test_with_room_again_they_stand_beside_each_other(large: Person, theme: Theme) -> None:
    large.press("toggle-finder")
    theme.use(Scheme.LIGHT, 100)
    large.page.resize(1440, 900)
    large.qtbot.waitUntil(lambda: shows(large, Articles))
    assert shows(large, Finder)
    large.qtbot.waitUntil(lambda: width(large, Finder) < 600)
