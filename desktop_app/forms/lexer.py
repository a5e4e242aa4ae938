"""Expression text to tokens."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from desktop_app.forms.limits import MAX_EXPRESSION_CHARS
from desktop_app.forms.syntax import BadExpression


class Kind(StrEnum):
    """What a token is."""

    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    SIGN = "sign"
    PATH = "path"
    END = "end"


class Token(NamedTuple):
    """A word of an expression and where it starts."""

    kind: str
    text: str
    position: int


# A name may hold dots and hyphens (XML 1.0, production 5), so `a-b` is one name and
# `a - b` a difference; a prefix is part of the name, but the `::` of an axis is not.
_NAME = r"[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?"
_TOKEN = re.compile(
    r"[ \t\r\n]*(?:"
    r"(?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    r"|(?P<text>\"[^\"]*\"|'[^']*')"
    rf"|(?P<name>{_NAME})"
    # A run of plain child steps, `/a/b/c`, is one token: most of what questionnaires hold.
    rf"|(?P<path>(?>(?:/{_NAME})+)(?!::|[ \t\r\n]*[\[(/]))"
    r"|(?P<sign>//|::|\.\.|!=|<=|>=|[/()\[\].@,|+\-=<>*])"
    r"|(?P<end>$))"
)


def tokens(text: str) -> list[Token]:
    """Every token of an expression, with one of kind END as the last."""
    if len(text) > MAX_EXPRESSION_CHARS:
        raise BadExpression(f"the expression is longer than {MAX_EXPRESSION_CHARS} characters")
    found: list[Token] = []
    position = 0
    while True:
        match = _TOKEN.match(text, position)
        if match is None:
            raise _unexpected(text, position)
        kind = match.lastgroup or ""
        found.append(Token(kind, match[kind], match.start(kind)))
        if kind == "end":
            return found
        position = match.end()


def _unexpected(text: str, position: int) -> BadExpression:
    rest = text[position:].lstrip()
    if rest[:1] in {"'", '"'}:
        return BadExpression(f"the text that starts with {rest[:20]} has no end", position)
    return BadExpression(f"unexpected {rest[:1]!r}", position)
