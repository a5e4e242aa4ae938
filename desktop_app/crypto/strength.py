"""How hard a passphrase is to guess, said honestly while it is being chosen."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MIN_CHARACTERS = 12
MIN_SCORE = 3
_ESTIMATOR_LIMIT = 72  # characters; what follows can only make it stronger


class Hint(StrEnum):
    """What would make a passphrase better; the screen words it."""

    SHORT = "short"
    PERSONAL = "personal"
    KEYBOARD = "keyboard"
    PATTERN = "pattern"
    COMMON_WORDS = "common-words"
    MORE_WORDS = "more-words"
    GOOD = "good"


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """An estimate: 10 to the power of ``guesses_log10`` tries find the passphrase.

    ``score`` is 0 to 4; from 3 on a passphrase that is ``long_enough`` is accepted.
    """

    score: int
    hint: Hint
    guesses_log10: float
    long_enough: bool

    @property
    def is_accepted(self) -> bool:
        """Whether a profile may be opened by it."""
        return self.long_enough and self.score >= MIN_SCORE


def strength(passphrase: str, personal: Sequence[str] = ()) -> Strength:
    """Estimate it; ``personal`` are words that a guesser would try first (name, e-mail)."""
    # Imported here: its word lists take time to load, and unlocking does not need them.
    from zxcvbn import zxcvbn  # noqa: PLC0415

    normal = unicodedata.normalize("NFKC", passphrase)
    long_enough = len(normal) >= MIN_CHARACTERS
    if not normal:
        return Strength(score=0, hint=Hint.SHORT, guesses_log10=0.0, long_enough=False)
    known = [word for text in personal for word in _words(text)]
    found = zxcvbn(normal[:_ESTIMATOR_LIMIT], user_inputs=known)
    score = int(found["score"])
    return Strength(
        score=score,
        hint=_hint(found["sequence"], score, known, long_enough=long_enough),
        guesses_log10=float(found["guesses_log10"]),
        long_enough=long_enough,
    )


def _words(text: str) -> list[str]:
    parts = "".join(c if c.isalnum() else " " for c in text).split()
    return [text, *(part for part in parts if len(part) > 2)]


def _hint(
    sequence: list[dict[str, Any]], score: int, known: list[str], *, long_enough: bool
) -> Hint:
    if score >= MIN_SCORE:
        return Hint.GOOD if long_enough else Hint.SHORT
    patterns = {str(match["pattern"]) for match in sequence}
    if {str(match["token"]).casefold() for match in sequence} & {w.casefold() for w in known}:
        return Hint.PERSONAL
    if "spatial" in patterns:
        return Hint.KEYBOARD
    if patterns & {"repeat", "sequence", "date", "regex"}:
        return Hint.PATTERN
    if "dictionary" in patterns:
        return Hint.COMMON_WORDS
    return Hint.MORE_WORDS
