"""A row of controls that becomes a column where the words do not fit beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop_app.ui.theme import Measure


class Foot(QWidget):
    """``leading`` stand where reading begins, ``trailing`` at the other end."""

    def __init__(
        self,
        leading: Sequence[QWidget] = (),
        trailing: Sequence[QWidget] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._pieces = (*leading, *trailing)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(Measure.SMALL)
        for piece in leading:
            self._line.addWidget(piece)
        self._line.addStretch(1)
        for piece in trailing:
            self._line.addWidget(piece)

    def minimumSizeHint(self) -> QSize:
        widest = max((p.sizeHint().width() for p in self._shown()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)

    def _shown(self) -> list[QWidget]:
        return [piece for piece in self._pieces if not piece.isHidden()]

    def _turn(self) -> None:
        needed = sum(p.sizeHint().width() + Measure.SMALL for p in self._shown())
        fits = needed - Measure.SMALL <= self.width()
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = across if fits else down
        if direction is self._line.direction():
            return  # to set an alignment asks for a layout, even if it is the same one
        self._line.setDirection(direction)
        side = Qt.AlignmentFlag(0) if fits else Qt.AlignmentFlag.AlignLeading
        for piece in self._pieces:
            self._line.setAlignment(piece, side)
