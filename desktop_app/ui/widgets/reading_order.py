"""Tab goes through a page in the order in which it is read.

Qt's own order is that in which widgets were made. Questions are made when they are first
seen or first apply, so a follow-up that came late would be the last stop of all.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QWidget

from desktop_app.ui.widgets.laid_out import laid_out

_TAB = Qt.FocusPolicy.TabFocus.value


def pass_keyboard(page: QWidget, *, forwards: bool) -> bool:
    """Put the keyboard on the next stop of a page; after its last, on its first again."""
    focus = QApplication.focusWidget()
    order = list(stops(page, focus))
    if not order:
        return False
    if focus not in order:
        place = 0 if forwards else -1
    else:
        place = (order.index(focus) + (1 if forwards else -1)) % len(order)
    reason = Qt.FocusReason.TabFocusReason if forwards else Qt.FocusReason.BacktabFocusReason
    order[place].setFocus(reason)
    return True


def stops(page: QWidget, focus: QWidget | None = None) -> Iterator[QWidget]:
    """What Tab stops at in a page, in the order of its layouts; and what has the keyboard."""
    for part in _parts(page):
        if part.isHidden() or part.isWindow() or not part.isEnabled():
            continue
        takes_tab = part.focusPolicy().value & _TAB and part.focusProxy() is None
        if takes_tab or part is focus:
            yield part
        # Inside a control nothing stops by itself.
        if not takes_tab or isinstance(part, QScrollArea):
            yield from stops(part, focus)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield inside
    elif isinstance(widget, QSplitter):
        for place in range(widget.count()):
            if (part := widget.widget(place)) is not None:
                yield part
    elif (layout := widget.layout()) is not None:
        yield from laid_out(layout)
    else:
        yield from (child for child in widget.children() if isinstance(child, QWidget))
