"""A notice is named by what it says, and is read strictly."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_protocol.changes import RecordType
from review_protocol.errors import Malformed
from review_protocol.notices import (
    MAX_TEXT,
    MAX_TITLE,
    Notice,
    NoticeKind,
    entries_of,
    notice_change,
    notice_name,
    notices_of,
    of_fields,
    to_fields,
)
from review_protocol.timelines import Step

DOSSIER = "ab" * 32
DUE = date(2026, 11, 15)
OVERDUE = Notice(kind=NoticeKind.OVERDUE, step="experts", due=DUE)
STEPS = (
    Step(step="past", planned=date(2026, 11, 1)),
    Step(step="done", planned=date(2026, 11, 1), actual=date(2026, 11, 3)),
    Step(step="near", planned=date(2026, 11, 20), ahead=7),
    Step(step="moved", planned=date(2026, 11, 1), revised=date(2027, 2, 1)),
    Step(step="far", planned=date(2027, 5, 1), ahead=30),
    Step(step="undated"),
)


def test_what_is_coming_or_missed_gets_a_notice_and_nothing_else() -> None:
    assert notices_of(STEPS, DUE) == (
        Notice(kind=NoticeKind.OVERDUE, step="past", due=date(2026, 11, 1)),
        Notice(kind=NoticeKind.DUE, step="near", due=date(2026, 11, 20)),
    )


def test_the_name_is_the_one_that_the_protocol_says() -> None:
    said = f"notice\0{DOSSIER}\0experts\0overdue\x002026-11-15"
    assert notice_name(DOSSIER, OVERDUE) == hashlib.sha256(said.encode()).hexdigest()[:32]


@pytest.mark.parametrize(
    ("dossier", "notice"),
    [
        ("cd" * 32, OVERDUE),
        (DOSSIER, Notice(kind=NoticeKind.DUE, step="experts", due=DUE)),
        (DOSSIER, Notice(kind=NoticeKind.OVERDUE, step="answers", due=DUE)),
        (DOSSIER, Notice(kind=NoticeKind.OVERDUE, step="experts", due=date(2026, 11, 16))),
    ],
)
def test_what_says_something_else_has_another_name(dossier: str, notice: Notice) -> None:
    assert notice_name(dossier, notice) != notice_name(DOSSIER, OVERDUE)


_TEXT = st.text(max_size=80)
_STEP = st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True)
_STEPS = st.builds(
    Notice,
    kind=st.sampled_from(
        [NoticeKind.DUE, NoticeKind.OVERDUE, NoticeKind.REVISED, NoticeKind.DONE]
    ),
    step=_STEP,
    due=st.dates(),
    text=_TEXT,
)
_MESSAGES = st.builds(
    Notice,
    kind=st.just(NoticeKind.MESSAGE),
    title=_TEXT.filter(str.strip),
    text=_TEXT,
    about=_TEXT,
)


_CLEARED = st.builds(Notice, kind=st.just(NoticeKind.CLEARED), step=_STEP, text=_TEXT)


@given(_STEPS | _MESSAGES | _CLEARED)
def test_a_notice_comes_back_as_it_went(notice: Notice) -> None:
    assert of_fields(to_fields(notice)) == notice
    assert of_fields({**to_fields(notice), "colour": "red"}) == notice


def test_the_change_is_a_notice_with_six_fields() -> None:
    change = notice_change("ab" * 16, OVERDUE, 1_800_000_000)
    assert change.type is RecordType.NOTICE
    assert change.at == 1_800_000_000
    assert dict(change.fields) == {
        "kind": "overdue",
        "step": "experts",
        "due": "2026-11-15",
        "title": "",
        "text": "",
        "about": "",
    }


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "ranking"},
        {"kind": "overdue"},
        {"kind": "overdue", "step": "experts"},
        {"kind": "overdue", "due": "2026-11-15"},
        {"kind": "overdue", "step": "experts", "due": "15 November"},
        {"kind": "revised", "step": "experts", "due": ""},
        {"kind": "done", "step": "experts"},
        {"kind": "cleared"},
        {"kind": "cleared", "step": "experts", "due": "2026-11-15"},
        {"kind": "message"},
        {"kind": "message", "title": " ", "text": "\n"},
        {"kind": "message", "title": "A", "step": "experts"},
        {"kind": "message", "title": "A", "due": "2026-11-15"},
        {"kind": "message", "title": "A" * (MAX_TITLE + 1)},
        {"kind": "message", "title": "A", "text": "b" * (MAX_TEXT + 1)},
    ],
)
def test_what_is_no_notice_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(Malformed):
        of_fields(fields)


def test_the_last_word_on_a_step_counts_and_a_cleared_one_takes_all_back() -> None:
    moved = Notice(kind=NoticeKind.REVISED, step="experts", due=DUE, text="Elections")
    done = Notice(kind=NoticeKind.DONE, step="experts", due=date(2026, 11, 3))
    start = Notice(kind=NoticeKind.REVISED, step="start", due=DUE)
    cleared = Notice(kind=NoticeKind.CLEARED, step="experts")
    found = entries_of([OVERDUE, moved, done, start])
    assert found.moved == {"experts": moved, "start": start}
    assert found.done == {"experts": date(2026, 11, 3)}
    after = entries_of([moved, done, start, cleared])
    assert (after.moved, after.done) == ({"start": start}, {})
    assert entries_of([moved, cleared, moved]).moved == {"experts": moved}
