"""Whether a submission names the party of the review that it came to.

An invitation may be used for a response of another party, by mistake. Names may be written in
several ways and languages, so nothing is refused for it: an officer is told, and judges.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining, normalize

from review_protocol.names import ContentId
from review_server.database import Transaction
from review_server.problems import Unusable
from review_server.reviews import find_review
from review_server.submission_keys import SubmissionKeys
from review_server.submissions import Taken, read_submission

_MOST = 10_000
_NAMES: dict[ContentId, str] = {}
"""What was read once: a content never changes."""


def is_same(one: str, other: str) -> bool:
    """Whether two names differ at most in accents, capitals, spaces and signs."""
    return _plain(one) == _plain(other)


def other_parties(
    transaction: Transaction, opener: SubmissionKeys, taken: Iterable[Taken], party: str
) -> dict[ContentId, str]:
    """Of submissions that name another party than this what they name.

    One that cannot be read now is passed over: no key is unlocked, or its content is not here.
    """
    named = {each.id: _named(transaction, opener, each) for each in taken}
    return {id_: name for id_, name in named.items() if name and not is_same(name, party)}


def named_otherwise(
    transaction: Transaction, opener: SubmissionKeys, taken: Taken
) -> tuple[str, str]:
    """The party of its review, and what a submission names in its stead; "" for the same."""
    review = find_review(transaction, taken.receipt.review)
    party = review.party if review else taken.receipt.party
    return party, other_parties(transaction, opener, [taken], party).get(taken.id, "")


def _named(transaction: Transaction, opener: SubmissionKeys, taken: Taken) -> str:
    if not opener.usable:
        return ""
    if taken.id not in _NAMES:
        try:
            name = read_submission(transaction, opener, taken).party
        except Unusable:
            return ""
        if len(_NAMES) >= _MOST:
            _NAMES.clear()
        _NAMES[taken.id] = name
    return _NAMES[taken.id]


def _plain(name: str) -> str:
    letters = (each for each in normalize("NFKD", name.casefold()) if not combining(each))
    return re.sub(r"[\W_]+", "", "".join(letters))
