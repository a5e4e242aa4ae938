"""What a questionnaire file holds, as plain values and back; field by field, nothing else.

`docs/file-formats.md`, "Content of a questionnaire file", lists the fields. Reading is
strict: a missing field, one too many, or one of another type raises ``Malformed``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import PackHash, QuestionId
from desktop_app.domain.responses import InstrumentInfo, PackInfo, TimelineRule
from review_protocol.encoding import Encodable, Value
from review_protocol.errors import Malformed
from review_protocol.receipts import Counts
from review_protocol.timelines import RECEIPT

UNHASHED = PackHash("")
"""The hash of contents that are not in a file yet."""

T = TypeVar("T")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,127}")
_LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PackContents:
    """A questionnaire: its metadata, its form, and what goes with it.

    ``official`` is the official wording that came with the questionnaire. ``secondary``
    are the files that the form's choices are read from, by name. ``glossary`` gives the
    meaning of words: by language tag, then by word.
    """

    info: PackInfo
    xform: bytes = field(repr=False)
    official: tuple[Wording, ...] = ()
    secondary: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    glossary: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)


def to_plain(contents: PackContents) -> dict[str, Encodable]:
    """The values that are encoded, signed and hashed; the hash itself is not among them."""
    info = contents.info
    fields: dict[str, Encodable] = {
        "id": info.id,
        "version": info.version,
        "cluster": info.cluster,
        "titles": dict(info.titles),
        "languages": list(info.languages),
        "instruments": [
            {"code": each.code, "titles": dict(each.titles)} for each in info.instruments
        ],
        "timeline": [_plain_rule(rule) for rule in info.timeline],
        "notice": dict(info.notice),
        "xform": contents.xform,
        "official": [
            [each.question, each.language, each.number, each.text] for each in contents.official
        ],
        "secondary": dict(contents.secondary),
        "glossary": {tag: dict(words) for tag, words in contents.glossary.items()},
    }
    if info.counting is not Counts.RECEIVED:
        fields["counting"] = str(info.counting)
    return fields


def of_plain(value: Value, pack_hash: PackHash) -> PackContents:
    """The inverse; the hash is that of the bytes that the value was read from."""
    fields = _record(
        value, "id version cluster titles languages instruments timeline notice"
        " xform official secondary glossary", optional="counting"
    )  # fmt: skip
    return PackContents(
        info=_info(fields, pack_hash),
        xform=_bytes(fields["xform"]),
        official=_several(fields["official"], _wording),
        secondary=_by_name(fields["secondary"], _FILE, _bytes),
        glossary=_by_name(fields["glossary"], _TAG, _words),
    )


def _plain_rule(rule: TimelineRule) -> dict[str, Encodable]:
    fields: dict[str, Encodable] = {
        "step": rule.step,
        "after": rule.after,
        "months": rule.months,
        "days": rule.days,
        "titles": dict(rule.titles),
    }
    if rule.ahead:
        fields["ahead"] = rule.ahead
    if rule.met:
        fields["met"] = rule.met
    return fields


def _info(fields: Mapping[str, Value], pack_hash: PackHash) -> PackInfo:
    return PackInfo(
        id=_matching(fields["id"], _ID),
        version=_number(fields["version"], lowest=1),
        hash=pack_hash,
        cluster=_text(fields["cluster"]),
        titles=_by_language(fields["titles"]),
        languages=_several(fields["languages"], lambda tag: _matching(tag, _TAG)),
        instruments=_several(fields["instruments"], _instrument),
        timeline=_several(fields["timeline"], _rule),
        notice=_by_language(fields["notice"]),
        counting=_counting(fields["counting"]) if "counting" in fields else Counts.RECEIVED,
    )


def _counting(value: Value) -> Counts:
    try:
        counting = Counts(_text(value))
    except ValueError as error:
        raise Malformed("a time of a receipt was expected") from error
    if counting is Counts.RECEIVED:
        raise Malformed("what is left out is not written")
    return counting


def _instrument(value: Value) -> InstrumentInfo:
    fields = _record(value, "code titles")
    return InstrumentInfo(
        code=_matching(fields["code"], _CODE), titles=_by_language(fields["titles"])
    )


def _rule(value: Value) -> TimelineRule:
    fields = _record(value, "step after months days titles", optional="ahead met")
    if fields.get("met", RECEIPT) != RECEIPT:
        raise Malformed("nothing else meets a step by itself")
    return TimelineRule(
        step=_text(fields["step"]),
        after=_text(fields["after"]),
        months=_number(fields["months"]),
        days=_number(fields["days"]),
        titles=_by_language(fields["titles"]),
        ahead=_number(fields["ahead"], lowest=1) if "ahead" in fields else 0,
        met=RECEIPT if "met" in fields else "",
    )


def _wording(value: Value) -> Wording:
    if not isinstance(value, list) or len(value) != 4:
        raise Malformed("official wording")
    question, language, number, text = value
    return Wording(
        QuestionId(_matching(question, _CODE)),
        _matching(language, _TAG),
        _text(number),
        _text(text),
    )


def _by_language(value: Value) -> dict[str, str]:
    return _by_name(value, _TAG, _text)


def _words(value: Value) -> dict[str, str]:
    return {word: _text(meaning) for word, meaning in _mapping(value).items()}


def _by_name(
    value: Value, pattern: re.Pattern[str], read: Callable[[Value], T]
) -> dict[str, T]:
    return {_matching(name, pattern): read(each) for name, each in _mapping(value).items()}


def _several(value: Value, read: Callable[[Value], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise Malformed("a list was expected")
    return tuple(read(each) for each in value)


def _record(value: Value, names: str, *, optional: str = "") -> dict[str, Value]:
    fields = _mapping(value)
    if fields.keys() - set(optional.split()) != set(names.split()):
        raise Malformed("other fields than expected")
    return fields


def _mapping(value: Value) -> dict[str, Value]:
    if not isinstance(value, dict):
        raise Malformed("fields were expected")
    return value


def _matching(value: Value, pattern: re.Pattern[str]) -> str:
    text = _text(value)
    if not pattern.fullmatch(text):
        raise Malformed("a name with other characters than allowed")
    return text


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise Malformed("text was expected")
    return value


def _bytes(value: Value) -> bytes:
    if not isinstance(value, bytes):
        raise Malformed("bytes were expected")
    return value


def _number(value: Value, *, lowest: int = -_LARGEST) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= _LARGEST:
        raise Malformed("a number in the usual range was expected")
    return value
