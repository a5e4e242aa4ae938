"""The tree of parts and articles, and how it is used."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QTreeView, QWidget

from desktop_app.domain.keys import NodeKey
from desktop_app.ui.icons import Icon, pixmap_of
from desktop_app.ui.questionnaire.outline_delegate import OutlineDelegate, page_palette
from desktop_app.ui.questionnaire.outline_model import OutlineModel, OutlineRole
from desktop_app.ui.theme import Measure, TypeRole, follow_looks, font_for


class OutlineView(QTreeView):
    """The tree. A click opens an article, Enter goes into it; on a part they fold.

    Signals:
        article_chosen: (NodeKey) Somebody wants this article.
        article_entered: (NodeKey) Somebody wants to go on in this article.
    """

    article_chosen = Signal(object)
    article_entered = Signal(object)

    def __init__(self, model: OutlineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        follow_looks(self)
        self._outline = model
        self._hidden: set[int] = set()
        self.setObjectName("outline")
        self.setModel(model)
        self.setItemDelegate(OutlineDelegate(self))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QTreeView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("Parts and articles"))
        self.restyle()
        self.clicked.connect(self._on_clicked)
        model.dataChanged.connect(self._on_data_changed)
        self._fold_hidden()

    def show_article(self, article: NodeKey) -> None:
        """Mark an article as the one that is open."""
        index = self._outline.index_of(article)
        if index.isValid():
            self.expand(index.parent())
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not index.isValid():
            super().keyPressEvent(event)
        elif index.data(OutlineRole.IS_PART):
            self._on_clicked(index)
        elif index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.article_entered.emit(index.data(OutlineRole.KEY))

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not index.data(OutlineRole.IS_PART):
            return
        is_open = self.isExpanded(self._outline.index(index.row(), 0))
        side = rect.width() - 4
        arrow = pixmap_of(Icon.DOWN if is_open else Icon.NEXT, self, size=side)
        line = QFontMetrics(font_for(TypeRole.BODY)).height()
        top = rect.top() + Measure.HAIR + (line - side) // 2
        painter.drawPixmap(rect.left() + 2, top, arrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self.setPalette(page_palette())
        # Room for the arrow of a part, which grows with the text.
        line = QFontMetrics(font_for(TypeRole.BODY)).height()
        self.setIndentation(max(int(Measure.LARGE), round(line * 0.75)))
        self.scheduleDelayedItemsLayout()

    def _fold_hidden(self) -> None:
        for row in range(self._outline.rowCount()):
            index = self._outline.index(row, 0)
            is_hidden = bool(index.data(OutlineRole.REMARK))
            self.setExpanded(index, not is_hidden)
            if is_hidden:
                self._hidden.add(row)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.data(OutlineRole.IS_PART):
            self.setExpanded(index, not self.isExpanded(index))
        elif index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.article_chosen.emit(index.data(OutlineRole.KEY))

    @Slot(QModelIndex, QModelIndex)
    def _on_data_changed(self, first: QModelIndex, _last: QModelIndex) -> None:
        if not first.data(OutlineRole.IS_PART):
            return
        is_hidden, row = bool(first.data(OutlineRole.REMARK)), first.row()
        if is_hidden != (row in self._hidden):
            self.setExpanded(first, not is_hidden)
            self._hidden ^= {row}
            self.scheduleDelayedItemsLayout()
