"""Printed documents with one of everything, for the tests of reports."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop_app.reports.document import Article, Card, Choice, Document, Item, Part

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
MARKUP = '#set text(red) *bold* $x$ <w:b/> &amp; =SUM(1) "quoted"'
ARABIC = "يشمل القانون رقم 12/2004 الأفعال التحضيرية"
CHINESE = "中华人民共和国刑法第二百九十四条"


def make_document(**changes: object) -> Document:
    """A filled document: one part, one article, one card with every kind of item."""
    facts: dict[str, object] = {
        "title": "Cluster I",
        "party": "Ruritania",
        "language": "en",
        "date": "24 November 2026",
        "check_code": "4F2A-91C3",
        "notice": "Unofficial working text",
        "parts": (
            Part(
                title="Convention", articles=(Article(title="Article 5", cards=(make_card(),)),)
            ),
        ),
    }
    return Document(**{**facts, **changes})  # type: ignore[arg-type]  # the builder's point


def make_card() -> Card:
    """A card with an answer, legal references, mixed scripts and an empty item."""
    entry = (
        Item(control="law_title@i1", label="Title", value="Criminal Code"),
        Item(control="law_number@i1", label="Number", value="12/2004"),
        Item(control="law_date@i1", label="Date"),
    )
    return Card(
        reference="Art. 5(1)(a)(i)",
        level="required",
        title="Agreement to commit a serious crime",
        status="Draft",
        official="The wording that the secretariat loaded",
        items=(
            Item(control="main", label="Is agreeing an offence?", value="Yes, in part"),
            Item(control="law", label="Legal references", rows=(entry,)),
            Item(
                control="gap", label="What is missing?", value=f"{MARKUP}\n{ARABIC}\n{CHINESE}"
            ),
            Item(control="empty", label="Examples"),
            Item(control="note", label="A note to the reader", is_note=True),
        ),
    )


def make_blank() -> Document:
    """The blank form of a small questionnaire."""
    pick = Item(
        control="main",
        label="Is agreeing an offence?",
        hint="Think of every serious crime.",
        choices=(
            Choice(label="Yes", several=False, value="yes"),
            Choice(label="No", several=False, value="no"),
        ),
    )
    tick = Item(
        control="m", label="", choices=(Choice(label="Fines", several=True, value="fines"),)
    )
    law = Item(
        control="law",
        label="Legal references",
        condition="If the answer is Yes:",
        pattern=(
            Item(control="law_title@x", label="Title of the law"),
            Item(control="law_date@x", label="Date", is_brief=True),
        ),
    )
    need = Item(
        control="need",
        label="Needs",
        pattern=(pick, Item(control="detail@x", label="Detail", lines=2)),
    )
    text = Item(control="gap", label="What is missing?", lines=4)
    short = Item(control="since", label="Since when?", is_brief=True)
    card = Card(
        reference="Art. 5(1)",
        level="required",
        title="Agreement",
        condition="If the party requires an act in furtherance",
        items=(pick, tick, law, text, need, short),
    )
    article = Article(title="Article 5", condition="If asked", cards=(card,))
    part = Part(
        title="Convention", condition="If the Convention is in force", articles=(article,)
    )
    return make_document(is_blank=True, party="", parts=(part,), has_signature=True)
