"""The window's icons: Lucide's drawings, tinted to the palette, mirrored when they point."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from desktop_app.ui.resources import ICONS
from desktop_app.ui.theme import Measure, colours_of, mixed

GAP = int(Measure.HAIR)


class Icon(StrEnum):
    """An icon by its meaning here; the value is its file's name in resources/icons."""

    QUESTIONNAIRE = "clipboard-list"
    SEARCH = "search"
    UNDO = "undo-2"
    HELP = "circle-question-mark"
    LOCK = "lock"
    SETTINGS = "settings"
    MENU = "menu"
    DOWN = "chevron-down"
    NEXT = "chevron-right"
    PREVIOUS = "chevron-left"
    CONTINUE = "arrow-right"
    BACK = "arrow-left"
    DONE = "check"
    SAVED = "circle-check"
    WARNING = "triangle-alert"
    RISK = "circle-alert"
    INFO = "info"
    SHOW = "eye"
    HIDE = "eye-off"
    PRINT = "printer"
    ADD = "plus"
    REMOVE = "trash-2"
    EDIT = "pencil"
    CLOSE = "x"
    OPEN = "folder-open"
    DOCUMENT = "file-text"
    EXTERNAL = "external-link"
    HISTORY = "history"
    COPY = "copy"
    KEY = "key-round"
    TREE_PANEL = "panel-left"
    SIDE_PANEL = "panel-right"
    WRITE_LARGE = "maximize-2"
    FILTER = "funnel"
    KEYBOARD = "keyboard"
    SAVE_FILE = "file-down"
    BACKUP = "archive"
    PRACTICE = "book-open"
    ASSIGN = "user-plus"
    INBOX = "inbox"
    SYNCHRONISE = "refresh-cw"


# Drawn for reading from left to right; turned about in a window that reads the other way.
_POINTS = frozenset(
    {
        Icon.UNDO,
        Icon.NEXT,
        Icon.PREVIOUS,
        Icon.CONTINUE,
        Icon.BACK,
        Icon.EXTERNAL,
        Icon.QUESTIONNAIRE,
        Icon.DOCUMENT,
        Icon.TREE_PANEL,
        Icon.SIDE_PANEL,
        Icon.OPEN,
        Icon.HISTORY,
    }
)


@lru_cache(maxsize=512)
def _drawn(icon: Icon, colour: str, pixels: int, mirrored: bool) -> QPixmap:
    source = (ICONS / f"{icon}.svg").read_text("utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(source.encode()))
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    if mirrored:
        return pixmap.transformed(QTransform().scale(-1, 1))
    return pixmap


def pixmap_of(
    icon: Icon, widget: QWidget, *, colour: str | None = None, size: int = Measure.ICON
) -> QPixmap:
    """The icon as it looks in this widget: its direction, its ink unless a colour is given."""
    ratio = widget.devicePixelRatioF()
    mirrored = icon in _POINTS and widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    tint = colour or colours_of(widget.palette()).ink
    pixmap = QPixmap(_drawn(icon, tint, round(size * ratio), mirrored))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def icon_of(
    icon: Icon, widget: QWidget, *, colour: str | None = None, size: int = Measure.ICON
) -> QIcon:
    """The same for a button or an item; its disabled form is fainter."""
    drawn = QIcon(pixmap_of(icon, widget, colour=colour, size=size))
    colours = colours_of(widget.palette())
    faint = mixed(QColor(colours.ink_soft), QColor(colours.page), 0.6).name()
    drawn.addPixmap(pixmap_of(icon, widget, colour=faint, size=size), QIcon.Mode.Disabled)
    return drawn


def beside_words(icon: Icon, widget: QWidget, *, colour: str | None = None) -> QIcon:
    """The same with a gap towards the words, which Qt leaves too narrow."""
    size = icon_size(widget)
    drawn = pixmap_of(icon, widget, colour=colour, size=size.width())
    ratio = drawn.devicePixelRatio()
    wide = QPixmap(round((size.width() + GAP) * ratio), drawn.height())
    wide.setDevicePixelRatio(ratio)
    wide.fill(Qt.GlobalColor.transparent)
    is_rtl = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter = QPainter(wide)
    painter.drawPixmap(GAP if is_rtl else 0, 0, drawn)
    painter.end()
    drawn_icon = QIcon(wide)
    drawn_icon.addPixmap(wide, QIcon.Mode.Disabled)  # else the style makes one, too faint
    return drawn_icon


def icon_size(widget: QWidget) -> QSize:
    """The size that fits the widget's text, so that icons grow with it."""
    side = max(int(Measure.ICON), round(widget.fontMetrics().height() * 1.05))
    return QSize(side, side)
