"""Which way a paragraph runs, and what inside it must not turn round.

The first strong character decides (Unicode Bidirectional Algorithm, UAX 9, rules P2 and
P3). Links, law numbers and dates are wrapped in isolates so that they read left to right
in a paragraph that runs right to left.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LEFT_TO_RIGHT_ISOLATE, _POP_ISOLATE = "\u2066", "\u2069"
_RIGHT_TO_LEFT_LANGUAGES = {"ar", "fa", "he", "ur"}
# A link, or digits with what joins them: 5(1)(a), 12/2004, 2004-05-01, 3.1.
_FIXED = re.compile(r"https?://\S+[^\s.,;:!?،؛]|[0-9]+(?:[-/.:()][0-9A-Za-z()]*)+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of text as it is to be set: its direction and its script's language tag."""

    text: str
    is_rtl: bool
    language: str


def runs_right_to_left(text: str, default: bool = False) -> bool:
    """The direction by the first strong character; ``default`` when there is none."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return default


def is_rtl_language(tag: str) -> bool:
    """Whether a page in this language runs right to left."""
    return tag.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT_LANGUAGES


def paragraphs(text: str, *, language: str) -> tuple[Paragraph, ...]:
    """The lines of a text, each with its direction; blank lines are left out."""
    page_is_rtl = is_rtl_language(language)
    lines = [line.strip() for line in clean(text).splitlines()]
    return tuple(_paragraph(line, page_is_rtl, language) for line in lines if line)


def clean(text: str) -> str:
    """The text without control characters, which no font can show."""
    return "".join(
        c
        for c in text
        if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Co", "Cn")
    ).replace("\t", " ")


def _paragraph(line: str, page_is_rtl: bool, language: str) -> Paragraph:
    is_rtl = runs_right_to_left(line, page_is_rtl)
    if is_rtl:
        line = _FIXED.sub(rf"{_LEFT_TO_RIGHT_ISOLATE}\g<0>{_POP_ISOLATE}", line)
    return Paragraph(line, is_rtl, _script_language(line, is_rtl, language))


def _script_language(line: str, is_rtl: bool, language: str) -> str:
    """A language tag that makes the right shapes: CJK and Arabic need one, others do not."""
    if is_rtl:
        return language if is_rtl_language(language) else "ar"
    if any("\u4e00" <= c <= "\u9fff" for c in line):
        return "zh"
    return "en" if is_rtl_language(language) else language
