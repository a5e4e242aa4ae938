"""Regular expressions of questionnaires, kept from running away.

Python's matcher tries again and again when a repeated part can match the same text in
several ways. So a pattern is refused when it repeats, without bound, something that itself
repeats, or alternatives; text is matched up to a length; and the whole value must match.
"""

from __future__ import annotations

import re
from functools import lru_cache

from desktop_app.forms.limits import MAX_MATCHED_CHARS, MAX_PATTERN_CHARS
from desktop_app.forms.syntax import BadExpression


@lru_cache(maxsize=1_000)
def checked_pattern(pattern: str) -> re.Pattern[str]:
    """The compiled pattern, or BadExpression when it is wrong or could run away."""
    if len(pattern) > MAX_PATTERN_CHARS:
        raise BadExpression(f"the pattern is longer than {MAX_PATTERN_CHARS} characters")
    try:
        return re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        raise BadExpression(f"the pattern {pattern!r} is not one: {error}") from error


def matches(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the whole text matches; one that is too long does not."""
    return len(text) <= MAX_MATCHED_CHARS and pattern.fullmatch(text) is not None


def matches_text(pattern: str, text: str) -> bool:
    """The same for a pattern that is known only now; one that cannot be used never matches."""
    try:
        return matches(checked_pattern(pattern), text)
    except BadExpression:
        return False
