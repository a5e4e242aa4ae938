"""Where two texts differ, word by word: pure, for whoever paints it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECES = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)
_MOST_PIECES = 6_000
"""Beyond that the comparison would take longer than a window may stand still."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text; ``is_own`` says that the common text does not have it."""

    text: str
    is_own: bool


def stretches(text: str, common: str) -> tuple[Stretch, ...]:
    """The text in pieces: what stands in the common text as well, and what is its own.

    Joined they are the text again. Scripts without spaces are compared sign by sign.
    """
    own, shared = _pieces(text), _pieces(common)
    if not common or max(len(own), len(shared)) > _MOST_PIECES:
        return (Stretch(text, bool(common) and text != common),) if text else ()
    found: list[Stretch] = []
    matcher = SequenceMatcher(None, shared, own, autojunk=False)
    for kind, _, _, start, end in matcher.get_opcodes():
        piece = "".join(own[start:end])
        if piece:
            found.append(Stretch(piece, kind != "equal"))
    return tuple(found)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if piece[0].isalpha() and not _has_case_or_spaces(piece):
            pieces += piece
        else:
            pieces.append(piece)
    return pieces


def _has_case_or_spaces(word: str) -> bool:
    """Whether a word is of a script that puts spaces between words."""
    return not any(
        "\u2e80" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7af" for sign in word
    )
