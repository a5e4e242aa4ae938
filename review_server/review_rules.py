"""What a review must be like, whoever notes or changes it, in the console or by command.

A reviewing State reviews the instruments of its scope; without a scope, all. There are two
or more, for where a State is party to fewer instruments an additional one is drawn.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from review_server.plain_texts import fault_of
from review_server.problems import Unusable
from review_server.reviews import Review

MAX_REVIEWERS = 20
MAX_NAME, MAX_CLUSTER = 200, 20
PARTY, CLUSTER, START, INSTRUMENTS, REVIEWERS = (
    "party", "cluster", "start", "instruments", "reviewers",
)  # fmt: skip
_CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
_CODES_HINT = "Write each code in letters, digits and dashes, with commas between."


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A review as it was typed. ``reviewers`` are States with scopes, as often as named."""

    party: str
    cluster: str
    start: str = ""
    instruments: tuple[str, ...] = ()
    reviewers: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def review(self) -> Review:
        """As it is kept; its id comes with that."""
        return Review(
            id="",
            party=self.party,
            cluster=self.cluster,
            start=self.start,
            instruments=self.instruments,
            reviewers=dict(self.reviewers),
        )


def faults_of(draft: Draft) -> dict[str, str]:
    """What is wrong, a sentence for each part; nothing for a review that can be kept."""
    found = {
        PARTY: _of_name(draft.party, "Enter the party's name.", MAX_NAME),
        CLUSTER: _of_name(draft.cluster, "Enter the cluster.", MAX_CLUSTER),
        START: "" if _is_day(draft.start) else "Write the date as 2026-11-01.",
        INSTRUMENTS: _of_codes(draft.instruments),
        REVIEWERS: next(_of_reviewers(draft), ""),
    }
    return {part: sentence for part, sentence in found.items() if sentence}


def expect_review(draft: Draft) -> Review:
    """The review. Raises Unusable with all that is wrong."""
    if faults := faults_of(draft):
        raise Unusable(" ".join(faults.values()))
    return draft.review()


def noted_words(review: Review, id_: str) -> str:
    """That a review is there already, and what to do."""
    since = f" with the start {review.start}" if review.start else " without a start"
    return (
        f"The review of {review.party}, cluster {review.cluster}{since} is noted already,"
        f" as {id_}. Use that one, or correct the party, the cluster or the start."
    )


def reviewer_of(text: str) -> tuple[str, tuple[str, ...]]:
    """A State and its scope, of which one is written as `Zenda` or `Zenda: UNTOC, TIP`."""
    state, _, codes = text.partition(":")
    return one_line(state), codes_of(codes)


def codes_of(text: str) -> tuple[str, ...]:
    """Codes with commas between; none of them is checked."""
    return tuple(code.strip() for code in text.split(",") if code.strip())


def one_line(text: str) -> str:
    """Without more than one space between two words."""
    return " ".join(text.split())


def _of_reviewers(draft: Draft) -> Iterator[str]:
    names = [state for state, _scope in draft.reviewers]
    are_known = draft.instruments and not _of_codes(draft.instruments)
    for state, scope in draft.reviewers:
        if not state or names.count(state) > 1:
            yield f"Name each State once, with all that it reviews: “{state}”."
        yield from filter(None, (fault_of(state, MAX_NAME), _of_codes(scope)))
        if are_known and not set(scope) <= set(draft.instruments):
            yield f"{state} cannot review what is not under review here."
    if len(names) < 2:
        yield "Name two reviewing States or more."
    if len(names) > MAX_REVIEWERS:
        yield f"Name at most {MAX_REVIEWERS} States."


def _of_name(text: str, missing: str, most: int) -> str:
    return fault_of(text, most) if text else missing


def _of_codes(codes: Iterable[str]) -> str:
    return "" if all(map(_CODE.fullmatch, codes)) else _CODES_HINT


def _is_day(text: str) -> bool:
    try:
        return not text or date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
