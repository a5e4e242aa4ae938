"""Follows the keyboard over the page: which question one is at, which one was left."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop_app.domain.entries import Place
from desktop_app.domain.keys import NodeKey
from desktop_app.ui.questionnaire.articles import Articles
from desktop_app.ui.questionnaire.editing import Editing
from desktop_app.ui.questionnaire.field import Field


class Whereabouts(QObject):
    """Knows the question one is at, also while the keyboard is in a panel beside it.

    Signals:
        moved: (NodeKey | None, NodeKey | None) One is at another card, or question of it.
    """

    moved = Signal(object, object)

    def __init__(
        self, editing: Editing, articles: Articles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editing, self._articles = editing, articles
        self._field: Field | None = None
        self._last: Field | None = None
        self._card: NodeKey | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def field(self) -> Field | None:
        """The question that has the keyboard."""
        return self._alive(self._field)

    def last_field(self) -> Field | None:
        """The question that has it, or had it last on this article."""
        return self._alive(self._last)

    def card(self) -> NodeKey | None:
        """The card one is at: where the keyboard is or was, else the one on top."""
        view = self._articles.view
        if view is None:
            return None
        if self._card is not None and view.card(self._card) is not None:
            return self._card
        top = view.card_on_top()
        return top.key if top is not None else None

    def place(self) -> Place | None:
        """The same as something to keep."""
        view = self._articles.view
        if view is None:
            return None
        field = self.last_field()
        if field is None or not view.isAncestorOf(field):
            return Place(article=view.article.key, node=self.card())
        return Place(article=view.article.key, node=field.key, caret=field.control.caret())

    def enter_article(self) -> None:
        """Another article is open: one is at no question of it yet."""
        self._card = None
        self._last = None
        self.moved.emit(self.card(), None)
        # Qt gave the keyboard back to where it was on that article before.
        self._look(QApplication.focusWidget())

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not (shiboken6.isValid(self._articles) and self._editing.is_possible):
            return  # the page is being closed
        self._look(new)

    def _look(self, new: QWidget | None) -> None:
        """See where the keyboard is, and what it has left."""
        view = self._articles.view
        if view is None:
            return
        is_here = new is not None and view.isAncestorOf(new)
        field = view.field_around(new) if is_here else None
        self._change_field(field)
        if new is None or not is_here:
            return
        if QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton:
            view.bring_into_sight(new, field)  # with its question above it
        view.remember()
        card = view.card_around(new)
        key = card.key if card is not None else None
        if (field is not None and field is not self._last) or key != self._card:
            self._card = key
            self._last = field or self._last
            self.moved.emit(key, field.key if field is not None else None)

    def _change_field(self, field: Field | None) -> None:
        before = self._alive(self._field)
        if field is before:
            return
        self._field = field
        if before is not None:
            before.left_by_keyboard()
            self._editing.leave(before.key)
        if field is not None:
            field.entered_by_keyboard()

    def _alive(self, field: Field | None) -> Field | None:
        return field if field is not None and shiboken6.isValid(field) else None
