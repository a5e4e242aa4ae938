"""Parts and articles as a tree: how far each is, and why one is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.responses import Article, Part, Progress, Status
from desktop_app.services.response import Response

Index = QModelIndex | QPersistentModelIndex


class OutlineRole(IntEnum):
    """What a row has besides its text."""

    KEY = Qt.ItemDataRole.UserRole + 1
    PROGRESS = Qt.ItemDataRole.UserRole + 2
    IS_PART = Qt.ItemDataRole.UserRole + 3
    REMARK = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class _Row:
    """A part or an article as it is shown; a part's ``parent`` is -1."""

    item: Part | Article
    progress: Progress
    parent: int


def answered(progress: Progress) -> int:
    """How many questions have any answer."""
    return progress.total - progress.counts.get(Status.EMPTY, 0)


def overall(progress: Progress) -> Status:
    """The shape of several questions: empty, under way, or all as far as the lowest."""
    if not answered(progress):
        return Status.EMPTY
    lowest = min(status for status, count in progress.counts.items() if count)
    return max(lowest, Status.DRAFT)


class OutlineModel(QAbstractItemModel):
    """Two levels: parts, and in each its articles. Rows never come or go."""

    def __init__(self, response: Response, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._response = response
        self._parts: list[_Row] = []
        self._articles: list[list[_Row]] = []
        self._page_of_card: dict[NodeKey, NodeKey] = {}
        self._keys: set[NodeKey] = set()
        self._read()

    # Qt's own

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008  # Qt's signature
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008  # QObject's own has no argument
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(int(child.internalId()) - 1, 0, 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._parts)
        if parent.internalId() or parent.column():
            return 0
        return len(self._articles[parent.row()])

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.item.title
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, [row.item.title, self._words(row)]))
            case OutlineRole.KEY:
                return row.item.key
            case OutlineRole.PROGRESS:
                return row.progress
            case OutlineRole.IS_PART:
                return row.parent < 0
            case OutlineRole.REMARK:
                return self._remark(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self._row(index)
        if row is None:
            return Qt.ItemFlag.NoItemFlags
        if row.parent >= 0 and not row.item.relevant:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    # Own

    def index_of(self, article: NodeKey) -> QModelIndex:
        """Where an article stands."""
        for place, rows in enumerate(self._articles):
            for number, row in enumerate(rows):
                if row.item.key == article:
                    return self.index(number, 0, self.index(place, 0))
        return QModelIndex()

    def has(self, key: NodeKey) -> bool:
        """Whether a node is a part or an article."""
        return key in self._keys

    def articles(self) -> tuple[Article, ...]:
        """The articles that apply, in order."""
        return tuple(
            row.item
            for rows in self._articles
            for row in rows
            if isinstance(row.item, Article) and row.item.relevant
        )

    def part_of(self, article: NodeKey) -> Part | None:
        """The part an article stands in."""
        index = self.index_of(article).parent()
        row = self._row(index)
        return row.item if row is not None and isinstance(row.item, Part) else None

    def refresh(self, cards: Iterable[NodeKey]) -> None:
        """These cards are further than before, or less far."""
        for article in {self._page_of_card[c] for c in cards if c in self._page_of_card}:
            index = self.index_of(article)
            place, number = index.parent().row(), index.row()
            row = self._articles[place][number]
            progress = self._response.progress(article)
            if progress == row.progress:
                continue
            self._articles[place][number] = replace(row, progress=progress)
            part = self._parts[place]
            self._parts[place] = replace(part, progress=_sum(self._articles[place]))
            self.dataChanged.emit(index, index)
            self.dataChanged.emit(index.parent(), index.parent())

    def refresh_all(self) -> None:
        """Parts or articles apply now, or no longer, or are called otherwise."""
        self._read()
        for place in range(len(self._parts)):
            part = self.index(place, 0)
            self.dataChanged.emit(part, part)
            if rows := len(self._articles[place]):
                first, last = self.index(0, 0, part), self.index(rows - 1, 0, part)
                self.dataChanged.emit(first, last)

    def _read(self) -> None:
        self._parts, self._articles, self._keys = [], [], set()
        for place, part in enumerate(self._response.parts()):
            rows = [
                _Row(article, self._response.progress(article.key), place)
                for article in part.articles
            ]
            for article in part.articles:
                self._page_of_card.update(dict.fromkeys(article.cards, article.key))
            self._keys |= {part.key, *(article.key for article in part.articles)}
            self._articles.append(rows)
            self._parts.append(_Row(part, _sum(rows), -1))

    def _row(self, index: Index) -> _Row | None:
        if not index.isValid():
            return None
        if not index.internalId():
            return self._parts[index.row()]
        return self._articles[int(index.internalId()) - 1][index.row()]

    def _words(self, row: _Row) -> str:
        if remark := self._remark(row):
            return remark
        text = self.tr("{answered} of {all} questions answered")
        return text.format(answered=answered(row.progress), all=row.progress.total)

    def _remark(self, row: _Row) -> str:
        """Why it is hidden; "" if it is not."""
        if row.item.relevant:
            return ""
        if row.parent < 0:
            return self.tr("hidden: not in force")
        if not self._parts[row.parent].item.relevant:
            return ""
        return self.tr("hidden: does not apply")


def _sum(rows: list[_Row]) -> Progress:
    return sum((row.progress for row in rows if row.item.relevant), Progress())
