"""Questionnaires of any size, to measure with: made as their authors would write them.

Half of the questions are selects, half texts that apply after a yes and are then required;
two languages; a score for every ten selects, and a total of all scores. Optionally a
repeat of twenty such questions with fifty instances.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.forms.pack import Pack, build_pack, write_pack
from desktop_app.forms.pack_content import PackContents

PER_PAGE = 20
PER_SCORE = 10
INSTANCES = 50
VALUES = ("yes", "part", "no")
_COLUMNS = ("type", "name", "label::English (en)", "label::Français (fr)")
_RULES = ("relevant", "required", "calculation")
_CHOICES = (("yes", "Yes", "Oui"), ("part", "In part", "En partie"), ("no", "No", "Non"))
_ROWS = re.compile(rb"<rows>.*?</rows>")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large a questionnaire is; ``questions`` are those outside of the repeat."""

    questions: int
    has_rows: bool = False
    has_total: bool = True

    @property
    def name(self) -> str:
        """A short name, for files and figures."""
        rows = f"+{INSTANCES}x{PER_PAGE}" if self.has_rows else ""
        return f"{self.questions}{rows}{'' if self.has_total else '-no-total'}"


def build(size: Size, folder: Path) -> Pack:
    """Write the workbook, compile it, and keep its XForm beside it as ``NAME.xml``."""
    path = folder / f"{size.name}.md"
    path.write_text("\n".join(_lines(size)) + "\n", encoding="utf-8")
    pack = build_pack(path)
    if size.has_rows:
        # Written out, since not every engine makes counted instances when it loads a form.
        pack = write_pack(replace(_contents(pack), xform=_ROWS.sub(_repeated, pack.xform)))
    xform_path(size, folder).write_bytes(pack.xform)
    return pack


def xform_path(size: Size, folder: Path) -> Path:
    """Where ``build`` keeps the compiled form."""
    return folder / f"{size.name}.xml"


def selects(size: Size) -> list[str]:
    """The refs of all selects outside of the repeat, in order."""
    return [
        f"/data/page_{index * 2 // PER_PAGE}/choice_{index}"
        for index in range(size.questions // 2)
    ]


def texts(size: Size) -> list[str]:
    """The refs of the texts that follow them."""
    return [ref.replace("choice_", "reason_") for ref in selects(size)]


def _contents(pack: Pack) -> PackContents:
    return PackContents(info=pack.info, xform=pack.xform, secondary=pack.secondary)


def _repeated(match: re.Match[bytes]) -> bytes:
    return match[0] * INSTANCES


def _lines(size: Size) -> Iterator[str]:
    yield "| survey |"
    yield _line((*_COLUMNS, *_RULES))
    for row in _survey(size):
        yield _line(row)
    yield "| choices |"
    yield _line(("list_name", "name", *_COLUMNS[2:]))
    for choice in _CHOICES:
        yield _line(("answer", *choice))
    yield "| settings |"
    yield _line(("form_title", "form_id", "version", "default_language"))
    yield _line((f"Generated {size.name}", "generated", "1", "English (en)"))


def _line(cells: Row) -> str:
    return f"| | {' | '.join(cells)} |"


def _survey(size: Size) -> Iterator[Row]:
    count = size.questions // 2
    for page in range(-(-size.questions // PER_PAGE)):
        title = ("begin_group", f"page_{page}", f"Page {page}", f"Page {page}")
        yield (*title, "", "", "")
        first = page * PER_PAGE // 2
        for index in range(first, min(first + PER_PAGE // 2, count)):
            yield from _question(str(index))
        yield ("end_group", *[""] * 6)
    for score in range(count // PER_SCORE):
        chosen = range(score * PER_SCORE, (score + 1) * PER_SCORE)
        points = " + ".join(f"if(${{choice_{index}}} = 'yes', 1, 0)" for index in chosen)
        yield ("calculate", f"score_{score}", "", "", "", "", points)
    if size.has_total:
        total = " + ".join(f"${{score_{score}}}" for score in range(count // PER_SCORE))
        yield ("calculate", "total", "", "", "", "", total or "0")
    if size.has_rows:
        yield ("begin_repeat", "rows", "Row", "Ligne", "", "", "")
        for index in range(PER_PAGE // 2):
            yield from _question(f"row_{index}")
        yield ("end_repeat", *[""] * 6)


def _question(index: str) -> Iterator[Row]:
    yield (
        "select_one answer",
        f"choice_{index}",
        f"Does the law provide for measure {index}, as the article asks?",
        f"La loi prévoit-elle la mesure {index}, comme l'article le demande ?",
        "",
        "",
        "",
    )
    yield (
        "text",
        f"reason_{index}",
        f"Please describe measure {index} and cite the law that provides for it.",
        f"Veuillez décrire la mesure {index} et citer la loi qui la prévoit.",
        f"${{choice_{index}}} = 'yes'",
        "yes",
        "",
    )
