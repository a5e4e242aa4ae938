"""`review-server submission list|export`: files that say what was sent, and nothing else."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from desktop_app.forms.form import Form
from desktop_app.forms.pack import Pack, write_pack
from desktop_app.forms.pack_content import PackContents
from review_protocol.receipts import read_receipt
from review_protocol.submissions import Submission
from review_server.cli import main
from review_server.couriers import answer_package
from review_server.submissions import Courier
from tests.builders.documents import ARABIC, MARKUP
from tests.builders.forms import compile_rows, open_form, put
from tests.builders.packs import make_info
from tests.builders.parties import PASSPHRASE, couriered, party, send, unlock_new_key, written
from tests.builders.servers import Office
from tests.builders.sets import AT
from tests.builders.submitted import answered_form, answered_submission

HOUR_S = 3_600
HIDDEN = "MARKER of a hidden answer"
Say = Callable[..., str]


@pytest.fixture
def ready(small_office: Office) -> Office:
    unlock_new_key(small_office)
    file = small_office.server.configuration.folder / "passphrase"
    file.write_text(PASSPHRASE, encoding="utf-8")
    return small_office


@pytest.fixture
def say(ready: Office, capsys: pytest.CaptureFixture[str]) -> Say:
    """Run a command; what it printed. ``code`` is what it should end with."""

    def run(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        folder = str(ready.server.configuration.folder)
        assert main(["--json", "--folder", folder, *words]) == code
        printed = capsys.readouterr()
        return printed.err if code else printed.out

    return run


def export(ready: Office, say: Say, out: Path, *more: str, code: int = 0) -> dict[str, bytes]:
    """The files of the only submission."""
    (listed,) = json.loads(say("submission", "list"))
    passphrase = str(ready.server.configuration.folder / "passphrase")
    words = ("--out", str(out), "--passphrase-file", passphrase, "--zone", "Asia/Tokyo")
    said = say("submission", "export", listed["submission"][:12], *words, *more, code=code)
    if code:
        return {"error": said.encode()}
    files = {Path(each).name: Path(each).read_bytes() for each in json.loads(said)["files"]}
    assert set(files) == {each.name for each in out.iterdir()}
    return files


def pdf_text(data: bytes) -> str:
    pages = PdfReader(io.BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def word_text(data: bytes) -> str:
    """All text of the body, whatever it stands in."""
    body = docx.Document(io.BytesIO(data)).element.body
    return " ".join(str(each.text) for each in body.iter() if each.tag.endswith("}t"))


def hostile_form() -> Form:
    """Answers that look like markup, and one that was hidden again."""
    form = answered_form(
        party_name=f"<script>x</script> {MARKUP}", examples_5=f"{ARABIC}\n<b>&amp;</b>"
    )
    form.set(form.resolve("/data/untoc/untoc_5/c_5_1_a_i/q_5_conspiracy"), "no")
    form.set(form.resolve("/data/untoc/untoc_5/c_5_1_a_i/why_5"), HIDDEN)
    form.set(form.resolve("/data/untoc/untoc_5/c_5_1_a_i/q_5_conspiracy"), "yes")
    assert form.hidden_answers()
    return form


def test_all_submissions_are_listed(ready: Office, say: Say) -> None:
    assert json.loads(say("submission", "list")) == []
    ana = party(ready)
    name = send(ready, ana, answered_submission(), at=AT - 60)
    (listed,) = json.loads(say("submission", "list"))
    assert listed["submission"] == name
    assert (listed["party"], listed["number"], listed["missing"]) == ("Ruritania", 1, 0)
    assert (listed["sent"], listed["registered"], listed["received"]) == (AT - 60, AT, None)
    assert (listed["counts"], listed["has_content"]) == ("registered", True)
    assert json.loads(say("submission", "list", "--review", "r-0")) == []


def test_what_was_sent_is_written_as_it_came(ready: Office, say: Say, tmp_path: Path) -> None:
    body = answered_submission(hostile_form())
    send(ready, party(ready), body)
    files = export(ready, say, tmp_path / "out")
    assert files["submission-1.xml"] == body.form
    assert files["submission-1.json"] == body.answers
    assert read_receipt(files["submission-1.rdreceipt"]).party == "Ruritania"
    canonical = json.dumps(
        json.loads(body.answers), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert files["submission-1.json"].decode() == f"{canonical}\n"


def test_files_are_their_owner_s_and_named_by_number_alone(
    ready: Office, say: Say, tmp_path: Path
) -> None:
    send(ready, party(ready), answered_submission(party="../../etc/passwd\u202e.exe"))
    out = tmp_path / "new" / "out"
    names = set(export(ready, say, out))
    assert len(names) == 6
    assert all(re.fullmatch(r"submission-1(-receipt)?\.[a-z]+", name) for name in names)
    assert out.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in out.iterdir()} == {0o600}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_answers_are_printed_as_text_and_hidden_ones_are_not(
    ready: Office, say: Say, tmp_path: Path, kind: str
) -> None:
    send(ready, party(ready), answered_submission(hostile_form()))
    files = export(ready, say, tmp_path / "out")
    text = (pdf_text if kind == "pdf" else word_text)(files[f"submission-1.{kind}"])
    for words in (MARKUP, "<script>x</script>", "<b>&amp;</b>", "Criminal Code", "12/2004"):
        assert words in text
    assert "Conspiracy" in text  # the label of what was chosen, not its code
    assert "MARKER" not in text
    assert "Trafficking" not in text  # a part that does not apply
    assert not any(b"MARKER" in data for data in files.values())


def test_one_that_names_another_party_says_so(
    ready: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = send(ready, party(ready), answered_submission(party="Graustark"))
    folder = ready.server.configuration.folder
    words = ["--folder", str(folder), "submission", "export", name[:12], "--out"]
    phrase = ["--passphrase-file", str(folder / "passphrase")]
    assert main([*words, str(tmp_path / "out"), *phrase]) == 0
    told = capsys.readouterr().out
    assert "The answers name Graustark as the party, and the review is of Ruritania." in told
    assert main(["--json", *words, str(tmp_path / "more"), *phrase]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["party"], said["named"]) == ("Ruritania", "Graustark")


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_it_says_what_it_is_and_when_it_came(
    ready: Office, say: Say, tmp_path: Path, kind: str
) -> None:
    name = send(ready, party(ready), answered_submission(approval="With thanks."), at=AT - 60)
    files = export(ready, say, tmp_path / "out")
    text = (pdf_text if kind == "pdf" else word_text)(files[f"submission-1.{kind}"])
    for words in (
        "Submitted",
        "Submission number 1 of Ruritania",
        "Sent: 26 October 2026, 07:32 UTC; 26 October 2026, 08:32 in Vienna;",
        "26 October 2026, 16:33 (UTC+09:00) local time",
        "The time that counts: Registered, 26 October 2026, 07:33 UTC",
        "Note of the focal point: With thanks.",
    ):
        assert words in text
    assert name[:8].upper() in text
    assert "Draft" not in text
    assert "Reason" not in text


def test_why_it_is_incomplete_is_printed(ready: Office, say: Say, tmp_path: Path) -> None:
    body = answered_submission(
        answered_form(q_6_approach=""),
        missing=("c_6_2_b",),
        reason="The law is being *drafted*.\nA second line.",
    )
    send(ready, party(ready), body)
    text = pdf_text(export(ready, say, tmp_path / "out")["submission-1.pdf"])
    assert "Questions without a finished answer: 1" in text
    assert "Reason: The law is being *drafted*. A second line." in text
    assert "Not answered" in text


def test_the_receipt_is_a_page(ready: Office, say: Say, tmp_path: Path) -> None:
    ana = party(ready)
    data = written(ready, ana, answered_submission(), at=AT - 48 * HOUR_S)
    ready.now += 24 * HOUR_S
    courier = Courier(received=ready.now - HOUR_S, remark=f"By bag. {MARKUP}")
    answer_package(ready.server, couriered(ready, ana, data), courier)
    page = export(ready, say, tmp_path / "out")["submission-1-receipt.pdf"]
    text = pdf_text(page)
    for words in (
        "Sent", "24 October 2026, 07:33", "24 October 2026, 09:33",
        "24 October 2026, 16:33 (UTC+09:00)",
        "Physically received", "27 October 2026, 06:33", "27 October 2026, 07:33",
        "Registered", "27 October 2026, 08:33", "entered by an officer", "By courier",
        "The time that counts: Physically received, 27 October 2026, 06:33 UTC",
        f"By bag. {MARKUP}",
    ):  # fmt: skip
        assert words in text
    assert len(PdfReader(io.BytesIO(page)).pages) == 1


def test_the_same_submission_gives_the_same_files(
    ready: Office, say: Say, tmp_path: Path
) -> None:
    send(ready, party(ready), answered_submission())
    first = export(ready, say, tmp_path / "one")
    ready.now += HOUR_S
    assert export(ready, say, tmp_path / "two") == first


def test_it_is_printed_in_the_language_that_is_wanted(
    ready: Office, say: Say, tmp_path: Path
) -> None:
    send(ready, party(ready), answered_submission())
    text = pdf_text(
        export(ready, say, tmp_path / "out", "--language", "fr")["submission-1.pdf"]
    )
    assert "S'entendre pour commettre une infraction grave" in text.replace("’", "'")
    told = export(ready, say, tmp_path / "x", "--language", "eo", code=1)["error"].decode()
    assert "en, fr" in told
    assert not (tmp_path / "x").exists()


def arabic_pack() -> tuple[Pack, Form]:
    """A questionnaire in Arabic, answered in Arabic and Latin letters."""
    label = "label::Arabic (ar)"
    xform = compile_rows(
        [
            {
                "type": "begin_group",
                "name": "front",
                label: "عن الردود",
                "bind::rd:part": "x",
            },
            {"type": "begin_group", "name": "p", label: "الطرف", "bind::rd:article": "1"},
            {"type": "begin_group", "name": "c", label: "اسم الطرف", "bind::rd:question": "1"},
            {"type": "text", "name": "q", label: "ما اسم الطرف؟", "bind::rd:role": "main"},
            *[{"type": "end_group"}] * 3,
        ],
        settings={
            "default_language": "Arabic (ar)",
            "namespaces": 'rd="urn:review-desk:pack"',
        },
    )
    info = make_info(titles={"ar": "الاستبيان"}, languages=("ar",), notice={})
    form = open_form(xform)
    put(form, "front/p/c/q", f"{ARABIC}\nRuritania 5(1)(a)")
    return write_pack(PackContents(info=info, xform=xform)), form


def test_a_questionnaire_in_arabic_runs_from_right_to_left(
    ready: Office, say: Say, tmp_path: Path
) -> None:
    pack, form = arabic_pack()
    body = Submission(
        pack=pack.info.hash,
        party="Ruritania",
        number=1,
        form=form.submission().encode(),
        answers=b"{}",
    )
    send(ready, party(ready, pack=pack), body)
    files = export(ready, say, tmp_path / "out")
    word = docx.Document(io.BytesIO(files["submission-1.docx"]))
    assert any(each.tag.endswith("}bidi") for each in word.element.body.iter())
    assert "ما اسم الطرف؟" in word_text(files["submission-1.docx"])
    assert ARABIC.split()[0] in pdf_text(files["submission-1.pdf"])


def test_nothing_is_written_over(ready: Office, say: Say, tmp_path: Path) -> None:
    send(ready, party(ready), answered_submission())
    before = export(ready, say, tmp_path / "out")
    assert b"File exists" in export(ready, say, tmp_path / "out", code=1)["error"]
    after = {each.name: each.read_bytes() for each in (tmp_path / "out").iterdir()}
    assert after == before


@pytest.mark.parametrize("zone", ["Nowhere", "../../etc/passwd", ""])
def test_a_zone_is_a_zone(ready: Office, say: Say, tmp_path: Path, zone: str) -> None:
    send(ready, party(ready), answered_submission())
    told = export(ready, say, tmp_path / "x", "--zone", zone, code=1)["error"]
    assert b"Europe/Vienna" in told


def test_without_the_passphrase_it_stays_closed(
    ready: Office, say: Say, tmp_path: Path
) -> None:
    name = send(ready, party(ready), answered_submission())
    told = say("submission", "export", name[:9], "--out", str(tmp_path / "x"), code=1)
    assert "--passphrase-file" in told
    wrong = tmp_path / "wrong"
    wrong.write_text("another passphrase of words", encoding="utf-8")
    words = ("--out", str(tmp_path / "x"), "--passphrase-file", str(wrong))
    assert "not the passphrase" in say("submission", "export", name[:9], *words, code=1)
    assert "no submission" in say(
        "submission", "export", "00", "--out", str(tmp_path / "x"), code=1
    )
    assert not (tmp_path / "x").exists()
