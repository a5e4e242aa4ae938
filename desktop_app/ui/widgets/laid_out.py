"""What a layout holds, in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtWidgets import QLayout, QWidget


def laid_out(layout: QLayout) -> Iterator[QWidget]:
    """The widgets in a layout and in those within it, in order; spaces are left out.

    `QLayout.itemAt` must not be asked. What it returns is kept by the binding for as long as
    the layout lives, also when Qt has long deleted the item with its widget. Whatever is made
    at the same address later is then destroyed through an object that is no more, which ends
    the program (shiboken 6.11).
    """
    parent = layout.parentWidget()
    children = parent.children() if parent is not None else []
    yield from _within(layout, [each for each in children if isinstance(each, QWidget)])


def _within(layout: QLayout, beside: Sequence[QWidget]) -> Iterator[QWidget]:
    inner = [each for each in layout.children() if isinstance(each, QLayout)]
    held: list[QWidget | QLayout] = [*inner]
    if len(inner) < layout.count():
        held += beside
    placed = [(place, each) for each in held if (place := layout.indexOf(each)) >= 0]
    for _, each in sorted(placed, key=lambda one: one[0]):
        if isinstance(each, QWidget):
            yield each
        else:
            yield from _within(each, beside)
