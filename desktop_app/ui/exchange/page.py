"""The exchange page."""

from __future__ import annotations

from desktop_app.ui.changes import Changes
from desktop_app.ui.windows.page import Page


class ExchangePage(Page):
    """Files out and in."""

    def concerns(self, changes: Changes) -> bool:
        return changes.exchange

    def reload(self) -> None:
        """Nothing is asked for yet."""
