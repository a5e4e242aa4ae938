"""Reviews that the secretariat notes: each once, whoever notes it and at whatever moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from time import sleep

from review_server.reviews import Review, create_review, noted_already
from tests.builders.servers import Office

REVIEW = Review(
    id="", party="Côte d'Azur", cluster="1", start="2026-11-01", reviewers={"A": (), "B": ()}
)
A_WHILE_S = 0.5


def noted(office: Office, review: Review) -> str:
    with office.server.database.begin() as transaction:
        return noted_already(transaction, review)


def test_of_two_officers_who_note_a_review_at_once_one_is_told(office: Office) -> None:
    looked = Event()

    def first() -> str:
        with office.server.database.begin() as transaction:
            assert not noted_already(transaction, REVIEW)
            looked.set()
            sleep(A_WHILE_S)
            return create_review(transaction, REVIEW, office.now)

    def second() -> str:
        assert looked.wait(timeout=30)
        return noted(office, REVIEW)

    with ThreadPoolExecutor(2) as pool:
        made, told = pool.submit(first), pool.submit(second)
        assert told.result(timeout=60) == made.result(timeout=60)


def test_the_same_review_is_known_however_it_is_written(small_office: Office) -> None:
    with small_office.server.database.begin() as transaction:
        made = create_review(transaction, REVIEW, small_office.now)
    assert noted(small_office, replace(REVIEW, party="CO\u0302TE D'AZUR")) == made
    assert noted(small_office, replace(REVIEW, id=made)) == ""
    for other in (
        replace(REVIEW, party="Zenda"), replace(REVIEW, cluster="2"), replace(REVIEW, start=""),
    ):  # fmt: skip
        assert noted(small_office, other) == ""
