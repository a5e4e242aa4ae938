"""Regular expressions of questionnaires: compiled once, and always on the whole value."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from desktop_app.errors import StepRefused
from desktop_app.forms.limits import MAX_PATTERN_CHARS
from desktop_app.forms.regex.automaton import Automaton, TooManySteps
from desktop_app.forms.regex.parser import BadPattern, parse
from desktop_app.forms.syntax import BadExpression


@lru_cache(maxsize=500)
def checked_pattern(pattern: str) -> Automaton:
    """The compiled pattern, or BadExpression when it is wrong or asks for too much."""
    if len(pattern) > MAX_PATTERN_CHARS:
        raise BadExpression(f"the pattern is longer than {MAX_PATTERN_CHARS} characters")
    try:
        return Automaton(parse(pattern))
    except BadPattern as bad:
        raise BadExpression(f"the pattern {pattern!r} cannot be used: {bad}") from bad


def matches(pattern: Automaton, text: str, spend: Callable[[int], None]) -> bool:
    """Whether the whole text matches. Raises StepRefused when that takes too much work."""
    try:
        is_match, visits = pattern.match(text)
    except TooManySteps:
        raise StepRefused("", "limit") from None
    spend(visits)
    return is_match


def matches_text(pattern: str, text: str, spend: Callable[[int], None]) -> bool:
    """The same for a pattern that is known only now; one that cannot be used never matches."""
    try:
        known = checked_pattern(pattern)
    except BadExpression:
        return False
    return matches(known, text, spend)
