"""Whether the types of a survey's rows are among those that the program offers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.errors import Fault
from desktop_app.forms.columns import cell
from desktop_app.forms.sheets import Row

_PLACES = {"geopoint", "geotrace", "geoshape", "start-geopoint", "start geopoint"}
_SENSORS = {"barcode", "audio", "video", "background-audio", "audit", "acceleration"}
_FILES = {"file", "image", "photo", "picture", "signature", "annotate", "draw"}
_DIALECT = re.compile(
    r"(?:(?:begin|end)[ _](?:kobomatrix|score|rank)|kobo|esri|cascading_select).*"
)


def type_faults(row: Row, *, is_strict: bool) -> Iterator[Fault]:
    """What a row's type cannot do here; a pack may not use what the program does not offer."""
    kind = cell(row, "type")
    word = kind.split(" ", 1)[0] if kind else ""
    severity = "error" if is_strict else "warning"
    if kind in _PLACES or kind in _SENSORS or word == "select_one_external":
        told = f"{kind.split(' ')[0]} is not supported; it is shown as a question with a text"
        yield row.fault(f"{told}, so use text" if is_strict else told, "type", severity)
    elif kind in _FILES:
        told = "what is filed here stays with the response and never enters the submission"
        yield row.fault(told, "type", "warning")
    elif _DIALECT.fullmatch(kind):
        told = f"{word} belongs to another program's XLSForm; write it with plain XLSForm types"
        yield row.fault(told, "type")
