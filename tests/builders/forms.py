"""Small forms for tests: from rows of a survey, or written as an XForm by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from random import Random
from types import MappingProxyType

from desktop_app.domain.nodes import Answers, Changed, NodeState
from desktop_app.forms.form import Form
from desktop_app.forms.sheets import Row, Workbook
from desktop_app.forms.workbook import compile_workbook

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
NO_FILES: Mapping[str, bytes] = MappingProxyType({})
Cells = Mapping[str, str]
_HEAD = (
    '<?xml version="1.0"?><h:html xmlns="http://www.w3.org/2002/xforms"'
    ' xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">'
    "<h:head><h:title>T</h:title><model>"
)


def make_xform(
    *, instance: str, binds: str = "", body: str = "", lists: str = "", itext: str = ""
) -> bytes:
    """An XForm whose primary instance is `data`; the parts are XML."""
    model = f'{itext}<instance><data id="d">{instance}</data></instance>{lists}{binds}'
    return f"{_HEAD}{model}</model></h:head><h:body>{body}</h:body></h:html>".encode()


def compile_rows(
    survey: Sequence[Cells],
    choices: Sequence[Cells] = (),
    settings: Cells = MappingProxyType({}),
) -> bytes:
    """The XForm of a survey's rows; blank cells may be left in."""
    return compile_workbook(
        Workbook(
            survey=_rows(survey, "survey"),
            choices=_rows(choices, "choices"),
            settings=_rows([settings] if settings else [], "settings"),
        )
    ).xform


def open_form(
    xform: bytes,
    *,
    answers: Answers = Answers(),  # noqa: B008  # frozen
    files: Mapping[str, bytes] = NO_FILES,
    language: str | None = None,
    now: datetime = NOW,
) -> Form:
    """A live form; what is random in it is always the same."""
    return Form.load(
        xform,
        answers=answers,
        now=lambda: now,
        random=Random(0),
        secondary=files,
        language=language,
    )


def form_of(survey: Sequence[Cells], choices: Sequence[Cells] = ()) -> Form:
    """A live form of a survey's rows."""
    return open_form(compile_rows(survey, choices))


def again(form: Form, xform: bytes) -> Form:
    """The same answers opened anew."""
    return open_form(xform, answers=form.answers(), language=form.language or None)


def row(kind: str, name: str = "", **cells: str) -> dict[str, str]:
    """A row of a survey, with a label if it is one that needs it."""
    label = {} if kind in {"calculate"} or kind.startswith("end") else {"label": name or kind}
    return {"type": kind, "name": name, **label, **cells}


def listed(name: str, *values: str, **more: Sequence[str]) -> list[dict[str, str]]:
    """Choices of a list, labelled by their values in capitals; more columns, cell by cell."""
    return [
        {
            "list_name": name,
            "name": value,
            "label": value.upper(),
            **{column: cells[place] for column, cells in more.items()},
        }
        for place, value in enumerate(values)
    ]


def put(form: Form, ref: str, value: str | None) -> Changed:
    """Give an answer by its path."""
    return form.set(form.resolve(f"/data/{ref}"), value)


def add(form: Form, ref: str) -> Changed:
    """Add an instance by the path of its repeat."""
    return form.add(form.resolve(f"/data/{ref}"))


def remove(form: Form, ref: str) -> Changed:
    """Remove an instance by its path with its number."""
    return form.remove(form.resolve(f"/data/{ref}"))


def state(form: Form, ref: str) -> NodeState:
    """The state of a node by its path."""
    return form.state(form.resolve(f"/data/{ref}"))


def value(form: Form, ref: str) -> str:
    """The value of a node by its path."""
    return state(form, ref).value


def _rows(rows: Sequence[Cells], sheet: str) -> tuple[Row, ...]:
    return tuple(
        Row({name: text for name, text in row.items() if text}, sheet, number)
        for number, row in enumerate(rows, start=2)
    )
