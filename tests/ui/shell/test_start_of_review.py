"""Entering the start of the review: of it alone there is no line on how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.dates.card import TimelineCard
from desktop_app.ui.dates.dialogs import MoveStep
from desktop_app.ui.theme import Theme
from desktop_app.ui.widgets import Button, Text
from tests.builders.responses import sample_info
from tests.ui.shell.dates_rooms import STEPS, TIMELINE


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> TimelineCard:
    """A review of which nobody knows when it began."""
    made = TimelineCard(sample_info(), "en")
    qtbot.addWidget(made)
    made.show_timeline(replace(TIMELINE, start=None, may_revise=True))
    return made


@pytest.fixture
def opened(card: TimelineCard) -> Iterator[list[MoveStep]]:
    """The dialogs that are open, once asked for."""
    made: list[MoveStep] = []
    yield made
    for each in made:
        each.reject()


def press(card: TimelineCard, name: str, opened: list[MoveStep]) -> list[str]:
    """What can be read in the dialog that a button opens."""
    button = card.findChild(Button, name)
    assert button is not None
    button.click()
    found = [e for e in QApplication.topLevelWidgets() if isinstance(e, MoveStep)]
    (dialog,) = (each for each in found if each.isVisible())
    opened.append(dialog)
    return [each.text() for each in dialog.findChildren(Text) if each.isVisible()]


def test_the_start_waits_for_nothing(card: TimelineCard, opened: list[MoveStep]) -> None:
    said = press(card, "enter-start", opened)
    assert "Start of the review" in said
    assert not [each for each in said if each.startswith("No date yet")]


def test_any_other_step_says_how_it_stands(card: TimelineCard, opened: list[MoveStep]) -> None:
    said = press(card, "move-step", opened)
    assert STEPS[0].titles["en"] in said
    assert [each for each in said if each.startswith("Done on ")]
