"""A receipt as a page: three times in three zones, which of them counts, nothing as markup."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from desktop_app.errors import MissingFonts
from desktop_app.reports import pdf
from desktop_app.reports.document import Words
from desktop_app.reports.receipt import (
    ReceiptPage,
    ReceiptWords,
    in_groups,
    moment_in_words,
    receipt_page,
    submitted_lines,
)
from review_protocol.names import ContentId, DeviceId, MemberId, SetId
from review_protocol.receipts import Counts, Receipt, Route
from review_protocol.signing import PublicKey
from tests.builders.documents import ARABIC, MARKUP, NOW

SENT = int(datetime(2026, 10, 24, 22, 30, tzinfo=UTC).timestamp())  # the last night of summer
HOUR_S = 3_600
DELHI = ZoneInfo("Asia/Kolkata")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def make_receipt(**changes: Any) -> Receipt:
    """One that came by courier, three hours after it was sent; or as the test says."""
    fields: dict[str, Any] = {
        "server": PublicKey(bytes.fromhex(digest("server"))),
        "review": "r-1a2b3c4d",
        "party": "Ruritania",
        "cluster": "I",
        "dossier": SetId(digest("dossier")),
        "submission": ContentId(digest("submission")),
        "number": 2,
        "pack": digest("pack"),
        "digest": digest("form"),
        "device": DeviceId(digest("device")[:32]),
        "member": MemberId(digest("member")[:32]),
        "missing": 3,
        "route": Route.COURIER,
        "sent": SENT,
        "received": SENT + 3 * HOUR_S,
        "registered": SENT + 4 * HOUR_S,
        "remark": "By diplomatic bag.",
        "counts": Counts.RECEIVED,
        **changes,
    }
    return Receipt(**fields)


def by_line(**changes: Any) -> Receipt:
    fields = {"route": Route.LINE, "received": None, "remark": "", **changes}
    return make_receipt(**fields)


def printed(page: ReceiptPage) -> PdfReader:
    return PdfReader(io.BytesIO(pdf.render_receipt(page, timestamp=NOW)))


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_its_times_stand_in_three_zones() -> None:
    page = receipt_page(make_receipt(), local=DELHI)
    assert [(each.name, each.utc, each.vienna, each.local) for each in page.times] == [
        (
            "Sent",
            "24 October 2026, 22:30",
            "25 October 2026, 00:30",
            "25 October 2026, 04:00 (UTC+05:30)",
        ),
        (
            "Physically received",
            "25 October 2026, 01:30",
            "25 October 2026, 02:30",  # summer time has ended half an hour before
            "25 October 2026, 07:00 (UTC+05:30)",
        ),
        (
            "Registered",
            "25 October 2026, 02:30",
            "25 October 2026, 03:30",
            "25 October 2026, 08:00 (UTC+05:30)",
        ),
    ]


@pytest.mark.parametrize(
    ("receipt", "name"),
    [
        (make_receipt(), "Physically received"),
        (make_receipt(counts=Counts.SENT), "Sent"),
        (make_receipt(counts=Counts.REGISTERED), "Registered"),
        (by_line(counts=Counts.REGISTERED), "Registered"),
        (by_line(counts=Counts.SENT), "Sent"),
        (by_line(counts=Counts.RECEIVED), "Registered"),  # it was never handed in
    ],
)
def test_one_of_them_counts_and_it_is_that_of_the_receipt(receipt: Receipt, name: str) -> None:
    page = receipt_page(receipt, local=UTC)
    (legal,) = [each for each in page.times if each.counts]
    assert legal.name == name
    assert legal.utc == moment_in_words(receipt.time, UTC, Words())
    assert page.which == f"The time that counts: {name}, {legal.utc} UTC"


def test_what_came_by_line_was_never_handed_in() -> None:
    page = receipt_page(by_line(), local=UTC)
    assert [each.name for each in page.times] == ["Sent", "Registered"]
    assert page.remark == ""


def test_without_a_zone_it_is_this_computer_s() -> None:
    here = datetime.fromtimestamp(SENT, UTC).astimezone()
    (sent, *_) = receipt_page(by_line()).times
    assert sent.local.startswith(f"{here.day} October 2026, {here:%H:%M} (UTC")


def test_all_of_it_is_printed_on_one_page() -> None:
    receipt = make_receipt(remark=f"By bag. {MARKUP}\n{ARABIC}")
    reader = printed(receipt_page(receipt, local=DELHI))
    text = text_of(reader)
    assert len(reader.pages) == 1
    for words in (
        "Receipt of a submission",
        "Ruritania",
        "r-1a2b3c4d",
        "By courier",
        "This time counts",
        "25 October 2026, 07:00 (UTC+05:30)",
        f"By bag. {MARKUP}",
        ARABIC.split(maxsplit=1)[0],
        "review-desk receipt verify FILE",
    ):
        assert words in text
    for code in (receipt.submission, receipt.digest, receipt.pack, receipt.device):
        assert in_groups(code) in text
    assert in_groups(receipt.server.hex()) in text


def test_a_party_that_looks_like_markup_is_text() -> None:
    page = receipt_page(make_receipt(party=f"<b>{MARKUP}"), local=UTC)
    assert f"<b>{MARKUP}" in text_of(printed(page))


def test_a_long_remark_goes_on_on_the_next_page() -> None:
    page = receipt_page(make_receipt(remark="word " * 3_000 + "END"), local=UTC)
    reader = printed(page)
    assert len(reader.pages) > 1
    assert "END" in text_of(reader)


def test_it_can_be_in_another_language() -> None:
    words = replace(ReceiptWords(), title="إيصال", party="الطرف")
    page = receipt_page(make_receipt(), language="ar", words=words, local=UTC)
    assert "الطرف" in text_of(printed(page))


def test_the_same_receipt_gives_the_same_file() -> None:
    page = receipt_page(make_receipt(), local=UTC)
    first = pdf.render_receipt(page, timestamp=NOW)
    assert pdf.render_receipt(page, timestamp=NOW) == first


def test_a_character_that_no_font_has_is_named() -> None:
    page = receipt_page(make_receipt(remark="\U0001f9ff\U00013000"), local=UTC)
    with pytest.raises(MissingFonts):
        pdf.render_receipt(page, timestamp=NOW)


def test_the_cover_of_a_submission_says_why_it_is_incomplete() -> None:
    lines = submitted_lines(
        make_receipt(), reason="A {law} is drafted.", note="Thanks.", local=UTC
    )
    assert lines[0] == "Submission number 2 of Ruritania"
    assert lines[-3:] == (
        "Questions without a finished answer: 3",
        "Reason: A {law} is drafted.",
        "Note of the focal point: Thanks.",
    )
    assert len(submitted_lines(by_line(missing=0), local=UTC)) == len(lines) - 4


def test_digits_stand_in_groups() -> None:
    assert in_groups("0123456789abcdef0") == "01234567 89ABCDEF 0"
