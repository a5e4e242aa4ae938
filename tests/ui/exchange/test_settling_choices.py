"""Something else than the versions that there are may stand, whatever the answer is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.domain.nodes import Choice, NodeState
from desktop_app.ui.settling.own_view import OwnView
from desktop_app.ui.settling.page import SettlingPage
from desktop_app.ui.windows.page import Given
from tests.builders.offices import Office
from tests.builders.responses import key, with_instruments
from tests.ui.exchange.test_settling import LONG_MS, is_shown, press


@pytest.fixture(autouse=True)
def in_conflict(alice: Office, bob: Office, stick: Path) -> None:
    """Two chose differently of three."""
    bob.receive(alice.send(stick))
    alice.answer("q_5_conspiracy", "yes")
    bob.answer("q_5_conspiracy", "no")
    alice.receive(bob.send(stick))


@pytest.fixture
def given(in_conflict: None, given: Given) -> Given:
    """The response is opened after the files came."""
    return given


def test_a_third_choice_stands(qtbot: QtBot, alice: Office, settling: SettlingPage) -> None:
    is_shown(qtbot, settling, 2)
    press(qtbot, settling, "choice-part")
    press(qtbot, settling, "use-own")
    qtbot.waitUntil(lambda: alice.stands("q_5_conspiracy") == {"part"}, timeout=LONG_MS)


def test_nothing_chosen_does_not_stand(
    qtbot: QtBot, alice: Office, settling: SettlingPage
) -> None:
    is_shown(qtbot, settling, 2)
    press(qtbot, settling, "use-own")
    assert len(alice.stands("q_5_conspiracy")) == 2


def of_type(type_: str, **more: object) -> NodeState:
    state = with_instruments("UNTOC").state(key("party_name"))
    return replace(state, type=type_, **more)  # type: ignore[arg-type]  # fields of a state


def view(qtbot: QtBot, state: NodeState, *versions: str) -> OwnView:
    made = OwnView(state, begun="", number=3, versions=versions)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_of_several_choices_both_can_be_put_together(qtbot: QtBot) -> None:
    offered = tuple(Choice(each, each.title()) for each in ("a", "b", "c", "d"))
    own = view(qtbot, of_type("select_multiple", choices=offered), "d a", "b a")
    with qtbot.waitSignal(own.typed) as typed:
        press(qtbot, own, "join")
    assert typed.args == ["a b d"]
    with qtbot.waitSignal(own.chosen) as chosen:
        press(qtbot, own, "use-own")
    assert chosen.args == ["a b d"]


@pytest.mark.parametrize(
    ("type_", "written", "value"),
    [
        ("integer", "12", "12"),
        ("decimal", "1,5", "1.5"),
        ("date", "2024-03-12", "2024-03-12"),
        ("time", "14:30", "14:30:00.000"),
    ],
)
def test_a_third_value_is_written_as_in_the_questionnaire(
    qtbot: QtBot, type_: str, written: str, value: str
) -> None:
    own = view(qtbot, of_type(type_), "1", "2")
    line = own.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, written)
    with qtbot.waitSignal(own.chosen) as chosen:
        press(qtbot, own, "use-own")
    assert chosen.args == [value]


def test_what_is_no_number_is_not_taken_over(qtbot: QtBot) -> None:
    own = view(qtbot, of_type("integer"), "1", "2")
    line = own.findChild(QLineEdit)
    assert line is not None
    QTest.keyClicks(line, "12 or so")
    with qtbot.assertNotEmitted(own.chosen):
        press(qtbot, own, "use-own")
    assert "not a whole number" in " ".join(label.text() for label in own.findChildren(QLabel))


def test_typing_a_digit_keeps_no_version(
    qtbot: QtBot, alice: Office, settling: SettlingPage
) -> None:
    """1 and 2 keep a version, but not where one writes."""
    is_shown(qtbot, settling, 2)
    own = OwnView(of_type("integer"), begun="", number=3, versions=["1", "2"])
    settling.body.addWidget(own)
    own.show()
    line = own.findChild(QLineEdit)
    assert line is not None
    settling.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus, timeout=LONG_MS)
    QTest.keyClick(line, Qt.Key.Key_2)
    assert own.value == "2"
    assert len(alice.stands("q_5_conspiracy")) == 2
