"""The order of an answer's versions: what somebody knew of comes before what they made of it.

Clocks only order what neither knew of the other. They may be wrong by years, and times that
have left a computer are whole seconds.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, or_, select, tuple_

from desktop_app.store.schema import changes, version_replaces


def in_order(connection: Connection, rows: Sequence[Row[Any]]) -> list[Row[Any]]:
    """Rows of versions, which come by their times, in the order in which they were made."""
    places = {row.id: place for place, row in enumerate(rows)}
    before: dict[int, set[int]] = defaultdict(set)
    for early, late in (*_replaced(connection, places), *_own(connection, places)):
        if early != late:
            before[places[late]].add(places[early])
    return [rows[place] for place in sorted_by_cause(len(rows), before)]


def sorted_by_cause(count: int, before: dict[int, set[int]]) -> list[int]:
    """The numbers up to ``count``, each after those ``before`` it, else as they are.

    Who forged versions that each replace the other gets them as they are.
    """
    after: dict[int, list[int]] = defaultdict(list)
    left = {number: len(before.get(number, ())) for number in range(count)}
    for number, early in before.items():
        for each in early:
            after[each].append(number)
    ready = [number for number in range(count) if not left[number]]
    found: list[int] = []
    while left:
        number = heapq.heappop(ready) if ready else min(left)
        if left.pop(number, None) is None:
            continue
        found.append(number)
        for each in after[number]:
            if each in left:
                left[each] -= 1
                if not left[each]:
                    heapq.heappush(ready, each)
    return found


def _replaced(connection: Connection, known: Iterable[str]) -> list[tuple[str, str]]:
    """Of these versions the pairs of which the second took the place of the first."""
    ids = set(known)
    query = select(version_replaces).where(version_replaces.c.version.in_(ids))
    rows = connection.execute(query)
    return [(row.replaced, row.version) for row in rows if row.replaced in ids]


def _own(connection: Connection, known: Iterable[str]) -> list[tuple[str, str]]:
    """Those of this device, of which each was made before the next."""
    ids = set(known)
    sealed = [tuple(each.rsplit(".", 1)) for each in ids if "." in each]
    named = [(set_hash, int(index)) for set_hash, index in sealed]
    query = select(changes.c.id, changes.c.set_hash, changes.c.set_index).where(
        or_(
            changes.c.id.in_(ids),
            tuple_(changes.c.set_hash, changes.c.set_index).in_(named),
        )
    )
    order: dict[str, None] = {}
    for row in connection.execute(query.order_by(changes.c.seq)):
        sealed_as = f"{row.set_hash}.{row.set_index}"
        # Of versions that collapsed the last has the name, and so the last place.
        for name in (row.id, sealed_as):
            if name in ids:
                order.pop(name, None)
                order[name] = None
    return list(pairwise(order))
