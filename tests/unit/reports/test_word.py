"""The Word file: real headings, and a control with its id around each answer."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, timedelta, timezone

import docx
import pytest
from lxml import etree

from desktop_app.reports import word
from desktop_app.reports.document import Document
from desktop_app.reports.word_xml import tag_of
from tests.builders.documents import ARABIC, CHINESE, MARKUP, NOW, make_blank, make_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# What a paragraph's properties may hold, as CT_PPr has it (17.3.1.26).
ORDER = ["pStyle", "keepNext", "pBdr", "tabs", "bidi", "spacing", "ind", "jc", "rPr", "sectPr"]


def body_of(document: Document) -> etree._Element:
    archive = zipfile.ZipFile(io.BytesIO(word.render(document, timestamp=NOW)))
    return etree.fromstring(archive.read("word/document.xml"))


def controls(body: etree._Element) -> dict[str, str]:
    """Tag of each content control and the text inside it, a line per paragraph."""
    found = {}
    for control in body.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        assert tag is not None
        lines = ["".join(t.text or "" for t in p.iter(f"{W}t")) for p in control.iter(f"{W}p")]
        found[str(tag.get(f"{W}val"))] = "\n".join(lines)
    return found


def control_of(body: etree._Element, tag: str) -> etree._Element:
    """The control with this tag."""
    found = body.xpath(f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']", namespaces={"w": W[1:-1]})
    assert isinstance(found, list)
    (control,) = found
    assert isinstance(control, etree._Element)
    return control


def test_each_answer_stands_in_a_control_that_carries_its_id() -> None:
    found = controls(body_of(make_document()))
    assert found["main"] == "Yes, in part"
    assert found["law_title@i1"] == "Criminal Code"


def test_no_markup_of_an_answer_comes_alive() -> None:
    lines = controls(body_of(make_document()))["gap"].split("\n")
    assert lines[0] == MARKUP
    assert lines[2] == CHINESE


def test_an_arabic_line_runs_from_the_right_within_an_english_answer() -> None:
    body = body_of(make_document())
    turned = [p for p in body.iter(f"{W}p") if p.find(f"{W}pPr/{W}bidi") is not None]
    text = "".join(t.text or "" for t in turned[0].iter(f"{W}t"))
    assert len(turned) == 1
    assert text.replace("\u2066", "").replace("\u2069", "") == ARABIC


def test_an_unanswered_question_says_so_and_still_has_its_control() -> None:
    assert controls(body_of(make_document()))["empty"] == "Not answered"


def test_no_two_controls_share_a_number() -> None:
    body = body_of(make_document())
    numbers = [n.get(f"{W}val") for n in body.iterfind(f".//{W}sdtPr/{W}id")]
    assert len(numbers) == len(set(numbers)) >= 4


def test_headings_are_headings() -> None:
    file = docx.Document(io.BytesIO(word.render(make_document(), timestamp=NOW)))
    styled = [(str(p.style.name if p.style else ""), p.text) for p in file.paragraphs]
    headings = [pair for pair in styled if "Heading" in pair[0]]
    assert ("Heading 1", "Convention") in headings
    assert ("Heading 2", "Article 5") in headings
    assert ("Heading 3", "Art. 5(1)(a)(i)  Agreement to commit a serious crime") in headings


def test_the_contents_link_to_the_headings() -> None:
    body = body_of(make_document())
    anchors = {link.get(f"{W}anchor") for link in body.iter(f"{W}hyperlink")}
    marks = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
    assert anchors == marks != set()


def test_the_header_names_party_state_and_check_code() -> None:
    file = docx.Document(io.BytesIO(word.render(make_document(), timestamp=NOW)))
    line = file.sections[0].header.paragraphs[0].text
    for words in ("Ruritania", "Draft", "24 November 2026", "4F2A-91C3"):
        assert words in line


def test_the_blank_form_has_room_choices_and_conditions() -> None:
    paragraphs = [
        "".join(t.text or "" for t in p.iter(f"{W}t"))
        for p in body_of(make_blank()).iter(f"{W}p")
    ]
    assert "○\u00a0Yes\u2003○\u00a0No" in paragraphs
    assert "If the answer is Yes: Legal references" in paragraphs
    assert "Is agreeing an offence? Think of every serious crime." in paragraphs
    for words in ("If asked", "☐\u00a0Fines", "Title of the law", "Signature"):
        assert words in paragraphs


def test_a_page_in_arabic_runs_from_the_right() -> None:
    body = body_of(make_document(language="ar"))
    assert body.find(f".//{W}sectPr/{W}bidi") is not None


def test_nothing_chosen_gives_a_page_that_says_so() -> None:
    file = docx.Document(io.BytesIO(word.render(make_document(parts=()), timestamp=NOW)))
    assert any("Nothing has been answered" in p.text for p in file.paragraphs)


def test_a_choice_is_a_box_that_carries_question_and_choice() -> None:
    found = controls(body_of(make_blank()))
    assert {"main=yes", "main=no", "m=fines"} <= set(found)


def test_room_for_text_is_an_empty_control_for_any_number_of_lines() -> None:
    body = body_of(make_blank())
    control = control_of(body, "gap")
    assert control.find(f"{W}sdtPr/{W}text").get(f"{W}multiLine") == "1"  # type: ignore[union-attr]
    assert control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
    assert "".join(t.text or "" for t in control.iter(f"{W}t")).strip() == ""


def test_entries_have_controls_of_their_own() -> None:
    found = set(controls(body_of(make_blank())))
    assert {"law_title@1", "law_title@2", "law_title@3"} <= found
    assert "law_title" not in found


def test_rows_of_entries_are_a_repeating_section_below_a_head() -> None:
    body = body_of(make_blank())
    section = next(body.iter(f"{W15}repeatingSection"))
    around = section.getparent()
    assert around is not None
    whole = around.getparent()
    assert whole is not None
    assert len(list(whole.iter(f"{W15}repeatingSectionItem"))) == 3
    head = whole.getprevious()
    assert head is not None
    assert head.find(f"{W}trPr/{W}tblHeader") is not None


def test_no_two_controls_of_the_blank_form_share_number_or_tag() -> None:
    body = body_of(make_blank())
    numbers = [n.get(f"{W}val") for n in body.iterfind(f".//{W}sdtPr/{W}id")]
    tags = [n.get(f"{W}val") for n in body.iterfind(f".//{W}sdtPr/{W}tag")]
    assert len(numbers) == len(set(numbers))
    assert len(tags) == len(set(tags)) > 10


def test_it_says_which_newer_parts_an_old_word_may_pass_over() -> None:
    body = body_of(make_blank())
    passed_over = str(body.get(f"{MC}Ignorable")).split()
    assert "w15" in passed_over
    assert set(passed_over) <= set(body.nsmap)


def test_nothing_of_the_librarys_empty_file_is_left() -> None:
    data = word.render(make_document(), timestamp=NOW)
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [name for name in names if "thumbnail" in name]
    file = docx.Document(io.BytesIO(data))
    assert file.core_properties.comments == ""
    assert file.core_properties.author == "Ruritania"


def test_its_time_is_told_in_utc() -> None:
    moment = NOW.astimezone(timezone(timedelta(hours=5)))
    file = docx.Document(io.BytesIO(word.render(make_document(), timestamp=moment)))
    created = file.core_properties.created
    assert created is not None
    assert created.replace(tzinfo=UTC) == NOW


def test_the_same_document_gives_the_same_bytes() -> None:
    first = word.render(make_blank(), timestamp=NOW)
    assert word.render(make_blank(), timestamp=NOW) == first


def test_every_paragraph_has_a_style_that_is_there() -> None:
    for document in (make_document(has_signature=True), make_blank()):
        file = docx.Document(io.BytesIO(word.render(document, timestamp=NOW)))
        known = {style.style_id for style in file.styles}
        used = {s.get(f"{W}val") for s in body_of(document).iter(f"{W}pStyle", f"{W}rStyle")}
        assert used <= known


def test_every_cell_ends_as_word_demands() -> None:
    for document in (make_document(has_signature=True), make_blank()):
        for cell in body_of(document).iter(f"{W}tc"):
            assert cell[-1].tag in (f"{W}p", f"{W}sdt")


@pytest.mark.parametrize("document", [make_document(), make_blank()])
def test_properties_stand_in_the_schemas_order(document: Document) -> None:
    for properties in body_of(document).iter(f"{W}pPr"):
        names = [etree.QName(each).localname for each in properties]
        assert names == sorted(names, key=ORDER.index)


def test_arabic_words_on_an_arabic_page_are_marked_as_such() -> None:
    body = body_of(make_document(language="ar", title="المجموعة الأولى"))
    title = next(p for p in body.iter(f"{W}p") if "المجموعة" in "".join(map(str, p.itertext())))
    assert title.find(f"{W}r/{W}rPr/{W}rtl") is not None


def test_long_keys_make_tags_that_word_takes() -> None:
    row = "6f1c0000-0000-4000-8000-000000000001"
    tag = tag_of(f"a_rather_long_name_of_a_question@{row}/{row}=choice")
    assert tag == "a_rather_long_name_of_a_question@6f1c0000/6f1c0000=choice"
    assert len(tag_of(f"{'x' * 80}@{row}")) <= 64
