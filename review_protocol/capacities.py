"""In which capacity a set was written, and what its author has lost since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from review_protocol.chronicle import Chronicle
from review_protocol.facts import Facts
from review_protocol.graph import Graph
from review_protocol.names import NOBODY, SECRETARIAT, DeviceId, MemberId, device_id
from review_protocol.signing import PublicKey
from review_protocol.state import Reason
from review_protocol.statements import Role
from review_protocol.tenures import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Capacity:
    """What the author of a set was, by the set's own past: a fact that stays.

    ``roles`` are those before and after the set's own statements; either will do, since a
    set may hold what somebody did before handing over, or after taking over. ``base`` is
    the role without the focal point's office. ``refusal`` is why nothing in it counts.
    """

    signer: PublicKey
    device: DeviceId
    member: MemberId = NOBODY
    roles: frozenset[Role] = frozenset()
    base: Role = Role.OBSERVER
    tenure: Place | None = None
    is_open: bool = False
    refusal: Reason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """What the author lost by statements that did not know of the set, as known now.

    ``out`` says why nothing of it stands by itself; ``fallen`` are the roles they fell to.
    """

    out: Reason | None = None
    fallen: tuple[tuple[Role, Reason], ...] = ()


def capacity(graph: Graph, chronicle: Chronicle, place: int) -> Capacity:
    """The capacity in which the set at a place was written."""
    signer = graph.sets[place].device
    device = device_id(signer)
    before, after = chronicle.before(place), chronicle.after(place)
    if before.is_server(signer):
        return Capacity(signer=signer, device=device, member=SECRETARIAT)
    known = [facts for facts in (before, after) if device in facts.admissions]
    if not known:
        return Capacity(signer=signer, device=device, refusal=Reason.UNKNOWN_DEVICE)
    first = known[0]
    member = first.owners[device]
    if first.is_out(device):
        return Capacity(signer=signer, device=device, member=member, refusal=Reason.REMOVED)
    is_open = first.is_open(device)
    # The office is not held from a computer that nobody confirmed.
    reigns = [facts for facts in known if facts.focal_point == member and not is_open]
    roles = {facts.base(member) if is_open else facts.role(member) for facts in known}
    return Capacity(
        signer=signer,
        device=device,
        member=member,
        roles=frozenset(roles),
        base=first.base(member),
        tenure=reigns[0].tenure if reigns else None,
        is_open=is_open,
    )


def losses(graph: Graph, facts: Facts, place: int, was: Capacity) -> Losses:
    """What the author of the set at a place has lost, by a roster that may know more."""
    if was.member == SECRETARIAT:
        return Losses(out=_loss_of_server(graph, facts, place, was.signer))
    bar = facts.bar(was.device)
    if bar is not None:
        return Losses(out=bar)
    if facts.owners[was.device] != was.member:
        return Losses(out=Reason.NOT_POSSIBLE)
    if any(not _is_within(graph, place, out.place[0]) for out in facts.outs(was.device)):
        return Losses(out=Reason.REMOVED)
    return Losses(fallen=tuple(_fallen(graph, facts, place, was)))


def _loss_of_server(graph: Graph, facts: Facts, place: int, signer: PublicKey) -> Reason | None:
    if not facts.was_server(signer):
        return Reason.HANDED_OVER
    for entry, key in facts.server_changes:
        if key != signer and _is_apart(graph, place, entry.place[0]):
            return Reason.REMOVED
    return None


def _fallen(
    graph: Graph, facts: Facts, place: int, was: Capacity
) -> Iterator[tuple[Role, Reason]]:
    if was.tenure is not None:
        ending = facts.succession.ending(was.tenure, was.member)
        is_over = ending is not None and not _is_within(graph, place, ending.place[0])
        if is_over or not facts.succession.counts(was.tenure):
            yield was.base, Reason.HANDED_OVER
    for entry, role in facts.demotions.get(was.member, ()):
        if _is_apart(graph, place, entry.place[0]):
            yield role, Reason.DEMOTED


def _is_within(graph: Graph, place: int, other: int) -> bool:
    """Whether one set is another, or in its causal past."""
    return place == other or graph.precedes(place, other)


def _is_apart(graph: Graph, place: int, other: int) -> bool:
    """Whether neither of two sets is in the other's causal past."""
    return not _is_within(graph, place, other) and not graph.precedes(other, place)
