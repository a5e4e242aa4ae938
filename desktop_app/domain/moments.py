"""Moments as they are shown at this computer. What others wrote may be of any year."""

from __future__ import annotations

from datetime import UTC, datetime


def here(moment: datetime) -> datetime:
    """The same moment by the zone of this computer; by UTC where that has none for it.

    Nothing lies before the year 1 or after 9999, and a system may know the zone of fewer years.
    """
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):
        return moment.astimezone(UTC)
