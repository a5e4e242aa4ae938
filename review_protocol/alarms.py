"""What everybody who holds a dossier should know of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from review_protocol.graph import Graph
from review_protocol.names import DeviceId, SetId, device_id
from review_protocol.state import (
    Alarm,
    AlarmKind,
    Invitation,
    JudgedStatement,
    Reason,
    Roster,
    Standing,
)
from review_protocol.tenures import Succession


def alarms(
    graph: Graph,
    roster: Roster,
    succession: Succession,
    statements: Iterable[JudgedStatement],
    refused: Mapping[SetId, Reason],
) -> tuple[Alarm, ...]:
    """All of them, sorted; a function of the sets held, so that nobody misses one."""
    found = [*_forks(graph), *_rivals(succession), *_twice(graph, roster)]
    for one in statements:
        if one.standing is Standing.VOID:
            found.append(
                Alarm(kind=AlarmKind.VOID_STATEMENT, subject=one.author, sets=(one.set_id,))
            )
    for id_, reason in refused.items():
        if reason is Reason.BROKEN:
            found.append(Alarm(kind=AlarmKind.BROKEN_SET, subject=id_, sets=(id_,)))
    return tuple(sorted(set(found), key=lambda one: (one.kind, one.subject, one.sets)))


def forked(graph: Graph) -> frozenset[DeviceId]:
    """The devices whose sets do not all know of each other."""
    return frozenset(device_id(one.device) for one, _ in graph.forks())


def _forks(graph: Graph) -> Iterator[Alarm]:
    for one, other in graph.forks():
        sets = tuple(sorted((one.id, other.id)))
        yield Alarm(kind=AlarmKind.FORK, subject=device_id(one.device), sets=sets)


def _rivals(succession: Succession) -> Iterator[Alarm]:
    for rivals in succession.rivals:
        ids = sorted(entry.set_id for entry in (rivals.winner, *rivals.others))
        winner = rivals.winner.beneficiary
        yield Alarm(kind=AlarmKind.TWO_HAND_OVERS, subject=winner, sets=tuple(ids))


def _twice(graph: Graph, roster: Roster) -> Iterator[Alarm]:
    """Invitations by which more came in than are confirmed or out again."""
    for invitation in roster.invitations.values():
        if _is_open(invitation, roster):
            joined = (one for one in graph.sets if device_id(one.device) in invitation.used_by)
            first = {device_id(one.device): one.id for one in reversed(list(joined))}
            yield Alarm(
                kind=AlarmKind.INVITATION_TWICE,
                subject=invitation.id.hex(),
                sets=tuple(sorted(first.values())),
            )


def _is_open(invitation: Invitation, roster: Roster) -> bool:
    devices = [roster.devices[one] for one in invitation.used_by]
    present = [one for one in devices if not one.is_removed]
    return len(present) > 1 and any(one.is_provisional for one in present)
