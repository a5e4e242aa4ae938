"""The frozen values of a questionnaire as plain ones, and back: what JSON can carry.

Texts, numbers, truth values and None stand for themselves, a mapping is a mapping. All else
is a list that begins with a code: a tuple, a member of an enumeration, a path of names, or
one of the classes below with its fields. What stands where is not checked again when it is
read: this is for what the program itself has written into a place that nobody else reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from typing import Any

from desktop_app.forms.definition import (
    Action,
    Bind,
    Control,
    ItemsetSource,
    ItemSource,
    Output,
    TextSource,
    Translated,
)
from desktop_app.forms.parser import plain_path
from desktop_app.forms.syntax import (
    Axis,
    Call,
    Chain,
    Comparison,
    Filtered,
    Negative,
    Number,
    Path,
    Start,
    Step,
    Text,
)

Plain = Any

_CLASSES: tuple[type[Any], ...] = (
    Action,
    Bind,
    Control,
    ItemSource,
    ItemsetSource,
    Output,
    TextSource,
    Translated,
    Call,
    Chain,
    Comparison,
    Filtered,
    Negative,
    Number,
    Path,
    Step,
    Text,
)
_MEMBERS: tuple[StrEnum, ...] = (*Axis, *Start)
_TUPLE, _MEMBER, _PATH, _FIRST_CLASS = range(4)
_CODES = {cls: code for code, cls in enumerate(_CLASSES, _FIRST_CLASS)}


def to_plain(value: object) -> Plain:
    """A value of a questionnaire as a plain one."""
    if isinstance(value, StrEnum):
        return [_MEMBER, _MEMBERS.index(value)]
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_TUPLE, *map(to_plain, value)]
    if isinstance(value, Mapping):
        return {name: to_plain(each) for name, each in value.items()}
    if isinstance(value, Path) and value.plain:
        return [_PATH, value.plain]
    return [_CODES[type(value)], *_WRITERS[type(value)](value)]


def of_plain(plain: Plain) -> Any:
    """The value; raises LookupError, TypeError or ValueError for what is none."""
    kind = type(plain)
    if kind is list:
        return _READERS[plain[0]](plain)
    if kind is dict:
        return {name: of_plain(each) for name, each in plain.items()}
    return plain


def _by_place(cls: type[Any]) -> tuple[Callable[[Any], list[Plain]], Callable[..., Any]]:
    """For classes with few fields: all of them, in their order."""
    names = [field.name for field in fields(cls) if field.compare]

    def write(value: Any) -> list[Plain]:
        return [to_plain(getattr(value, name)) for name in names]

    def read(row: list[Plain]) -> Any:
        return cls(*[each if type(each) is str else of_plain(each) for each in row[1:]])

    return write, read


def _by_name(cls: type[Any]) -> tuple[Callable[[Any], list[Plain]], Callable[..., Any]]:
    """For classes with many: those that are not what they are by default."""
    usual = {field.name: _default(field) for field in fields(cls)}

    def write(value: Any) -> list[Plain]:
        found = {name: getattr(value, name) for name in usual}
        return [{n: to_plain(each) for n, each in found.items() if each != usual[n]}]

    def read(row: list[Plain]) -> Any:
        pairs = row[1].items()
        return cls(**{n: each if type(each) is str else of_plain(each) for n, each in pairs})

    return write, read


def _default(field: Field[Any]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


_CODECS = {
    cls: (_by_name if any(field.kw_only for field in fields(cls)) else _by_place)(cls)
    for cls in _CLASSES
}
_WRITERS = {cls: write for cls, (write, _) in _CODECS.items()}
_READERS: tuple[Callable[[list[Plain]], Any], ...] = (
    lambda row: tuple(map(of_plain, row[1:])),
    lambda row: _MEMBERS[row[1]],
    lambda row: plain_path(row[1]),
    *(read for _, read in _CODECS.values()),
)
