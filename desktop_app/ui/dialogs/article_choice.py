"""Which articles: parts and articles to tick, a part's box for all of its articles."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Part

_LINES = 9
_KEY = Qt.ItemDataRole.UserRole


class ArticleChoice(QTreeWidget):
    """Nothing is ticked at first.

    Signals:
        changed: Something else is ticked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articles")
        self.setAccessibleName(self.tr("Articles"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.itemChanged.connect(self._on_item_changed)

    @property
    def ticked(self) -> frozenset[NodeKey]:
        """The articles that are ticked."""
        return frozenset(
            item.data(0, _KEY)
            for item in self._articles()
            if item.checkState(0) is Qt.CheckState.Checked
        )

    def show_parts(self, parts: Iterable[Part]) -> None:
        """Offer these parts; what was ticked stays so where it is offered still."""
        ticked = self.ticked
        self.blockSignals(True)
        self.clear()
        for part in parts:
            head = self._item(part.title, is_part=True)
            self.addTopLevelItem(head)
            head.addChildren([self._item(each.title, each.key) for each in part.articles])
        self.blockSignals(False)
        self.tick(ticked)
        self.expandAll()
        self.updateGeometry()

    def tick(self, articles: Iterable[NodeKey]) -> None:
        """Tick these and no others."""
        wanted = frozenset(articles)
        self.blockSignals(True)
        for item in self._articles():
            is_wanted = item.data(0, _KEY) in wanted
            state = Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked
            item.setCheckState(0, state)
        self.blockSignals(False)
        first = next((i for i in self._articles() if i.data(0, _KEY) in wanted), None)
        if first is not None:
            self.setCurrentItem(first)
        self.changed.emit()

    def sizeHint(self) -> QSize:
        """As high as its lines, up to a few."""
        lines = self.topLevelItemCount() + len(self._articles())
        line = self.sizeHintForRow(0) if lines else self.fontMetrics().height()
        return QSize(super().sizeHint().width(), min(lines, _LINES) * line + 4)

    def _articles(self) -> list[QTreeWidgetItem]:
        parts = [self.topLevelItem(at) for at in range(self.topLevelItemCount())]
        places = [(part, at) for part in parts if part for at in range(part.childCount())]
        return [item for part, at in places if (item := part.child(at)) is not None]

    def _item(
        self, title: str, key: NodeKey | None = None, *, is_part: bool = False
    ) -> QTreeWidgetItem:
        item = QTreeWidgetItem([title])
        item.setToolTip(0, title)
        item.setData(0, _KEY, key)
        item.setCheckState(0, Qt.CheckState.Unchecked)
        if is_part:
            font = self.font()
            font.setWeight(font.Weight.DemiBold)
            item.setFont(0, font)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        return item

    @Slot()
    def _on_item_changed(self) -> None:
        self.changed.emit()
