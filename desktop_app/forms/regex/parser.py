"""Pattern text to a syntax tree, by recursive descent."""

from __future__ import annotations

import re
import string

from desktop_app.forms.regex.syntax import (
    UNBOUNDED,
    Ahead,
    Chars,
    Either,
    Mark,
    Pattern,
    Repeat,
    Series,
)

MAX_DEPTH = 50
MAX_REPEAT = 10_000

_DIGIT, _WORD = (("0", "9"),), (("0", "9"), ("A", "Z"), ("_", "_"), ("a", "z"))
_SPACE = (("\t", "\r"), (" ", " "))
_LINE_ENDS = (("\n", "\n"), ("\r", "\r"), ("\u2028", "\u2029"))
ANY = Chars(_LINE_ENDS, is_negated=True)
WORD = Chars(_WORD)
_CLASSES = {"d": Chars(_DIGIT), "w": WORD, "s": Chars(_SPACE)}
_CLASSES |= {
    sign.upper(): Chars(known.ranges, is_negated=True) for sign, known in _CLASSES.items()
}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_CODE = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})")
_CATEGORY = re.compile(
    r"([pP])\{(C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)\}"
)
_COUNT = re.compile(r"\{(\d{1,9})(?:(,)(\d{1,9})?)?\}")
_GROUP = re.compile(r"\(\?(?::|<[A-Za-z]\w*>)")
_SIMPLE_COUNTS = {"*": (0, UNBOUNDED), "+": (1, UNBOUNDED), "?": (0, 1)}


class BadPattern(ValueError):
    """A pattern that is none, or that asks for what is not supported."""


def parse(text: str) -> Pattern:
    """The syntax tree of a pattern, or BadPattern."""
    parser = _Parser(text)
    tree = parser.either(0)
    if parser.rest:
        raise BadPattern("a ) closes nothing")
    return tree


class _Parser:
    def __init__(self, text: str) -> None:
        self._text, self._index = text, 0

    @property
    def rest(self) -> str:
        """The next character, "" at the end."""
        return self._text[self._index : self._index + 1]

    def _take(self, sign: str) -> bool:
        if not self._text.startswith(sign, self._index):
            return False
        self._index += len(sign)
        return True

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self._text, self._index)
        if match is not None:
            self._index = match.end()
        return match

    def either(self, depth: int) -> Pattern:
        """Alternatives, up to the end or a closing parenthesis."""
        if depth > MAX_DEPTH:
            raise BadPattern(f"it nests deeper than {MAX_DEPTH} levels")
        parts = [self._series(depth)]
        while self._take("|"):
            parts.append(self._series(depth))
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _series(self, depth: int) -> Pattern:
        parts: list[Pattern] = []
        while self.rest and self.rest not in "|)":
            parts.append(self._repeated(depth))
        return parts[0] if len(parts) == 1 else Series(tuple(parts))

    def _repeated(self, depth: int) -> Pattern:
        if self.rest in _SIMPLE_COUNTS:
            raise BadPattern(f"there is nothing before {self.rest} that it could repeat")
        inner = self._part(depth)
        count = self._count()
        if count is None:
            return inner
        if isinstance(inner, Mark | Ahead):
            raise BadPattern("a place cannot be repeated")
        self._take("?")  # whether it is greedy makes no difference to a whole match
        if self.rest == "+":
            raise BadPattern(
                "a repetition that gives nothing back (such as *+) is not supported"
            )
        if self._count() is not None:
            raise BadPattern("a repetition is repeated without parentheses")
        return Repeat(inner, *count)

    def _count(self) -> tuple[int, int] | None:
        if self.rest in _SIMPLE_COUNTS:
            self._index += 1
            return _SIMPLE_COUNTS[self._text[self._index - 1]]
        match = self._match(_COUNT)
        if match is None:
            return None
        least = int(match[1])
        most = least if match[2] is None else int(match[3]) if match[3] else UNBOUNDED
        if most != UNBOUNDED and most < least:
            raise BadPattern(f"{match[0]} ends below its start")
        if max(least, most) > MAX_REPEAT:
            raise BadPattern(f"{match[0]} repeats more than {MAX_REPEAT} times")
        return least, most

    def _part(self, depth: int) -> Pattern:
        if self.rest == "(":
            return self._group(depth)
        if self._take("["):
            return self._set()
        if self._take("\\"):
            return self._escaped(in_set=False)
        sign = self.rest
        self._index += 1
        if sign == ".":
            return ANY
        return Mark(sign) if sign in "^$" else _one(sign)

    def _group(self, depth: int) -> Pattern:
        found: Pattern
        if self._take("(?=") or self._take("(?!"):
            is_negated = self._text[self._index - 1] == "!"
            found = Ahead(self.either(depth + 1), is_negated)
        else:
            if self._match(_GROUP) is None:
                self._enter_plain()
            found = self.either(depth + 1)
        if not self._take(")"):
            raise BadPattern("a ( is never closed")
        return found

    def _enter_plain(self) -> None:
        if self._text.startswith("(?", self._index):
            raise BadPattern(f"{self._text[self._index : self._index + 3]} is not supported")
        self._index += 1

    def _escaped(self, *, in_set: bool) -> Chars | Mark:
        """What a backslash makes of the character after it."""
        sign = self.rest
        if sign in {"b", "B"} and not in_set:
            self._index += 1
            return Mark(f"\\{sign}")
        code, category = self._match(_CODE), None
        if code is not None:
            return _one(chr(int(code[1] or code[2], 16)))
        category = self._match(_CATEGORY)
        if category is not None:
            return Chars(categories=(category[2],), is_negated=category[1] == "P")
        self._index += 1
        if sign in _CLASSES:
            return _CLASSES[sign]
        if sign in _CONTROLS:
            return _one(_CONTROLS[sign])
        if not sign or sign in string.ascii_letters + string.digits:
            raise BadPattern(f"\\{sign} is not supported")
        return _one(sign)

    def _set(self) -> Chars:
        is_negated = self._take("^")
        ranges: list[tuple[str, str]] = []
        others: list[Chars] = []
        while not self._take("]"):
            first = self._member()
            if not isinstance(first, str):
                others.append(first)
                continue
            last: str | Chars = first
            if self.rest == "-" and self._text[self._index + 1 : self._index + 2] not in {
                "]",
                "",
            }:
                self._index += 1
                last = self._member()
            if not isinstance(last, str) or last < first:
                raise BadPattern(f"the range from {first!r} in [...] has no end after it")
            ranges.append((first, last))
        if not ranges and not others:
            raise BadPattern("a [...] holds no character")
        return Chars(tuple(ranges), (), tuple(others), is_negated)

    def _member(self) -> str | Chars:
        if not self.rest:
            raise BadPattern("a [ is never closed")
        if not self._take("\\"):
            self._index += 1
            return self._text[self._index - 1]
        found = self._escaped(in_set=True)
        assert isinstance(found, Chars)
        if len(found.ranges) == 1 and found.ranges[0][0] == found.ranges[0][1]:
            return found.ranges[0][0]
        return found


def _one(char: str) -> Chars:
    return Chars(((char, char),))
