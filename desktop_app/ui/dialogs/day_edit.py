"""A day to choose in a dialog: one stop of the keyboard, its month in letters."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QWidget

from desktop_app.ui.widgets.reading_order import pass_keyboard


class DayEdit(QDateEdit):
    """From today on, unless it is free. Left and right go from day to month and year, Tab
    goes on.
    """

    def __init__(
        self, name: str, *, days: int, is_free: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(QDate.currentDate().addDays(days), parent)
        self.setObjectName(name)
        self.setCalendarPopup(True)
        self.setDisplayFormat("d MMMM yyyy")
        if not is_free:
            self.setMinimumDate(QDate.currentDate())

    @property
    def day(self) -> date:
        """What is chosen."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def focusNextPrevChild(self, forwards: bool) -> bool:
        # Qt would stop at day, month and year one after the other.
        return pass_keyboard(self.window(), forwards=forwards)
