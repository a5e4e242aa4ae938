"""One thing a person can do, large: an icon, what it is, and a sentence on what it means."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets.layout import column, row
from desktop_app.ui.widgets.picture import Picture
from desktop_app.ui.widgets.text import Ink, Text


class ActionCard(QPushButton):
    """A button as large as its words. Its name is read as "title. sentence"."""

    def __init__(
        self,
        icon: Icon,
        title: str,
        detail: str,
        *,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("kind", "card")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{title}. {detail}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = column(
            Text(title, TypeRole.BODY, strong=True),
            Text(detail, TypeRole.HINT, ink=Ink.SOFT),
            spacing=2,
        )
        arrow = Picture(Icon.NEXT)
        whole = row(Picture(icon, ink=Ink.ACCENT, scale=1.3), words, arrow)
        whole.setSpacing(Measure.MEDIUM)
        whole.setContentsMargins(Measure.LARGE, Measure.MEDIUM, Measure.MEDIUM, Measure.MEDIUM)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else -1
