"""Several widgets in one place, one visible at a time, as high as that one needs."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class Pages(QWidget):
    """Like a QStackedWidget, whose height is that of its highest page; this one's is not."""

    def __init__(self, *pages: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            layout.addWidget(page)
            page.hide()
        self._current = pages[0]
        self._current.show()

    @property
    def current(self) -> QWidget:
        """The page that is visible."""
        return self._current

    def show_page(self, page: QWidget) -> None:
        """Show another page."""
        self._current.hide()
        self._current = page
        page.show()
