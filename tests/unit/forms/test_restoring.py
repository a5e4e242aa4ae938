"""A submission back into a form: every answer in its place, or nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from desktop_app.domain.keys import NodeKey
from desktop_app.domain.nodes import Answers, NodeKind
from desktop_app.errors import FormRefused
from desktop_app.forms import limits
from desktop_app.forms.form import Form
from desktop_app.forms.questionnaire import Questionnaire, read_questionnaire
from desktop_app.forms.restoring import restore
from desktop_app.services.response import Response
from tests.builders import cluster1
from tests.builders.clocks import SteppingClock
from tests.builders.forms import (
    NOW,
    add,
    compile_rows,
    make_xform,
    open_form,
    put,
    remove,
    row,
    value,
)
from tests.builders.responses import sample_info, sample_response
from tests.builders.sample_form import sample_xform
from tests.builders.walker import Walker

INSTRUMENTS = ("UNTOC", "TIP", "SOM", "FP")


@cache
def sample() -> Questionnaire:
    return read_questionnaire(sample_xform(), {})


@cache
def shipped() -> Questionnaire:
    return read_questionnaire(cluster1.contents().xform, {})


def back(questionnaire: Questionnaire, form: Form, now: datetime) -> Form:
    return restore(questionnaire, form.submission().encode(), now=lambda: now, random=Random(0))


def walked(response: Response, seed: int, steps: int) -> tuple[Form, datetime]:
    """A form in which somebody did anything anywhere, and the time of the last step."""
    clock = SteppingClock()
    Walker(response, Random(seed), clock, store=lambda _: None).walk(steps)
    return response.form, clock.now


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 2**32))
def test_any_walk_through_the_sample_comes_back_as_it_was(seed: int) -> None:
    form, now = walked(sample_response(), seed, 60)
    restored = back(sample(), form, now)
    assert restored.submission() == form.submission()
    assert restored.hidden_answers() == ()
    assert back(sample(), restored, now).answers() == restored.answers()


@pytest.mark.parametrize("seed", range(4))
def test_any_walk_through_the_shipped_questionnaire_comes_back(seed: int) -> None:
    form = cluster1.make_form(*INSTRUMENTS[: seed + 1])
    form, now = walked(Response(form, sample_info(), clock=SteppingClock()), seed, 300)
    restored = back(shipped(), form, now)
    assert restored.submission() == form.submission()
    assert sum(map(len, map(restored.children, repeats(restored)))) > 0


def repeats(form: Form) -> list[NodeKey]:
    return [key for key in form.walk() if form.state(key).kind is NodeKind.REPEAT]


def rows_form() -> tuple[bytes, Questionnaire]:
    """Rows of every kind: free ones with rows in them, counted ones, and what is worked out."""
    xform = compile_rows(
        [
            row("text", "name", default="nobody"),
            row("integer", "many"),
            row("calculate", "total", calculation="count(${free}) + 1"),
            row("begin_repeat", "free"),
            row("text", "a"),
            row("begin_repeat", "inner"),
            row("text", "b", default="b"),
            row("end_repeat"),
            row("end_repeat"),
            row("begin_repeat", "counted", repeat_count="${many}"),
            row("text", "c"),
            row("end_repeat"),
            row("text", "more", relevant="${name} = 'more'"),
            row("file", "scan"),
        ]
    )
    return xform, read_questionnaire(xform, {})


def filled_rows() -> tuple[Form, Questionnaire]:
    xform, questionnaire = rows_form()
    form = open_form(xform)
    put(form, "many", "2")
    add(form, "free")
    add(form, "free")
    put(form, "free[1]/a", "first")
    put(form, "free[3]/a", "third")
    add(form, "free[3]/inner")
    put(form, "free[3]/inner[1]/b", "deep")
    put(form, "counted[2]/c", "second")
    return form, questionnaire


def test_rows_come_back_in_their_order() -> None:
    form, questionnaire = filled_rows()
    restored = back(questionnaire, form, NOW)
    assert restored.submission() == form.submission()
    assert [value(restored, f"free[{n}]/a") for n in (1, 2, 3)] == ["first", "", "third"]
    assert value(restored, "free[3]/inner[1]/b") == "deep"
    assert value(restored, "counted[2]/c") == "second"
    assert value(restored, "total") == "4"


def test_a_form_goes_on_from_what_came_back() -> None:
    form, questionnaire = filled_rows()
    restored = back(questionnaire, form, NOW)
    add(restored, "free")
    remove(restored, "free[2]")
    put(restored, "free[3]/a", "new")
    assert [value(restored, f"free[{n}]/a") for n in (1, 2, 3)] == ["first", "third", "new"]
    assert back(questionnaire, restored, NOW).submission() == restored.submission()


def test_rows_that_were_removed_stay_away() -> None:
    xform, questionnaire = rows_form()
    form = open_form(xform)
    remove(form, "free[1]")
    restored = back(questionnaire, form, NOW)
    assert restored.submission() == form.submission()
    assert restored.children(restored.resolve("/data/free")) == ()


def test_what_was_cleared_stays_blank_and_is_not_begun_anew() -> None:
    xform, questionnaire = rows_form()
    form = open_form(xform)
    put(form, "name", None)
    restored = back(questionnaire, form, NOW)
    assert (value(restored, "name"), restored.submission()) == ("", form.submission())
    assert restored.first_writes == {}


def test_a_hidden_answer_is_not_in_it() -> None:
    xform, questionnaire = rows_form()
    form = open_form(xform)
    put(form, "name", "more")
    put(form, "more", "MARKER")
    put(form, "name", "less")
    assert form.hidden_answers() != ()
    restored = back(questionnaire, form, NOW)
    assert restored.hidden_answers() == ()
    assert "MARKER" not in restored.answers().values.values()


def test_what_depends_on_the_clock_is_worked_out_by_the_clock_that_is_given() -> None:
    xform = compile_rows(
        [row("date", "day"), row("calculate", "today_is", calculation="today()")]
    )
    form, questionnaire = open_form(xform), read_questionnaire(xform, {})
    assert back(questionnaire, form, NOW).submission() == form.submission()
    later = back(questionnaire, form, NOW + timedelta(days=1))
    assert value(later, "today_is") == "2026-03-02"


def test_a_language_is_the_reader_s() -> None:
    form = sample_response().form
    restored = restore(
        sample(),
        form.submission().encode(),
        now=lambda: NOW,
        random=Random(0),
        language="French (fr)",
    )
    assert restored.language == "French (fr)"


def refused(xml: str, questionnaire: Questionnaire | None = None) -> str:
    """Why it is refused."""
    with pytest.raises(FormRefused) as caught:
        restore(
            questionnaire or rows_form()[1], xml.encode(), now=lambda: NOW, random=Random(0)
        )
    return str(caught.value)


SENT = filled_rows()[0].submission()


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<name>", "<other>MARKER</other><name>", "has no place"),
        ("<name>", "MARKER<name>", "has text"),
        ("</name>", "</name>MARKER", "has text"),
        ("nobody", "<b>MARKER</b>", "has no place"),
        ("<name>", '<name xml:lang="en">', "has no place"),
        ("<name>", "<name>MARKER</name><name>", "twice"),
        ("<name>", '<name xmlns="urn:x">MARKER</name><name>', "has no place"),
        ("<name>", "<more>MARKER</more><name>", "does not apply"),
        ("<name>", "<scan>MARKER.pdf</scan><name>", "has no place"),
        ("<name>", "<counted><c>MARKER</c></counted><name>", "is not in the form"),
        ("<many>2", "<many>1", "is not in the form"),
        ("<a>first</a>", "<a>first</a>MARKER", "has text"),
        ("<a>first</a>", "<a>first</a><c>MARKER</c>", "has no place"),
        ("<data", "<date", "XML"),
        ('id="', 'x="MARKER" id="', "another form"),
        ('id="', 'id="MARKER', "another form"),
        ("nobody", "&MARKER;", "XML"),
        ("<data", "<!DOCTYPE data [<!ENTITY x 'MARKER'>]><data", "document type"),
    ],
)
def test_what_has_no_place_is_refused_and_not_repeated(old: str, new: str, why: str) -> None:
    altered = SENT.replace(old, new, 1)
    assert altered != SENT
    told = refused(altered)
    assert why in told
    assert "MARKER" not in told or why == "XML"


def test_another_form_is_refused() -> None:
    assert "another form" in refused(sample_response().form.submission())
    assert "another form" in refused(SENT.replace("<data", "<date").replace("/data>", "/date>"))


@pytest.mark.parametrize("xml", ["", "<", "no xml", "<data/>", "<data></data><data/>"])
def test_what_is_no_submission_is_refused(xml: str) -> None:
    assert refused(xml)


def test_comments_and_white_space_between_are_nothing() -> None:
    element = etree.fromstring(SENT)
    etree.indent(element)
    spaced = etree.tostring(element).replace(b"<name>", b"<!-- x --><?y z?><name>")
    restored = restore(rows_form()[1], spaced, now=lambda: NOW, random=Random(0))
    assert restored.submission() == SENT


def test_limits_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    long = "x" * (limits.MAX_VALUE_CHARS + 1)
    assert "longer" in refused(SENT.replace("nobody", long))
    rows = "<free><a/><inner><b/></inner></free>" * (limits.MAX_INSTANCES + 1)
    assert "limit" in refused(SENT.replace("<free>", f"{rows}<free>", 1))
    assert "another count" in refused(SENT.replace("<many>2", f"<many>{limits.MAX_INSTANCES}"))


def test_a_form_in_a_namespace_comes_back() -> None:
    xform = make_xform(
        instance="<q/>",
        binds='<bind nodeset="/data/q" type="string"/>',
        body='<input ref="/data/q"><label>Q</label></input>',
    ).replace(b'<data id="d">', b'<data xmlns="urn:of:the:form" id="d">')
    form = open_form(xform)
    put(form, "q", "<b>&amp; text\r\n\ttwo")
    questionnaire = read_questionnaire(xform, {})
    restored = back(questionnaire, form, NOW)
    assert value(restored, "q") == "<b>&amp; text\r\n\ttwo"
    plain = form.submission().replace(' xmlns="urn:of:the:form"', "")
    assert "another form" in refused(plain, questionnaire)


def test_a_form_that_began_with_everything_hidden_is_not_begun_anew() -> None:
    xform = make_xform(
        instance="<gate/><q/>",
        binds=(
            '<bind nodeset="/data/gate" relevant="false()"/>'
            '<bind nodeset="/data/q" relevant="/data/gate = 1"'
            ' jr:preload="uid" type="string"/>'
        ),
        body='<input ref="/data/q"><label>Q</label></input>',
    )
    form, questionnaire = open_form(xform), read_questionnaire(xform, {})
    assert form.first_writes != {}
    restored = back(questionnaire, form, NOW)
    assert restored.first_writes == {}
    assert restored.answers() == Answers()
