"""The head of a card: reference, level in words, and the status with its menu."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop_app.domain.responses import CardState, Level, Status
from desktop_app.ui.theme import Measure, TypeRole, follow_looks, font_for
from desktop_app.ui.widgets import Ink, Text
from desktop_app.ui.widgets.status_badge import paint_status_shape, status_word

translate = QCoreApplication.translate
_OFFERED = (Status.DRAFT, Status.READY)
_OF_FOCAL_POINT = (*_OFFERED, Status.CLEARED)


def level_words(level: Level | None) -> str:
    """What the screen calls a level; "" in the front matter."""
    words = {
        Level.REQUIRED: translate("Levels", "required"),
        Level.REQUIRED_WITH_ROOM: translate("Levels", "required, with room"),
        Level.CONSIDERED: translate("Levels", "to be considered"),
        Level.OPTIONAL: translate("Levels", "optional"),
        Level.SAFEGUARD: translate("Levels", "safeguard or definition"),
        Level.NOTIFICATION: translate("Levels", "notification"),
    }
    return words[level] if level is not None else ""


def level_title(level: Level | None) -> str:
    """The same where it stands by itself."""
    words = level_words(level)
    return words[:1].upper() + words[1:]


def level_explained(level: Level | None) -> str:
    """What that means, in a sentence."""
    sentences = {
        Level.REQUIRED: translate("Levels", "The treaty obliges parties to do this."),
        Level.REQUIRED_WITH_ROOM: translate(
            "Levels",
            "The treaty obliges parties to do this, but leaves room for their legal system.",
        ),
        Level.CONSIDERED: translate(
            "Levels", "The treaty obliges parties to consider this, or to endeavour to do it."
        ),
        Level.OPTIONAL: translate("Levels", "The treaty allows this; no party has to do it."),
        Level.SAFEGUARD: translate(
            "Levels", "This defines a term or protects something; it asks for no measure."
        ),
        Level.NOTIFICATION: translate(
            "Levels", "The treaty asks parties to inform the Secretary-General."
        ),
    }
    return sentences[level] if level is not None else ""


class StatusButton(QPushButton):
    """Shows a status as shape and word; its menu calls the question draft or finished.

    Whoever ``approves`` can approve it by the same menu.

    Signals:
        chosen: (Status) The person wants this status.
    """

    chosen = Signal(object)

    def __init__(self, *, approves: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        follow_looks(self)
        self._offered = _OF_FOCAL_POINT if approves else _OFFERED
        self._status = Status.EMPTY
        self._menu: QMenu | None = None
        self.setObjectName("status")
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self._draw()

    @property
    def status(self) -> Status:
        """What is shown."""
        return self._status

    def set_status(self, status: Status) -> None:
        """Show another status."""
        if status is not self._status:
            self._status = status
            self._draw()

    def restyle(self) -> None:
        """Colours or size of text are others now."""
        self._draw()

    def _draw(self) -> None:
        word = status_word(self._status)
        self.setFont(font_for(TypeRole.HINT))
        self.setText(f"{word}  ▾")
        self.setAccessibleName(self.tr("Status: {status}").format(status=word))
        self.setToolTip(self.tr("Change the status of this question"))
        self.setIcon(QIcon(_shape(self._status, self)))
        self.setIconSize(_shape_size(self))

    @Slot()
    def _on_clicked(self) -> None:
        if self._menu is None:
            self._menu = QMenu(self)
            self._menu.setObjectName("status-menu")
            for status in self._offered:
                words = status_word(status)
                if status is Status.CLEARED:
                    words = self.tr("Approve")
                action = QAction(words, self._menu)
                action.setIcon(QIcon(_shape(status, self)))
                action.setData(int(status))
                self._menu.addAction(action)
            self._menu.triggered.connect(self._on_triggered)
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _on_triggered(self, action: QAction) -> None:
        self.chosen.emit(Status(action.data()))


def _shape(status: Status, widget: QWidget) -> QPixmap:
    ratio, size = widget.devicePixelRatioF(), _shape_size(widget)
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    is_rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = size.height()
    left = size.width() - side if is_rtl else 0
    painter = QPainter(pixmap)
    paint_status_shape(painter, QRectF(left, 0, side, side), status, widget.palette())
    painter.end()
    return pixmap


def _shape_size(widget: QWidget) -> QSize:
    """The shape with a gap on the side of the word, which Qt makes too small."""
    side = round(widget.fontMetrics().ascent() * 0.9)
    return QSize(side + Measure.HAIR, side)


class CardHeader(QWidget):
    """One line: reference, title, level; at its end the status.

    Signals:
        status_chosen: (Status) The person wants this status.
    """

    status_chosen = Signal(object)

    def __init__(
        self, state: CardState, *, approves: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._reference = Text(strong=True, wraps=False)
        self._reference.setObjectName("reference")
        self._title = Text(ink=Ink.SOFT)
        self._title.setObjectName("card-title")
        self._status = StatusButton(approves=approves, parent=self)
        self._status.chosen.connect(self.status_chosen)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(Measure.SMALL)
        for text in (self._reference, self._title):
            # In line with the word on the button, also when the title takes two lines.
            text.setContentsMargins(0, Measure.HAIR + 2, 0, 0)
            text.setAlignment(text.alignment() | Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._reference, 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._title, 1, Qt.AlignmentFlag.AlignTop)
        across.addWidget(self._status, 0, Qt.AlignmentFlag.AlignTop)
        self.apply(state)

    def bar(self) -> None:
        """The status is not this person's to change."""
        self._status.setEnabled(False)

    def apply(self, state: CardState) -> None:
        """Show another state."""
        # A reference reads left to right in every window.
        self._reference.setText(f"\u2066{state.reference}\u2069")
        level = level_words(state.level)
        self._title.setText(" · ".join(filter(None, [level, state.title])))
        self._title.setToolTip(level_explained(state.level))
        self._status.set_status(state.status)
        self._status.setAccessibleDescription(f"{state.reference} {state.title}")
