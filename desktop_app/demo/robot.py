"""A pair of hands: operates the real window by its widgets, as a person would.

Finds widgets by their object names, clicks and types, and waits for what a person would
see. It never reaches into a service or a private attribute.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)

from desktop_app.domain.entries import Place
from desktop_app.domain.keys import NodeKey
from desktop_app.errors import BugError
from desktop_app.ui.questionnaire.article_view import ArticleView
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.laws import LawRow
from desktop_app.ui.widgets import Banner
from desktop_app.ui.windows.main_window import MainWindow
from desktop_app.ui.windows.workspace import Workspace

PATIENCE_S = 60.0
Kind = TypeVar("Kind", bound=QWidget)
_LINE_TYPES = (QLineEdit, QPlainTextEdit, QTextEdit)


class Robot:
    """Works on one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    # Waiting and finding

    def wait(self, what: str, condition: Callable[[], object]) -> None:
        """Let the program run until it is so; raises BugError after a minute."""
        deadline = time.monotonic() + PATIENCE_S
        while not condition():
            if time.monotonic() > deadline:
                raise BugError(f"waited in vain for {what}")
            let_work()
            QTest.qSleep(1)

    def find(self, kind: type[Kind], name: str, inside: QWidget | None = None) -> Kind:
        """The visible widget of that kind and name, waited for; "" is any name."""
        found: list[Kind] = []

        def look() -> bool:
            around = inside or self.window
            named = around.findChildren(kind, name) if name else around.findChildren(kind)
            found[:] = [w for w in named if w.isVisible()]
            return bool(found)

        self.wait(f"{kind.__name__} {name!r}", look)
        return found[0]

    @property
    def workspace(self) -> Workspace:
        """The open response's pages, waited for."""
        self.wait("the response", lambda: isinstance(self.window.scene, Workspace))
        assert isinstance(self.window.scene, Workspace)
        return self.window.scene

    # Hands

    def click(self, name: str, inside: QWidget | None = None) -> None:
        """Press a button."""
        button = self.find(QAbstractButton, name, inside)
        self.wait(f"{name} to be enabled", button.isEnabled)
        press(button)

    def fill(self, name: str, text: str) -> None:
        """Type into a line."""
        line = self.find(QLineEdit, name)
        line.setFocus()
        line.clear()
        type_text(line, text)

    # The way in

    def start_first(
        self, *, name: str, email: str, passphrase: str, look: Callable[[str], None]
    ) -> str:
        """Go through the four steps of the first start; the recovery code."""
        self.find(QAbstractButton, "next")
        look("first-start")
        self.click("next")
        self.fill("person-name", name)
        self.fill("person-email", email)
        self.click("next")
        self.fill("passphrase", passphrase)
        self.fill("passphrase-again", passphrase)
        self.click("next")
        self.find(QAbstractButton, "print-sheet")
        groups = [label.text() for label in self._code_labels()]
        self.click("next")
        for number, group in enumerate(groups, start=1):
            for line in self.window.findChildren(QLineEdit, f"group-{number}"):
                line.setFocus()
                type_text(line, group)
        self.click("next")
        return " ".join(groups)

    def _code_labels(self) -> list[QLabel]:
        labels = [label for label in self.window.findChildren(QLabel) if label.isVisible()]
        return [label for label in labels if label.text().isdecimal() and len(label.text()) > 3]

    def begin_response(
        self, *, party: str, instruments: tuple[str, ...], look: Callable[[str], None]
    ) -> None:
        """Begin a response to the questionnaire that came with the program."""
        self.find(QAbstractButton, "begin")
        look("responses")
        self.click("begin")
        self.fill("party", party)
        boxes = [b for b in self.window.findChildren(QCheckBox) if b.isVisible()]
        for box in boxes:
            code = box.objectName().removeprefix("instrument-")
            is_one = box.objectName().startswith("instrument-")
            if is_one and box.isChecked() != (code in instruments):
                press(box)
        look("new-response")
        self.click("begin")
        self.workspace.isVisible()

    def unlock(self, passphrase: str) -> None:
        """Open the profile."""
        self.fill("passphrase", passphrase)
        self.click("unlock")
        self.workspace.isVisible()

    def go_on(self) -> str:
        """Continue where one was; the article that is open then."""
        self.click("continue")
        view = self.find(ArticleView, "")
        self.wait("the article to be complete", lambda: view.is_built)
        return str(view.article.key)

    # The questionnaire

    def show_article(self, key: NodeKey) -> None:
        """Ask for an article; the first of it is there when this returns."""
        self.workspace.go_to(Place(article=key))

    def open_article(self, key: NodeKey) -> ArticleView:
        """Show an article and wait until all of it is there."""
        self.show_article(key)
        view = self.find(ArticleView, f"article-{key}")
        self.wait(f"article {key} to be complete", lambda: view.is_built)
        return view

    def field(self, view: QWidget, name: str) -> Field:
        """The field of a question of that name, waited for."""
        found: list[Field] = []

        def look() -> bool:
            found[:] = [f for f in view.findChildren(Field) if f.key.question == name]
            return any(field.isVisible() for field in found)

        self.wait(f"the question {name}", look)
        return next(field for field in found if field.isVisible())

    def sees(self, view: QWidget, name: str) -> int:
        """How many questions are to be seen whose names begin so."""
        fields = [f for f in view.findChildren(Field) if f.isVisible()]
        return sum(f.key.question.startswith(name) for f in fields)

    def told(self, view: QWidget) -> list[Banner]:
        """The messages on an article."""
        return [banner for banner in view.findChildren(Banner) if banner.isVisible()]

    def told_number(self, view: QWidget) -> int:
        """The number in the message that was shown last on an article; 0 if there is none."""
        numbers = [re.match(r"\d+", banner.message) for banner in self.told(view)]
        return max((int(found[0]) for found in numbers if found), default=0)

    def answer(self, view: QWidget, name: str, value: str) -> None:
        """Answer a question by its control."""
        answer_field(self.field(view, name), value)
        let_work()

    def fill_rows(self, view: QWidget, repeat: str, rows: list[Mapping[str, str]]) -> None:
        """Enter rows into a repeat, adding those that are not there yet."""
        for number, row in enumerate(rows):
            box = self.find(QWidget, f"repeat-{repeat}", view)
            self._open_row(box, repeat, number)
            for name, value in row.items():
                fields = _visible_fields(box, name)
                if not fields:
                    raise BugError(f"{repeat} has no visible question {name}")
                answer_field(fields[-1], value)
            for law in box.findChildren(LawRow):
                if law.is_open:
                    press(_buttons(law, "edit-law")[0])
            let_work()

    def open_laws(self, view: QWidget) -> None:
        """Open every legal reference, so that its questions are seen."""
        for law in view.findChildren(LawRow):
            if law.isVisible() and not law.is_open:
                press(_buttons(law, "edit-law")[0])
        let_work()

    def _open_row(self, box: QWidget, repeat: str, number: int) -> None:
        first = f"row-{repeat}@"
        open_rows = [
            row
            for row in box.findChildren(QWidget)
            if row.objectName().startswith(first)
            and any(f.isVisible() and not f.state.value for f in row.findChildren(Field))
        ]
        if number == 0 and open_rows:
            return
        press(_buttons(box, "add-row")[-1])
        let_work()


def answer_field(field: Field, value: str) -> None:
    """Give an answer with mouse and keyboard."""
    chosen = value.split() if field.state.choices else [value]
    buttons = {b.objectName(): b for b in field.findChildren(QAbstractButton) if b.isVisible()}
    boxes = field.findChildren(QComboBox)
    if field.state.choices and boxes:
        labels = {choice.value: choice.label for choice in field.state.choices}
        boxes[0].setFocus()
        boxes[0].setCurrentText(labels[value])
        boxes[0].activated.emit(boxes[0].findText(labels[value]))
        return
    if field.state.choices:
        for each in chosen:
            press(buttons[f"choice-{each}"])
        return
    target = field.control.target()
    if not isinstance(target, _LINE_TYPES):
        press(next(iter(buttons.values())))
        return
    target.setFocus()
    type_text(target, value)


def let_work() -> None:
    """Let Qt do what is due; deletions too, which it leaves to an event loop otherwise."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def type_text(widget: QWidget, text: str) -> None:
    """Type characters of any script, one key press each."""
    for character in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
            QApplication.sendEvent(widget, key)


def press(button: QAbstractButton) -> None:
    """Click in the middle of a button, on the mark of a box or radio button."""
    at = button.rect().center()
    if isinstance(button, QCheckBox | QRadioButton):
        x = button.width() - 8 if button.isRightToLeft() else 8
        at = QPoint(x, button.rect().center().y())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=at)


def _visible_fields(inside: QWidget, name: str) -> list[Field]:
    fields = inside.findChildren(Field)
    return [field for field in fields if field.isVisible() and field.key.question == name]


def _buttons(inside: QWidget, name: str) -> list[QAbstractButton]:
    found: Iterator[QAbstractButton] = (
        button for button in inside.findChildren(QAbstractButton, name) if button.isVisible()
    )
    return list(found)
