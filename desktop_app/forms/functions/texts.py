"""Functions of texts: parts, joins, comparison by pattern, digests."""

from __future__ import annotations

import base64
import binascii
import hashlib
import math
import string
import uuid

from desktop_app.errors import StepRefused
from desktop_app.forms import values
from desktop_app.forms.code import Code, Context, Kind, number_of, text_of
from desktop_app.forms.functions.signature import Compiles, Function, of_here, pure, variadic
from desktop_app.forms.limits import MAX_VALUE_CHARS
from desktop_app.forms.paths import Scope
from desktop_app.forms.patterns import checked_pattern, matches, matches_text
from desktop_app.forms.syntax import Expression
from desktop_app.forms.values import Value

_SIGNS, _LONGEST_ID = string.ascii_letters + string.digits, 1_000
_SPACE = " \t\r\n"
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256"}
_DIGESTS |= {"SHA-384": "sha384", "SHA-512": "sha512"}


def _texts(value: Value) -> list[str]:
    if isinstance(value, str | float | bool):
        return [values.to_text(value)]
    return [node.value for node in value]


def _concat(found: list[Value]) -> str:
    return _joined("", found)


def _join(found: list[Value]) -> str:
    return _joined(values.to_text(found[0]), found[1:])


def _joined(separator: str, found: list[Value]) -> str:
    texts = [text for value in found for text in _texts(value)]
    if sum(map(len, texts)) + len(separator) * len(texts) > MAX_VALUE_CHARS:
        raise StepRefused("", "limit")
    return separator.join(texts)


def _substring(text: str, start: float, length: float = math.inf) -> str:
    """XPath 1.0 section 4.2: places count from 1, both numbers are rounded."""
    first = _half_up(start)
    last = first + _half_up(length)
    begin, end = max(first, 1), min(last, len(text) + 1)
    return text[int(begin) - 1 : int(end) - 1] if begin < end else ""


def _half_up(number: float) -> float:
    return math.floor(number + 0.5) if math.isfinite(number) else number


def _substr(text: str, start: float, end: float = math.inf) -> str:
    """ODK's: places count from 0, the end is left out, negative ones count from the end."""
    if math.isnan(start) or math.isnan(end):
        return ""
    return text[_place(start, len(text)) : _place(end, len(text))]


def _place(number: float, length: int) -> int:
    if math.isinf(number):
        return length if number > 0 else 0
    place = int(number)
    return max(place + length, 0) if place < 0 else place


def _translate(text: str, old: str, new: str) -> str:
    table: dict[str, str] = {}
    for place, sign in enumerate(old):
        table.setdefault(sign, new[place] if place < len(new) else "")
    return "".join(table.get(sign, sign) for sign in text)


def _before(text: str, mark: str) -> str:
    head, found, _ = text.partition(mark) if mark else ("", "", "")
    return head if found else ""


def _after(text: str, mark: str) -> str:
    return text.partition(mark)[2] if mark else text


def _normalize(text: str) -> str:
    return " ".join(part for part in _split(text) if part)


def _split(text: str) -> list[str]:
    for sign in _SPACE[1:]:
        text = text.replace(sign, " ")
    return text.split(" ")


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    name = _DIGESTS.get(algorithm.upper())
    if name is None:
        return ""
    content = text.encode(errors="surrogatepass")
    digest = hashlib.new(name, content, usedforsecurity=False).digest()
    return digest.hex() if encoding == "hex" else base64.b64encode(digest).decode()


def _base64_decode(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode(errors="replace")
    except (binascii.Error, ValueError):
        return ""


def _regex(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
    text, pattern = (compiler.code(tree, scope) for tree in arguments)
    value = text_of(text)
    if isinstance(pattern.constant, str):
        known = checked_pattern(pattern.constant)
        return Code(
            Kind.BOOLEAN, lambda context: matches(known, value(context), context.session.spend)
        )
    other = text_of(pattern)
    return Code(
        Kind.BOOLEAN,
        lambda context: matches_text(other(context), value(context), context.session.spend),
    )


def _uuid(compiler: Compiles, arguments: tuple[Expression, ...], scope: Scope) -> Code:
    """A random UUID, or so many random letters and digits."""
    scope.uses.session = True
    if not arguments:
        return Code(
            Kind.TEXT,
            lambda context: str(
                uuid.UUID(int=context.session.random.getrandbits(128), version=4)
            ),
        )
    length = number_of(compiler.code(arguments[0], scope))

    def run(context: Context) -> str:
        wanted = length(context)
        count = int(wanted) if 0 < wanted <= _LONGEST_ID else 0
        return "".join(context.session.random.choices(_SIGNS, k=count))

    return Code(Kind.TEXT, run)


FUNCTIONS = {
    "string": of_here(pure(Kind.TEXT, str, Kind.TEXT)),
    "concat": variadic(Kind.TEXT, _concat, Kind.ANY),
    "join": variadic(Kind.TEXT, _join, Kind.ANY, fewest=1),
    "starts-with": pure(Kind.BOOLEAN, str.startswith, Kind.TEXT, Kind.TEXT),
    "ends-with": pure(Kind.BOOLEAN, str.endswith, Kind.TEXT, Kind.TEXT),
    "contains": pure(Kind.BOOLEAN, lambda text, part: part in text, Kind.TEXT, Kind.TEXT),
    "substring": pure(Kind.TEXT, _substring, Kind.TEXT, Kind.NUMBER, Kind.NUMBER, fewest=2),
    "substr": pure(Kind.TEXT, _substr, Kind.TEXT, Kind.NUMBER, Kind.NUMBER, fewest=2),
    "substring-before": pure(Kind.TEXT, _before, Kind.TEXT, Kind.TEXT),
    "substring-after": pure(Kind.TEXT, _after, Kind.TEXT, Kind.TEXT),
    "string-length": of_here(pure(Kind.NUMBER, lambda text: float(len(text)), Kind.TEXT)),
    "normalize-space": of_here(pure(Kind.TEXT, _normalize, Kind.TEXT)),
    "translate": pure(Kind.TEXT, _translate, Kind.TEXT, Kind.TEXT, Kind.TEXT),
    "regex": Function(_regex, 2, 2),
    "digest": pure(Kind.TEXT, _digest, Kind.TEXT, Kind.TEXT, Kind.TEXT, fewest=2),
    "base64-decode": pure(Kind.TEXT, _base64_decode, Kind.TEXT),
    "uuid": Function(_uuid, 0, 1),
}
