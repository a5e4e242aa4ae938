"""When the page has what was entered written: at once where a person leaves something."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest

from desktop_app.domain.entries import Typed
from desktop_app.services.response import Response
from desktop_app.ui import autosave
from tests.builders.responses import key
from tests.ui.questionnaire.conftest import Store
from tests.ui.questionnaire.person import Person
from tests.ui.questionnaire.small_form import blank_response


@pytest.fixture
def writer(
    make_person: Callable[[Response], Person], monkeypatch: pytest.MonkeyPatch
) -> Person:
    """Somebody at a text, on a page that by itself would write an hour later."""
    monkeypatch.setattr(autosave, "EVERY_MS", 3_600_000)
    response = blank_response()
    response.set(key("instruments"), "UNTOC")
    response.leave()
    response.take_pending()
    person = make_person(response)
    person.open("kinds")
    person.enter("k_text", "typed")
    return person


def written(store: Store) -> list[tuple[str, bool]]:
    """The texts that were written, and whether each ended its version."""
    return [
        (each.value, each.closes)
        for each in store.written
        if isinstance(each, Typed) and each.key == key("k_text")
    ]


def test_while_one_types_nothing_is_written_yet(writer: Person, store: Store) -> None:
    """Else the tests below would show nothing."""
    QTest.qWait(1)
    assert written(store) == []


def test_leaving_the_field_writes_at_once(writer: Person, store: Store) -> None:
    writer.go_away()
    writer.qtbot.waitUntil(lambda: written(store) == [("typed", True)])


def test_going_to_another_field_writes_at_once(writer: Person, store: Store) -> None:
    writer.control("k_number").setFocus()
    writer.qtbot.waitUntil(lambda: written(store) == [("typed", True)])


def test_going_to_another_article_writes_at_once(writer: Person, store: Store) -> None:
    writer.open("five")
    writer.qtbot.waitUntil(lambda: written(store) == [("typed", True)])
