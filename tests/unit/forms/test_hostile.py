"""Forms and steps made to harm: a refusal in good time, and nothing changed."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.errors import FormRefused, StepRefused
from desktop_app.forms.form import Form
from desktop_app.forms.limits import MAX_FORM_BYTES, MAX_INSTANCES
from desktop_app.forms.playing import play, read_xform
from tests.builders.forms import NOW, make_xform, open_form, put, value

LIMIT_S = 20
"""Of one processor, under whatever else the machine does; a fifth of it is usual."""


@contextmanager
def in_time() -> Iterator[None]:
    started = time.process_time()
    yield
    assert time.process_time() - started < LIMIT_S


def repeat(count: str = "") -> str:
    of = f'jr:count="{count}"' if count else ""
    inside = '<input ref="/data/r/x"/>'
    repeat_ = f'<repeat nodeset="/data/r" {of}>{inside}</repeat>'
    return f'<input ref="/data/n"/><group ref="/data/r">{repeat_}</group>'


def rows(count: int) -> str:
    items = (f"<item><name>n{i}</name><k>{i % 7}</k></item>" for i in range(count))
    return f'<instance id="l"><root>{"".join(items)}</root></instance>'


def calculated(*expressions: str) -> str:
    return "".join(
        f'<bind nodeset="/data/c{place}" calculate="{text}"/>'
        for place, text in enumerate(expressions)
    )


BOMB = b"".join(
    b'<!ENTITY %c "%s">' % (98 + place, b"&%c;" % (97 + place) * 10) for place in range(9)
)
LARGE = b'<!DOCTYPE l [<!ENTITY a "' + b"a" * 100_000 + b'">]>'


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + BOMB + b"]><h>&j;</h>",
        b'<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">' + BOMB + b']><h x="&j;"/>',
        LARGE + b'<h x="' + b"&a;" * 10_000 + b'"/>',
        b'<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]><h>&a;</h>',
        b'<!DOCTYPE l SYSTEM "http://localhost/l.dtd"><h/>',
        b"<a>" * 5_000 + b"</a>" * 5_000,
        make_xform(instance="<a>" * 200 + "</a>" * 200),
        make_xform(instance="".join(f"<a{i}/>" for i in range(60_000))),
        b"<h>" + b"<a/>" * 700_000 + b"</h>",
        b"\xff\xfe\x00",
        b"",
    ],
    ids=[
        "entities", "entities in an attribute", "one large entity", "a file", "a network",
        "deep", "deep form", "many nodes", "many elements", "no text", "nothing",
    ],
)  # fmt: skip
def test_hostile_xml_is_refused(content: bytes) -> None:
    with in_time(), pytest.raises(FormRefused):
        open_form(content)


def test_a_file_of_a_hundred_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "form.xml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with in_time(), pytest.raises(FormRefused):
        read_xform(path)


def test_as_many_bytes_are_refused_unparsed() -> None:
    with in_time(), pytest.raises(FormRefused):
        open_form(b" " * (MAX_FORM_BYTES + 1))


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 5_000 + "1" + ")" * 5_000,
        "-" * 20_000 + "1",
        "not(" * 500 + "1" + ")" * 500,
        "/data/n[" * 500 + "1" + "]" * 500,
        "1 + " * 10_000 + "1",
        "(" * 20_000,
        "'" + "a" * 40_000 + "'",
    ],
    ids=["parentheses", "signs", "calls", "predicates", "sum", "never closed", "text"],
)
def test_an_expression_too_deep_or_too_long_is_refused(expression: str) -> None:
    xform = make_xform(instance="<n/><c0/>", binds=calculated(expression))
    with in_time(), pytest.raises(FormRefused) as caught:
        open_form(xform)
    assert caught.value.faults[0].column == "calculation"


@pytest.mark.parametrize(
    "opening", ["(", "if(/data/n = 1, 2, ", "count(/data/r[count(/data/r) = "]
)
def test_an_expression_nearly_too_deep_works(opening: str) -> None:
    depth = 90 if "[" not in opening else 30
    closing = "])" if "[" in opening else ")"
    text = opening * depth + "1" + closing * depth
    xform = make_xform(instance="<n/><r><x/></r><c0/>", binds=calculated(text), body=repeat())
    with in_time():
        form = open_form(xform)
        put(form, "n", "1")
    assert value(form, "c0") in {"1", "2", "0"}


@pytest.mark.parametrize("count", ["1e9", "1000000000", "1 div 0", "1001"])
def test_a_count_beyond_the_limit_is_refused(count: str) -> None:
    counted = make_xform(
        instance="<n/><r><x/></r>", binds='<bind nodeset="/data/n" type="string"/>',
        body=repeat("/data/n"),
    )  # fmt: skip
    form = open_form(counted)
    put(form, "n", "2")
    with in_time(), pytest.raises(StepRefused) as caught:
        put(form, "n", count if "div" not in count else "1e300")
    assert (caught.value.ref, caught.value.reason) == ("/data/r", "limit")
    assert len(form.children(form.resolve("/data/r"))) == 2
    with in_time(), pytest.raises(FormRefused):
        open_form(make_xform(instance="<n/><r><x/></r>", body=repeat(count)))


def test_as_many_instances_as_the_limit_allows_are_made() -> None:
    xform = make_xform(instance="<n/><r><x/></r>", body=repeat("/data/n"))
    form = open_form(xform)
    with in_time():
        put(form, "n", str(MAX_INSTANCES))
    assert len(form.children(form.resolve("/data/r"))) == MAX_INSTANCES


def nested() -> bytes:
    body = (
        '<input ref="/data/n"/><group ref="/data/r">'
        '<repeat nodeset="/data/r" jr:count="/data/n"><group ref="/data/r/s">'
        '<repeat nodeset="/data/r/s" jr:count="/data/n">'
        '<input ref="/data/r/s/x"/></repeat></group></repeat></group>'
    )
    binds = '<bind nodeset="/data/r/s/p" calculate="sum(/data/r[true()]/s[true()]/x)"/>'
    return make_xform(instance="<n/><r><s><x/><p/></s></r>", binds=binds, body=body)


def test_repeats_in_repeats_without_end_are_refused() -> None:
    form = open_form(nested())
    put(form, "n", "3")
    with in_time(), pytest.raises(StepRefused):
        put(form, "n", "1000")
    assert value(form, "n") == "3"


def test_a_sum_over_everything_in_everything_is_refused() -> None:
    form = open_form(nested())
    with in_time(), pytest.raises(StepRefused):
        put(form, "n", "70")
    assert value(form, "n") == ""


def test_predicates_in_predicates_are_refused() -> None:
    inner = "/data/r"
    for _ in range(4):
        inner = f"/data/r[count({inner}) &gt; 0]"
    xform = make_xform(
        instance="<n/><r><x/></r><c0/>",
        binds=calculated(f"count({inner})"),
        body=repeat("/data/n"),
    )
    form = open_form(xform)
    with in_time(), pytest.raises(StepRefused):
        put(form, "n", "300")
    assert len(form.children(form.resolve("/data/r"))) == 0


@pytest.mark.parametrize(
    "expression",
    [
        "count(instance('l')/root/item[position(.) = 1])",
        "count(instance('l')/root/item[count(instance('l')/root/item[k = '1']) &gt; 0])",
    ],
)
def test_a_table_asked_again_for_each_row_is_refused(expression: str) -> None:
    xform = make_xform(
        instance="<n/>" + "<c0/>" + "".join(f"<f{i}/>" for i in range(2_000)),
        binds=calculated(expression),
        lists=rows(20_000),
    )
    with in_time(), pytest.raises(FormRefused) as caught:
        open_form(xform)
    assert "limit" in str(caught.value)


def test_wildcards_in_predicates_of_wildcards_are_refused() -> None:
    instance = "<c0/>" + "".join(f"<f{i}/>" for i in range(2_000))
    xform = make_xform(instance=instance, binds=calculated("count(//.[count(//.) &gt; 1])"))
    with in_time(), pytest.raises(FormRefused) as caught:
        open_form(xform)
    assert "too many nodes" in str(caught.value)


def test_rows_compared_with_rows_take_no_square_of_time() -> None:
    both = "instance('l')/root/item/name = instance('l')/root/item/k"
    xform = make_xform(instance="<c0/>", binds=calculated(both), lists=rows(50_000))
    with in_time():
        assert value(open_form(xform), "c0") == "false"


def doubling(count: int) -> bytes:
    binds = "".join(
        f'<bind nodeset="/data/v{i}" calculate="concat(/data/v{i - 1}, /data/v{i - 1})"/>'
        for i in range(1, count)
    )
    instance = "".join(f"<v{i}/>" for i in range(count))
    return make_xform(instance=instance, binds=binds, body='<input ref="/data/v0"/>')


def test_texts_that_double_without_end_are_refused() -> None:
    form = open_form(doubling(200))
    with in_time(), pytest.raises(StepRefused):
        put(form, "v0", "x")
    assert value(form, "v0") == ""


def texts(expression: str, count: int) -> Form:
    return open_form(
        make_xform(
            instance="<t/>" + "".join(f"<c{i}/>" for i in range(count)),
            binds=calculated(*([expression] * count)),
            body='<input ref="/data/t"/>',
        )
    )


@pytest.mark.parametrize(
    "expression",
    [
        "string-length(normalize-space(translate(/data/t, 'a', 'b')))",
        "regex(/data/t, '(a|b)*c')",
        "digest(/data/t, 'SHA-512')",
        "count-selected(/data/t)",
        "join(/data/t, /data/t, /data/t, /data/t)",
    ],
)
def test_long_texts_worked_on_without_end_are_refused(expression: str) -> None:
    form = texts(expression, 2_000)
    with in_time(), pytest.raises(StepRefused):
        put(form, "t", "ab " * 100_000)
    put(form, "t", "ab")


def test_labels_that_grow_without_end_are_refused() -> None:
    label = '<output value="/data/a"/>' * 5_000
    body = f'<input ref="/data/a"><label>{label}</label></input>'
    form = open_form(make_xform(instance="<a/>", body=body))
    with in_time(), pytest.raises(StepRefused):
        put(form, "a", "x" * 10_000)


def test_actions_that_set_off_each_other_are_refused() -> None:
    def field(name: str, other: str) -> str:
        action = f'<setvalue event="xforms-value-changed" ref="/data/{other}"'
        return f'<input ref="/data/{name}">{action} value="/data/{name} + 1"/></input>'

    form = open_form(make_xform(instance="<a/><b/>", body=field("a", "b") + field("b", "a")))
    with in_time(), pytest.raises(StepRefused):
        put(form, "a", "1")
    assert (value(form, "a"), value(form, "b")) == ("", "")


def test_choices_that_ask_for_their_own_names_are_refused() -> None:
    choice = "<item><label><output value=\"jr:choice-name('a', '/data/s')\"/></label>"
    body = f'<select1 ref="/data/s">{choice}<value>a</value></item></select1>'
    with in_time(), pytest.raises(FormRefused) as caught:
        open_form(make_xform(instance="<s/>", body=body))
    assert "depend on themselves" in str(caught.value)


def test_what_a_refused_step_had_begun_is_as_it_was() -> None:
    form = open_form(doubling(12))
    put(form, "v0", "x")
    before = form.submission()
    with pytest.raises(StepRefused):
        put(form, "v0", "x" * 10_000)
    assert form.submission() == before
    put(form, "v0", "y")
    assert value(form, "v1") == "yy"


def test_odd_steps_are_told_one_by_one() -> None:
    steps: list[object] = [
        None,
        1,
        "set",
        [],
        {},
        {"op": "set"},
        {"op": "set", "ref": 3},
        {"op": []},
    ]
    steps += [{"op": "set", "ref": "/data/n", "value": {}}, {"op": "language"}]
    steps += [{"op": "remove", "ref": "/data/n" * 5_000}, {"op": "add", "ref": "/data/n[" * 99}]
    xform = make_xform(instance="<n/>", body='<input ref="/data/n"/>')
    with in_time():
        result = play(xform, steps, now=NOW)
    assert [error["step"] for error in result["step_errors"]] == list(range(len(steps)))
