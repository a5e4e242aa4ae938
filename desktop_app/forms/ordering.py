"""Creation keys: texts that sort instances in the order in which they were added."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_NUMBERED = re.compile(r"(.*)-(\d{6})")


def order_after(last: str, now: datetime) -> str:
    """A creation key for now that comes after another, whatever the clock says."""
    moment = now if now.tzinfo is None else now.astimezone(UTC)
    fresh = f"{moment:%Y%m%dT%H%M%S%f}-000000"
    if fresh > last:
        return fresh
    match = _NUMBERED.fullmatch(last)
    if match is None or match[2] == "999999":
        return f"{last}-000000"
    return f"{match[1]}-{int(match[2]) + 1:06d}"
