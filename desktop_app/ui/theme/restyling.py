"""Widgets with a font or colours of their own, which Qt would leave as they are.

Qt tells a window that the application's font or palette is another, but not the widgets in
it. Asking the application for all widgets is no way either: that wraps Qt's own internal
ones in Python objects which outlive them.
"""

from __future__ import annotations

from typing import Protocol
from weakref import WeakSet

import shiboken6


class Restyled(Protocol):
    """A widget that takes the application's font and colours into its own."""

    def restyle(self) -> None:
        """Colours or size of text are others now."""


_FOLLOWERS: WeakSet[Restyled] = WeakSet()


def follow_looks(widget: Restyled) -> None:
    """Have this widget restyled, as long as it lives, whenever the looks change."""
    _FOLLOWERS.add(widget)


def restyle_all() -> None:
    """The looks have changed."""
    for widget in tuple(_FOLLOWERS):
        if shiboken6.isValid(widget):
            widget.restyle()
