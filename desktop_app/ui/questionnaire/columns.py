"""Three columns, of which the outer two fold away by hand, or where there is no room."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from desktop_app.ui.icons import Icon
from desktop_app.ui.questionnaire.articles import Articles
from desktop_app.ui.questionnaire.field import Field
from desktop_app.ui.questionnaire.finder import Finder
from desktop_app.ui.questionnaire.side_panel import SidePanel
from desktop_app.ui.theme import Measure, TypeRole, follow_looks, font_for, reading_width
from desktop_app.ui.widgets import IconButton, Ink, Text, row
from desktop_app.ui.wording import left_to_right

# In characters of body text.
_FINDER, _MIDDLE, _SIDE = 36, 84, 36


class Columns(QWidget):
    """Finder, article, side panel.

    Signals:
        next_wanted: To the next question.
        previous_wanted: To the question before.
    """

    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(
        self,
        finder: Finder,
        articles: Articles,
        side: SidePanel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        follow_looks(self)
        self._finder, self._articles, self._side = finder, articles, side
        # What the person wants; none: as there is room.
        self._wants: dict[QWidget, bool | None] = {finder: None, side: None}
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(1)
        middle = QWidget()
        lines = QVBoxLayout(middle)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addWidget(self._make_bar())
        lines.addWidget(articles, 1)
        for each in (finder, middle, side):
            self._split.addWidget(each)
        self._split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._split)
        self._measure()

    def show_finder(self) -> None:
        """Have the left column open."""
        self._want(self._finder, True)

    def show_side(self) -> None:
        """Have the right column open."""
        self._want(self._side, True)

    def show_where(self, reference: str) -> None:
        """Name the question one is at."""
        self._where.setText(left_to_right(reference))

    def cycle(self, last: Field | None) -> None:
        """Put the keyboard into the next open column."""
        stops = [c for c in (self._finder, self._articles, self._side) if c.isVisible()]
        focus = self.window().focusWidget()
        here = next((n for n, c in enumerate(stops) if focus and c.isAncestorOf(focus)), -1)
        column = stops[(here + 1) % len(stops)]
        if column is self._finder:
            self._finder.outline.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif column is self._side:
            self._side.tabs.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._articles.take_keyboard(last)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._measure()

    def _make_bar(self) -> QWidget:
        bar = QWidget()
        self._finder_button = IconButton(
            Icon.TREE_PANEL, self.tr("Outline and search"), name="toggle-finder"
        )
        self._side_button = IconButton(
            Icon.SIDE_PANEL, self.tr("Help, history and notes"), name="toggle-side"
        )
        for button in (self._finder_button, self._side_button):
            button.setCheckable(True)
            # What it opens is seen: no need to shout that it is open.
            button.setProperty("kind", "toggle")
        self._finder_button.clicked.connect(self._on_finder_clicked)
        self._side_button.clicked.connect(self._on_side_clicked)
        before = IconButton(
            Icon.PREVIOUS, self.tr("Previous question (Alt+Up)"), name="previous-question"
        )
        after = IconButton(Icon.NEXT, self.tr("Next question (Alt+Down)"), name="next-question")
        before.clicked.connect(self.previous_wanted)
        after.clicked.connect(self.next_wanted)
        self._where = Text(role=TypeRole.HINT, ink=Ink.SOFT, wraps=False)
        self._where.setObjectName("where")
        steps = row(before, self._where, after, spacing=Measure.HAIR)
        across = row(self._finder_button, 0, steps, 0, self._side_button)
        across.setContentsMargins(Measure.SMALL, Measure.HAIR, Measure.SMALL, 0)
        bar.setLayout(across)
        return bar

    def _want(self, column: QWidget, wanted: bool) -> None:
        self._wants[column] = wanted
        self._fit()

    def _fit(self) -> None:
        finder, middle, side = (self._pixels(n) for n in (_FINDER, _MIDDLE, _SIDE))
        has_room_for_side = self.width() >= finder + middle + side
        has_room_for_finder = self.width() >= finder + middle
        for column, room in (
            (self._side, has_room_for_side),
            (self._finder, has_room_for_finder),
        ):
            wanted = self._wants[column]
            column.setVisible(room if wanted is None else wanted)
        self._finder_button.setChecked(not self._finder.isHidden())
        self._side_button.setChecked(not self._side.isHidden())

    def _measure(self) -> None:
        for column, wide in ((self._finder, _FINDER), (self._side, _SIDE)):
            column.setMinimumWidth(self._pixels(wide * 2 // 3))
            column.setMaximumWidth(self._pixels(wide * 2))
        self._split.setSizes([self._pixels(_FINDER), self._pixels(75), self._pixels(_SIDE)])
        self._fit()

    def _pixels(self, characters: int) -> int:
        return round(reading_width(font_for(TypeRole.BODY)) * characters / 75)

    @Slot()
    def _on_finder_clicked(self) -> None:
        self._want(self._finder, self._finder.isHidden())

    @Slot()
    def _on_side_clicked(self) -> None:
        self._want(self._side, self._side.isHidden())
