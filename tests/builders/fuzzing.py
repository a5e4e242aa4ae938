"""Inputs at random for the form engine, and what is tried with each.

``TARGETS`` pairs what to try with where its inputs come from. Trying raises if anything
but the engine's own refusal comes out, or if it takes too much of a processor.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import strategies as st

from desktop_app.domain.keys import InstanceId, NodeKey, QuestionId
from desktop_app.domain.nodes import Answers, Instance, NodeKind
from desktop_app.errors import FormRefused, StepRefused
from desktop_app.forms.checking import check
from desktop_app.forms.form import Form
from desktop_app.forms.functions import FUNCTIONS
from desktop_app.forms.playing import play
from tests.builders.forms import NOW, make_xform, open_form
from tests.builders.sheets import write_markdown
from tests.differential.runs import SOURCES, compile_into, sources

LIMIT_S = 20.0
"""Of one processor; far above what any input takes, so that a loaded machine passes."""

Seconds = float


class TooSlow(Exception):
    """An input took more than its time."""


# Expressions.

_PATHS = ["/data/n", "/data/t", "/data/r", "/data/r/x", "../t", ".", "..", "//x", "/data/*"]
_PATHS += ["instance('l')/root/item", "instance('l')/root/item/name", "current()/../t", "@a"]
_LITERALS = [
    "1",
    "0.5",
    "-3",
    "1e9",
    "''",
    "'a'",
    "'2024-02-30'",
    '"b c"',
    "99999999999999999999",
]
_OPERATORS = ["+", "-", "*", "div", "mod", "=", "!=", "<", ">=", "and", "or", "|"]
_ATOMS = st.one_of(st.sampled_from(_PATHS), st.sampled_from(_LITERALS))
_EXPRESSIONS = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(_OPERATORS), inner).map(" ".join),
        st.tuples(st.sampled_from(_PATHS), inner).map(lambda pair: f"{pair[0]}[{pair[1]}]"),
        st.tuples(st.sampled_from(sorted(FUNCTIONS)), st.lists(inner, max_size=4)).map(
            lambda call: f"{call[0]}({', '.join(call[1])})"
        ),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-{text}"),
    ),
    max_leaves=12,
)
_NOISE = st.text("()[]/.,@*|+-=<>!'\" \t\n:$aé0123456789\u2028", max_size=12)
EXPRESSIONS = st.one_of(
    _EXPRESSIONS,
    st.tuples(_EXPRESSIONS, _NOISE, _EXPRESSIONS).map("".join),
    st.text(max_size=40),
)
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIST = "<instance id='l'><root>" + "".join(
    f"<item><name>{name}</name><label>{name.upper()}</label></item>" for name in "abc"
) + "</root></instance>"  # fmt: skip


def try_expression(text: str) -> None:
    """An expression as calculation, condition, count, filter and output at once."""
    plain = escape(_UNWRITABLE.sub("", text), {'"': "&quot;"})
    rules = ("calculate", "relevant", "constraint", "required", "readonly")
    binds = "".join(
        f'<bind nodeset="/data/q{n}" {rule}="{plain}"/>' for n, rule in enumerate(rules)
    )
    label = f'<label><output value="{plain}"/></label>'
    parts = '<value ref="name"/><label ref="label"/>'
    choices = f"<itemset nodeset=\"instance('l')/root/item[{plain}]\">{parts}</itemset>"
    inputs = "".join(f'<input ref="/data/{name}"/>' for name in ("t", "q2"))
    body = (
        f'<input ref="/data/n">{label}</input>{inputs}'
        f'<select1 ref="/data/s">{choices}</select1>'
        '<group ref="/data/r"><repeat nodeset="/data/r"><input ref="/data/r/x"/></repeat>'
        f'</group><group ref="/data/k"><repeat nodeset="/data/k" jr:count="{plain}">'
        '<input ref="/data/k/y"/></repeat></group>'
    )
    instance = "<n/><t/><s/><r><x/></r><k><y/></k>" + "".join(f"<q{n}/>" for n in range(5))
    with suppress(FormRefused):
        form = open_form(make_xform(instance=instance, binds=binds, lists=_LIST, body=body))
        for ref, value in (("n", "3"), ("t", "a"), ("q2", "x"), ("r[1]/x", "5"), ("n", None)):
            with suppress(StepRefused):
                form.set(form.resolve(f"/data/{ref}"), value)
        with suppress(StepRefused):
            form.add(form.resolve("/data/r"))
        _look(form)


# XForms.

_TAG = re.compile(rb"<[^<>]+>")
_ATTRIBUTE = re.compile(rb'([\w:.]+)="([^"<]*)"')


@cache
def compiled() -> Mapping[str, bytes]:
    """The forms of the differential test, compiled."""
    with TemporaryDirectory() as folder:
        subjects = [compile_into(Path(folder), source) for source in sources()]
        return {subject.name: subject.xform.read_bytes() for subject in subjects}


@cache
def files() -> Mapping[str, bytes]:
    """The tables beside them."""
    tables = (*SOURCES.glob("*.csv"), *SOURCES.glob("*.xml"))
    return {path.name: path.read_bytes() for path in tables}


def _damaged(random: Random, xform: bytes) -> bytes:
    for _ in range(random.randint(1, 6)):
        xform = random.choice((_swap, _drop, _double, _reword, _scratch))(random, xform)
    return xform


def _pick(random: Random, pattern: re.Pattern[bytes], xform: bytes) -> re.Match[bytes] | None:
    found = list(pattern.finditer(xform))
    return random.choice(found) if found else None


def _drop(random: Random, xform: bytes) -> bytes:
    tag = _pick(random, _TAG, xform)
    return xform if tag is None else xform[: tag.start()] + xform[tag.end() :]


def _double(random: Random, xform: bytes) -> bytes:
    tag = _pick(random, _TAG, xform)
    return xform if tag is None else xform[: tag.end()] + tag[0] + xform[tag.end() :]


def _swap(random: Random, xform: bytes) -> bytes:
    one, other = _pick(random, _ATTRIBUTE, xform), _pick(random, _ATTRIBUTE, xform)
    if one is None or other is None:
        return xform
    return xform[: one.start(2)] + other[2] + xform[one.end(2) :]


def _reword(random: Random, xform: bytes) -> bytes:
    one = _pick(random, _ATTRIBUTE, xform)
    words = (*_PATHS, *_LITERALS, "true()", "", "jr:itext('x')", "int", "date", "string", "a b")
    text = escape(random.choice(words), {'"': "&quot;"}).encode()
    return xform if one is None else xform[: one.start(2)] + text + xform[one.end(2) :]


def _scratch(random: Random, xform: bytes) -> bytes:
    place = random.randrange(len(xform) + 1)
    return xform[:place] + random.randbytes(random.randint(0, 3)) + xform[place + 1 :]


XFORMS = st.randoms(use_true_random=False)


def try_xform(random: Random) -> None:
    """A damaged form, opened and filled."""
    name = random.choice(sorted(compiled()))
    with suppress(FormRefused):
        form = open_form(_damaged(random, compiled()[name]), files=files())
        _fill(form, random)
        _look(form)


def _fill(form: Form, random: Random) -> None:
    for _ in range(4):
        state = form.state(random.choice(list(form.walk())))
        with suppress(StepRefused):
            if state.kind is NodeKind.REPEAT:
                form.add(state.key)
            elif state.kind is NodeKind.INSTANCE:
                form.remove(state.key)
            else:
                offered = [choice.value for choice in state.choices]
                form.set(state.key, random.choice([*offered, "1", "2024-01-01", "a", ""]))


# Step files.

_JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=5,
)
_PARTS = ["data", "house", "room[2]", "r[0]", "r[9]", "[", "]", ".."]
_WHOLE = ["/data", "/data/r", "/data/r[1]", "/data/r[2]/x", "/data/size", "", "/", "//"]
_REFS = st.one_of(
    st.sampled_from(_WHOLE),
    st.lists(st.sampled_from(_PARTS), max_size=5).map(lambda parts: "/" + "/".join(parts)),
)
_STEP = st.one_of(
    _JSON,
    st.fixed_dictionaries(
        {"op": st.sampled_from(["set", "add", "remove", "language", "x"])},
        optional={"ref": st.one_of(_REFS, _JSON), "value": st.one_of(st.text(), _JSON),
                  "language": st.one_of(st.text(), _JSON)},
    ),
)  # fmt: skip
STEPS = st.tuples(
    st.sampled_from([path.stem for path in sources()]), st.lists(_STEP, max_size=8)
)


def try_steps(job: tuple[str, Sequence[Any]]) -> None:
    """A step file played."""
    name, steps = job
    result = play(compiled()[name], steps, now=NOW, secondary=files())
    if not result["ok"]:
        raise AssertionError(result["error"])


# Tables.

_CELLS = st.text("ab,;\"'\n\r\t <>&é0", max_size=8)
_TABLE_TEXT = st.lists(st.lists(_CELLS, max_size=5).map(",".join), max_size=6).map("\n".join)
TABLES = st.tuples(
    st.sampled_from(["regions.csv", "species.xml"]),
    st.one_of(st.binary(max_size=60), _TABLE_TEXT.map(str.encode), _CELLS.map(
        lambda text: f"<root><item><name>{text}</name></item></root>".encode()
    )),
)  # fmt: skip


def try_table(table: tuple[str, bytes]) -> None:
    """A form with whatever stands in its table."""
    name, content = table
    form_name = "lookup" if name.endswith(".csv") else "external_xml"
    with suppress(FormRefused):
        _look(open_form(compiled()[form_name], files={name: content}))


# Answers.

_IDS = st.sampled_from(["i", "j", "", "x" * 40, "a/b"])
_KEYS = st.builds(
    lambda name, ids: NodeKey(QuestionId(name), tuple(map(InstanceId, ids))),
    st.sampled_from(["r", "x", "house", "room", "use", "more", "/data/house", "nothing", ""]),
    st.lists(_IDS, max_size=3),
)
_ANSWERS = st.builds(
    Answers,
    st.dictionaries(_KEYS, st.one_of(st.text(max_size=10), st.just("9" * 400)), max_size=6),
    st.lists(st.builds(Instance, _KEYS, st.text(max_size=6)), max_size=5).map(tuple),
    st.frozensets(_KEYS, max_size=3),
)
ANSWERS = st.tuples(
    st.sampled_from(["nested", "counts", "triple", "setvalue_repeat"]), _ANSWERS
)


def try_answers(job: tuple[str, Answers]) -> None:
    """A form opened with answers that may be another form's, or nobody's."""
    name, answers = job
    with suppress(FormRefused):
        _look(open_form(compiled()[name], answers=answers))


# Workbooks.

_TYPES = ["", "text", "begin group", "end group", "begin repeat", "end repeat", "select_one l"]
_TYPES += ["calculate", "range", "csv-external", "rank l", "note", "txt", "select_one ${q}"]
_COLUMNS = [
    "name",
    "label",
    "label::fr",
    "relevant",
    "calculation",
    "bind",
    "instance",
    "trigger",
]
_COLUMNS += ["media", "label::fr::x", "body::x", "parameters", "repeat_count", "choice_filter"]
_COLUMNS += ["bind::nodeset", "constraint", "required", "default", "media::image", "::", "hint"]
_TEXTS = ["q", "${q}", "${", "(", "1 +", "'", "a b", "<x>", "&", "label::", "x" * 300, "[", "é"]
_TEXTS += ["start=1 end=x", "yes", "true()", "position(..)", "regex(., '(')", "-", "field-list"]
_ROWS = st.builds(
    lambda kind, cells: {name: text for name, text in {"type": kind, **cells}.items() if text},
    st.sampled_from(_TYPES),
    st.dictionaries(st.sampled_from(_COLUMNS), st.sampled_from(_TEXTS), max_size=5),
)
_SETTINGS = st.dictionaries(
    st.sampled_from(
        ["form_id", "version", "default_language", "instance_name", "name", "style"]
    ),
    st.sampled_from(_TEXTS),
    max_size=2,
)
WORKBOOKS = st.tuples(
    st.lists(_ROWS, min_size=1, max_size=6), st.lists(_ROWS, max_size=2), _SETTINGS
)


def try_workbook(
    job: tuple[list[dict[str, str]], list[dict[str, str]], dict[str, str]],
) -> None:
    """A workbook checked: an error names its sheet and row."""
    survey, choices, settings = job
    listed = [{"list_name": "l", "name": "a", "label": "A"}]
    listed += [
        {"list_name": "l", **{c: t for c, t in row.items() if c != "type"}} for row in choices
    ]
    with TemporaryDirectory() as folder:
        sheets = {"choices": listed, **({"settings": [settings]} if settings else {})}
        path = write_markdown(Path(folder) / "f.md", survey=survey, **sheets)
        for fault in check(path):
            if fault.severity == "error" and not fault.row and any(survey):
                raise AssertionError(f"no place: {fault}")


def _look(form: Form) -> None:
    for key in form.walk():
        form.state(key)
    form.submission()
    form.answers()
    form.hidden_answers()


Trial = Callable[[Any], None]
TARGETS: Mapping[str, tuple[Trial, st.SearchStrategy[Any]]] = {
    "expressions": (try_expression, EXPRESSIONS),
    "xforms": (try_xform, XFORMS),
    "steps": (try_steps, STEPS),
    "tables": (try_table, TABLES),
    "answers": (try_answers, ANSWERS),
    "workbooks": (try_workbook, WORKBOOKS),
}


def timed(trial: Trial, given: Any) -> Seconds:
    """Try an input; the processor time it took. Raises TooSlow."""
    started = time.process_time()
    trial(given)
    took = time.process_time() - started
    if took > LIMIT_S:
        raise TooSlow(f"{took:.1f} s")
    return took
