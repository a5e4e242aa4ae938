from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from review_protocol.signing import fingerprint
from tests.builders.command_line import CommandLine
from tests.builders.dossiers import sample_pack
from tests.builders.signing import make_signing_key

MODEL = "/data/untoc/untoc_5/c_5_1_a/q_5_model"
DIGITS = fingerprint(make_signing_key().public)


@pytest.fixture
def answering(expert: CommandLine) -> CommandLine:
    """Somebody with one answer in article 5."""
    expert("answer", "set", MODEL, "conspiracy")
    return expert


def word_text(path: Path) -> str:
    """All that is written in a Word file."""
    with ZipFile(BytesIO(path.read_bytes())) as parts:
        texts = etree.fromstring(parts.read("word/document.xml")).itertext()
        return "".join(map(str, texts))


def test_the_response_as_pdf(answering: CommandLine, tmp_path: Path) -> None:
    done = answering("report", "pdf", "--out", tmp_path / "r.pdf")
    assert (done.code, (tmp_path / "r.pdf").read_bytes()[:5]) == (0, b"%PDF-")


def test_a_report_says_that_it_is_not_encrypted(answering: CommandLine, tmp_path: Path) -> None:
    assert "not encrypted" in answering("report", "docx", "--out", tmp_path / "r.docx").out


def test_the_response_as_word(answering: CommandLine, tmp_path: Path) -> None:
    answering("report", "docx", "--out", tmp_path / "r.docx")
    assert "Conspiracy" in word_text(tmp_path / "r.docx")


def test_a_report_in_another_language(answering: CommandLine, tmp_path: Path) -> None:
    answering("report", "docx", "--out", tmp_path / "r.docx", "--language", "fr")
    assert "Entente" in word_text(tmp_path / "r.docx")


@pytest.mark.parametrize(("article", "is_there"), [("UNTOC:5", True), ("UNTOC:6", False)])
def test_articles_are_chosen(
    answering: CommandLine, tmp_path: Path, article: str, is_there: bool
) -> None:
    out = tmp_path / "r.docx"
    answering("report", "docx", "--out", out, "--articles", article)
    assert ("Model of the offence" in word_text(out)) is is_there


def test_front_matter_is_chosen_by_its_name(answering: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "r.docx"
    answering("report", "docx", "--out", out, "--articles", "front:front_party, UNTOC:6")
    assert "Name of the party" in word_text(out)


def test_an_unknown_article_is_told(answering: CommandLine, tmp_path: Path) -> None:
    done = answering("report", "pdf", "--out", tmp_path / "r.pdf", "--articles", "UNTOC:99")
    assert (done.code, "UNTOC:5" in done.err) == (1, True)


def test_only_what_is_answered_is_printed(answering: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "r.docx"
    answering("report", "docx", "--out", out, "--answered-only")
    assert "Laundering" not in word_text(out)


def test_the_response_as_odk_xml(answering: CommandLine) -> None:
    assert "<q_5_model>conspiracy</q_5_model>" in answering("report", "xml").out


def test_odk_xml_in_a_file(answering: CommandLine, tmp_path: Path) -> None:
    out = tmp_path / "r.xml"
    told = answering("report", "xml", "--out", out, "--json").json
    assert told == {"file": str(out), "bytes": out.stat().st_size}


def test_a_question_as_plain_text(answering: CommandLine) -> None:
    assert "Conspiracy" in answering("report", "text", MODEL).out


def test_plain_text_in_another_language(answering: CommandLine) -> None:
    assert "Entente" in answering("report", "text", MODEL, "--language", "fr").out


@pytest.mark.parametrize("name", ["b.pdf", "b.docx", "B.DOCX"])
def test_a_blank_questionnaire(
    desk: CommandLine, tmp_path: Path, pack_file: Path, name: str
) -> None:
    done = desk(
        "report", "blank", pack_file, "--out", tmp_path / name, "--accept-signer", DIGITS
    )
    assert done.code == 0


def test_a_blank_questionnaire_of_another_kind(desk: CommandLine, pack_file: Path) -> None:
    assert "--out" in desk("report", "blank", pack_file, "--out", "b.odt").err


def test_a_questionnaire_of_nobody_is_not_printed(desk: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "unsigned.rdpack"
    path.write_bytes(sample_pack().file)
    assert desk("report", "blank", path, "--out", tmp_path / "b.pdf").code == 1


def test_a_blank_questionnaire_in_another_language(
    desk: CommandLine, tmp_path: Path, pack_file: Path
) -> None:
    out = tmp_path / "b.docx"
    desk(
        "report",
        "blank",
        pack_file,
        "--out",
        out,
        "--accept-signer",
        DIGITS,
        "--language",
        "fr",
    )
    assert "Entente" in word_text(out)


@pytest.mark.parametrize("signed", [True, False])
def test_a_block_to_sign_on_the_blank_questionnaire(
    desk: CommandLine, tmp_path: Path, pack_file: Path, signed: bool
) -> None:
    out = tmp_path / "b.docx"
    wish = ["--signature"] if signed else []
    desk("report", "blank", pack_file, "--out", out, "--accept-signer", DIGITS, *wish)
    assert ("Place and date" in word_text(out)) is signed


def test_a_folder_that_is_not_there_is_told_in_a_sentence(
    answering: CommandLine, tmp_path: Path
) -> None:
    done = answering("report", "pdf", "--out", tmp_path / "no" / "r.pdf")
    assert (done.code, "r.pdf" in done.err) == (1, True)
    assert "Traceback" not in done.err


def test_a_file_that_was_there_is_replaced_whole(
    answering: CommandLine, tmp_path: Path
) -> None:
    out = tmp_path / "r.xml"
    out.write_text("x" * 1_000_000, encoding="utf-8")
    told = answering("report", "xml", "--out", out, "--json").json
    assert told["bytes"] == out.stat().st_size < 1_000_000
