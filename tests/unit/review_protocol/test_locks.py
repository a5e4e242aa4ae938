"""Which approvals lock a response, and what a receipt and a reopening make of that."""

from __future__ import annotations

import pytest

from review_protocol.changes import RecordType
from review_protocol.locks import Lock, Said, lock_of, number_of


def approval(subject: str, state: str = "approved") -> Said:
    return Said(type=RecordType.APPROVAL, subject=subject, fields={"state": state})


def receipt(content: str, number: str = "") -> Said:
    fields = {"number": number} if number else {}
    return Said(type=RecordType.RECEIPT, subject=content, fields=fields)


def reopening(subject: str, granted: str, **fields: str) -> Said:
    return Said(
        type=RecordType.REOPENING, subject=subject, fields={"granted": granted, **fields}
    )


def test_nothing_locks_nothing() -> None:
    lock = lock_of([])
    assert lock == Lock()
    assert (lock.is_locked, lock.needs_secretariat, lock.next_number) == (False, False, 1)


def test_an_approval_locks_until_it_is_reopened() -> None:
    assert lock_of([approval("1")]).is_locked
    lock = lock_of([approval("1", "reopened")])
    assert (lock.is_locked, lock.next_number) == (False, 2)


def test_the_next_one_locks_again() -> None:
    lock = lock_of([approval("1", "reopened"), approval("2")])
    assert (lock.locking, lock.needs_secretariat, lock.next_number) == (frozenset({2}), False, 3)


def test_of_two_versions_at_the_same_time_the_one_that_locks_counts() -> None:
    assert lock_of([approval("1", "reopened"), approval("1")]).is_locked


def test_a_state_that_nobody_knows_locks() -> None:
    assert lock_of([approval("1", "of tomorrow")]).is_locked


def test_a_receipt_locks_whatever_the_focal_point_says() -> None:
    lock = lock_of([approval("1", "reopened"), receipt("f", "1")])
    assert (lock.is_locked, lock.needs_secretariat) == (True, True)


def test_a_receipt_without_a_number_is_of_the_last_approval() -> None:
    lock = lock_of([approval("1", "reopened"), approval("2"), receipt("f")])
    assert lock.receipted == {2}
    assert lock.needs_secretariat


@pytest.mark.parametrize("named", [{"number": "1"}, {"submission": "f"}])
def test_the_secretariat_grants_it_by_number_or_by_submission(named: dict[str, str]) -> None:
    said = [approval("1"), receipt("f", "1")]
    assert lock_of([*said, reopening("r", "no", **named)]).is_locked
    lock = lock_of([*said, reopening("r", "yes", **named)])
    assert (lock.is_locked, lock.next_number) == (False, 2)


def test_a_grant_of_something_else_opens_nothing() -> None:
    said = [approval("1"), receipt("f", "1")]
    for named in ({"number": "2"}, {"submission": "e"}, {"number": "01"}, {}):
        assert lock_of([*said, reopening("r", "yes", **named)]).is_locked


def test_a_grant_of_the_first_leaves_the_second_locked() -> None:
    said = [approval("1"), receipt("f", "1"), reopening("r", "yes", number="1")]
    lock = lock_of([*said, approval("2")])
    assert (lock.locking, lock.needs_secretariat) == (frozenset({2}), False)


@pytest.mark.parametrize(
    "text", ["", "0", "01", "-1", "1.0", "one", "\u0661", "1000001", "9" * 9]
)
def test_what_is_no_number(text: str) -> None:
    assert number_of(text) is None
    assert not lock_of([approval(text)]).is_locked


def test_what_is_a_number() -> None:
    assert (number_of("1"), number_of("1000000")) == (1, 1_000_000)
