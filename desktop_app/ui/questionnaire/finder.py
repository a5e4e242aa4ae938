"""The left column: search, the tree or what was found, and shortcuts to what is left to do."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from desktop_app.services.response import Response
from desktop_app.services.search import ALL, Filters, Hit
from desktop_app.ui.announcement import announce
from desktop_app.ui.assignments.assigned import Assigned
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.filters import FilterButton, filters_in_words
from desktop_app.ui.questionnaire.outline_model import OutlineModel
from desktop_app.ui.questionnaire.outline_view import OutlineView
from desktop_app.ui.questionnaire.results import ResultList
from desktop_app.ui.questionnaire.shortcuts import Shortcuts
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import IconButton, Ink, Line, Text, column, row

_PAUSE_MS = 120


class Finder(QWidget):
    """Where one finds one's way.

    Signals:
        article_chosen: (NodeKey) An article of the tree.
        article_entered: (NodeKey) The same, to go on there with the keyboard.
        node_chosen: (NodeKey) A question that was found.
    """

    article_chosen = Signal(object)
    article_entered = Signal(object)
    node_chosen = Signal(object)

    def __init__(
        self,
        response: Response,
        model: OutlineModel,
        assigned: Assigned,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._response, self._filters, self._assigned = response, ALL, assigned
        self.search_line = QLineEdit()
        self.search_line.setObjectName("search")
        self.search_line.setPlaceholderText(self.tr("Search questions and answers"))
        self.search_line.setAccessibleName(self.search_line.placeholderText())
        self.search_line.textChanged.connect(self._on_typed)
        self.search_line.installEventFilter(self)
        self._filter = FilterButton()
        self._filter.filters_chosen.connect(self.use_filters)
        self.outline = OutlineView(model)
        self.outline.article_chosen.connect(self.article_chosen)
        self.outline.article_entered.connect(self.article_entered)
        self.results = ResultList(response)
        self.results.hit_chosen.connect(self._on_hit)
        self.results.left.connect(self._on_results_left)
        self._count = Text(role=TypeRole.HINT, ink=Ink.SOFT)
        self._count.setObjectName("result-count")
        self._close = IconButton(Icon.CLOSE, self.tr("Back to the outline"), name="end-search")
        self._close.clicked.connect(self.end_search)
        self._shortcuts = Shortcuts(response)
        self._shortcuts.filters_chosen.connect(self.use_filters)
        self._shortcuts.part_chosen.connect(self.show_my_part)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._find)
        self._build()
        assigned.changed.connect(self._on_assigned)
        self._on_assigned()

    @Slot()
    def show_my_part(self) -> None:
        """Show only what is assigned to the person here."""
        self.search_line.clear()
        self.use_filters(Filters(cards=self._assigned.my_cards))
        self.results.setFocus()

    def focus_search(self) -> None:
        """Put the keyboard into the search line."""
        self.search_line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search_line.selectAll()

    @Slot(object)
    def use_filters(self, filters: Filters) -> None:
        """Show only the questions that pass."""
        self._filters = filters
        self._filter.show_filters(filters)
        self._find()

    @Slot()
    def end_search(self) -> None:
        """Show the tree again."""
        self.search_line.clear()
        self.use_filters(ALL)

    def refresh(self) -> None:
        """Answers have changed: counts and what is shown by status."""
        self._shortcuts.refresh()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.end_search()
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._into_results()
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        found = QWidget()
        head = row(self._count, self._close)
        head.setStretch(0, 1)
        found.setLayout(column(head, self.results, spacing=Measure.HAIR))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.outline)
        self._pages.addWidget(found)
        search = row(self.search_line, self._filter, spacing=Measure.HAIR)
        whole = column(search, self._pages, Line(), self._shortcuts)
        whole.setStretch(1, 1)
        whole.setContentsMargins(Measure.MEDIUM, Measure.MEDIUM, Measure.SMALL, Measure.SMALL)
        self.setLayout(whole)

    @Slot()
    def _on_assigned(self) -> None:
        cards = self._assigned.my_cards
        self._filter.show_part(cards)
        self._shortcuts.show_part(cards)
        if self._filters.cards not in (None, cards):
            self.use_filters(replace(self._filters, cards=cards) if cards else ALL)

    @Slot()
    def _on_typed(self) -> None:
        self._soon.start()

    @Slot()
    def _find(self) -> None:
        self._soon.stop()
        text = self.search_line.text().strip()
        if not text and self._filters == ALL:
            self._pages.setCurrentIndex(0)
            return
        hits = self._response.search(text, filters=self._filters)
        self.results.hit_model.show_hits(hits)
        words = _count_in_words(len(hits)) if text else _questions_in_words(len(hits))
        if self._filters != ALL:
            words = f"{words} · {filters_in_words(self._filters)}"
        self._count.setText(words)
        self._pages.setCurrentIndex(1)
        announce(self._count, words)

    def _into_results(self) -> None:
        self._find()
        if self.results.hit_model.rowCount() and self._pages.currentIndex() == 1:
            self.results.setCurrentIndex(self.results.hit_model.index(0, 0))
            self.results.setFocus()

    @Slot()
    def _on_results_left(self) -> None:
        self.end_search()
        self.focus_search()

    @Slot(object)
    def _on_hit(self, hit: Hit) -> None:
        self.node_chosen.emit(hit.key)


def _questions_in_words(number: int) -> str:
    translate = QCoreApplication.translate
    return translate("Finder", "%n questions", None, number)


def _count_in_words(number: int) -> str:
    translate = QCoreApplication.translate
    if number == 0:
        return translate("Finder", "Nothing found. Try fewer or shorter words.")
    return translate("Finder", "%n places found", None, number)
