"""From a questionnaire's source to an XForm: sheets read, blocks expanded, pyxform run.

For authors only; the program opens packs. This is the one place that knows pyxform, and
whatever pyxform raises becomes a FormRefused with the place in the author's own sheet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from desktop_app.errors import Fault, FormRefused
from desktop_app.forms.blocks import expand, without_block_columns
from desktop_app.forms.columns import cell, cells, column
from desktop_app.forms.compiler_words import translated
from desktop_app.forms.excel import read_workbook
from desktop_app.forms.locating import locate
from desktop_app.forms.sheets import (
    CHOICES,
    SETTINGS,
    SURVEY,
    Row,
    Workbook,
    columns_of,
    read_bytes,
    read_table,
)

FORM_NAME = "data"
_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"'(\w+)' (?:sheet|worksheet)|sheet: '(\w+)'")
_QUOTED = re.compile(r"'([^']+)'")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled questionnaire: the XForm, its languages, and what is worth a look."""

    xform: bytes
    languages: tuple[str, ...] = ()
    warnings: tuple[Fault, ...] = ()


def read(path: Path) -> Workbook:
    """The sheets of a folder or a workbook (.xlsx, .xls, .csv, .md). Raises FormRefused."""
    return _read_folder(path) if path.is_dir() else read_workbook(path)


def compile_form(path: Path) -> Compiled:
    """Compile a folder or a workbook; an XForm (.xml) is taken as it is.

    The same source gives the same bytes. Raises FormRefused with each fault's place.
    """
    if path.suffix.lower() == ".xml" and not path.is_dir():
        return Compiled(read_bytes(path))
    return compile_workbook(expanded(read(path)))


def expanded(workbook: Workbook) -> Workbook:
    """The same workbook with its blocks expanded. Raises FormRefused."""
    rows = expand(workbook.survey, workbook.blocks) if workbook.blocks else workbook.survey
    return replace(workbook, survey=tuple(map(without_block_columns, rows)), blocks={})


def compile_workbook(workbook: Workbook) -> Compiled:
    """Compile a workbook without blocks. Raises FormRefused."""
    warnings: list[str] = []
    result = _convert(workbook, warnings)
    if isinstance(result, Exception):
        raise FormRefused(_fault(result, workbook)) from result
    return Compiled(
        result.encode(),
        languages_of(workbook.survey),
        tuple(_located(text, workbook, "warning") for text in warnings),
    )


def languages_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """The languages that labels are written in, in the order of their columns."""
    named = map(column, columns_of(rows))
    labels = (found.language for found in named if found.word == "label" and found.language)
    return tuple(dict.fromkeys(labels))


def _read_folder(folder: Path) -> Workbook:
    survey = sorted((folder / SURVEY).glob("*.csv"))
    if not survey:
        raise FormRefused(Fault(f"the folder {folder.name} has no sheets in {SURVEY}/"))
    settings = folder / "settings.csv"
    return Workbook(
        survey=_joined(folder, survey),
        choices=_joined(folder, sorted(folder.glob("choices*.csv"))),
        settings=_joined(folder, [settings] if settings.exists() else []),
        blocks={
            path.stem: _joined(folder, [path]) for path in sorted(folder.glob("blocks/*.csv"))
        },
        is_pack=True,
    )


def _joined(folder: Path, paths: Sequence[Path]) -> tuple[Row, ...]:
    names = [path.relative_to(folder).as_posix() for path in paths]
    return tuple(
        row for path, name in zip(paths, names, strict=True) for row in read_table(path, name)
    )


def _definition(workbook: Workbook) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, rows in _by_sheet(workbook).items():
        if rows:
            made[name] = [dict(row.cells) for row in rows]
            made[f"{name}_header"] = [dict.fromkeys(columns_of(rows))]
    return {SURVEY: [], **made, "sheet_names": [*(workbook.sheet_names or made)]}


def _by_sheet(workbook: Workbook) -> dict[str, tuple[Row, ...]]:
    return {
        SURVEY: workbook.survey,
        CHOICES: workbook.choices,
        SETTINGS: workbook.settings,
        **workbook.other,
    }


def _convert(workbook: Workbook, warnings: list[str]) -> str | Exception:
    """The XForm, or what the compiler raised: whatever its code ran into, not its own alone."""
    # pyxform takes a second to import and brings workbook libraries.
    from pyxform.xls2xform import convert  # noqa: PLC0415

    try:
        return str(convert(_definition(workbook), warnings=warnings, form_name=FORM_NAME).xform)
    except Exception as error:  # noqa: BLE001
        return error


def _complaint(workbook: Workbook) -> Exception | None:
    result = _convert(workbook, [])
    return result if isinstance(result, Exception) else None


def _fault(error: Exception, workbook: Workbook) -> Fault:
    """What the compiler complains of, at the place that it or a search names."""
    text = " ".join(str(error).split())
    is_own = type(error).__module__.startswith("pyxform") and bool(text)
    told = text if is_own else "the compiler cannot make sense of this; write it in another way"
    fault = _located(told, workbook, "error")
    if fault.row:
        return fault
    place = locate(workbook, _complaint)
    if place is None:
        return fault if is_own else replace(fault, message=f"{told} ({type(error).__name__})")
    row, header = place
    return row.fault(fault.message, header)


def _located(text: str, workbook: Workbook, severity: str) -> Fault:
    """What pyxform says, with the place in the source where its own place can be told."""
    message, header = translated(text)
    sheet = _SHEET.search(text)
    name = next(filter(None, sheet.groups()), "") if sheet else ""
    number = _ROW.search(text)
    if not number:
        row = _row_meant(text, workbook.survey)
        if row is None:
            return Fault(message, name, column=header, severity=severity)
        return row.fault(message, _header(row, header), severity)
    rows = _by_sheet(workbook).get(name, workbook.survey)
    index = int(number[1]) - 2  # pyxform counts the header as row 1
    if not 0 <= index < len(rows):
        return Fault(message, name or SURVEY, int(number[1]), header, severity)
    return rows[index].fault(message, _header(rows[index], header), severity)


def _header(row: Row, word: str) -> str:
    """How a row's own header spells a column."""
    return next((found.header for found, _ in cells(row, [word])), word)


def _row_meant(text: str, survey: Sequence[Row]) -> Row | None:
    """The row whose type or name a message without a row number quotes."""
    for quoted in _QUOTED.findall(text):
        for row in survey:
            if quoted in (cell(row, "type"), cell(row, "name")):
                return row
    return None
