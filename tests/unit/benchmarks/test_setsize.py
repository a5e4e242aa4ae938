"""Change sets stay as small as they must be; the figures are exact, so a test can hold them."""

from __future__ import annotations

import pytest

from benchmarks import setsize
from benchmarks.figures import Figure

FIGURES = list(setsize.measure())


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_set_is_as_small_as_it_must_be(figure: Figure) -> None:
    assert figure.reached, figure


def test_the_texts_compress_like_those_that_others_were_measured_on() -> None:
    """99,158 and 4,675 bytes there."""
    all_of_them, edited = (figure.details["json_bytes"] for figure in FIGURES)
    assert 0.9 <= all_of_them / 99_158 <= 1.1
    assert 0.9 <= edited / 4_675 <= 1.1
