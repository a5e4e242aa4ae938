"""What a synchronisation did, in sentences."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_app.domain.exchanges import Tally
from desktop_app.domain.servers import Synchronised
from desktop_app.ui.i18n import Language
from desktop_app.ui.synchronising.words import (
    came_words,
    files_words,
    last_words,
    waiting_words,
)
from tests.ui.synchronising.rooms import STATUS


@pytest.fixture(autouse=True)
def english(language: Language) -> None:
    """Plurals are forms of the language, English ones too."""
    language.use("en")


def test_without_files_nothing_is_said_of_them() -> None:
    assert files_words(Synchronised(came=1, went=1)) == []
    assert "file" not in last_words(Synchronised(came=1, went=1))


def test_files_that_came_went_and_lack_are_told() -> None:
    done = Synchronised(files_came=2, files_went=1, files_to_come=1)
    assert files_words(done) == [
        "2 working files came.",
        "1 working file went.",
        "1 working file is still to come.",
    ]
    assert last_words(done).endswith("1 working file is still to come.")


def test_a_message_is_no_file() -> None:
    words = last_words(Synchronised(messages_went=1))
    assert "1 message to the secretariat went." in words
    assert "file" not in words


def test_files_that_wait_are_told() -> None:
    assert waiting_words(replace(STATUS, pending=0)) == "Nothing waits to go there."
    files = replace(STATUS, pending=0, files=1)
    assert waiting_words(files) == "1 working file waits to go there."
    words = waiting_words(replace(STATUS, pending=1, files=2))
    assert words == "1 change waits to go there. 2 working files wait to go there."


def test_what_came_names_answers_and_files() -> None:
    done = Synchronised(came=1, files_came=1, tally=Tally(answers=2))
    assert came_words(done) == "From the server: 2 answers. 1 working file came."
