"""Official wording of questions and the glossary, each written as a CSV sheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import QuestionId
from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.sheets import Row, read_table

COLUMNS = ("card", "language", "number", "text")
QUESTION = "question"  # our wording, for whoever fills the sheet; passed over when it is read
GLOSSARY_COLUMNS = ("language", "word", "meaning")
MAX_TEXT_CHARS = 20_000
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


def read(path: Path, *, cards: AbstractSet[str] | None = None) -> tuple[Wording, ...]:
    """The wording in a file; ``cards`` are those that exist, None if any name will do.

    Rows in which neither a number nor a text was filled in are passed over. Raises
    FormRefused with the row and column of each fault; then nothing is taken.
    """
    found = _rows(path, (*COLUMNS, QUESTION))
    rows = tuple(row for row in found if row.get("number") or row.get("text"))
    if not rows:
        raise FormRefused(found[0].fault("no row gives a number or a text", "text"))
    faults = [fault for row in rows for fault in _wording_faults(row, cards)]
    faults += _repeated(rows, ("card", "language"))
    if faults:
        raise FormRefused(*faults)
    return tuple(
        Wording(
            QuestionId(row.get("card")),
            row.get("language"),
            row.get("number"),
            row.get("text"),
        )
        for row in rows
    )


def blank_sheet(questions: Iterable[tuple[str, str]], language: str) -> bytes:
    """A file to be filled in: the ids of cards with our wording of them.

    Begins with a byte order mark, by which spreadsheet programs know UTF-8.
    """
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow((*COLUMNS, QUESTION))
    for card, words in questions:
        # A cell that begins like a formula would be worked out by such programs.
        guard = "'" if words.startswith(tuple("=+-@")) else ""
        writer.writerow((card, language, "", "", guard + words))
    return sheet.getvalue().encode("utf-8-sig")


def read_glossary(path: Path) -> dict[str, dict[str, str]]:
    """The meanings in a file, by language and then by word. Raises FormRefused."""
    rows = _rows(path, GLOSSARY_COLUMNS)
    faults = [
        row.fault("this cell is blank", column)
        for row in rows
        for column in GLOSSARY_COLUMNS
        if not row.get(column)
    ]
    faults += [fault for row in rows for fault in _language_faults(row)]
    faults += _repeated(rows, ("language", "word"))
    if faults:
        raise FormRefused(*faults)
    glossary: dict[str, dict[str, str]] = {}
    for row in rows:
        glossary.setdefault(row.get("language"), {})[row.get("word")] = row.get("meaning")
    return glossary


def _rows(path: Path, columns: Sequence[str]) -> tuple[Row, ...]:
    rows = read_table(path, path.name)
    unknown = sorted({name for row in rows for name in row.cells} - set(columns))
    if unknown or not rows:
        wanted = ", ".join(columns)
        raise FormRefused(
            *(Fault(f"the columns are {wanted}", path.name, 1, name) for name in unknown),
            *([] if rows else [Fault(f"no row is below the columns {wanted}", path.name, 1)]),
        )
    return rows


def _wording_faults(row: Row, cards: AbstractSet[str] | None) -> Iterator[Fault]:
    card = row.get("card")
    if not card:
        yield row.fault("the question's id is missing", "card")
    elif cards is not None and card not in cards:
        yield row.fault(f"the questionnaire has no question {card}", "card")
    yield from _language_faults(row)
    if len(row.get("text")) > MAX_TEXT_CHARS:
        yield row.fault(f"the text is longer than {MAX_TEXT_CHARS} characters", "text")


def _language_faults(row: Row) -> Iterator[Fault]:
    if row.get("language") and not _LANGUAGE.fullmatch(row.get("language")):
        yield row.fault(f"{row.get('language')!r} is not a language tag such as en", "language")
    elif not row.get("language"):
        yield row.fault("the language is missing, such as en", "language")


def _repeated(rows: Sequence[Row], columns: Sequence[str]) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], Row] = {}
    for row in rows:
        key = tuple(row.get(column) for column in columns)
        first = seen.setdefault(key, row)
        if first is not row:
            yield row.fault(f"row {first.number} says the same already", columns[0])
