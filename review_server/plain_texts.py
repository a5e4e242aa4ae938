"""What somebody types must be readable: not too long, and without what cannot be seen."""

from __future__ import annotations

import unicodedata

_HIDDEN = {"Cc", "Cs", "Co", "Cn"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They make a text look like another; nobody needs them for a name or a message."""


def fault_of(text: str, most: int) -> str:
    """What is wrong with a text, as a sentence; "" if nothing is."""
    plain = text.replace("\n", "").replace("\t", "")
    if any(unicodedata.category(c) in _HIDDEN or c in _TURNING for c in plain):
        return "This holds characters that cannot be seen."
    return f"Use at most {most:,} characters." if len(text) > most else ""
