"""Faults of a questionnaire's rows that its compiler does not find, each with its place.

Errors are what makes a questionnaire unusable or certainly wrong; warnings what shows a
person less than its author meant. A pack's folder is held to more than a lone workbook.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desktop_app.domain.responses import Level
from desktop_app.errors import Fault
from desktop_app.forms.card_linting import card_faults
from desktop_app.forms.columns import cell, column
from desktop_app.forms.expression_linting import Names, close_to, expression_faults
from desktop_app.forms.layout import Layout
from desktop_app.forms.row_linting import choice_row_faults, row_faults
from desktop_app.forms.sheets import Row, Workbook, columns_of
from desktop_app.forms.text_linting import text_faults
from desktop_app.forms.type_linting import type_faults

_NAME = re.compile(r"[^\W\d][\w.\-]*")  # XML 1.0, production 5, without the colon
_SELECT = re.compile(
    r"(?:select[ _]one(?:_from_file)?|select[ _]multiple(?:_from_file)?|rank"
    r"|select1|select one from|select all that apply(?: from)?"
    r"|add select (?:one|multiple) prompt using)"
    r"\s+(?P<list>\S+)(?P<other>\s+(?:or_other|or specify other))?"
)
_MARK = re.compile(r"(?:bind|body|instance|control)::([\w.\-]+):.*")
_PREFIXES = ("ev", "entities", "h", "jr", "odk", "orx", "xml", "xsd")  # what pyxform declares
_UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEVEL = "bind::rd:level"


def lint(workbook: Workbook) -> tuple[Fault, ...]:
    """Every fault of a workbook without blocks, in the order of its rows."""
    lists = _lists(workbook.choices)
    names = _names(workbook, lists)
    faults = [
        *row_faults(workbook.survey),
        *choice_row_faults(workbook.choices),
        *_repeated_names(workbook.survey, "error" if workbook.is_pack else "warning"),
        *text_faults(workbook),
    ]
    for row in workbook.survey:
        faults += _name_faults(row)
        faults += _list_faults(row, lists)
        faults += type_faults(row, is_strict=workbook.is_pack)
        faults += _level_faults(row)
        faults += expression_faults(row, names)
    faults += _choice_faults(workbook.choices)
    faults += _prefix_faults(workbook)
    for row in (*workbook.survey, *workbook.choices, *workbook.settings):
        faults += _character_faults(row)
    if workbook.is_pack:
        faults += [*_column_faults(workbook.survey), *card_faults(workbook.survey)]
    return _once_a_block(faults, workbook.survey)


def errors_of(faults: Sequence[Fault]) -> tuple[Fault, ...]:
    """Those faults that make a questionnaire unusable."""
    return tuple(fault for fault in faults if fault.severity == "error")


def _lists(choices: Sequence[Row]) -> dict[str, frozenset[str]]:
    lists: dict[str, set[str]] = {}
    for row in choices:
        lists.setdefault(_list_name(row), set()).add(cell(row, "name"))
    return {name: frozenset(values) for name, values in lists.items()}


def _list_name(row: Row) -> str:
    return row.get("list_name") or row.get("list name")


def _names(workbook: Workbook, lists: dict[str, frozenset[str]]) -> Names:
    values: dict[str, frozenset[str]] = {}
    tables = set(lists)
    for row in workbook.survey:
        kind = cell(row, "type")
        select = _SELECT.fullmatch(kind)
        if select and select["list"] in lists:
            other = {"other"} if select["other"] else set()
            values[cell(row, "name")] = lists[select["list"]] | other
        elif select:
            tables.add(select["list"].rpartition(".")[0])
        elif kind in {"csv-external", "xml-external"}:
            tables.add(cell(row, "name"))
    return Names(
        layout=Layout(workbook.survey),
        values=values,
        columns=frozenset(columns_of(workbook.choices)),
        lists=frozenset(tables),
        is_strict=workbook.is_pack,
    )


def _repeated_names(survey: Sequence[Row], severity: str) -> Iterator[Fault]:
    """An answer is known by its question's name, so in a pack no two may share one."""
    first: dict[str, Row] = {}
    for row in survey:
        name = cell(row, "name")
        if not name:
            continue
        if name in first:
            told = f"{name} is the name of row {first[name].number} of {first[name].sheet} too"
            yield row.fault(told, "name", severity)
        first.setdefault(name, row)


def _name_faults(row: Row) -> Iterator[Fault]:
    name = cell(row, "name")
    if name and not _NAME.fullmatch(name):
        told = f"{name!r} cannot be a name: use letters, digits and _, a letter first"
        yield row.fault(told, "name")


def _list_faults(row: Row, lists: dict[str, frozenset[str]]) -> Iterator[Fault]:
    select = _SELECT.fullmatch(cell(row, "type"))
    if not select or "_from_file" in cell(row, "type") or select["list"].startswith("${"):
        return
    if select["list"] not in lists:
        told = f"there is no list of choices named {select['list']}"
        yield row.fault(told + close_to(select["list"], lists), "type")


def _level_faults(row: Row) -> Iterator[Fault]:
    level = row.get(_LEVEL)
    if level and level not in set(Level):
        yield row.fault(f"{level!r} is not a level ({', '.join(Level)})", _LEVEL)


def _choice_faults(choices: Sequence[Row]) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for row in choices:
        key = _list_name(row), cell(row, "name")
        if " " in key[1]:
            yield row.fault(f"the choice {key[1]!r} has a space in it", "name")
        if key in seen and all(key):
            yield row.fault(
                f"the list {key[0]} has the choice {key[1]} twice", "name", "warning"
            )
        seen.add(key)


def _prefix_faults(workbook: Workbook) -> Iterator[Fault]:
    """Marks whose prefix the settings do not explain would make an unreadable form."""
    spaces = " ".join(row.get("namespaces") for row in workbook.settings)
    known = {*_PREFIXES, *re.findall(r"([\w.\-]+)\s*=", spaces)}
    for row in workbook.survey:
        for header in row.cells:
            prefix = _MARK.fullmatch(header)
            if prefix and prefix[1] not in known:
                told = f"the settings' namespaces do not say what {prefix[1]}: means"
                yield row.fault(told, header)


def _character_faults(row: Row) -> Iterator[Fault]:
    for header, text in row.cells.items():
        found = _UNWRITABLE.search(text)
        if found:
            yield row.fault(f"the character U+{ord(found[0]):04X} cannot be used", header)


def _column_faults(survey: Sequence[Row]) -> Iterator[Fault]:
    told: set[tuple[str, str]] = set()
    for row in survey:
        for header in row.cells:
            if not column(header).is_known and (row.sheet, header) not in told:
                told.add((row.sheet, header))
                yield Fault(f"{header!r} is not a known column", row.sheet, 1, header)


def _once_a_block(faults: Sequence[Fault], survey: Sequence[Row]) -> tuple[Fault, ...]:
    """The same fault of one block's row in many cards is told once, at the first card."""
    cards = {(row.sheet, row.number): row.card for row in survey if row.card}
    endings = tuple({f"({row.note})" for row in survey if row.note})
    kept: dict[tuple[object, ...], Fault] = {}
    for fault in faults:
        place = (fault.sheet, fault.row)
        if fault.message.endswith(endings):
            said = fault.message.replace(cards[place], "")
            kept.setdefault((said, fault.column, fault.severity), fault)
        else:
            kept.setdefault((*place, fault), fault)
    return tuple(kept.values())
