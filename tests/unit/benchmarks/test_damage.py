"""Damaged files reach what they are for: the readers behind signatures, sums and seals."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks import resealing
from benchmarks.damage import attack
from review_protocol.errors import Altered, OpeningError, ProtocolError

SUBJECTS = resealing.subjects()


@pytest.mark.parametrize("number", range(len(SUBJECTS)))
def test_what_is_made_anew_comes_past_signatures_and_seals(number: int) -> None:
    """Those with damage in the bytes of a content are refused by its name, and no more."""
    subject, random = SUBJECTS[number], Random(number)
    behind = 0
    for _ in range(40):
        try:
            subject.read(subject.remade(random))
        except (Altered, OpeningError):
            continue
        except ProtocolError:
            pass
        behind += 1
    assert behind >= 20


def test_none_of_a_few_hundred_does_harm() -> None:
    told = attack(400)
    assert told["wrong"] == 0
    assert told["resealed"] == 200
    assert told["behind"] >= 100
