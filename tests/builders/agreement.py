"""What must hold once offices have seen every file of each other, written without a look at
how the program comes to it.

Two records are kept of what people typed: their own memory, which does not pass through
the program, and what stands in the sets. Both must be found with everybody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.exchanges import FileVerdict
from desktop_app.domain.keys import VersionId
from review_protocol.changes import AnswerChange
from review_protocol.names import ChangeId, SetId
from review_protocol.state import OpenedSet, State
from tests.builders import change_sets, invariants
from tests.builders.offices import Office

Text = tuple[str, str]
"""The text form of a node, and what somebody wrote there."""
Shown = dict[str, set[tuple[str, object]]]
"""By the text form of a node what stands there, and how finished each of it is."""


@dataclass
class Memory:
    """What somebody at a computer typed, as they would tell it.

    ``own`` are the versions typed last, by the names they had then. ``last`` is the last text
    of each node since something was sealed, which may still be taken back; ``given`` are
    those that were there last when something was.
    """

    own: dict[str, tuple[VersionId, str]] = field(default_factory=dict)
    last: dict[str, str] = field(default_factory=dict)
    given: set[Text] = field(default_factory=set)

    def typed(self, key: str, text: str) -> None:
        """Somebody typed."""
        self.last[key if "@" in key else f"{key}@"] = text

    def sealed(self) -> None:
        """What was typed left the hands of its author."""
        self.given |= self.last.items()
        self.last.clear()

    def copy(self) -> Memory:
        """What a copy of the disk will remember."""
        return Memory(dict(self.own), dict(self.last), set(self.given))


class Ledger(change_sets.Office):
    """The sets that everybody holds, for `tests.builders.invariants`."""

    def __init__(self, sets: Iterable[OpenedSet], dossier: SetId) -> None:
        self.sets = {opened.id: opened for opened in sets}
        self.dossier = dossier


def check_one(office: Office, given: Iterable[Text]) -> None:
    """All of it, of an office that holds all that anybody has."""
    held = office.held()
    assert not held.state.missing, "a set lacks another"
    assert not held.state.unreadable, "a set cannot be read"
    check_sets(held.sealed, SetId(office.dossier), held.state)
    check_screen(office, held.state)
    texts = office.texts()
    for text in given:
        assert text in texts, f"nobody has any more: {text}"
    assert office.is_sound(), "the tables do not say what the sets say"


def check_sets(sets: Iterable[OpenedSet], dossier: SetId, state: State) -> None:
    """The state follows from the sets, in any order, and nothing in them is lost."""
    ledger = Ledger(sets, dossier)
    invariants.check_order(ledger, state)
    invariants.check_nothing_lost(ledger, set(ledger.sets), state)
    invariants.check_next(ledger, state)
    invariants.check_current(ledger, state)
    invariants.check_roster(state)
    invariants.check_removed(ledger, set(ledger.sets), state)
    check_names(ledger)


def check_names(ledger: Ledger) -> None:
    """Whatever a change refers to, its author had seen: it stands in what came before."""
    names = {id_: frozenset(opened.names) for id_, opened in ledger.sets.items()}
    for id_, opened in ledger.sets.items():
        referred = {
            name
            for change in opened.changes or ()
            for list_ in ("replaces", "versions", "saw")
            for name in getattr(change, list_, ())
        }
        if referred:
            seen = frozenset[ChangeId]().union(*(names[each] for each in ledger.past([id_])))
            assert referred <= seen, f"{id_} refers to what its author had not seen"


def check_screen(office: Office, state: State) -> None:
    """What is shown and what is exported is what stands, all of it."""
    exported = json.loads(office.export())["answers"]
    on_screen = {key: {value for value, _ in found} for key, found in shown(office).items()}
    for (key, facet), ids in state.answers.items():
        changes = [state.versions[id_].judged.change for id_ in ids]
        values = {change.value for change in changes if isinstance(change, AnswerChange)}
        if facet == "value":
            assert {each["value"] for each in exported[key]} == values
            assert on_screen.get(key, set()) in (values, set())
            assert key in on_screen or "@" in key, f"not shown: {key}"


def shown(office: Office) -> Shown:
    """What stands for each answer, and how finished it is."""
    return {
        str(key): {(each.value, each.status) for each in found}
        for key, found in office.load().versions.items()
    }


def check_repeated(office: Office, files: Iterable[Path]) -> None:
    """Files that were taken in already bring nothing."""
    plan = office.plan(*files)
    assert plan.is_empty, "a file brings something twice"
    verdicts = {look.verdict for look in plan.files}
    assert FileVerdict.GOOD not in verdicts
