"""Who settled an answer, and between which versions: what a dossier's sets say of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.decisions import decided_between
from review_protocol.changes import AnswerChange
from review_protocol.names import ChangeId
from review_protocol.state import Judged, Standing, State

Register = tuple[str, str]
"""An answer's node and facet."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A version that took the place of several, which said different things."""

    made: Judged
    between: tuple[ChangeId, ...]


def decisions(state: State) -> Mapping[Register, tuple[Decision, ...]]:
    """Of every answer those that were made, by id; also where it was edited since."""
    found = {}
    for register, versions in _registers(state).items():
        made = _decisions_of(state, versions)
        if made:
            found[register] = made
    return found


def _registers(state: State) -> Mapping[Register, dict[ChangeId, AnswerChange]]:
    found: dict[Register, dict[ChangeId, AnswerChange]] = defaultdict(dict)
    for id_, version in state.versions.items():
        change = version.judged.change
        if isinstance(change, AnswerChange):
            found[change.key, change.facet][id_] = change
    return found


def _decisions_of(
    state: State, versions: Mapping[ChangeId, AnswerChange]
) -> tuple[Decision, ...]:
    values = {id_: change.value for id_, change in versions.items()}
    replaces = {id_: change.replaces for id_, change in versions.items()}
    found = []
    for id_, change in versions.items():
        judged = state.versions[id_].judged
        # Who names what they cannot have seen replaces nothing, and has decided nothing.
        named = [old for old in change.replaces if id_ in state.replaced.get(old, ())]
        if judged.standing is Standing.EFFECTIVE and len(named) > 1:
            between = decided_between(named, values=values, replaces=replaces)
            if between:
                found.append(Decision(judged, between))
    return tuple(sorted(found, key=lambda one: one.made.id))
