"""The questionnaire as PDF, set by Typst: tagged (PDF/UA-1) and fit for archives (PDF/A-2a).

Texts reach the template as data, never as markup. A character that no installed font has
is named before anything is set, because a box in an official document is a lost word.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, fields
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from desktop_app.errors import BugError, MissingFonts
from desktop_app.forms.collecting import collection_paused
from desktop_app.reports.direction import clean, is_rtl_language, paragraphs
from desktop_app.reports.document import Article, Card, Choice, Document, Item, Part
from desktop_app.reports.receipt import ReceiptPage

TEMPLATES = Path(__file__).parents[2] / "resources" / "reports"
RESPONSE, RECEIPT = TEMPLATES / "response.typ", TEMPLATES / "receipt.typ"

# Without this family no page can be set.
_NEEDED = ("Noto Sans",)
_NOT_DISPLAYED = re.compile(r'the text `"(.+)"` could not be displayed', re.DOTALL)
_BY_SCRIPT = {
    "Arabic": ("Noto Sans Arabic", (0x0600, 0x06FF)),
    "Chinese": ("Noto Sans CJK SC", (0x4E00, 0x9FFF)),
    "Hebrew": ("Noto Sans Hebrew", (0x0590, 0x05FF)),
    "Devanagari": ("Noto Sans Devanagari", (0x0900, 0x097F)),
    "Bengali": ("Noto Sans Bengali", (0x0980, 0x09FF)),
    "Thai": ("Noto Sans Thai", (0x0E00, 0x0E7F)),
    "Armenian": ("Noto Sans Armenian", (0x0530, 0x058F)),
    "Georgian": ("Noto Sans Georgian", (0x10A0, 0x10FF)),
    "Ethiopic": ("Noto Sans Ethiopic", (0x1200, 0x137F)),
    "Khmer": ("Noto Sans Khmer", (0x1780, 0x17FF)),
    "Myanmar": ("Noto Sans Myanmar", (0x1000, 0x109F)),
}


def render(document: Document, *, template: Path, timestamp: datetime) -> bytes:
    """The PDF file's bytes.

    ``timestamp`` is written into the file as its date of creation; the same document and
    timestamp give the same bytes. Raises MissingFonts with the families to install, or
    with a character that none of the fonts here has.
    """
    with collection_paused():  # a hundred thousand records that are gone at once
        data = json.dumps(prepared(document), ensure_ascii=False)
    return _compiled(data, template, timestamp)


def render_receipt(page: ReceiptPage, *, timestamp: datetime) -> bytes:
    """A receipt's PDF file; what `render` says of ``timestamp`` and fonts is true here too."""
    language = page.language
    prepared = {
        name: clean(value) if isinstance(value, str) else value
        for name, value in asdict(page).items()
    }
    prepared |= {
        "words": {},
        "rtl": is_rtl_language(language),
        "facts": [
            {**asdict(each), "value-set": _lines(each.value, language)} for each in page.facts
        ],
        "times": [
            {
                **asdict(each),
                "moments": [_lines(at, language) for at in (each.utc, each.vienna, each.local)],
            }
            for each in page.times
        ],
        "remark-set": _lines(page.remark, language),
    }
    return _compiled(json.dumps(prepared, ensure_ascii=False), RECEIPT, timestamp)


def _compiled(data: str, template: Path, timestamp: datetime) -> bytes:
    missing = missing_fonts(data)
    if missing:
        _fonts.cache_clear()  # they may be there the next time
        raise MissingFonts(missing)
    compiler = typst.Compiler(
        template, root=template.parent, font_paths=_fonts(), sys_inputs={"document": data}
    )
    try:
        pdf = compiler.compile(
            format="pdf",
            pdf_standards=["ua-1", "a-2a"],
            timestamp=timestamp.replace(microsecond=0),
            pdf_tags=True,
        )
    except typst.TypstError as error:
        raise _sorted_out(error) from error
    if not isinstance(pdf, bytes):
        raise BugError("Typst gave several files for one document")
    return pdf


def missing_fonts(text: str) -> tuple[str, ...]:
    """Names of the font families that this text needs and this computer lacks."""
    here = set(_fonts().families())
    needed = set(_NEEDED)
    points = {ord(character) for character in set(text)}
    for family, (first, last) in _BY_SCRIPT.values():
        if any(first <= point <= last for point in points):
            needed.add(family)
    return tuple(sorted(needed - here))


def prepared(document: Document) -> dict[str, Any]:
    """The document as the template reads it: paragraphs with their directions."""
    language = document.language
    return {
        **_plain(document, "parts", "words", "approval"),
        "mark": clean(document.mark),
        "dated": clean(document.dated),
        "approval": [_lines(line, language) for line in document.approval],
        "words": asdict(document.words),
        "rtl": is_rtl_language(language),
        "parts": [_part(part, language) for part in document.parts],
    }


def _part(part: Part, language: str) -> dict[str, Any]:
    articles = [
        {
            **_plain(article, "cards"),
            "cards": [_card(card, language) for card in article.cards],
        }
        for article in part.articles
    ]
    return {**_plain(part, "articles"), "articles": articles}


def _card(card: Card, language: str) -> dict[str, Any]:
    return {
        **_plain(card, "items"),
        "official-set": _lines(card.official, language),
        "items": [_item(item, language) for item in card.items],
    }


def _item(item: Item, language: str) -> dict[str, Any]:
    return {
        **_plain(item, "choices", "rows", "pattern"),
        "label-set": _lines(item.label, language),
        "lines-set": _lines(item.value, language),
        "choices": [_plain(choice) for choice in item.choices],
        "rows": [[_item(each, language) for each in row] for row in item.rows],
        "pattern": [_item(each, language) for each in item.pattern],
        "entries": item.entries,
        "tabular": item.is_tabular,
    }


def _plain(
    record: Document | Part | Article | Card | Item | Choice, *but: str
) -> dict[str, Any]:
    """A record's fields, without those that are records themselves."""
    values = {
        each.name: getattr(record, each.name) for each in fields(record) if each.name not in but
    }
    return {n: clean(v) if isinstance(v, str) else v for n, v in values.items()}


def _lines(text: str, language: str) -> list[dict[str, Any]]:
    return [
        {"text": line.text, "rtl": line.is_rtl, "language": line.language}
        for line in paragraphs(text, language=language)
    ]


def _sorted_out(error: typst.TypstError) -> Exception:
    """A character that no font has is the user's to mend; anything else is ours."""
    found = _NOT_DISPLAYED.search(error.message)
    if found is not None:
        _fonts.cache_clear()
        return MissingFonts(characters="".join(sorted(set(found[1]))))
    return BugError(f"the report's template failed: {error.message}")


@cache
def _fonts() -> typst.Fonts:
    """The fonts of this computer, searched for once unless one was missing."""
    return typst.Fonts()
