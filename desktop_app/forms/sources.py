"""A questionnaire's sources to the contents of a pack: form, metadata, wording, glossary.

A folder holds `pack.toml`, the sheets (`settings.csv`, `choices*.csv`, `survey/*.csv`,
`blocks/*.csv`) and, where there are some, `official.csv`, `glossary.csv` and the files
that choices are read from. A lone workbook gives a pack with what its settings say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from desktop_app.domain.entries import Wording
from desktop_app.domain.responses import PackInfo
from desktop_app.errors import Fault, FormRefused
from desktop_app.forms import metadata, official
from desktop_app.forms.card_linting import FRONT, MARK
from desktop_app.forms.linting import errors_of, lint
from desktop_app.forms.pack_content import UNHASHED, PackContents
from desktop_app.forms.sheets import Workbook, read_bytes
from desktop_app.forms.workbook import (
    Compiled,
    compile_form,
    compile_workbook,
    expanded,
    languages_of,
    read,
)

T = TypeVar("T")

OFFICIAL, GLOSSARY = "official.csv", "glossary.csv"
_TAG = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})\)\s*")
_FILE = re.compile(r"jr://file(?:-csv)?/([A-Za-z0-9][A-Za-z0-9_.-]{0,127})")


def load_pack_source(path: Path) -> PackContents:
    """Compile a pack's folder or a lone workbook. Raises FormRefused with every fault."""
    return _of_folder(path) if path.is_dir() else _of_workbook(path)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a pack's sheets; ``info`` is None if it cannot be used."""

    info: PackInfo | None
    official: tuple[Wording, ...]
    glossary: Mapping[str, Mapping[str, str]]
    faults: tuple[Fault, ...]


def read_beside(folder: Path, workbook: Workbook) -> Beside:
    """Metadata, official wording and glossary, checked against the sheets too."""
    faults: list[Fault] = []
    info = _taken(metadata.read_metadata, folder, faults)
    wording = _taken(partial(_wording, workbook), folder / OFFICIAL, faults) or ()
    glossary = _taken(_glossary, folder / GLOSSARY, faults) or {}
    if info is not None:
        faults += _contradictions(workbook, info)
    return Beside(info, wording, glossary, tuple(faults))


def tags_of(languages: tuple[str, ...]) -> tuple[str, ...]:
    """The tags in languages' names, `en` for `English (en)`; those without one are left out."""
    found = (_TAG.search(language) for language in languages)
    return tuple(match[1] for match in found if match)


def _of_folder(folder: Path) -> PackContents:
    workbook = expanded(read(folder))
    beside = read_beside(folder, workbook)
    faults = errors_of([*lint(workbook), *beside.faults])
    if faults or beside.info is None:
        raise FormRefused(*faults)
    compiled = compile_workbook(workbook)
    return PackContents(
        info=beside.info,
        xform=compiled.xform,
        official=beside.official,
        secondary=_secondary(folder, compiled),
        glossary=beside.glossary,
    )


def _taken(work: Callable[[Path], T], path: Path, faults: list[Fault]) -> T | None:
    """What a reader gives, or None with its faults added."""
    try:
        return work(path)
    except FormRefused as refused:
        faults += refused.faults
        return None


def _wording(workbook: Workbook, path: Path) -> tuple[Wording, ...]:
    cards = {row.get("name") for row in workbook.survey if row.get(f"{MARK}question")}
    return official.read(path, cards=cards) if path.exists() else ()


def _glossary(path: Path) -> dict[str, dict[str, str]]:
    return official.read_glossary(path) if path.exists() else {}


def _contradictions(workbook: Workbook, info: PackInfo) -> Iterator[Fault]:
    missing = set(info.languages) - set(tags_of(languages_of(workbook.survey)))
    if missing:
        told = f"no question is worded in {', '.join(sorted(missing))}"
        yield Fault(told, metadata.FILE, column="languages")
    codes = {each.code for each in info.instruments}
    columns = {f"{MARK}part": codes | {FRONT}, f"{MARK}instrument": codes}
    for row in workbook.survey:
        for column, known in columns.items():
            if row.get(column) and row.get(column) not in known:
                told = f"{metadata.FILE} has no instrument {row.get(column)}"
                yield row.fault(told, column)


def _secondary(folder: Path, compiled: Compiled) -> dict[str, bytes]:
    """The files that the form reads choices from, which stand beside its sheets."""
    names = sorted(set(_FILE.findall(compiled.xform.decode())))
    return {name: read_bytes(folder / name, name) for name in names}


def _of_workbook(path: Path) -> PackContents:
    compiled = compile_form(path)
    settings = {} if path.suffix.lower() == ".xml" else _settings(path)
    tags = tags_of(compiled.languages) or ("en",)
    name = re.sub(r"[^a-z0-9]+", "-", (settings.get("form_id") or path.stem).lower())
    version = settings.get("version", "")
    return PackContents(
        info=PackInfo(
            id=name.strip("-")[:64] or "questionnaire",
            version=int(version) if re.fullmatch(r"[1-9][0-9]{0,8}", version) else 1,
            hash=UNHASHED,
            cluster="",
            titles={tags[0]: settings.get("form_title") or path.stem},
            languages=tags,
            instruments=(),
            timeline=(),
        ),
        xform=compiled.xform,
        secondary=_secondary(path.parent, compiled),
    )


def _settings(path: Path) -> dict[str, str]:
    rows = read(path).settings
    return dict(rows[0].cells) if rows else {}
