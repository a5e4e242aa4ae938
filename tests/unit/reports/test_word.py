"""The Word file: real headings, and a control with its id around each answer."""

from __future__ import annotations

import io
import zipfile

import docx
from lxml import etree

from desktop_app.reports import word
from desktop_app.reports.document import Document
from tests.builders.documents import ARABIC, CHINESE, MARKUP, NOW, make_blank, make_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


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
    body = body_of(make_blank())
    text = "\n".join(t.text or "" for t in body.iter(f"{W}t"))
    for words in ("○ Yes", "☐ Fines", "If the answer is Yes:", "Title of the law", "Signature"):
        assert words in text
    assert "gap" in controls(body)


def test_a_page_in_arabic_runs_from_the_right() -> None:
    body = body_of(make_document(language="ar"))
    assert body.find(f".//{W}sectPr/{W}bidi") is not None


def test_nothing_chosen_gives_a_page_that_says_so() -> None:
    file = docx.Document(io.BytesIO(word.render(make_document(parts=()), timestamp=NOW)))
    assert any("Nothing has been answered" in p.text for p in file.paragraphs)
