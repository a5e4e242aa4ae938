"""Which questions to look at: a menu to choose by, and the choice in words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Level, Status
from desktop_app.services.search import ALL, Filters
from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.card_header import level_title, level_words
from desktop_app.ui.widgets import IconButton
from desktop_app.ui.widgets.status_badge import status_word

translate = QCoreApplication.translate
UNANSWERED = Filters(unanswered=True)


def filters_in_words(filters: Filters) -> str:
    """ "Not answered, required"; "" if every question passes."""
    parts = []
    if filters.cards is not None:
        parts.append(translate("FilterButton", "My part"))
    if filters.unanswered:
        parts.append(status_word(Status.EMPTY))
    parts += [status_word(status) for status in sorted(filters.statuses)]
    parts += [level_words(level) for level in Level if level in filters.levels]
    return translate("FilterButton", ", ", "between filters").join(parts)


class FilterButton(IconButton):
    """Opens a menu of statuses and levels, of which any number can be ticked.

    Signals:
        filters_chosen: (Filters) Other questions are wanted now.
    """

    filters_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Icon.FILTER, "", name="filter", parent=parent)
        self.set_label(self.tr("Show only some questions"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._filters = ALL
        menu = QMenu(self)
        menu.setObjectName("filter-menu")
        menu.addAction(self.tr("Status")).setEnabled(False)
        self._statuses = [self._action(menu, status_word(s), s) for s in Status]
        menu.addSeparator()
        menu.addAction(self.tr("What the treaty asks")).setEnabled(False)
        self._levels = [self._action(menu, level_title(each), each) for each in Level]
        self._cards: frozenset[NodeKey] = frozenset()
        self._mine = QAction(self.tr("My part"), menu)
        self._mine.setObjectName("my-part")
        self._mine.setCheckable(True)
        self._mine.setVisible(False)
        self._mine.triggered.connect(self._on_mine)
        menu.addSeparator()
        menu.addAction(self._mine)
        menu.addSeparator()
        every = menu.addAction(self.tr("Show all questions"))
        every.triggered.connect(self._on_all)
        self.setMenu(menu)

    def show_part(self, cards: frozenset[NodeKey]) -> None:
        """Offer the questions assigned to the person here, if there are any."""
        self._cards = cards
        self._mine.setVisible(bool(cards))

    def show_filters(self, filters: Filters) -> None:
        """Tick what is in force."""
        self._filters = filters
        for action in self._statuses:
            status = Status(action.data())
            is_on = status in filters.statuses
            action.setChecked(is_on or (status is Status.EMPTY and filters.unanswered))
        for action in self._levels:
            action.setChecked(Level(action.data()) in filters.levels)
        self._mine.setChecked(filters.cards is not None)
        self.setProperty("on", filters != ALL)

    def _action(self, menu: QMenu, text: str, data: Status | Level) -> QAction:
        action = QAction(text, menu)
        action.setCheckable(True)
        action.setData(int(data) if isinstance(data, Status) else str(data))
        action.triggered.connect(self._on_ticked)
        menu.addAction(action)
        return action

    @Slot()
    def _on_ticked(self) -> None:
        statuses = frozenset(Status(a.data()) for a in self._statuses if a.isChecked())
        levels = frozenset(Level(a.data()) for a in self._levels if a.isChecked())
        chosen = replace(self._filters, unanswered=False, statuses=statuses, levels=levels)
        self.filters_chosen.emit(chosen)

    @Slot(bool)
    def _on_mine(self, wanted: bool) -> None:
        chosen = replace(self._filters, cards=self._cards if wanted else None)
        self.filters_chosen.emit(chosen)

    @Slot()
    def _on_all(self) -> None:
        self.filters_chosen.emit(ALL)
