"""What stands below each addressee: whether anything came from them, and what it confirms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from desktop_app.domain.members import Computer, People
from tests.ui.exchange.rooms import exchange
from tests.ui.people.rooms import ANA, BEN, MOMENT, computer
from tests.ui.shell.rooms_of import House

OWN = computer("a1", is_this=True)


@pytest.mark.parametrize(
    ("others", "words"),
    [
        ((computer("a2"),), "Nothing has come from it yet; it gets everything."),
        ((computer("a2", heard_at=MOMENT, lacks=0),), "It had everything then."),
        ((computer("a2", heard_at=MOMENT, lacks=3),), "Not all that is here is confirmed."),
        (
            (
                computer("a2", heard_at=MOMENT, lacks=0),
                computer("a3", heard_at=MOMENT, lacks=9, is_removed=True),
            ),
            "It had everything then.",
        ),
    ],
)
def test_of_my_other_computer_it_says_what_came_from_that(
    qtbot: QtBot, house: House, others: tuple[Computer, ...], words: str
) -> None:
    me = replace(ANA, computers=(OWN, *others))
    page = exchange(house, People(members=(me, BEN), me=me.id), ())
    qtbot.addWidget(page)
    box = page.findChild(QCheckBox, f"to-{me.id}")
    assert isinstance(box, QCheckBox)
    assert box.accessibleDescription().endswith(words)
