"""The tree of digests of a dossier's sets, kept while sets come, and what is asked of it.

What a set costs here grows with the depth of the tree, not with how many sets there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select

from review_protocol.names import SetId
from review_protocol.rounds import Listing
from review_protocol.trees import (
    DIGITS,
    EMPTY,
    LISTED,
    Node,
    branch_digest,
    leaf_digest,
    nodes_of,
    two_below,
)
from review_server import database
from review_server.database import Transaction
from review_server.schema import nodes, sets

_MANY = 200
_DEPTH = 10  # digits of a path that are asked for at once; deeper leaves are for nobody
_FEW = 500


def root(transaction: Transaction, dossier: bytes) -> bytes:
    """The digest of all sets of a dossier."""
    return _read(transaction, dossier, [""]).get("", _empty("")).digest


def grow(transaction: Transaction, dossier: bytes, added: Sequence[SetId]) -> bytes:
    """Take up sets that were put into the table just now, none of them twice; the new root."""
    known = _on_the_way(transaction, dossier, added)
    leaves: dict[str, list[SetId]] = defaultdict(list)
    for name in added:
        leaves[_leaf(known, name)].append(name)
    changed: dict[str, Node] = {}
    for prefix in leaves:
        below = _ids(transaction, dossier, prefix)
        changed |= {node.prefix: node for node in nodes_of(below, prefix)}
    _climb(transaction, dossier, known, leaves, changed)
    _write(transaction, dossier, changed.values())
    return changed[""].digest


def listing(transaction: Transaction, dossier: bytes, prefix: str) -> Listing:
    """What is held under a prefix, as an answer tells it."""
    under = select(func.count()).select_from(sets).where(*_range(dossier, prefix))
    if (transaction.scalar(under) or 0) <= LISTED:
        return Listing(ids=tuple(_ids(transaction, dossier, prefix)))
    first = [prefix + digit for digit in DIGITS]
    known = _read(transaction, dossier, [*first, *two_below(prefix)])
    found = {each: node.digest for each, node in known.items()}
    for each in first:
        if each in known and known[each].is_leaf:
            ids = _ids(transaction, dossier, each)
            for digit in DIGITS:
                found[each + digit] = leaf_digest(
                    [i for i in ids if i.startswith(each + digit)]
                )
    return Listing(digests=tuple(found.get(each, EMPTY) for each in two_below(prefix)))


def _on_the_way(
    transaction: Transaction, dossier: bytes, added: Sequence[SetId]
) -> dict[str, Node]:
    """The nodes above these names, as they were before; of many, all there are."""
    if len(added) > _MANY:
        return _read(transaction, dossier, None)
    prefixes = {name[:depth] for name in added for depth in range(_DEPTH)}
    return _read(transaction, dossier, prefixes)


def _leaf(known: dict[str, Node], name: SetId) -> str:
    depth = 0
    while name[:depth] in known and not known[name[:depth]].is_leaf:
        depth += 1
    return name[:depth]


def _climb(
    transaction: Transaction,
    dossier: bytes,
    known: dict[str, Node],
    leaves: dict[str, list[SetId]],
    changed: dict[str, Node],
) -> None:
    """Make the branches above the changed leaves anew, the deepest first."""
    more: dict[str, int] = defaultdict(int)
    for leaf, names in leaves.items():
        for depth in range(len(leaf)):
            more[leaf[:depth]] += len(names)
    children = [above + digit for above in more for digit in DIGITS]
    beside = _read(transaction, dossier, children)
    for above in sorted(more, key=len, reverse=True):
        below = [above + digit for digit in DIGITS]
        digests = [(changed.get(b) or beside.get(b) or _empty(b)).digest for b in below]
        count = known[above].count + more[above]
        changed[above] = Node(prefix=above, count=count, digest=branch_digest(digests))


def _empty(prefix: str) -> Node:
    return Node(prefix=prefix, count=0, digest=EMPTY)


def _range(dossier: bytes, prefix: str) -> tuple[ColumnElement[bool], ...]:
    low, high = (bytes.fromhex(prefix.ljust(64, digit)) for digit in "0f")
    return sets.c.dossier == dossier, sets.c.id >= low, sets.c.id <= high


def _ids(transaction: Transaction, dossier: bytes, prefix: str) -> list[SetId]:
    query = select(sets.c.id).where(*_range(dossier, prefix)).order_by(sets.c.id)
    return [SetId(each.hex()) for each in transaction.scalars(query)]


def _read(
    transaction: Transaction, dossier: bytes, prefixes: Iterable[str] | None
) -> dict[str, Node]:
    query = select(nodes.c.prefix, nodes.c.number, nodes.c.digest).filter_by(dossier=dossier)
    if prefixes is None:
        queries = [query]
    else:
        wanted = sorted(prefixes)
        some = (wanted[at : at + _FEW] for at in range(0, len(wanted), _FEW))
        queries = [query.where(nodes.c.prefix.in_(each)) for each in some]
    rows = (row for each in queries for row in transaction.execute(each))
    return {
        row.prefix: Node(prefix=row.prefix, count=row.number, digest=bytes(row.digest))
        for row in rows
    }


def _write(transaction: Transaction, dossier: bytes, changed: Iterable[Node]) -> None:
    rows = [
        {"dossier": dossier, "prefix": n.prefix, "number": n.count, "digest": n.digest}
        for n in changed
    ]
    for at in range(0, len(rows), _FEW):
        adding = database.insert_into(transaction, nodes).values(rows[at : at + _FEW])
        renewed = {name: adding.excluded[name] for name in ("number", "digest")}
        transaction.execute(
            adding.on_conflict_do_update(index_elements=["dossier", "prefix"], set_=renewed)
        )
