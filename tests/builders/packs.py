"""Questionnaires as files hold them: a very small one, never changed, for golden files."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from desktop_app.domain.entries import Wording
from desktop_app.domain.keys import QuestionId
from desktop_app.domain.responses import InstrumentInfo, PackInfo, TimelineRule
from desktop_app.forms.pack_content import UNHASHED, PackContents

XFORM = b"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>Small</h:title><model>
<instance><data id="small"><q>a</q></data></instance><bind nodeset="/data/q" type="string"/>
</model></h:head><h:body><input ref="/data/q"><label>Question</label></input></h:body>
</h:html>
"""


def make_info(**changes: Any) -> PackInfo:
    """The metadata of the small questionnaire."""
    info = PackInfo(
        id="small",
        version=3,
        hash=UNHASHED,
        cluster="I",
        titles={"en": "A small questionnaire", "fr": "Un petit questionnaire"},
        languages=("en", "fr"),
        instruments=(
            InstrumentInfo(code="UNTOC", titles={"en": "Convention", "fr": "Convention"}),
            InstrumentInfo(code="TIP", titles={"en": "Trafficking Protocol"}),
        ),
        timeline=(
            TimelineRule(
                step="answers", after="start", months=6, days=-1, titles={"en": "Answers sent"}
            ),
        ),
        notice={"en": "Unofficial working text"},
    )
    return replace(info, **changes)


def make_contents(**changes: Any) -> PackContents:
    """The small questionnaire; changes to its ``info`` go through ``make_info``."""
    contents = PackContents(
        info=make_info(),
        xform=XFORM,
        official=(Wording(QuestionId("q"), "en", "1", "Is it so?"),),
        secondary={"countries.csv": b"name,label\nRUR,Ruritania\n"},
        glossary={"en": {"party": "A State or an organization bound by the treaty."}},
    )
    return replace(contents, **changes)
