"""How texts are made alike before they are compared in a search.

``fold`` is a homomorphism: the fold of a text is the folds of its characters, joined. So
a place in the folded text can be led back to the original one, character by character.
"""

from __future__ import annotations

import unicodedata

_ALIKE = {
    # Letters that Unicode does not decompose and that are typed without their stroke.
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "\u0131": "i", "æ": "ae", "œ": "oe",
    # Arabic: alef wasla as alef, alef maqsura and Persian yeh as ya, ta marbuta as ha.
    "\u0671": "\u0627", "\u0649": "\u064a", "\u06cc": "\u064a", "\u0629": "\u0647",
    "\u06a9": "\u0643",
    # Signs that look alike and are on nobody's keyboard.
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"',
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-",
    "\u0640": "", "\u00ad": "",
}  # fmt: skip


def fold(text: str) -> str:
    """Without case, accents, vowel signs, and differences of spelling nobody searches for."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDS)


def words(text: str) -> tuple[str, ...]:
    """The folded words of a query; each must be found."""
    return tuple(dict.fromkeys(fold(text).split()))


def original_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Where ``fold(text)[start:end]`` comes from in the text itself.

    Marks that follow the last letter belong to it.
    """
    if text.isascii():
        return start, end
    first, done = -1, 0
    for place, character in enumerate(text):
        length = len(_FOLDS[ord(character)])
        if done >= end and length:
            return first, place
        if first < 0 and done + length > start:
            first = place
        done += length
    return (first if first >= 0 else len(text)), len(text)


class _Folds(dict[int, str]):
    """The fold of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code)).casefold()
        # Casefolding may compose anew, as in "ΐ"; hence twice.
        decomposed = unicodedata.normalize("NFKD", decomposed)
        self[code] = folded = "".join(map(_fold_part, decomposed))
        return folded


_FOLDS = _Folds()


def _fold_part(part: str) -> str:
    category = unicodedata.category(part)
    if category == "Cf" or unicodedata.combining(part):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(part))
    return _ALIKE.get(part, part)
