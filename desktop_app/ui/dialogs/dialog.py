"""The frame of every dialog: a title, a message if need be, the parts, the buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from desktop_app.ui.errors import Problem
from desktop_app.ui.theme import Measure, TypeRole, follow_looks, reading_width
from desktop_app.ui.widgets import (
    Banner,
    BannerKind,
    BusyLine,
    Button,
    ColumnPage,
    Line,
    Text,
    column,
    row,
)
from desktop_app.ui.widgets.reading_order import pass_keyboard


class Dialog(QDialog):
    """Parts go into ``dialog.body``. It scrolls where the screen is small or text large."""

    def __init__(self, *, characters: int = 58, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        follow_looks(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._characters = characters
        self._page = ColumnPage(characters=characters, margin=Measure.WIDE)
        self._page.body.setSpacing(Measure.MEDIUM)
        self.banner = Banner()
        self.busy = BusyLine()
        self._content = QWidget()
        self.body = column(spacing=Measure.MEDIUM)
        self._content.setLayout(self.body)
        self._title = Text("", TypeRole.ARTICLE, strong=True)
        for piece in (self._title, self.banner, self._content, self.busy):
            self._page.body.addWidget(piece)
        self._page.body.addStretch(1)
        self._buttons = row(0)
        self._buttons.setContentsMargins(
            Measure.WIDE, Measure.MEDIUM, Measure.WIDE, Measure.MEDIUM
        )
        self.setLayout(column(self._page, Line(), self._buttons, spacing=0))

    def set_title(self, title: str) -> None:
        """Name the dialog."""
        self.setWindowTitle(title)
        self._title.setText(title)

    def add_buttons(self, *buttons: Button) -> None:
        """Put these at the end of the last row, the one that acts last."""
        for button in buttons:
            self._buttons.addWidget(button)

    def add_close_button(self, text: str) -> Button:
        """A button that closes and changes nothing; it comes first."""
        button = Button(text, name="close")
        button.clicked.connect(self.reject)
        self._buttons.addWidget(button)
        return button

    def begin_work(self, what: str, *, cancellable: bool = False) -> None:
        """Say what is being done; nothing can be entered meanwhile."""
        self.banner.hide()
        self._content.setEnabled(False)
        self.busy.start(what, cancellable=cancellable)
        self._fit()
        self._bring_into_sight(self.busy)

    def show_success(self, title: str, detail: str = "") -> None:
        """Say that what was wanted is done, above the parts."""
        self.end_work()
        self.banner.show_message(BannerKind.INFO, title, detail, closable=False)
        self._fit()
        self._bring_into_sight(self.banner)

    def end_work(self) -> None:
        """What was being done has ended."""
        self._content.setEnabled(True)
        self.busy.stop()

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong, above the parts."""
        self.end_work()
        self.banner.show_message(
            BannerKind.WAIT, problem.happened, problem.advice, details=problem.for_support
        )
        self._fit()
        self._bring_into_sight(self.banner)

    def sizeHint(self) -> QSize:
        """Wide enough for its text, as high as that needs; both within the window."""
        text = round(reading_width(QApplication.font()) * self._characters / 75)
        parent = self.parentWidget()
        room = parent.window().size() if parent else QSize(1200, 900)
        width = min(text + 2 * Measure.WIDE, room.width() - Measure.LARGE)
        height = self._page.height_for(width) + self._buttons.sizeHint().height() + 1
        return QSize(width, min(height, room.height() - Measure.LARGE))

    def focusNextPrevChild(self, forwards: bool) -> bool:
        return pass_keyboard(self, forwards=forwards)

    def showEvent(self, event: QShowEvent) -> None:
        self.resize(self.sizeHint())
        super().showEvent(event)
        # The style sheet gives controls their height only now.
        QTimer.singleShot(0, self, self._fit)

    def _bring_into_sight(self, piece: QWidget) -> None:
        """Scroll to what has just appeared, once it has its place."""
        QTimer.singleShot(0, piece, lambda: self._page.ensureWidgetVisible(piece))

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Grow, if more is shown than before and there is room."""
        wanted = self.sizeHint()
        if wanted.height() > self.height() or wanted.width() > self.width():
            self.resize(self.size().expandedTo(wanted))
