"""What a message to the secretariat is. Known without what seals and opens one."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What the body is."""

    SUBMISSION = "submission"
    REOPENING = "reopening"
