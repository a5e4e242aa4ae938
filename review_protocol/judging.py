"""How each change stands: effective, waiting for the focal point, or refused.

Whether the author was entitled is read from the roster and the restrictions in the set's
own causal past, and stays so for ever. Whether they have lost that right since, by something
that did not know of the set, follows from all sets held.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from review_protocol.capacities import Capacity, Losses, losses
from review_protocol.changes import (
    AddChange,
    AnswerChange,
    Change,
    DecisionChange,
    DossierChange,
    RecordChange,
    RecordType,
    RemoveChange,
    RestrictionChange,
    StatusChange,
)
from review_protocol.chronicle import Chronicle
from review_protocol.facts import Facts
from review_protocol.graph import Graph
from review_protocol.names import SECRETARIAT, ChangeId, MemberId, SetId
from review_protocol.replacing import Replacing
from review_protocol.rules import CHANGES, Rule, is_in_part, question_of, row_of
from review_protocol.state import Judged, OpenedSet, Reason, Standing
from review_protocol.statements import Role

Place = tuple[int, int]
"""Where a change stands: its set's place in the order, and its index in the set."""
Part = frozenset[str] | None
"""The questions that an expert may edit; None is all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the focal point ordered, as far as a part of the graph says.

    ``decisions`` are by the set decided on; ``parts`` are the restrictions of each member
    that are in force, with the places of their sets.
    """

    decisions: Mapping[int, bool] = field(default_factory=dict)
    parts: Mapping[MemberId, tuple[tuple[int, Part], ...]] = field(default_factory=dict)

    def part(self, member: MemberId) -> Part:
        """What a member may edit as an expert: what all restrictions in force allow."""
        return _common(part for _, part in self.parts.get(member, ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How something stands, and why."""

    standing: Standing = Standing.EFFECTIVE
    reason: Reason | None = None


_STANDS = Verdict()


class Judge:
    """Judges the changes of the sets that take part, given by their places in the graph."""

    def __init__(
        self,
        graph: Graph,
        chronicle: Chronicle,
        capacities: Sequence[Capacity],
        *,
        dossier: SetId,
        places: Sequence[int],
    ) -> None:
        self._graph, self._chronicle, self._dossier = graph, chronicle, dossier
        self._capacities, self._places = capacities, places
        self.where: dict[ChangeId, Place] = {}
        self._decisions: list[tuple[Place, DecisionChange]] = []
        self._restrictions: list[tuple[Place, ChangeId, RestrictionChange]] = []
        self._orders: dict[tuple[int, int], Order] = {}
        self._dossier_change: Place | None = None
        governing = 0
        for place in places:
            for i, (id_, change) in enumerate(_named(graph.sets[place])):
                self.where[id_] = (place, i)
                if isinstance(change, DecisionChange):
                    self._decisions.append(((place, i), change))
                    governing |= 1 << place
                elif isinstance(change, RestrictionChange):
                    self._restrictions.append(((place, i), id_, change))
                    governing |= 1 << place
                elif isinstance(change, DossierChange) and graph.sets[place].id == dossier:
                    self._dossier_change = self._dossier_change or (place, i)
        self._governing = governing
        self.order = self._order((1 << len(graph.sets)) - 1, chronicle.now())

    def knows(self, place: Place, id_: ChangeId) -> bool:
        """Whether a change is in the causal past of that at a place, or in the same set."""
        found = self.where.get(id_)
        if found is None or found == place:
            return False
        return found[0] == place[0] or self._graph.precedes(found[0], place[0])

    def capacity(self, place: int) -> Capacity:
        """The capacity in which the set at a place was written."""
        return self._capacities[place]

    def has_seen(self, id_: ChangeId, other: ChangeId) -> bool:
        """Whether the author of a change can have seen the other."""
        return self.knows(self.where[id_], other)

    def changes(self) -> Iterator[Judged]:
        """Every change of the sets that take part, in the graph's order."""
        facts = self._chronicle.now()
        for place in self._places:
            opened, was = self._graph.sets[place], self.capacity(place)
            is_known = was.device in facts.admissions
            is_unconfirmed = is_known and facts.is_open(was.device)
            verdicts = _Verdicts(self, place, facts, self.order)
            for i, (id_, change) in enumerate(_named(opened)):
                verdict = verdicts.of((place, i), change)
                yield Judged(
                    id=id_,
                    set_id=opened.id,
                    author=was.member,
                    device=was.device,
                    change=change,
                    standing=verdict.standing,
                    reason=verdict.reason,
                    is_unconfirmed=is_unconfirmed,
                )

    def touches(self, place: Place, change: Change) -> tuple[str, ...]:
        """The questions that a restriction could keep its author from; whom it is about."""
        if isinstance(change, RecordChange) and change.type is RecordType.PERSON:
            return (change.subject,)
        if not self._restrictions:
            return ()
        if isinstance(change, AnswerChange | AddChange | RemoveChange):
            return (question_of(change.key),)
        if isinstance(change, StatusChange):
            return self._questions(place, change)
        return ()

    def is_misplaced(self, place: Place, change: Change) -> bool:
        """Whether it is what a dossier is about, but not the first such change of all."""
        return isinstance(change, DossierChange) and place != self._dossier_change

    def part_in_past(self, place: int) -> Part:
        """To what the author of a set was restricted, as far as they knew."""
        if not self._restrictions:
            return None
        known = self._order(self._graph.ancestors[place], self._chronicle.before(place))
        return known.part(self.capacity(place).member)

    def parts_since(self, place: int, order: Order) -> Iterator[Part]:
        """To what the author was restricted by what neither knew of the other."""
        for at, part in order.parts.get(self.capacity(place).member, ()):
            if not self._graph.precedes(at, place) and not self._graph.precedes(place, at):
                yield part

    def losses(self, place: int, facts: Facts) -> Losses:
        """What the author of a set lost since, by a roster that may know more."""
        return losses(self._graph, facts, place, self.capacity(place))

    def _questions(self, place: Place, change: StatusChange) -> tuple[str, ...]:
        found = set()
        for id_ in change.versions:
            if self.knows(place, id_):
                at, i = self.where[id_]
                marked = (self._graph.sets[at].changes or ())[i]
                if isinstance(marked, AnswerChange):
                    found.add(question_of(marked.key))
        return tuple(sorted(found))

    def _order(self, sets: int, facts: Facts) -> Order:
        """What was ordered in a part of the graph that has this roster."""
        key = sets & self._governing, id(facts)
        if not key[0]:
            return Order()
        if key not in self._orders:
            decisions = self._decided(sets, facts)
            parts = self._parts(sets, facts, decisions)
            self._orders[key] = Order(decisions=decisions, parts=parts)
        return self._orders[key]

    def _decided(self, sets: int, facts: Facts) -> dict[int, bool]:
        """Decisions that stand; the later first, as they may be on sets with decisions."""
        standing: dict[int, list[tuple[Place, bool]]] = defaultdict(list)
        for place, change in reversed(self._decisions):
            if not sets >> place[0] & 1:
                continue
            so_far = Order(decisions={one: _agreed(found) for one, found in standing.items()})
            if not self._stands(place, change, facts, so_far):
                continue
            for id_ in change.sets:
                target = self._graph.index.get(id_)
                if target is None or not self._graph.precedes(target, place[0]):
                    continue
                if not any(self._follows(later, place) for later, _ in standing[target]):
                    standing[target].append((place, change.accept))
        return {one: _agreed(found) for one, found in standing.items() if found}

    def _parts(
        self, sets: int, facts: Facts, decisions: Mapping[int, bool]
    ) -> dict[MemberId, tuple[tuple[int, Part], ...]]:
        replacing: Replacing[ChangeId] = Replacing()
        order = Order(decisions=decisions)
        standing = []
        members = {id_: change.member for _, id_, change in self._restrictions}
        for place, id_, change in self._restrictions:
            if not sets >> place[0] & 1:
                continue
            stands = self._stands(place, change, facts, order)
            old = [
                one
                for one in change.replaces
                if members.get(one) == change.member and self.knows(place, one)
            ]
            replacing.add(id_, old, stands=stands)
            if stands:
                standing.append((place, id_, change))
        replaced = replacing.replaced()
        found: dict[MemberId, list[tuple[int, Part]]] = defaultdict(list)
        for place, id_, change in standing:
            if id_ not in replaced:
                part = None if change.questions is None else frozenset(change.questions)
                found[change.member].append((place[0], part))
        return {member: tuple(parts) for member, parts in found.items()}

    def _stands(self, place: Place, change: Change, facts: Facts, order: Order) -> bool:
        verdict = _Verdicts(self, place[0], facts, order).of(place, change)
        return verdict.standing is Standing.EFFECTIVE

    def _follows(self, later: Place, earlier: Place) -> bool:
        if later[0] == earlier[0]:
            return later[1] > earlier[1]
        return self._graph.precedes(earlier[0], later[0])


class _Verdicts:
    """The verdicts on one set's changes, by a roster and what was ordered."""

    def __init__(self, judge: Judge, place: int, facts: Facts, order: Order) -> None:
        self._judge, self._place, self._order = judge, place, order
        self._was = judge.capacity(place)
        self._losses = judge.losses(place, facts) if self._was.refusal is None else Losses()
        self._known: dict[tuple[str, tuple[str, ...]], Verdict] = {}

    def of(self, place: Place, change: Change) -> Verdict:
        """How a change of the set stands."""
        if self._judge.is_misplaced(place, change):
            reason = self._was.refusal or Reason.NOT_ENTITLED
            return Verdict(standing=Standing.REFUSED, reason=reason)
        key = row_of(change), self._judge.touches(place, change)
        if key not in self._known:
            self._known[key] = self._verdict(CHANGES[key[0]], key[1])
        return self._known[key]

    def _verdict(self, rule: Rule, touches: tuple[str, ...]) -> Verdict:
        reason = self._was.refusal or self._refusal(rule, touches)
        if reason is not None:
            return Verdict(standing=Standing.REFUSED, reason=reason)
        reason = self._losses.out or self._loss(rule, touches)
        is_taken = self._order.decisions.get(self._place)
        if reason is None or is_taken:
            return _STANDS
        if is_taken is None:
            return Verdict(standing=Standing.WAITING, reason=reason)
        return Verdict(standing=Standing.REFUSED, reason=Reason.REJECTED)

    def _refusal(self, rule: Rule, touches: tuple[str, ...]) -> Reason | None:
        """Why the author was not entitled, by the set's own past."""
        if rule.confirmed and self._was.is_open:
            return Reason.NOT_ENTITLED
        if self._has_own_right(rule, touches):
            return None
        if not self._was.roles & rule.roles:
            return Reason.NOT_ENTITLED
        if self._is_in_part_only(rule):
            part = self._judge.part_in_past(self._place)
            return None if is_in_part(touches, part) else Reason.RESTRICTED
        return None

    def _loss(self, rule: Rule, touches: tuple[str, ...]) -> Reason | None:
        """Why the author is not entitled any more."""
        if self._has_own_right(rule, touches):
            return None
        for role, reason in self._losses.fallen:
            if role not in rule.roles:
                return reason
            part = self._order.part(self._was.member)
            if rule.in_part and role is Role.EXPERT and not is_in_part(touches, part):
                return reason
        if self._is_in_part_only(rule):
            for part in self._judge.parts_since(self._place, self._order):
                if not is_in_part(touches, part):
                    return Reason.RESTRICTED
        return None

    def _has_own_right(self, rule: Rule, touches: tuple[str, ...]) -> bool:
        if self._was.member == SECRETARIAT:
            return rule.secretariat
        return rule.for_oneself and touches == (self._was.member,)

    def _is_in_part_only(self, rule: Rule) -> bool:
        """Whether the author may as an expert alone, so that restrictions bind them."""
        return rule.in_part and self._was.roles & rule.roles == {Role.EXPERT}


def _common(parts: Iterable[Part]) -> Part:
    """What all of them allow."""
    found: Part = None
    for part in parts:
        found = part if found is None else found if part is None else found & part
    return found


def _agreed(decisions: Sequence[tuple[Place, bool]]) -> bool:
    """Of decisions made without knowing of each other one that rejects wins."""
    return all(accept for _, accept in decisions)


def _named(opened: OpenedSet) -> list[tuple[ChangeId, Change]]:
    return list(zip(opened.names, opened.changes or (), strict=True))
