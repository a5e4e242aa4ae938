"""The PDF: readable by people and machines, stable, and nothing in it is ever markup."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from desktop_app.errors import BugError, MissingFonts
from desktop_app.forms.pack import write_pack
from desktop_app.reports import pdf
from desktop_app.reports.document import Document
from desktop_app.services.reports import blank_document
from tests.builders.documents import ARABIC, MARKUP, NOW, make_blank, make_document
from tests.builders.real import real_contents

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
        "If the answer is Yes: Legal references",
        "Is agreeing an offence? Think of every serious crime. Yes No",
        "Fines",
        "Entry 2",
        "Signature",
        "How to fill this in",
    ):
        assert words in text
    assert "Not answered" not in text


def test_nothing_chosen_gives_a_page_that_says_so() -> None:
    assert "Nothing has been answered" in text_of(rendered(make_document(parts=())))


def test_a_page_in_arabic_runs_from_the_right() -> None:
    catalog = rendered(make_document(language="ar")).trailer["/Root"]
    assert catalog["/Lang"] == "ar"  # type: ignore[index]
    assert catalog["/ViewerPreferences"]["/Direction"] == "/R2L"  # type: ignore[index]


def test_a_font_that_is_missing_is_named(few_fonts: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingFonts) as refused:
        pdf.render(make_document(), template=TEMPLATE, timestamp=NOW)
    assert refused.value.names == ("Noto Sans Arabic", "Noto Sans CJK SC")


def test_a_font_that_was_installed_meanwhile_is_found(few_fonts: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingFonts):
        pdf.render(make_document(), template=TEMPLATE, timestamp=NOW)
    few_fonts.undo()
    assert pdf.render(make_document(), template=TEMPLATE, timestamp=NOW)


def test_a_character_that_no_font_has_is_refused_by_name() -> None:
    card = make_document().parts[0].articles[0].cards[0]
    odd = replace(card, title="A rare character \U0003134a here")
    article = replace(make_document().parts[0].articles[0], cards=(odd,))
    part = replace(make_document().parts[0], articles=(article,))
    with pytest.raises(MissingFonts) as refused:
        rendered(make_document(parts=(part,)))
    assert refused.value.characters == "\U0003134a"
    assert "\U0003134a" not in str(refused.value)  # it may be logged


def test_a_fault_of_the_template_is_ours(tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#unknown()", encoding="utf-8")
    with pytest.raises(BugError):
        pdf.render(make_document(), template=broken, timestamp=NOW)


def elements(reader: PdfReader) -> Counter[str]:
    """How many structure elements of each kind the file has."""
    found: Counter[str] = Counter()

    def walk(node: Any) -> None:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                walk(each)
        elif isinstance(node, dict):
            if "/S" in node:
                found[str(node["/S"])] += 1
            if "/K" in node:
                walk(node["/K"])

    root: Any = reader.trailer["/Root"]
    walk(root["/StructTreeRoot"]["/K"])
    return found


def test_headings_are_headings_to_a_screen_reader() -> None:
    found = elements(rendered(make_document()))
    assert (found["/H1"], found["/H2"], found["/H3"]) == (1, 1, 1)


def test_rows_of_entries_are_a_table_with_heads() -> None:
    found = elements(rendered(make_blank()))
    assert (found["/Table"], found["/TH"]) == (1, 2)
    assert found["/TD"] == 2 * 3


def test_the_contents_have_links_and_page_numbers() -> None:
    reader = rendered(make_document())
    assert elements(reader)["/Link"] == 2
    text = " ".join(reader.pages[1].extract_text().split())
    assert "Convention" in text
    assert text.count("3") >= 2  # both stand on the third page


def test_every_font_is_in_the_file() -> None:
    for page in rendered(make_document()).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_a_gap_takes_no_line_of_its_own() -> None:
    lines = rendered(make_document()).pages[2].extract_text().splitlines()
    assert any("Examples" in line and "Not answered" in line for line in lines)


@pytest.mark.parametrize("document", [make_document(), make_blank()])
def test_pages_are_numbered_of_how_many(document: Document) -> None:
    reader = rendered(document)
    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Page {number} of {count}" in page.extract_text()


def test_the_real_blank_questionnaire_keeps_to_its_pages() -> None:
    """It had 272 pages once; what was won is not to be lost unawares."""
    document = blank_document(write_pack(real_contents()), now=NOW)
    reader = rendered(document)
    assert 90 < len(reader.pages) <= 130
    assert elements(reader)["/H3"] == 162
