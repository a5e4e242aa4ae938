"""Three columns, of which the outer two fold away by hand, or where there is no room.

Where not even one of them fits beside the article, it takes the article's place while it is
open, and folds away when something was chosen in it.
"""

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
_NARROWEST = 52
"""What an article needs so that one can still read and write in it."""
_NO_LIMIT = 16_777_215
"""Qt's own word for it, which PySide6 does not have."""


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
        self._wide: dict[QWidget, int] = {finder: _FINDER, side: _SIDE}
        self._last: QWidget = finder
        self._middle = QWidget()
        lines = QVBoxLayout(self._middle)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self._bar = self._make_bar()
        lines.addWidget(self._bar)
        lines.addWidget(articles, 1)
        for each in (finder, self._middle, side):
            self._split.addWidget(each)
        self._split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._split, 1)
        self._measure()

    def show_articles(self) -> None:
        """Have the article in sight: what took its place folds away."""
        if self._middle.isHidden():
            self._want(self._last, None)

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
            Icon.SIDE_PANEL, self.tr("Help, history, notes and files"), name="toggle-side"
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

    def _want(self, column: QWidget, wanted: bool | None) -> None:
        self._wants[column] = wanted
        if wanted:
            self._last = column
        self._fit()

    def _fit(self) -> None:
        shown = self._wanted()
        if len(shown) > 1 and not self._fits(shown):
            shown = [self._last]
        is_alone = bool(shown) and not self._fits(shown)
        for column, wide in self._wide.items():
            limit = _NO_LIMIT if is_alone else self._pixels(wide * 2)
            column.setMaximumWidth(limit)
            column.setVisible(column in shown)
        if is_alone != self._middle.isHidden():
            self._middle.setVisible(not is_alone)
            around = self.layout() if is_alone else self._middle.layout()
            if isinstance(around, QVBoxLayout):
                around.insertWidget(0, self._bar)
                self._bar.show()
                self._where.restyle()  # what moves gets the colours back that it had before
        self._finder_button.setChecked(self._finder in shown)
        self._side_button.setChecked(self._side in shown)

    def _wanted(self) -> list[QWidget]:
        """What somebody wants open, and what nobody decided on as far as there is room."""
        finder, middle, side = (self._pixels(n) for n in (_FINDER, _MIDDLE, _SIDE))
        rooms = {
            self._finder: self.width() >= finder + middle,
            self._side: self.width() >= finder + middle + side,
        }
        choices = {column: self._wants[column] for column in rooms}
        return [
            column
            for column, wanted in choices.items()
            if (rooms[column] if wanted is None else wanted)
        ]

    def _fits(self, shown: list[QWidget]) -> bool:
        """Whether the article beside them is more than a narrow strip."""
        needed = sum(column.minimumWidth() for column in shown) + self._pixels(_NARROWEST)
        return self.width() >= needed

    def _measure(self) -> None:
        for column, wide in self._wide.items():
            column.setMinimumWidth(self._pixels(wide * 2 // 3))
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
