"""Where two texts differ, word by word: pure, for whoever paints it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

_PIECES = re.compile(r"\s+|\w+|[^\w\s]", re.UNICODE)
_MOST_PIECES = 6_000
"""Beyond that the comparison would take longer than a window may stand still."""
_LEAST_SHARED, _LEAST_KEPT = 0.3, 0.5
"""A text is a change of the other, and no new one, if so much of both is in both; or if so
much of the shorter one is in the other, several words on end: a draft that was written out.
"""


class Mark(Enum):
    """Where a piece stands: in both texts, in this one alone, or in the common one alone."""

    SHARED = "shared"
    OWN = "own"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a text, or of what was taken out of it."""

    text: str
    mark: Mark = Mark.SHARED


class Extent(Enum):
    """How much of a text was compared word by word."""

    SAME = "same"
    WORDS = "words"
    ANEW = "anew"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A text in pieces, with what was taken out of it where that stood."""

    pieces: tuple[Stretch, ...]
    extent: Extent = Extent.SAME

    @property
    def text(self) -> str:
        """The text itself, without what was taken out."""
        return "".join(each.text for each in self.pieces if each.mark is not Mark.GONE)

    def without_gone(self) -> Comparison:
        """The same where the other is no text that this one came from."""
        kept = tuple(each for each in self.pieces if each.mark is not Mark.GONE)
        extent = Extent.WORDS if self.extent is Extent.ANEW else self.extent
        return Comparison(kept, extent)

    def texts(self, mark: Mark) -> tuple[str, ...]:
        """The pieces with this mark, in their order, without those of spaces alone."""
        found = (each.text.strip() for each in self.pieces if each.mark is mark)
        return tuple(filter(None, found))


def plain(text: str) -> Comparison:
    """A text that is compared with nothing."""
    return Comparison((Stretch(text),) if text else ())


def compared(text: str, common: str) -> Comparison:
    """The text beside the common one: what is its own, and what it has no more.

    What is shared and its own, joined, is the text again. Scripts without spaces are
    compared sign by sign. Where nearly nothing is shared the whole text is its own.
    """
    if not text or not common or text == common:
        return plain(text)
    own, shared = _pieces(text), _pieces(common)
    if max(len(own), len(shared)) > _MOST_PIECES:
        return Comparison((Stretch(text, Mark.OWN),), Extent.TOO_LONG)
    matcher = SequenceMatcher(str.isspace, shared, own, autojunk=False)
    if not _is_change(matcher, shared, own):
        return Comparison((Stretch(text, Mark.OWN),), Extent.ANEW)
    return Comparison(tuple(_joined(_runs(matcher, shared, own))), Extent.WORDS)


def compared_lists(chosen: Sequence[str], common: Sequence[str]) -> Comparison:
    """The same of what was chosen: each choice is shared, own or gone as a whole."""
    pieces = [Stretch(each, Mark.SHARED if each in common else Mark.OWN) for each in chosen]
    pieces += [Stretch(each, Mark.GONE) for each in common if each not in chosen]
    commas = [Stretch(", ")] * len(pieces)
    both = [each for pair in zip(pieces, commas, strict=True) for each in pair][:-1]
    return Comparison(tuple(both), Extent.WORDS if common else Extent.SAME)


def _is_change(
    matcher: SequenceMatcher[str], shared: Sequence[str], own: Sequence[str]
) -> bool:
    """Whether one came from the other. Spaces do not count."""
    lengths = [_words(shared[a : a + size]) for a, _b, size in matcher.get_matching_blocks()]
    both = (_words(shared), _words(own))
    # Single words are in both by chance if one of the texts is long.
    kept = sum(each for each in lengths if each > 1)
    is_shared = 2 * sum(lengths) >= _LEAST_SHARED * sum(both)
    return is_shared or kept >= _LEAST_KEPT * min(both)


def _words(pieces: Sequence[str]) -> int:
    return sum(not each.isspace() for each in pieces)


def _runs(
    matcher: SequenceMatcher[str], shared: Sequence[str], own: Sequence[str]
) -> Iterator[Stretch]:
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            yield Stretch("".join(own[start:end]))
        else:
            yield Stretch("".join(shared[first:last]), Mark.GONE)
            yield Stretch("".join(own[start:end]), Mark.OWN)


def _joined(runs: Iterable[Stretch]) -> list[Stretch]:
    """Changes with nothing but a space between them are one, so that they can be read."""
    found: list[Stretch] = []
    gone = own = spaces = ""
    for each in runs:
        match each.mark:
            case Mark.GONE:
                gone, own, spaces = gone + spaces + each.text, own + spaces, ""
            case Mark.OWN:
                own += each.text
            case Mark.SHARED if (gone or own) and not each.text.strip():
                spaces = each.text
            case Mark.SHARED:
                found += _change(gone, own)
                found.append(Stretch(spaces + each.text))
                gone = own = spaces = ""
    found += [*_change(gone, own), Stretch(spaces)]
    return [each for each in found if each.text]


def _change(gone: str, own: str) -> tuple[Stretch, Stretch]:
    return Stretch(gone, Mark.GONE), Stretch(own, Mark.OWN)


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
