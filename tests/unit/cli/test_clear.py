"""`review-desk clear`: what is missing, approving, locking, opening again, printing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from tests.builders.command_line import CommandLine

MODEL = "/data/untoc/untoc_5/c_5_1_a/q_5_model"
CONSPIRACY = "/data/untoc/untoc_5/c_5_1_a_i/q_5_conspiracy"
WHY = "/data/untoc/untoc_5/c_5_1_a_i/why_5"
ARTICLE = "/data/untoc/untoc_5"
REASON = "The rest follows next year."


@pytest.fixture
def answering(expert: CommandLine) -> CommandLine:
    """Two questions of article 5 are answered, the first is finished."""
    expert("answer", "set", MODEL, "conspiracy")
    expert("answer", "set", CONSPIRACY, "part")
    expert("answer", "set", WHY, "Only attempts")
    expert("answer", "status", MODEL, "ready")
    return expert


def word_text(path: Path) -> str:
    """All that is written in a Word file."""
    with ZipFile(BytesIO(path.read_bytes())) as parts:
        texts = etree.fromstring(parts.read("word/document.xml")).itertext()
        return " ".join(map(str, texts))


def test_it_says_what_is_missing(answering: CommandLine) -> None:
    found = answering("--json", "clear").json
    assert (found["locked"], found["complete"], found["may_approve"]) == (False, False, True)
    missing = found["missing"]
    assert [each["question"] for each in missing["not-finished"]] == [
        "q_party", "q_instruments", "c_5_1_a_i",
    ]  # fmt: skip
    assert [each["question"] for each in missing["unanswered"]] == ["q_bodies", "c_6_2_b"]
    assert [each["node"] for each in missing["no-legal-reference"]] == ["laws_5"]
    text = answering("clear").out
    assert "Not answered: 2" in text
    assert "Without a legal reference: 1" in text
    assert "Nothing is missing" not in text


def test_a_question_is_approved_by_itself_finished_or_not(answering: CommandLine) -> None:
    assert answering("--json", "clear", CONSPIRACY).json == {
        "approved": ["c_5_1_a_i"],
        "left": [],
    }
    assert answering("--json", "answer", "show", WHY).json["status"] == "cleared"


def test_an_article_and_everything_only_where_finished(answering: CommandLine) -> None:
    done = answering("--json", "clear", ARTICLE).json
    assert done == {"approved": ["c_5_1_a"], "left": ["c_5_1_a_i"]}
    answering("answer", "status", WHY, "ready")
    said = answering("clear", "--all").out
    assert "1 questions were approved" in said
    assert "not finished" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["clear", "/data/untoc/untoc_6/c_6_2_b/q_6_approach"], "no answer yet"),
        (["clear", "/data/nothing"], "nothing called"),
        (["clear", MODEL, "--all"], "give one of"),
        (["clear", "--all", "--final"], "give one of"),
        (["clear", "--reason", "x"], "it goes with"),
        (["clear", "--final"], "not complete"),
        (["clear", "--reopen", "--reason", "x"], "not locked"),
        (["clear", "--back", WHY], "as it was approved"),
        (
            ["report", "docx", "--out", "r.docx", "--approved", "3"],
            "no approval of this number",
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    answering: CommandLine, words: list[str], told: str
) -> None:
    done = answering(*words)
    assert (done.code != 0, done.out, done.err.count("\n")) == (True, "", 1)
    assert told in done.err


def test_the_whole_is_approved_locked_printed_and_opened_again(
    answering: CommandLine, tmp_path: Path
) -> None:
    made = answering("--json", "clear", "--final", "--reason", REASON).json
    assert (made["number"], made["by"], made["reason"]) == (1, "A. Expert", REASON)
    assert made["missing"] == ["q_party", "q_instruments", "q_bodies", "c_5_1_a_i", "c_6_2_b"]
    refused = answering("answer", "set", WHY, "Another")
    assert refused.code == 1
    assert "locked" in refused.err
    assert answering("answer", "status", MODEL, "draft").code == 1
    assert "locked" in answering("clear").out
    paper = tmp_path / "final.docx"
    answering("report", "docx", "--out", paper, "--approved", "1")
    printed = word_text(paper)
    assert "Approval 1" in printed
    assert made["digits"] in printed
    assert REASON in printed
    assert "Draft" not in printed
    answering("report", "pdf", "--out", tmp_path / "final.pdf", "--approved", "1")
    assert (tmp_path / "final.pdf").read_bytes().startswith(b"%PDF-")
    answering("report", "docx", "--out", tmp_path / "draft.docx")
    assert "Draft" in word_text(tmp_path / "draft.docx")
    assert answering("clear", "--reopen").code == 1
    answering("clear", "--reopen", "--reason", "A law was passed.")
    answering("answer", "set", WHY, "Covered now")
    xml = tmp_path / "approved.xml"
    answering("report", "xml", "--out", xml, "--approved", "1")
    assert "Only attempts" in xml.read_text(encoding="utf-8")
    standing = answering("--json", "clear").json
    assert not standing["locked"]
    assert standing["approvals"][0]["reopened"]["reason"] == "A law was passed."
    (changed,) = standing["changed"]
    assert (changed["node"], changed["approved"], changed["now"]) == (
        "why_5", "Only attempts", "Covered now",
    )  # fmt: skip
    answering("clear", "--back", WHY)
    assert answering("answer", "show", WHY).out.strip() == "Only attempts"
    assert answering("--json", "clear").json["changed"] == []
    answering("report", "docx", "--out", paper, "--approved", "1", "--language", "fr")
    assert "Opened again on" in word_text(paper)
