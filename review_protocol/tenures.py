"""Who is focal point, of all who were made it by statements that did not know of each other.

A **tenure** begins with the founding or with a hand-over (`hand-over`, `take-back`,
`take-over`, `use-reserve`). Each hand-over names, by its causal past, the tenure that it
ends; so the tenures form a tree, and where several end the same one, one of them counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from review_protocol.names import SECRETARIAT, DeviceId, MemberId, SetId
from review_protocol.signing import PublicKey
from review_protocol.state import Reason
from review_protocol.statements import (
    Found,
    HandOver,
    RemoveDevice,
    RemoveMember,
    Role,
    Server,
    SetRole,
    Statement,
    TakeBack,
    TakeOver,
    UseReserve,
)

Place = tuple[int, int]
"""Where a statement stands: its set's place in the order, and its position in the set."""

HAND_OVERS = (HandOver, TakeBack, TakeOver, UseReserve)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A statement that its author was entitled to make by its own causal past.

    ``member`` is the author, for whoever comes in by it the new member. ``bit`` and
    ``past`` place its set among those with statements. ``tenure`` is the one in force in its
    past; ``is_bound`` says that the author could make it as focal point alone.
    ``displaced`` are deputies who no longer are by it. ``servers`` are the keys that were
    the secretariat's in its past.
    """

    place: Place
    set_id: SetId
    bit: int
    past: int
    device: DeviceId
    signer: PublicKey
    member: MemberId
    statement: Statement
    tenure: Place | None = None
    is_bound: bool = False
    displaced: tuple[MemberId, ...] = ()
    servers: frozenset[PublicKey] = frozenset()

    def precedes(self, other: Entry) -> bool:
        """Whether it is in the causal past of the other."""
        if self.place[0] == other.place[0]:
            return self.place[1] < other.place[1]
        return bool(other.past & self.bit)

    @property
    def beneficiary(self) -> MemberId:
        """Who is focal point by it."""
        return self.statement.to if isinstance(self.statement, HandOver) else self.member


@dataclass(frozen=True, slots=True, kw_only=True)
class Rivals:
    """Hand-overs that end one tenure, and which of them counts."""

    winner: Entry
    others: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """The tenures that count, first to last, where there was a choice, and what is void.

    ``lenders`` are the members who handed over until a date and may take back.
    """

    tenures: tuple[Entry, ...] = ()
    rivals: tuple[Rivals, ...] = ()
    void: Mapping[Place, Reason] = field(default_factory=dict)
    lenders: tuple[MemberId, ...] = ()

    def followed_by(self, entry: Entry) -> Succession:
        """The same with a statement more, whose author knew all hand-overs before."""
        if not isinstance(entry.statement, Found | HandOver | TakeBack | TakeOver | UseReserve):
            return self
        tenures = (*self.tenures, entry)
        return replace(self, tenures=tenures, lenders=_lenders(tenures))

    def counts(self, tenure: Place | None) -> bool:
        """Whether a tenure is one of those that count."""
        return any(one.place == tenure for one in self.tenures)

    def ending(self, tenure: Place | None, member: MemberId) -> Entry | None:
        """The hand-over by which a member, focal point by a tenure that counts, ceased."""
        places = [one.place for one in self.tenures]
        later = self.tenures[places.index(tenure) + 1 :] if tenure in places else ()
        return next((one for one in later if one.beneficiary != member), None)

    def holds(self, entry: Entry) -> bool:
        """Whether its author was focal point when making it, as far as is known now."""
        ending = self.ending(entry.tenure, entry.member)
        return self.counts(entry.tenure) and (
            ending is None or entry.place == ending.place or entry.precedes(ending)
        )


def succession(entries: Sequence[Entry]) -> Succession:
    """The tenures that follow from entries; a function of the set of them."""
    following: dict[Place, list[Entry]] = defaultdict(list)
    founding: list[Entry] = []
    for entry in entries:
        if isinstance(entry.statement, Found):
            founding.append(entry)
        elif isinstance(entry.statement, HAND_OVERS) and entry.tenure is not None:
            following[entry.tenure].append(entry)
    void = _disqualified(entries, following)
    tenures, rivals = list(founding), []
    while tenures and (found := following[tenures[-1].place]):
        candidates = [entry for entry in found if entry.place not in void]
        if not candidates:
            break
        winner = _best(candidates, following)
        if len(candidates) > 1:
            others = tuple(entry for entry in candidates if entry is not winner)
            rivals.append(Rivals(winner=winner, others=others))
        tenures.append(winner)
    counting = {tenure.place for tenure in tenures}
    for entry in (entry for group in following.values() for entry in group):
        if entry.place not in counting:
            void.setdefault(entry.place, Reason.HANDED_OVER)
    return Succession(
        tenures=tuple(tenures), rivals=tuple(rivals), void=void, lenders=_lenders(tenures)
    )


def _disqualified(
    entries: Sequence[Entry], following: Mapping[Place, list[Entry]]
) -> dict[Place, Reason]:
    """Take-overs by a deputy whom the focal point, at the same time, removed or demoted.

    And appointments by a key that they said is the secretariat's no longer. Else nobody could
    ever be rid of either, since they may always pretend not to have known.
    """
    found: dict[Place, Reason] = {}
    for group in following.values():
        for entry in group:
            if isinstance(entry.statement, TakeOver) or entry.member == SECRETARIAT:
                for other in entries:
                    reason = _takes_office(other, entry)
                    if reason and not other.precedes(entry) and not entry.precedes(other):
                        found[entry.place] = reason
    return found


def _takes_office(by: Entry, deputy: Entry) -> Reason | None:
    if by.tenure != deputy.tenure or not by.is_bound:
        return None
    statement = by.statement
    if deputy.member == SECRETARIAT:
        is_other = isinstance(statement, Server) and statement.secretariat != deputy.signer
        return Reason.REMOVED if is_other else None
    if statement == RemoveDevice(device=deputy.device):
        return Reason.REMOVED
    if statement == RemoveMember(member=deputy.member):
        return Reason.REMOVED
    if isinstance(statement, SetRole) and statement.member == deputy.member:
        return None if statement.role is Role.DEPUTY else Reason.DEMOTED
    return Reason.DEMOTED if deputy.member in by.displaced else None


def _best(candidates: Collection[Entry], following: Mapping[Place, list[Entry]]) -> Entry:
    """The one on which the secretariat built, else that of the lowest id.

    The secretariat's word counts if all between whom it decides knew its key; a focal point
    could otherwise name, after having handed over, a secretariat of their own.
    """
    known = frozenset.intersection(*(entry.servers for entry in candidates))

    def rank(entry: Entry) -> tuple[bool, SetId, int]:
        return not _is_countersigned(entry, following, known), entry.set_id, entry.place[1]

    return min(candidates, key=rank)


def _is_countersigned(
    entry: Entry, following: Mapping[Place, list[Entry]], keys: frozenset[PublicKey]
) -> bool:
    line = [entry]
    while keys and line:
        one = line.pop()
        if one.member == SECRETARIAT and one.signer in keys:
            return True
        line += following.get(one.place, ())
    return False


def _lenders(tenures: Sequence[Entry]) -> tuple[MemberId, ...]:
    """Handed over until a date, and nobody took over for good since."""
    lenders: list[MemberId] = []
    for tenure in tenures:
        statement = tenure.statement
        if isinstance(statement, TakeOver | UseReserve) or tenure.member == SECRETARIAT:
            lenders = []
        elif isinstance(statement, HandOver) and statement.until is not None:
            lenders.append(tenure.member)
        if tenure.beneficiary in lenders:
            lenders = lenders[: lenders.index(tenure.beneficiary)]
    return tuple(lenders)
