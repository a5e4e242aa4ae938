"""Which sets there are, as a tree of digests: two sides find what differs in a few messages.

The tree of some sets depends on their ids alone. A node stands for the ids that begin with
its prefix, hexadecimal digits. Up to `LEAF` of them are a leaf; more are a branch of sixteen
nodes, one for each next digit. So a set that comes changes the few nodes above it, and
nobody reads all ids to know what they come to. docs/protocol.md, section 8.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from review_protocol.names import SetId

DIGITS = "0123456789abcdef"
LEAF = 256
LISTED = 1_024
"""A prefix with no more ids than this is answered with the ids themselves."""
DIGEST_SIZE = 32
EMPTY = bytes(DIGEST_SIZE)
"""In the place of the digest of a prefix that no id begins with."""
_LEAF_DOMAIN = b"review-desk/1 tree-leaf\0"
_BRANCH_DOMAIN = b"review-desk/1 tree-branch\0"
_AFTER_ALL_DIGITS = "g"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """How many ids begin with a prefix, and the digest of them."""

    prefix: str
    count: int
    digest: bytes

    @property
    def is_leaf(self) -> bool:
        """Whether its digest is made of the ids, not of nodes below."""
        return self.count <= LEAF


def leaf_digest(ids: Sequence[SetId]) -> bytes:
    """Of ids in ascending order, at most `LEAF` of them."""
    if not ids:
        return EMPTY
    return hashlib.sha256(_LEAF_DOMAIN + bytes.fromhex("".join(ids))).digest()


def branch_digest(children: Iterable[bytes]) -> bytes:
    """Of the digests of the sixteen nodes below, `EMPTY` where there is none."""
    return hashlib.sha256(_BRANCH_DOMAIN + b"".join(children)).digest()


def nodes_of(ids: Sequence[SetId], prefix: str = "") -> Iterator[Node]:
    """The nodes of a tree or of a part of it, those below first; the last is ``prefix``'s.

    ``ids`` are those that begin with the prefix, ascending, each once.
    """
    if len(ids) <= LEAF:
        yield Node(prefix=prefix, count=len(ids), digest=leaf_digest(ids))
        return
    children: list[bytes] = []
    for digit in DIGITS:
        below = ids[slice(*_bounds(ids, prefix + digit))]
        node = Node(prefix=prefix + digit, count=0, digest=EMPTY)
        for node in nodes_of(below, prefix + digit):
            if node.count:
                yield node
        children.append(node.digest)
    yield Node(prefix=prefix, count=len(ids), digest=branch_digest(children))


class Tree:
    """The tree of the sets that somebody holds, made of their ids as it is asked."""

    def __init__(self, ids: Iterable[SetId]) -> None:
        self._ids = sorted(set(ids))

    @property
    def root(self) -> bytes:
        """The digest of all."""
        return self.digest("")

    def digest(self, prefix: str) -> bytes:
        """That of the ids that begin with these digits."""
        *_, last = nodes_of(self.under(prefix), prefix)
        return last.digest

    def under(self, prefix: str) -> list[SetId]:
        """The ids that begin with these digits, ascending."""
        return self._ids[slice(*_bounds(self._ids, prefix))]


def two_below(prefix: str) -> tuple[str, ...]:
    """The 256 prefixes that are two digits longer."""
    return tuple(prefix + one + two for one in DIGITS for two in DIGITS)


def _bounds(ids: Sequence[SetId], prefix: str) -> tuple[int, int]:
    """Where those that begin with the prefix start and end."""
    start = bisect_left(ids, prefix)
    return start, bisect_left(ids, prefix + _AFTER_ALL_DIGITS, lo=start)
