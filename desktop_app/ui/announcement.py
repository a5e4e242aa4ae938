"""Tells a screen reader what appeared, warned or failed without the focus moving there."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Have `text` read; `at_once` interrupts what is being read (a failure to save)."""
    # Named here, not imported: PySide6 makes a type when it is first named, and this one's
    # enumerations take their time; most prompts have nothing to announce.
    accessible = QtGui.QAccessible
    manners = accessible.AnnouncementPoliteness
    event = QtGui.QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(manners.Assertive if at_once else manners.Polite)
    accessible.updateAccessibility(event)
