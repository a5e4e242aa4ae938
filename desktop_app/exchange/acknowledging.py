"""What others are known to hold: by the heads in packages, and by what their sets name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from desktop_app.domain.keys import DossierId
from desktop_app.store import sets
from desktop_app.store.sets import Origin
from desktop_app.store.transaction import Transaction
from review_protocol.errors import ProtocolError
from review_protocol.names import DeviceId, SetId
from review_protocol.sets import read_header
from review_protocol.signing import PublicKey
from review_protocol.state import OpenedSet

Parents = Mapping[SetId, Collection[SetId]]


def parents_of(sets: Iterable[OpenedSet]) -> Parents:
    """By set the sets that it names."""
    return {opened.id: opened.parents for opened in sets}


def origins_held(connection: Transaction, dossier: DossierId) -> Mapping[SetId, Origin]:
    """Who made each set of a dossier and what it names, in the order in which they came.

    None is opened or judged, and each header is read once as long as the profile is open.
    """
    names = sets.names_in_order(connection, dossier)
    known, opened = sets.origins_before(connection), sets.opened_before(connection)
    known |= {
        name: Origin(opened[name].device, opened[name].parents)
        for name in names
        if name not in known and name in opened
    }
    rest = [name for name in names if name not in known]
    for name, data in sets.read_some(connection, dossier, rest).items():
        known[name] = _origin(data)
    return {name: known[name] for name in names if name in known}


def _origin(data: bytes) -> Origin:
    try:
        header = read_header(data)
    except ProtocolError:  # of a newer program: what it names is not known yet
        return Origin(None, ())
    return Origin(header.device, header.parents)


@dataclass(frozen=True, slots=True)
class Sign:
    """The last that came from a computer: what it held then, and when that came here."""

    heads: Collection[SetId]
    at: datetime


def signs_of(
    connection: Transaction, dossier: DossierId, devices: Mapping[PublicKey, DeviceId]
) -> dict[DeviceId, Sign]:
    """Of each of these computers from which anything came: a package, or a set by any way.

    A set says that its computer held what it names, so that members who meet at the server
    alone are heard from too. What leaves by a package does not depend on it (`packing`).
    """
    found: dict[DeviceId, Sign] = {}
    arrived = sets.arrivals(connection, dossier)
    for name, origin in origins_held(connection, dossier).items():
        device = None if origin.device is None else devices.get(origin.device)
        if device is not None:
            found[device] = Sign([name], arrived[name])
    for sender, (heard, at) in sets.read_heard(connection, dossier).items():
        if sender not in found or found[sender].at <= at:
            found[sender] = Sign(heard.heads, at)
    return found


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


@dataclass(frozen=True, slots=True)
class Told:
    """What a package says that its sender held. One that ``asks`` counts as a newest one."""

    heads: frozenset[SetId]
    asks: bool = False


def common_heads(parents: Parents, told: Iterable[Told]) -> frozenset[SetId]:
    """What to believe of a device of which several packages came at once.

    One that is behind another counts as an older one, unless it asks: a profile that was
    copied, or put back to an older state, knows nothing of what the other one held. Of two
    files neither of which knows of the other none is the older. Only what all that count tell
    is believed. What was wrongly thought to be lacking comes twice, which does no harm.
    """
    pasts: dict[frozenset[SetId], frozenset[SetId]] = {}
    asking: set[frozenset[SetId]] = set()
    for each in told:
        past = behind(parents, each.heads)
        pasts[past] = pasts.get(past, each.heads) & each.heads
        if each.asks:
            asking.add(past)
    last = {past for past in pasts if not any(past < other for other in pasts)} | asking
    if len(last) < 2:
        return next((pasts[past] for past in last), frozenset())
    return _tips(parents, frozenset.intersection(*last))


def _tips(parents: Parents, known: frozenset[SetId]) -> frozenset[SetId]:
    before = {parent for name in known for parent in parents[name]}
    return known - before
