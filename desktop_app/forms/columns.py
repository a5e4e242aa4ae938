"""What the columns of a sheet mean: XLSForm's own words, their older spellings, languages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.forms.sheets import Row

EXPRESSIONS = frozenset({
    "calculation", "choice_filter", "constraint", "readonly", "relevant", "repeat_count",
    "required",
})  # fmt: skip
TEXTS = frozenset({"constraint_message", "guidance_hint", "hint", "label", "required_message"})
_OTHERS = frozenset({
    "appearance", "autoplay", "body", "default", "image", "big-image", "audio", "video",
    "instance", "media", "name", "parameters", "save_to", "trigger", "type",
})  # fmt: skip
_ALIASES = {
    "bind::calculate": "calculation",
    "bind::constraint": "constraint",
    "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message",
    "bind::readonly": "readonly",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "calculate": "calculation",
    "caption": "label",
    "command": "type",
    "constraining_message": "constraint_message",
    "count": "repeat_count",
    "jr:count": "repeat_count",
    "read_only": "readonly",
    "relevance": "relevant",
    "requiredmsg": "required_message",
    "tag": "name",
    "value": "name",
}
_PREFIXES = ("bind::", "block:", "body::", "control::", "instance::", "media::")
KNOWN = EXPRESSIONS | TEXTS | _OTHERS


@dataclass(frozen=True, slots=True)
class Column:
    """A column: as its header says it, the XLSForm word for it, and its language or ""."""

    header: str
    word: str
    language: str = ""

    @property
    def is_known(self) -> bool:
        """Whether the column means anything to the compiler, or to a block."""
        return self.word in KNOWN or self.word.startswith(_PREFIXES)


def column(header: str) -> Column:
    """What a header says."""
    plain = "_".join(header.split()).lower()
    if plain in _ALIASES:
        return Column(header, _ALIASES[plain])
    base, _, language = header.partition("::")
    word = "_".join(base.split()).lower()
    word = _ALIASES.get(word, word)
    if word in TEXTS:
        return Column(header, word, language.strip())
    return Column(header, plain)


def cells(row: Row, words: Iterable[str]) -> Iterator[tuple[Column, str]]:
    """The cells of a row whose column is one of these words."""
    wanted = frozenset(words)
    for header, text in row.cells.items():
        found = column(header)
        if found.word in wanted:
            yield found, text


def cell(row: Row, word: str) -> str:
    """The cell in a column, however its header spells it."""
    return next((text for _, text in cells(row, [word])), "")
