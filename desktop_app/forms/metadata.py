"""A pack's `pack.toml`: what the questionnaire is, apart from its questions.

Reading is strict: a missing key, one too many or a value of another kind is a fault that
names the key.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from desktop_app.domain.responses import InstrumentInfo, PackInfo, TimelineRule
from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.pack_content import UNHASHED
from desktop_app.forms.sheets import read_text
from review_protocol.receipts import Counts
from review_protocol.timelines import RECEIPT, START

FILE = "pack.toml"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_STEP = re.compile(r"[a-z][a-z0-9-]{0,63}")

T = TypeVar("T")


def read_metadata(folder: Path) -> PackInfo:
    """The metadata of a pack's folder; its hash is unknown yet. Raises FormRefused."""
    text = read_text(folder / FILE, FILE)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        row = re.search(r"line (\d+)", str(error))
        place = int(row[1]) if row else 0
        raise FormRefused(Fault(f"the file is not TOML: {error}", FILE, place)) from error
    info = _info(_Table(data, ""))
    _check_steps(info.timeline)
    return info


def _info(table: _Table) -> PackInfo:
    table.only("id version cluster languages titles instruments timeline notice", "counting")
    languages = table.several("languages", lambda value, key: _text(value, key, _TAG))
    if not languages:
        raise _refused("languages", "at least one language is needed")
    return PackInfo(
        id=table.text("id", _ID),
        version=table.number("version", least=1),
        hash=UNHASHED,
        cluster=table.text("cluster"),
        titles=table.texts("titles", languages[0]),
        languages=languages,
        instruments=table.several("instruments", _instrument),
        timeline=table.several("timeline", _rule),
        notice=table.texts("notice", languages[0]),
        counting=_counting(table),
    )


def _counting(table: _Table) -> Counts:
    word = table.text("counting") if table.has("counting") else Counts.RECEIVED
    try:
        return Counts(word)
    except ValueError as error:
        known = ", ".join(Counts)
        raise _refused("counting", f"{word!r} is none of: {known}") from error


def _instrument(value: Any, key: str) -> InstrumentInfo:
    table = _Table(value, key)
    table.only("code titles")
    return InstrumentInfo(code=table.text("code", _CODE), titles=table.texts("titles"))


def _rule(value: Any, key: str) -> TimelineRule:
    table = _Table(value, key)
    table.only("step after months days titles", "ahead met")
    met = table.text("met") if table.has("met") else ""
    if met not in ("", RECEIPT):
        raise _refused(f"{key}.met", f"{met!r} meets no step; only {RECEIPT} does")
    return TimelineRule(
        step=table.text("step", _STEP),
        after=table.text("after", _STEP),
        months=table.number("months"),
        days=table.number("days"),
        titles=table.texts("titles"),
        ahead=table.number("ahead") if table.has("ahead") else 0,
        met=met,
    )


def _check_steps(timeline: Sequence[TimelineRule]) -> None:
    """Each rule counts from a step before it, so that no date waits for itself."""
    known = {START, RECEIPT}
    for index, rule in enumerate(timeline, start=1):
        key = f"timeline[{index}]"
        if rule.after not in known:
            raise _refused(f"{key}.after", f"there is no step {rule.after} before this one")
        if rule.step in known:
            raise _refused(f"{key}.step", f"the step {rule.step} occurs twice")
        known.add(rule.step)


class _Table:
    """A table of the file; every value is asked for with its kind."""

    def __init__(self, data: Any, key: str) -> None:
        if not isinstance(data, dict):
            raise _refused(key, "a table is needed here")
        self._data: Mapping[str, Any] = data
        self._prefix = f"{key}." if key else ""

    def only(self, names: str, optional: str = "") -> None:
        """Refuse keys that mean nothing: most are misspelt."""
        for name in self._data:
            if name not in (*names.split(), *optional.split()):
                raise _refused(f"{self._prefix}{name}", "this key means nothing")

    def has(self, name: str) -> bool:
        """Whether a key that may be left out is there."""
        return name in self._data

    def text(self, name: str, pattern: re.Pattern[str] | None = None) -> str:
        """A text, of a given form if a pattern is given."""
        return _text(self._value(name), self._prefix + name, pattern)

    def number(self, name: str, *, least: int = 0) -> int:
        """A whole number from a least one up."""
        value = self._value(name)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise _refused(self._prefix + name, f"a whole number from {least} up is needed")
        return value

    def texts(self, name: str, language: str | None = None) -> dict[str, str]:
        """Texts by language; one in a given language must be among them."""
        key = self._prefix + name
        table = self._value(name)
        if not isinstance(table, dict) or not table:
            raise _refused(key, "texts by language are needed, such as en = '...'")
        if language is not None and language not in table:
            raise _refused(f"{key}.{language}", "the text in this language is missing")
        return {
            _text(tag, key, _TAG): _text(text, f"{key}.{tag}").strip()
            for tag, text in table.items()
        }

    def several(self, name: str, read: Callable[[Any, str], T]) -> tuple[T, ...]:
        """A list, its entries numbered from 1 in what is said of them."""
        value = self._value(name)
        if not isinstance(value, list):
            raise _refused(self._prefix + name, "a list is needed")
        return tuple(
            read(each, f"{self._prefix}{name}[{number}]")
            for number, each in enumerate(value, start=1)
        )

    def _value(self, name: str) -> Any:
        if name not in self._data:
            raise _refused(self._prefix + name, "this key is missing")
        return self._data[name]


def _text(value: Any, key: str, pattern: re.Pattern[str] | None = None) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _refused(key, "a text is needed")
    if pattern is not None and not pattern.fullmatch(value):
        raise _refused(key, f"{value!r} has other characters than allowed, or too many")
    return value


def _refused(key: str, message: str) -> FormRefused:
    return FormRefused(Fault(message, FILE, column=key))
