"""Names of parties and clusters that are the same, and that are not."""

from __future__ import annotations

import pytest

from desktop_app.domain.reviews import is_same_cluster, is_same_party


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ruritania", "Ruritania", True),
        ("Ruritania", "  RURITANIA ", True),
        ("Co\u0302te d'Azur", "C\u00f4te  d'Azur", True),
        ("", "Ruritania", True),  # nobody has said anything else
        ("Ruritania", "Graustark", False),
        ("Ruritania", "Kingdom of Ruritania", False),
        ("Ruritania", "Ruritanie", False),
    ],
)
def test_parties(one: str, other: str, same: bool) -> None:
    assert is_same_party(one, other) is same
    assert is_same_party(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1", "I", True),
        ("Cluster I", "1", True),
        ("cluster iii", "3", True),
        ("", "3", True),
        ("I", "II", False),
        ("1", "11", False),
        ("3", "I", False),
    ],
)
def test_clusters(one: str, other: str, same: bool) -> None:
    assert is_same_cluster(one, other) is same
    assert is_same_cluster(other, one) is same
