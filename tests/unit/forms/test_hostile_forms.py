"""Forms that somebody made to do harm: refused, or their step is, within a moment."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from desktop_app.domain.keys import NodeKey, QuestionId
from desktop_app.errors import FormRefused, StepRefused
from desktop_app.forms import limits
from desktop_app.forms.form import Form
from tests.builders.sample_form import sample_xform

A_MOMENT_S = 20.0  # of this process's own time; each of these takes far less, or for ever


@pytest.fixture(autouse=True)
def within_a_moment() -> Iterator[None]:
    began = time.process_time()
    yield
    assert time.process_time() - began < A_MOMENT_S


def xform(
    instance: str = "<q/>", binds: str = "", body: str = "", model: str = "", before: str = ""
) -> bytes:
    """A form around the parts that matter."""
    return f"""{before}<h:html xmlns="http://www.w3.org/2002/xforms"
 xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>t</h:title><model>
<instance><data id="t" version="1">{instance}</data></instance>
{binds}{model}</model></h:head>
<h:body>{body}</h:body></h:html>""".encode()


def load(content: bytes) -> Form:
    return Form.load(content, now=lambda: datetime(2026, 1, 1, tzinfo=UTC), random=Random(1))


def bind(expression: str, kind: str = "calculate") -> str:
    return f'<bind nodeset="/data/q" type="string" {kind}="{expression}"/>'


def key(name: str) -> NodeKey:
    return NodeKey(QuestionId(name))


def test_the_frame_of_these_tests_makes_a_form() -> None:
    assert load(xform(binds=bind("1 + 1"))).state(key("q")).value == "2"


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(12)
)


@pytest.mark.parametrize(
    "content",
    [
        xform("<q>&l11;</q>", before=f"<!DOCTYPE d [{LAUGHS}]>"),
        xform("<q>&f;</q>", before='<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/passwd">]>'),
        xform(before='<!DOCTYPE d SYSTEM "http://127.0.0.1:9/d.dtd">'),
        xform("<a>" * 200 + "<q/>" + "</a>" * 200),
        xform("<a>" * 20_000 + "<q/>" + "</a>" * 20_000),
        xform("".join(f"<x{n}/>" for n in range(limits.MAX_QUESTIONS + 1))),
        xform("<q/>", model="<x/>" * (limits.MAX_XML_ELEMENTS + 1)),
        b" " * (limits.MAX_FORM_BYTES + 1),
        b"",
        b"\x00" * 100,
        b"<h:html",
    ],
    ids=[
        "entities", "a-file", "from-a-server", "deep", "very-deep", "many-questions",
        "many-elements", "large", "empty", "nought", "cut",
    ],
)  # fmt: skip
def test_a_document_that_asks_for_too_much_is_refused(content: bytes) -> None:
    with pytest.raises(FormRefused):
        load(content)


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 5_000 + "1" + ")" * 5_000,
        "1" + " + 1" * limits.MAX_EXPRESSION_CHARS,
        "-" * 5_000 + "1",
        "/data/q",
        "no-such-function(1)",
        "document('file:///etc/passwd')",
        "1 +",
        "'no end",
        "regex('a', '(((a{1,999}){1,999}){1,999}){1,999}')",
    ],
    ids=["deep", "long", "signs", "itself", "unknown", "a-file", "half", "open",
         "counted-pattern"],
)  # fmt: skip
def test_an_expression_that_cannot_be_worked_out_is_refused(expression: str) -> None:
    with pytest.raises(FormRefused):
        load(xform(binds=bind(expression)))


def test_questions_that_wait_for_each_other_are_refused() -> None:
    binds = '<bind nodeset="/data/a" calculate="/data/b"/>'
    binds += '<bind nodeset="/data/b" calculate="/data/a"/>'
    with pytest.raises(FormRefused):
        load(xform("<a/><b/>", binds))


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a*)*b", "(.*)(.*)(.*)(.*)b"])
def test_no_pattern_runs_away(pattern: str) -> None:
    form = load(xform("<q/>", bind(f"regex(., '{pattern}')", "constraint")))
    form.set(key("q"), "a" * 5_000)
    assert not form.state(key("q")).constraint_ok


def test_a_pattern_that_comes_from_an_answer_does_not_run_away_either() -> None:
    binds = '<bind nodeset="/data/r" calculate="regex(/data/q, /data/p)"/>'
    form = load(xform("<q/><p/><r/>", binds))
    form.set(key("p"), "(a+)+b")
    form.set(key("q"), "a" * 5_000)
    assert form.state(key("r")).value in {"0", "false"}


REPEAT = (
    '<group ref="/data/r"><repeat nodeset="/data/r"{count}><input ref="/data/r/q"/></repeat>'
    "</group>"
)


def test_rows_cannot_be_added_without_end() -> None:
    form = load(xform("<r><q/></r>", body=REPEAT.format(count="")))
    while len(form.children(key("r"))) < limits.MAX_INSTANCES:
        form.add(key("r"))
    with pytest.raises(StepRefused) as refused:
        form.add(key("r"))
    assert refused.value.reason == "limit"


@pytest.mark.parametrize("wanted", ["1000000000", "1e300", "99999999999999999999"])
def test_a_form_cannot_ask_for_any_number_of_rows(wanted: str) -> None:
    content = xform("<n/><r><q/></r>", body=REPEAT.format(count=' jr:count="/data/n"'))
    form = load(content)
    with pytest.raises(StepRefused):
        form.set(key("n"), wanted)
    assert form.state(key("n")).value == ""


@pytest.mark.parametrize(
    "value", ["x" * (limits.MAX_VALUE_CHARS + 1), "nought \x00", "half \ud800"]
)
def test_an_answer_that_cannot_be_kept_is_refused(value: str) -> None:
    form = load(xform(binds='<bind nodeset="/data/q" type="string"/>'))
    with pytest.raises(StepRefused):
        form.set(key("q"), value)
    assert form.state(key("q")).value == ""


def test_actions_that_set_each_other_off_come_to_an_end() -> None:
    actions = "".join(
        f'<input ref="/data/{a}"><setvalue event="xforms-value-changed" ref="/data/{b}" '
        f'value="/data/{a} + 1"/></input>'
        for a, b in (("a", "b"), ("b", "a"))
    )
    form = load(xform("<a/><b/>", body=actions))
    with pytest.raises(StepRefused) as refused:
        form.set(key("a"), "1")
    assert refused.value.reason == "limit"


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_form_is_refused_or_is_a_form(seed: int) -> None:
    """Bits flipped, pieces cut and swapped: never another error than ours."""
    chance = Random(seed)
    data = bytearray(sample_xform())
    for _ in range(chance.randint(1, 30)):
        at = chance.randrange(len(data))
        kind = chance.randrange(3)
        if kind == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at : at + chance.randint(1, 200)]
        else:
            data[at:at] = data[: chance.randint(1, 50)]
    try:
        form = load(bytes(data))
    except FormRefused:
        return
    for each in form.walk():
        form.state(each)


def test_a_path_out_of_the_folder_is_no_file_of_a_form(tmp_path: Path) -> None:
    model = '<instance id="x" src="jr://file/../../../etc/passwd"/>'
    form = load(xform(model=model))
    assert form.state(key("q")).value == ""
