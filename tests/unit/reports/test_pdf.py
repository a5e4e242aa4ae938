"""The PDF: readable by people and machines, stable, and nothing in it is ever markup."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from desktop_app.errors import BugError, MissingFonts
from desktop_app.reports import pdf
from desktop_app.reports.document import Document
from tests.builders.documents import ARABIC, MARKUP, NOW, make_blank, make_document

TEMPLATE = Path(__file__).parents[3] / "resources" / "reports" / "response.typ"


def rendered(document: Document) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render(document, template=TEMPLATE, timestamp=NOW)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_every_answer_stands_in_it_as_it_was_written() -> None:
    text = text_of(rendered(make_document()))
    for words in ("Yes, in part", "Criminal Code", "12/2004", "中华人民共和国刑法", MARKUP):
        assert words in text


def test_arabic_is_set_with_shapes_and_kept_as_text() -> None:
    reader = rendered(make_document())
    fonts = str([page["/Resources"]["/Font"] for page in reader.pages])  # type: ignore[index]
    names = {
        font.get_object()["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index]
    }
    assert fonts
    assert any("NotoSansArabic" in str(name) for name in names)
    assert ARABIC.split(maxsplit=1)[0] in text_of(reader)


def test_the_header_names_party_state_and_check_code() -> None:
    text = rendered(make_document()).pages[2].extract_text()
    assert "Ruritania" in text
    assert "24 November 2026" in text
    assert "4F2A-91C3" in text
    assert "Draft" in text


def test_an_approved_response_is_not_called_a_draft() -> None:
    card = replace(make_document().parts[0].articles[0].cards[0], status="")
    article = replace(make_document().parts[0].articles[0], cards=(card,))
    part = replace(make_document().parts[0], articles=(article,))
    text = text_of(rendered(make_document(is_draft=False, parts=(part,))))
    assert "Approved" in text
    assert "Draft" not in text


def test_it_is_tagged_with_title_and_language() -> None:
    catalog = rendered(make_document()).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "/StructTreeRoot" in catalog  # type: ignore[operator]
    assert catalog["/Lang"] == "en"  # type: ignore[index]


def test_it_says_that_it_is_for_archives_and_for_screen_readers() -> None:
    metadata = pdf.render(make_document(), template=TEMPLATE, timestamp=NOW)
    assert b"pdfuaid:part" in metadata
    assert b"pdfaid:part" in metadata


def test_the_contents_name_parts_and_articles() -> None:
    text = rendered(make_document()).pages[1].extract_text()
    assert "Contents" in text
    assert "Convention" in text
    assert "Article 5" in text


def test_the_same_document_gives_the_same_bytes() -> None:
    first = pdf.render(make_document(), template=TEMPLATE, timestamp=NOW)
    assert pdf.render(make_document(), template=TEMPLATE, timestamp=NOW) == first


def test_the_blank_questionnaire_prints_conditions_and_choices() -> None:
    text = text_of(rendered(make_blank()))
    for words in (
        "If the Convention is in force",
        "If the answer is Yes:",
        "Fines",
        "Signature",
    ):
        assert words in text
    assert "Not answered" not in text


def test_nothing_chosen_gives_a_page_that_says_so() -> None:
    assert "Nothing has been answered" in text_of(rendered(make_document(parts=())))


def test_a_page_in_arabic_runs_from_the_right() -> None:
    catalog = rendered(make_document(language="ar")).trailer["/Root"]
    assert catalog["/Lang"] == "ar"  # type: ignore[index]
    assert catalog["/ViewerPreferences"]["/Direction"] == "/R2L"  # type: ignore[index]


def test_a_font_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoFonts:
        def families(self) -> list[str]:
            return ["Noto Sans"]

    monkeypatch.setattr(pdf, "_fonts", NoFonts)
    with pytest.raises(MissingFonts) as refused:
        pdf.render(make_document(), template=TEMPLATE, timestamp=NOW)
    assert refused.value.names == ("Noto Sans Arabic", "Noto Sans CJK SC")


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    card = make_document().parts[0].articles[0].cards[0]
    odd = replace(card, title="A rare character \U0003134a here")
    article = replace(make_document().parts[0].articles[0], cards=(odd,))
    part = replace(make_document().parts[0], articles=(article,))
    with pytest.raises(MissingFonts):
        rendered(make_document(parts=(part,)))


def test_a_fault_of_the_template_is_ours(tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#unknown()", encoding="utf-8")
    with pytest.raises(BugError):
        pdf.render(make_document(), template=broken, timestamp=NOW)
