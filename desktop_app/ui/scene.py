"""What fills the window when no response is open: a title, a card, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QSpacerItem, QWidget

from desktop_app.ui.announcement import announce
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    BusyLine,
    CardFrame,
    ColumnPage,
    IconButton,
    Ink,
    Picture,
    Text,
    column,
    row,
)

if TYPE_CHECKING:
    from desktop_app.ui.errors import Problem

# How much of the window's height stays free above a scene.
_AIR = 0.13
_SPOKEN_AFTER_MS = 150


class Mark(QWidget):
    """The program's name with its sign, above a scene's title, and the way to the guide.

    Signals:
        guide_wanted: By button.
    """

    guide_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = Picture(Icon.QUESTIONNAIRE, ink=Ink.ACCENT)
        name = Text("Review Desk", TypeRole.BODY, ink=Ink.ACCENT, strong=True, wraps=False)
        guide = IconButton(Icon.HELP, self.tr("User guide (F1)"), name="guide")
        guide.clicked.connect(self.guide_wanted)
        self.setLayout(row(sign, name, 0, guide))


class Scene(ColumnPage):
    """One page in the middle of the window; its parts go into ``card.body``.

    Signals:
        cancelled: The user wants the work under way to stop.
    """

    cancelled = Signal()

    def __init__(self, title: str, lead: str = "", parent: QWidget | None = None) -> None:
        super().__init__(characters=66, margin=Measure.LARGE, parent=parent)
        self._title = Text(title, TypeRole.PAGE, strong=True)
        self._lead = Text(lead, ink=Ink.SOFT)
        if not lead:
            self._lead.hide()
        self.banner = Banner()
        self.card = CardFrame(padding=Measure.LARGE)
        self.card.body.setSpacing(Measure.MEDIUM)
        self.busy = BusyLine()
        self.busy.cancelled.connect(self.cancelled)
        self._head = QWidget()
        mark = Mark()
        mark.guide_wanted.connect(self._on_guide_wanted)
        self._head.setLayout(column(mark, self._title, self._lead, spacing=Measure.HAIR))
        self._air = QSpacerItem(0, 0)
        self.body.addItem(self._air)
        for piece in (self._head, self.banner, self.card, self.busy):
            self.body.addWidget(piece)
        self.body.addStretch(1)
        self.setAccessibleName(title)

    @property
    def title(self) -> str:
        """What stands above the card."""
        return self._title.text()

    def set_title(self, title: str, lead: str = "") -> None:
        """Call the scene something else, for its next step."""
        self._title.setText(title)
        self._lead.setText(lead)
        self._lead.setVisible(bool(lead))
        self.setAccessibleName(title)
        if self.isVisible():
            announce(self, self.spoken())

    def spoken(self) -> str:
        """What a screen reader says when the scene, or its next step, is there."""
        return " ".join(filter(None, [self._title.text(), self._lead.text()]))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A reader drops what is said before the window has its own name read; and the types
        # that it takes are none of the prompt's.
        QTimer.singleShot(_SPOKEN_AFTER_MS, self, self._speak)

    @Slot()
    def _speak(self) -> None:
        if self.isVisible():
            announce(self, self.spoken())

    def start(self) -> None:
        """Put the keyboard where one begins; called when the scene is shown."""

    def settle(self) -> None:
        """Leave the same room above, whatever the card holds, as long as all of it fits."""
        # Not the viewport's: PySide6 makes every type it knows to hand out Qt's own widgets.
        room, before = self.height(), self._air.sizeHint().height()
        needed = self.height_for(self.inside.width()) - before
        air = max(0, min(round(room * _AIR), (room - needed) // 2))
        if air != before:
            self._air.changeSize(0, air)
            self.body.invalidate()
            if (column := self.body.parentWidget()) is not None:
                column.updateGeometry()
        super().settle()

    def begin_work(self, what: str, *, cancellable: bool = False) -> None:
        """Say what is being done; nothing can be entered meanwhile."""
        self.banner.hide()
        self.card.setEnabled(False)
        self.busy.start(what, cancellable=cancellable)

    def end_work(self) -> None:
        """What was being done has ended."""
        self.card.setEnabled(True)
        self.busy.stop()

    def show_problem(self, problem: Problem, kind: BannerKind = BannerKind.WAIT) -> None:
        """Say what went wrong, above the card."""
        self.end_work()
        self.banner.show_message(
            kind, problem.happened, problem.advice, details=problem.for_support
        )
        self.ensureWidgetVisible(self.banner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F1; what has the keyboard has passed the key on. (A QShortcut takes long to make.)"""
        if event.key() == Qt.Key.Key_F1:
            self._on_guide_wanted()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_guide_wanted(self) -> None:
        from desktop_app.ui.dialogs.guide import GuideDialog  # noqa: PLC0415  # the prompt first

        GuideDialog(QLocale().name().partition("_")[0], self.window()).open()
