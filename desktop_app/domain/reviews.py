"""Whether two say the same party, or the same cluster: people spell both in their own ways."""

from __future__ import annotations

import unicodedata

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_CLUSTER = "cluster"


def is_same_party(one: str, other: str) -> bool:
    """Whether two names differ in nothing but capitals, spaces and the form of letters.

    What nobody has said differs from nothing.
    """
    return _is_same(_folded(one), _folded(other))


def is_same_cluster(one: str, other: str) -> bool:
    """The same of clusters; "1", "I" and "Cluster I" are one."""
    return _is_same(_cluster(one), _cluster(other))


def _is_same(one: str, other: str) -> bool:
    return not (one and other) or one == other


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _cluster(text: str) -> str:
    plain = _folded(text).removeprefix(_CLUSTER).strip()
    return str(_ROMAN.index(plain) + 1) if plain in _ROMAN else plain
