"""Asking for what others take to be here, and believing those who ask.

Whose profile was copied, or put back to an older state, lacks what others take them to hold.
Something is spoken of then that does not come. Their packages name it, and count as the
newest of their computer until they were answered, whatever was taken in together with them.
"""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace

from desktop_app.domain.exchanges import Heard
from desktop_app.domain.keys import DossierId
from desktop_app.exchange.acknowledging import (
    Parents,
    Told,
    behind,
    common_heads,
    parents_of,
)
from desktop_app.exchange.holding import Held
from desktop_app.store import sets
from desktop_app.store.transaction import Transaction
from review_protocol.manifests import Manifest, digest_of
from review_protocol.names import DeviceId, MemberId, SetId, device_id
from review_protocol.sets import MAX_PARENTS

SHARE, MAX_LACKS = 8, 128
"""How many sets a package asks for, of those that one member spoke of, and in all."""
_CHANCE = secrets.SystemRandom()


def lacks_of(connection: Transaction, held: Held) -> tuple[SetId, ...]:
    """What others take to be here: their files speak of it, or what they wrote comes after it.

    One name that its reader holds is enough. Each member has a small share of them, and so
    have all together who are not in as far as is known here (what is lacking may say
    otherwise). It is drawn anew for each file, so that names made up keep nobody's out.
    """
    here, roster = sets.set_ids(connection, held.dossier), held.state.roster
    named: dict[DeviceId, set[SetId]] = defaultdict(set)
    for device, (heard, _) in sets.read_heard(connection, held.dossier).items():
        named[device] |= heard.spoken
    for opened in held.sealed:
        if opened.id in held.state.waiting_for_parents:
            named[device_id(opened.device)] |= opened.parents
    shares: dict[MemberId | None, set[SetId]] = defaultdict(set)
    for device, names in named.items():
        member = roster.member_of(device) if roster.has_active(device) else None
        shares[member] |= names - here
    drawn = {name for names in shares.values() for name in _some(names, SHARE)}
    return tuple(sorted(_some(drawn, MAX_LACKS)))


def _some(names: Collection[SetId], most: int) -> list[SetId]:
    return _CHANCE.sample(sorted(names), min(len(names), most))


def heard_from(
    after: Held, before: Mapping[DeviceId, Heard], told: Iterable[Manifest], own: DeviceId
) -> dict[DeviceId, Heard]:
    """What is known of the senders of these packages, once all that they bring is here.

    ``before`` is what was known of computers, ``own`` this one, of which nothing is noted.
    """
    sent: dict[DeviceId, list[Manifest]] = defaultdict(list)
    for manifest in told:
        sender = device_id(manifest.sender)
        if sender != own:
            sent[sender].append(manifest)
    parents = parents_of(after.sealed)
    here = parents.keys() | set(after.opened.newer)
    return {
        device: _heard(parents, here, before.get(device, Heard()), manifests)
        for device, manifests in sent.items()
    }


def _heard(
    parents: Parents, here: Collection[SetId], before: Heard, manifests: Collection[Manifest]
) -> Heard:
    asking = dict(before.asking)
    for each in manifests:
        heads = frozenset(each.heads)
        if set(each.lacks).intersection(here) - behind(parents, heads):
            digest = digest_of(each)
            if digest not in before.answered:
                asking[digest] = heads
    told = [Told(frozenset(each.heads)) for each in manifests]
    told += [Told(heads, asks=True) for heads in asking.values()]
    return replace(
        spoken_too(before, [each.heads for each in manifests], here),
        heads=common_heads(parents, told),
        asking=asking,
    )


def spoken_too(
    before: Heard, told: Iterable[Iterable[SetId]], here: Collection[SetId]
) -> Heard:
    """With what packages speak of that is not here; if it is too much, the newest stays."""
    now = {name for heads in told for name in heads}
    return replace(before, spoken=_lacking(now, before.spoken, here))


def _lacking(
    newer: AbstractSet[SetId], older: AbstractSet[SetId], here: Collection[SetId]
) -> frozenset[SetId]:
    known = set(here)
    names = [*sorted(newer - known), *sorted(older - newer - known)]
    return frozenset(names[:MAX_PARENTS])


def together(known: Heard, planned: Heard, here: Collection[SetId]) -> Heard:
    """What was planned, and what came in between; ``here`` are all sets that are here now."""
    answered = known.answered | planned.answered
    asking = {**known.asking, **planned.asking}
    asking = {name: heads for name, heads in asking.items() if name not in answered}
    return Heard(
        heads=planned.heads if asking == planned.asking else frozenset(),
        spoken=_lacking(planned.spoken, known.spoken, here),
        asking=asking,
        answered=answered,
    )


def note_answered(
    connection: Transaction, dossier: DossierId, devices: Collection[DeviceId]
) -> None:
    """A package for these was written, so what they asked is answered.

    If it never comes they ask again, by a new file.
    """
    for device, (heard, at) in sets.read_heard(connection, dossier).items():
        if device in devices and heard.asking:
            answered = heard.answered | heard.asking.keys()
            done = replace(heard, answered=answered, asking={})
            sets.hear(connection, dossier, device, done, at)
