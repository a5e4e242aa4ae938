"""Whether a folder holds a profile."""

from __future__ import annotations

from enum import StrEnum


class ProfilePlace(StrEnum):
    """What a folder holds, as far as can be told without a passphrase."""

    ABSENT = "absent"
    READY = "ready"
    DAMAGED = "damaged"
