"""What is wrong with the looks of a widget: words cut off, parts outside their frame."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget


def squeezed(inside: QWidget) -> list[str]:
    """Labels and buttons that are lower or narrower than their words need."""
    for _ in range(8):  # layouts that were asked for, and those that they ask for
        QApplication.processEvents()
    found = []
    for kind in (QLabel, QAbstractButton):
        for each in inside.findChildren(kind):
            if not each.isVisible() or each.property("may_elide"):
                continue
            assert isinstance(each, QLabel | QAbstractButton)
            breaks = each.hasHeightForWidth()
            needs = each.heightForWidth(each.width()) if breaks else 0
            is_narrow = not breaks and each.width() + 1 < each.minimumSizeHint().width()
            if each.height() + 1 < needs or is_narrow:
                found.append(each.text())
    return found


def sticking_out(frame: QWidget) -> list[str]:
    """What is wider than the frame it stands in."""
    found = []
    for each in frame.findChildren(QWidget):
        left = each.mapTo(frame, QPoint(0, 0)).x()
        is_out = left < 0 or left + each.width() > frame.width()
        # What scrolls inside a line of text is seen piece by piece.
        inside_line = isinstance(each.parentWidget(), QLineEdit)
        if each.isVisible() and is_out and not each.isWindow() and not inside_line:
            found.append(f"{type(each).__name__} {each.objectName()}")
    return found
