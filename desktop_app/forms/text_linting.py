"""What is wrong with the texts of a workbook and the languages they are in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from desktop_app.errors import Fault
from desktop_app.forms.columns import TEXTS, Column, cell, cells, column
from desktop_app.forms.sheets import Row, Workbook, columns_of

_TAG = re.compile(r"\(\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*\)")


def text_faults(workbook: Workbook) -> Iterator[Fault]:
    """Faults of languages, then of the texts that lack one."""
    rows = [*workbook.survey, *workbook.choices]
    columns = [found for found in map(column, columns_of(rows)) if found.word in TEXTS]
    languages = list(dict.fromkeys(found.language for found in columns if found.language))
    default = _default(workbook, languages)
    yield from _language_faults(rows, languages)
    yield from _plain_faults(rows, columns)
    if default and default not in languages and languages:
        (settings,) = workbook.settings[:1]
        told = f"no column is in {default}, which should be the default language"
        yield settings.fault(told, "default_language")
    for row in rows:
        yield from _missing(row, languages, default)


def _default(workbook: Workbook, languages: Sequence[str]) -> str:
    settings = workbook.settings[0] if workbook.settings else None
    return (settings.get("default_language") if settings else "") or next(iter(languages), "")


def _language_faults(rows: Sequence[Row], languages: Sequence[str]) -> Iterator[Fault]:
    """Languages that are probably one: their names differ in spelling alone, or share a tag."""
    known: dict[str, str] = {}
    for language in languages:
        for sign in filter(None, (_spelling(language), _tag(language))):
            first = known.setdefault(sign, language)
            if first != language:
                told = f"{language!r} and {first!r} seem to be one language; spell them alike"
                yield _at_column(rows, language, told)
                break


def _spelling(language: str) -> str:
    plain = unicodedata.normalize("NFKD", _TAG.sub("", language)).casefold()
    return "".join(sign for sign in plain if sign.isalnum())


def _tag(language: str) -> str:
    found = _TAG.search(language)
    return f"({found[1].lower()})" if found else ""


def _at_column(rows: Sequence[Row], language: str, message: str) -> Fault:
    for row in rows:
        for found, _ in cells(row, TEXTS):
            if found.language == language:
                return Fault(message, row.sheet, 1, found.header)
    raise AssertionError(language)


def _plain_faults(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[Fault]:
    """A column without a language beside one of the same kind that has one."""
    translated = {found.word for found in columns if found.language}
    for plain in (found for found in columns if not found.language):
        if plain.word in translated:
            sheet = next(row.sheet for row in rows if row.get(plain.header))
            told = f"this column says no language, others do; call it {plain.word}::LANGUAGE"
            yield Fault(told, sheet, 1, plain.header, "warning")


def _missing(row: Row, languages: Sequence[str], default: str) -> Iterator[Fault]:
    """Texts that one language has and another lacks."""
    texts = {(found.word, found.language) for found, _ in cells(row, TEXTS)}
    for word in dict.fromkeys(word for word, language in sorted(texts) if language):
        shown = default if (word, default) in texts else ""
        for language in languages:
            if (word, language) not in texts:
                instead = shown or next(each for each in languages if (word, each) in texts)
                told = f"there is no text in {language}; the one in {instead} will be shown"
                yield row.fault(told, f"{word}::{language}", "warning")
    yield from _dashes(row)


def _dashes(row: Row) -> Iterator[Fault]:
    for found, text in cells(row, TEXTS):
        if text == "-" and cell(row, "type") != "note":
            told = "a text that is just - counts as missing; leave the cell blank"
            yield row.fault(told, found.header, "warning")
