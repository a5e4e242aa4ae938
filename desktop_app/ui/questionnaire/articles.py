"""The middle column: the open article, and the few that were open before it, kept ready."""

from __future__ import annotations

from collections import OrderedDict

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.ui.assignments.assigned import Assigned
from desktop_app.ui.questionnaire.article_view import ArticleView
from desktop_app.ui.questionnaire.editing import Editing
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.journey import next_article
from desktop_app.ui.questionnaire.law_register import LawRegister
from desktop_app.ui.questionnaire.outline_model import OutlineModel

KEPT = 3


class Articles(QStackedWidget):
    """Shows one article at a time.

    Signals:
        article_changed: (NodeKey) Another article is open.
        large_wanted: (NodeKey) Somebody wants to write this answer large.
        copy_wanted: (NodeKey) This article is wanted as plain text.
        report_wanted: It is wanted on paper or as a file.
        assign_wanted: (NodeKey) Somebody is to be asked to do it.
    """

    article_changed = Signal(object)
    large_wanted = Signal(object)
    copy_wanted = Signal(object)
    report_wanted = Signal()
    assign_wanted = Signal(object)

    def __init__(
        self,
        editing: Editing,
        outline: OutlineModel,
        assigned: Assigned,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._editing, self._outline, self._assigned = editing, outline, assigned
        self._laws = LawRegister(editing.response)
        self._views: OrderedDict[NodeKey, ArticleView] = OrderedDict()

    @property
    def view(self) -> ArticleView | None:
        """The open article."""
        view = self.currentWidget()
        return view if isinstance(view, ArticleView) else None

    def show_article(self, key: NodeKey) -> ArticleView:
        """Open an article."""
        view = self._views.get(key)
        if view is None:
            view = self._make(key)
            self._views[key] = view
            self.addWidget(view)
        self._views.move_to_end(key)
        if view is not self.currentWidget():
            view.setGeometry(self.contentsRect())
            self.setCurrentWidget(view)
            self._forget_oldest()
            self.article_changed.emit(key)
        return view

    def take_keyboard(self, last: Field | None) -> None:
        """Put the keyboard into a question of the open article, else into what is on top."""
        view = self.view
        if view is None:
            return
        if last is not None and view.isAncestorOf(last):
            last.take_keyboard()
        elif (top := view.card_on_top()) is not None:
            view.show_node(top.key)

    def forget_hidden(self) -> None:
        """Drop all but the open article: they would not show what changed."""
        for key in [key for key, view in self._views.items() if view is not self.view]:
            self._drop(key)

    def _make(self, key: NodeKey) -> ArticleView:
        article = self._editing.response.article(key)
        part = self._outline.part_of(key)
        view = ArticleView(
            article,
            part_title=part.title if part is not None else "",
            next_title=next_article(self._outline, key)[1],
            editing=self._editing,
            laws=self._laws,
            assigned=self._assigned,
        )
        view.large_wanted.connect(self.large_wanted)
        view.next_wanted.connect(self._on_next)
        view.copy_wanted.connect(self._on_copy)
        view.report_wanted.connect(self.report_wanted)
        view.assign_wanted.connect(self.assign_wanted)
        return view

    def _forget_oldest(self) -> None:
        while len(self._views) > KEPT:
            self._drop(next(iter(self._views)))

    def _drop(self, key: NodeKey) -> None:
        view = self._views.pop(key)
        self.removeWidget(view)
        view.retire()

    @Slot()
    def _on_next(self) -> None:
        if self.view is not None:
            key, _ = next_article(self._outline, self.view.article.key)
            if key is not None:
                self.show_article(key)

    @Slot()
    def _on_copy(self) -> None:
        if self.view is not None:
            self.copy_wanted.emit(self.view.article.key)
