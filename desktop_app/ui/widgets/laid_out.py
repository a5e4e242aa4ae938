"""What a layout holds, in its order."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout, QWidget


def laid_out(layout: QLayout) -> list[QWidget | QLayout]:
    """The widgets and layouts directly in a layout, in order; spaces are left out.

    `QLayout.itemAt` must not be asked. What it returns is kept by the binding for as long as
    the layout lives, also when Qt has long deleted the item with its widget. Whatever is made
    at the same address later is then destroyed through an object that is no more, which ends
    the program (shiboken 6.11).
    """
    parent = layout.parentWidget()
    inside = [each for each in layout.children() if isinstance(each, QLayout)]
    beside = parent.children() if parent is not None else []
    widgets = [each for each in beside if isinstance(each, QWidget)]
    placed: list[tuple[int, QWidget | QLayout]] = [
        *((layout.indexOf(each), each) for each in inside),
        *((layout.indexOf(each), each) for each in widgets),
    ]
    placed.sort(key=lambda each: each[0])
    return [each for place, each in placed if place >= 0]
