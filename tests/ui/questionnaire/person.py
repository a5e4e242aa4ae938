"""A person who works on the questionnaire page: sees, clicks, types, reads."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.response import Response
from desktop_app.ui.questionnaire.article_view import ArticleView
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.page import QuestionnairePage
from tests.builders.responses import key

Click = Qt.MouseButton.LeftButton


class Person:
    """Sees and does what a person at the page sees and does."""

    def __init__(self, qtbot: QtBot, page: QuestionnairePage, response: Response) -> None:
        self.qtbot, self.page, self.response = qtbot, page, response

    def open(self, article: str) -> None:
        """Open an article and wait until all its cards are there."""
        self.page.show_article(key(article))
        self.qtbot.waitUntil(lambda: bool(self.article().is_built))

    def article(self) -> ArticleView:
        """The open article's page."""
        return next(v for v in self.page.findChildren(ArticleView) if v.isVisible())

    def see(self, name: str, inside: QWidget | None = None) -> QWidget:
        """A widget that is there to be seen."""
        found = [
            each
            for each in (inside or self.page).findChildren(QWidget, name)
            if each.isVisible()
        ]
        assert found, f"{name} is not to be seen"
        return found[0]

    def sees(self, name: str, inside: QWidget | None = None) -> bool:
        """Whether a widget is to be seen."""
        parts = (inside or self.page).findChildren(QWidget, name)
        return any(each.isVisible() for each in parts)

    def fields(self, name: str) -> list[Field]:
        """The questions of a name, several if it stands in rows."""
        fields = self.article().findChildren(Field)
        return [each for each in fields if each.key.question == name and each.isVisible()]

    def field(self, name: str) -> Field:
        """The first of them."""
        found = self.fields(name)
        assert found, f"the question {name} is not to be seen"
        return found[0]

    def has_field(self, name: str) -> bool:
        """Whether a question is to be seen."""
        return bool(self.fields(name))

    def control(self, name: str) -> QWidget:
        """What a question is answered with."""
        return self.field(name).control.target()

    def choose(self, name: str, value: str) -> None:
        """Click an option."""
        self.click(self.see(f"choice-{value}", self.field(name)))

    def click(self, widget: QWidget) -> None:
        """Click the middle of a widget."""
        QTest.mouseClick(widget, Click)

    def press(self, name: str, inside: QWidget | None = None) -> None:
        """Click a button by its name."""
        self.click(self.see(name, inside))

    def enter(self, name: str, text: str) -> None:
        """Go to a question and type."""
        control = self.control(name)
        control.setFocus()
        self.type(control, text)

    def type(self, widget: QWidget, text: str) -> None:
        """Type; whatever QTest has no key for comes as a keyboard layout would send it."""
        for line in text.splitlines(keepends=True):
            words = line.rstrip("\n")
            if words.isascii():
                QTest.keyClicks(widget, words)
            else:
                for letter in words:
                    self._type_letter(widget, letter)
            if line.endswith("\n"):
                QTest.keyClick(widget, Qt.Key.Key_Return)

    def _type_letter(self, widget: QWidget, letter: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(widget, event)

    def go_away(self) -> None:
        """Take the keyboard out of the article."""
        self.see("search").setFocus()

    def value(self, name: str, *instances: str) -> str:
        """What the response holds."""
        return self.response.state(key(name, *instances)).value

    def card(self, name: str) -> QWidget:
        """The card of a question made by ``card``."""
        return self.see(f"card-card_{name}")

    def texts(self, inside: QWidget) -> list[str]:
        """All words that are to be seen in a widget."""
        labels = inside.findChildren(QLabel)
        return [label.text() for label in labels if label.isVisible() and label.text()]

    def reads(self, words: str, inside: QWidget) -> bool:
        """Whether words are to be read in a widget."""
        return any(words in text for text in self.texts(inside))

    def place_of(self, widget: QWidget) -> QPoint:
        """Where a widget is in the window."""
        return widget.mapTo(self.page, QPoint(0, 0))
