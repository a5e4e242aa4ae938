"""Somebody who writes in the open response, by its fields."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.windows.workspace import QUESTIONNAIRE, Workspace
from tests.builders.responses import key
from tests.ui.shell.visitor import Visitor

PARTY_NAME = key("party_name")


def field(visitor: Visitor) -> Field:
    """The field of the party's name, once it is there."""

    def found() -> list[Field]:
        scene = visitor.stands_before(Workspace)
        return [f for f in scene.findChildren(Field) if f.key == PARTY_NAME and f.isVisible()]

    visitor.qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def editor(visitor: Visitor) -> QLineEdit:
    """What its text is typed into."""
    target = field(visitor).control.target()
    assert isinstance(target, QLineEdit)
    return target


def go_and_write(visitor: Visitor, text: str) -> None:
    """Open the questionnaire, and type this in the place of what is there."""
    workspace = visitor.stands_before(Workspace)
    workspace.show_page(QUESTIONNAIRE)
    edit = editor(visitor)
    edit.setFocus()
    edit.clear()
    QTest.keyClicks(edit, text)
