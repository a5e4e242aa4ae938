"""What others are known to hold: told by the heads in the last package that came from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from desktop_app.domain.keys import DossierId
from desktop_app.store import sets
from desktop_app.store.transaction import Transaction
from review_protocol.errors import ProtocolError
from review_protocol.names import SetId
from review_protocol.sets import read_header
from review_protocol.state import OpenedSet

Parents = Mapping[SetId, Collection[SetId]]


def parents_of(sets: Iterable[OpenedSet]) -> Parents:
    """By set the sets that it names."""
    return {opened.id: opened.parents for opened in sets}


def parents_held(connection: Transaction, dossier: DossierId) -> Parents:
    """The same of all sets of a dossier, without opening or judging them.

    Each header is read once as long as the profile is open.
    """
    names = sets.names_in_order(connection, dossier)
    known, opened = sets.parents_before(connection), sets.opened_before(connection)
    known |= {
        name: opened[name].parents for name in names if name not in known and name in opened
    }
    rest = [name for name in names if name not in known]
    for name, data in sets.read_some(connection, dossier, rest).items():
        known[name] = _parents(data)
    return {name: known[name] for name in names if name in known}


def _parents(data: bytes) -> Collection[SetId]:
    try:
        return read_header(data).parents
    except ProtocolError:  # of a newer program: what it names is not known yet
        return ()


def behind(parents: Parents, heads: Iterable[SetId]) -> frozenset[SetId]:
    """Those of these heads that are held here, and all that is held before them.

    A head that is not held says nothing: it may have any of the others before it, or none.
    """
    found: set[SetId] = set()
    ahead = [head for head in heads if head in parents]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead += [parent for parent in parents[name] if parent in parents]
    return frozenset(found)


def common_heads(parents: Parents, told: Iterable[Collection[SetId]]) -> frozenset[SetId]:
    """What to believe of a device of which several packages came at once.

    One of the packages may be old, and the computer may have been put back to an older
    state between two of them: then neither knows of the other, and only what all such tell
    is believed. What was wrongly thought to be lacking comes twice, which does no harm.
    """
    pasts: dict[frozenset[SetId], frozenset[SetId]] = {}
    for heads in map(frozenset, told):
        past = behind(parents, heads)
        pasts[past] = pasts.get(past, heads) & heads
    newest = [past for past in pasts if not any(past < other for other in pasts)]
    if len(newest) < 2:
        return pasts[newest[0]] if newest else frozenset()
    return _tips(parents, frozenset.intersection(*newest))


def _tips(parents: Parents, known: frozenset[SetId]) -> frozenset[SetId]:
    before = {parent for name in known for parent in parents[name]}
    return known - before
