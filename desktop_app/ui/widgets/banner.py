"""A message inside a page: what happened, what is safe, what to do. Not a dialog."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.ui.announcement import announce
from desktop_app.ui.icons import Icon
from desktop_app.ui.theme import Measure, TypeRole, colours_of, mixed
from desktop_app.ui.widgets.button import Button, ButtonKind, IconButton
from desktop_app.ui.widgets.layout import column, row
from desktop_app.ui.widgets.picture import Picture
from desktop_app.ui.widgets.text import Ink, Text


class BannerKind(StrEnum):
    """What a banner is about: `RISK` is data at risk, or a submission that nobody has."""

    RISK = "risk"
    WAIT = "wait"
    INFO = "accent"


_ICONS = {BannerKind.RISK: Icon.RISK, BannerKind.WAIT: Icon.WARNING, BannerKind.INFO: Icon.INFO}


class Banner(QFrame):
    """A message with an icon, perhaps one action, perhaps a way to close it.

    Hidden until `show_message`, which also has it read by a screen reader.

    Signals:
        acted: The action was chosen.
        closed: The user closed it.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = BannerKind.INFO
        self.setObjectName("banner")
        self._content: _Content | None = None  # most banners never say anything
        self.hide()

    @property
    def kind(self) -> BannerKind:
        """What it is about."""
        return self._kind

    @property
    def message(self) -> str:
        """All it says, as one text."""
        return self._content.message if self._content else ""

    def show_message(
        self,
        kind: BannerKind,
        title: str,
        detail: str = "",
        *,
        action: str = "",
        details: str = "",
        closable: bool = True,
    ) -> None:
        """Say something; what was said before is gone. Details, for support, are folded."""
        self._kind = kind
        if self._content is None:
            self._content = self._fill()
        self._content.say(title, detail, action=action, closable=closable)
        self._content.fold(details)
        self._content.picture.set_icon(_ICONS[kind], Ink(kind))
        self.setAccessibleName(self.message)
        self.show()
        self.update()
        announce(self, self.message, at_once=kind is BannerKind.RISK)

    def minimumSizeHint(self) -> QSize:
        """What its words need at the width it has; Qt would ask for the narrowest's."""
        layout = self.layout()
        return QSize(160, layout.totalHeightForWidth(self.width()) if layout else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        colours = colours_of(self.palette())
        tone = QColor(getattr(colours, self._kind))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tone, 1))
        painter.setBrush(mixed(tone, QColor(colours.surface), 0.08))
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(rect, Measure.RADIUS, Measure.RADIUS)
        painter.end()

    def _fill(self) -> _Content:
        content = _Content(self)
        content.action.clicked.connect(self.acted)
        content.close_button.clicked.connect(self._on_closed)
        whole = column(content)
        whole.setContentsMargins(Measure.LARGE, Measure.SMALL, Measure.SMALL, Measure.MEDIUM)
        self.setLayout(whole)
        return content

    @Slot()
    def _on_closed(self) -> None:
        self.hide()
        self.closed.emit()


class _Content(QWidget):
    """What a banner holds once it has something to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.picture = Picture(Icon.INFO)
        self.action = Button("", kind=ButtonKind.PLAIN, name="banner-action")
        self.close_button = IconButton(
            Icon.CLOSE, self.tr("Close this message"), name="banner-close"
        )
        self._title = Text(strong=True)
        self._detail = Text()
        self._details: _Details | None = None  # most messages have none
        self._words = column(self._title, self._detail, spacing=Measure.HAIR)
        self._foot = row(self.action, 0)
        self._build()

    @property
    def message(self) -> str:
        """Title and detail."""
        return " ".join(filter(None, [self._title.text(), self._detail.text()]))

    def say(self, title: str, detail: str, *, action: str, closable: bool) -> None:
        """Show these words, and what can be done about them."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.close_button.setVisible(closable)

    def fold(self, details: str) -> None:
        """Offer the details, folded; or none."""
        if self._details is None:
            if not details:
                return
            self._details = _Details(self)
            self._words.insertWidget(2, self._details)
            self._foot.insertWidget(1, self._details.opener)
        self._details.put(details)

    def _build(self) -> None:
        words = self._words
        words.addLayout(self._foot)
        # The button is higher than the first line, in whose middle its cross should stand.
        words.setContentsMargins(0, Measure.HAIR, 0, 0)
        self.picture.setContentsMargins(0, Measure.HAIR, 0, 0)
        whole = row(self.picture, words, self.close_button, spacing=Measure.MEDIUM)
        for piece in (self.picture, self.close_button):
            whole.setAlignment(piece, Qt.AlignmentFlag.AlignTop)
        whole.setStretch(1, 1)
        self.setLayout(whole)


class _Details(Text):
    """What support wants to know, unfolded by a button that stands elsewhere: ``opener``."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(role=TypeRole.HINT, ink=Ink.SOFT, parent=parent)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.opener = Button(self.tr("Details"), kind=ButtonKind.LINK, name="banner-details")
        self.opener.setCheckable(True)
        self.opener.toggled.connect(self._on_toggled)

    def put(self, details: str) -> None:
        """Hold these, folded."""
        self.setText(details)
        self.opener.setChecked(False)
        self.opener.setVisible(bool(details))
        self.hide()

    @Slot(bool)
    def _on_toggled(self, opened: bool) -> None:
        self.setVisible(opened)
        if opened:
            announce(self, self.text())
