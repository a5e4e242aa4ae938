"""Every role times every kind of change and statement, forged at every moment.

The table says who may make what. From it, and from the one rule that a loss of which the
author did not know makes what they wrote wait, follows how each forgery must stand; and it
must stand alike in every order of arrival: each forgery in all orders of the last three sets
(the forged one, the turn, and what came before the two), one of each moment in all orders of
the last four. All orders of four for each would take two minutes.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import get_args

import pytest

from review_protocol.changes import (
    AddChange,
    Change,
    ClearanceChange,
    DecisionChange,
    DossierChange,
    Kind,
    Mark,
    RecordChange,
    RecordType,
    RemoveChange,
    RestrictionChange,
    StatusChange,
    UpgradeChange,
    WordingChange,
)
from review_protocol.names import ChangeId, DeviceId, EpochId, SetId, change_id
from review_protocol.rules import CHANGES, STATEMENTS, row_of
from review_protocol.state import Reason, Standing, State
from review_protocol.statements import (
    Confirm,
    Epoch,
    Found,
    HandOver,
    RemoveDevice,
    Reserve,
    Role,
    Server,
    SetRole,
    Statement,
    TakeBack,
    TakeOver,
)
from tests.builders.change_sets import (
    KEM,
    Computer,
    Office,
    answer,
    computer,
    first_change,
    invite,
    removal,
)
from tests.builders.signing import make_signing_key

# Who may make it: F focal point, D deputy, E expert, R expert restricted to question q,
# P provisional expert, O observer, X removed, N nobody (a stranger with a key), S secretariat.
MAY_CHANGE = {
    "dossier": "",  # the first set has it, and no other set may
    "answer to q": "FDERP",
    "answer to another question": "FDEP",
    "translation": "FDERP",
    "note on an answer": "FDERP",
    "status of q": "FDERP",
    "status of another question": "FDEP",
    "approved": "F",
    "add": "FDERP",
    "add another": "FDEP",
    "remove": "FDERP",
    "remove another": "FDEP",
    "wording": "FD",
    "note": "FDERP",
    "consultation": "FDERP",
    "contribution": "FDERP",
    "law": "FDERP",
    "file": "FDERP",
    "assignment": "FD",
    "timeline": "FD",
    "body": "FD",
    "own person": "FDERPO",
    "another's person": "F",
    "notice": "S",
    "question": "S",
    "receipt": "S",
    "reopening": "S",
    "server of the response": "F",
    "restriction": "F",
    "upgrade": "F",
    "clearance": "F",
    "approval of the whole": "F",
    "decision": "F",
}
MAY_STATE = {
    "found": "",
    "invite": "F",
    "join": "N",
    "confirm": "F",
    "device": "FDERPO",
    "remove own device": "FDERPO",
    "remove another's device": "F",
    "role": "F",
    "remove": "F",
    "hand over": "FS",
    "take back": "",
    "take over": "D",
    "reserve": "F",
    "use reserve": "FDERPON",  # whoever holds the printed key
    "epoch": "FDERPS",
    "server": "F",
}
# Removals win: who makes them without knowing of their own loss is obeyed all the same.
# A key of the secretariat's opens what it was made for, and nobody else seals with it.
STANDS_ANYHOW = {"remove own device"}
# What two of them at the same time come to is told in test_tenures.py and test_joining.py.
SETTLED_ELSEWHERE = {"hand over", "take over", "use reserve", "join"}


class Scene:
    """An office in which an actor is about to turn from one role into another."""

    def __init__(self, letter: str) -> None:
        self.office = office = Office()
        self.carl = office.admit("carl", Role.EXPERT)
        self.olga = computer("olga")
        self.base = office.write(
            office.ana,
            answer("q", "Yes"),
            answer("r", "No"),
            AddChange(key="q@1", order="a"),
            AddChange(key="r@1", order="a"),
            Reserve(reserve=make_signing_key("safe").public),
            invite("open invitation", Role.EXPERT),
            invite("second invitation", Role.EXPERT),
        )
        office.join(self.olga, "open invitation")
        self.actor = self._enter(letter)
        self.start = office.heads()

    def _enter(self, letter: str) -> Computer:
        office = self.office
        actor = office.ana if letter == "F" else computer("actor")
        if letter == "S":
            office.write(office.ana, Server(secretariat=actor.public))
        elif letter in "DERPO":
            roles = {"D": Role.DEPUTY, "O": Role.OBSERVER}
            office.admit("actor", roles.get(letter, Role.EXPERT), is_confirmed=letter != "P")
        if letter in "FDERPO":
            office.write(actor, office.add_device(computer("second", actor)))
        if letter == "R":
            office.write(office.ana, RestrictionChange(member=actor.member, questions=("q",)))
        return actor

    @property
    def spare(self) -> DeviceId:
        """The actor's second computer; that which they have, when it is the only one."""
        second = computer("second").id
        return second if second in self.office.state().roster.devices else self.actor.id

    def change(self, what: str) -> Change:
        """What the actor forges."""
        return _CHANGES[what](self)

    def statement(self, what: str) -> Statement:
        """The same in the header."""
        return _STATEMENTS[what](self)

    def version(self, index: int) -> ChangeId:
        """One of the changes that everybody knows."""
        return change_id(self.base, index)


def _record(type_: RecordType, subject: str = "some record") -> Callable[[Scene], Change]:
    return lambda _: RecordChange(type=type_, subject=subject)


def _status(index: int, mark: Mark) -> Callable[[Scene], Change]:
    return lambda scene: StatusChange(versions=(scene.version(index),), mark=mark)


_CHANGES: dict[str, Callable[[Scene], Change]] = {
    "dossier": lambda _: DossierChange(pack="p" * 64, party="Another party"),
    "answer to q": lambda scene: answer("q", "Forged", scene.version(0)),
    "answer to another question": lambda scene: answer("r", "Forged", scene.version(1)),
    "translation": lambda _: answer("q", "Oui", facet="translation:fr"),
    "note on an answer": lambda _: answer("q", "See law 5", facet="note"),
    "status of q": _status(0, Mark.READY),
    "status of another question": _status(1, Mark.READY),
    "approved": _status(0, Mark.CLEARED),
    "add": lambda _: AddChange(key="q@2", order="b"),
    "add another": lambda _: AddChange(key="r@2", order="b"),
    "remove": lambda scene: RemoveChange(key="q@1", replaces=(scene.version(2),)),
    "remove another": lambda scene: RemoveChange(key="r@1", replaces=(scene.version(3),)),
    "wording": lambda _: WordingChange(question="q", language="en", number="1", text="What?"),
    "note": _record(RecordType.NOTE),
    "consultation": _record(RecordType.CONSULTATION),
    "contribution": _record(RecordType.CONTRIBUTION),
    "law": _record(RecordType.LAW),
    "file": _record(RecordType.FILE),
    "assignment": _record(RecordType.ASSIGNMENT),
    "timeline": _record(RecordType.TIMELINE),
    "body": _record(RecordType.BODY),
    "own person": lambda s: RecordChange(type=RecordType.PERSON, subject=s.actor.member),
    "another's person": lambda s: RecordChange(type=RecordType.PERSON, subject=s.carl.member),
    "notice": _record(RecordType.NOTICE),
    "question": _record(RecordType.QUESTION),
    "receipt": _record(RecordType.RECEIPT),
    "reopening": _record(RecordType.REOPENING),
    "server of the response": _record(RecordType.SERVER, "5e" * 32),
    "restriction": lambda s: RestrictionChange(member=s.carl.member, questions=("q",)),
    "upgrade": lambda _: UpgradeChange(pack="f" * 64, version=9),
    "clearance": lambda s: ClearanceChange(versions=(s.version(0),), pack="p" * 64),
    "approval of the whole": _record(RecordType.APPROVAL, "1"),
    "decision": lambda s: DecisionChange(sets=(s.base,), accept=True),
}
_STATEMENTS: dict[str, Callable[[Scene], Statement]] = {
    "found": lambda _: Found(kem=KEM),
    "invite": lambda _: invite("third invitation", Role.DEPUTY),
    "join": lambda s: s.office.joining(s.actor, "second invitation"),
    "confirm": lambda s: Confirm(member=s.olga.member, device=s.olga.id),
    "device": lambda s: s.office.add_device(computer("third", s.actor)),
    "remove own device": lambda s: RemoveDevice(device=s.spare),
    "remove another's device": lambda s: RemoveDevice(device=s.carl.id),
    "role": lambda s: SetRole(member=s.carl.member, role=Role.OBSERVER),
    "remove": lambda s: removal(s.carl),
    "hand over": lambda s: HandOver(to=s.carl.member),
    "take back": lambda _: TakeBack(),
    "take over": lambda _: TakeOver(),
    "reserve": lambda _: Reserve(reserve=make_signing_key("another safe").public),
    "use reserve": lambda s: s.office.use_reserve(s.actor, "safe"),
    "epoch": lambda _: Epoch(epoch=EpochId(b"e" * 16), keys=()),
    "server": lambda _: Server(secretariat=make_signing_key("another server").public),
}


@dataclass(frozen=True)
class Turn:
    """From which letter of the table to which, by what, and why somebody has to decide."""

    before: str
    after: str
    make: Callable[[Scene], Statement | Change]
    reason: Reason | None = None
    is_own: bool = False


def _role(role: Role) -> Callable[[Scene], Statement]:
    return lambda scene: SetRole(member=scene.actor.member, role=role)


def _restrict(*questions: str) -> Callable[[Scene], Change]:
    return lambda s: RestrictionChange(member=s.actor.member, questions=questions)


def _lift(scene: Scene) -> Change:
    """The restriction that `Scene` made is the last set but for the actor's devices."""
    made = first_change(next(iter(scene.start)))
    return RestrictionChange(member=scene.actor.member, questions=None, replaces=(made,))


TURNS = {
    "an expert is removed": Turn("E", "X", lambda s: removal(s.actor), Reason.REMOVED),
    "their computer is removed": Turn(
        "E", "X", lambda s: RemoveDevice(device=s.actor.id), Reason.REMOVED
    ),
    "an expert becomes observer": Turn("E", "O", _role(Role.OBSERVER), Reason.DEMOTED),
    "an expert becomes deputy": Turn("E", "D", _role(Role.DEPUTY)),
    "an expert is restricted": Turn("E", "R", _restrict("q"), Reason.RESTRICTED),
    "a restriction is lifted": Turn("R", "E", _lift),
    "a deputy becomes expert": Turn("D", "E", _role(Role.EXPERT), Reason.DEMOTED),
    "another becomes deputy": Turn(
        "D", "E", lambda s: SetRole(member=s.carl.member, role=Role.DEPUTY), Reason.DEMOTED
    ),
    "a deputy is removed": Turn("D", "X", lambda s: removal(s.actor), Reason.REMOVED),
    "a deputy takes over": Turn("D", "F", lambda _: TakeOver(), is_own=True),
    "the focal point hands over": Turn(
        "F", "E", lambda s: HandOver(to=s.carl.member), Reason.HANDED_OVER
    ),
    "an expert is handed over to": Turn("E", "F", lambda s: HandOver(to=s.actor.member)),
    "a provisional expert is confirmed": Turn(
        "P", "E", lambda s: Confirm(member=s.actor.member, device=s.actor.id)
    ),
    "a provisional expert is removed": Turn(
        "P", "X", lambda s: removal(s.actor), Reason.REMOVED
    ),
    "an observer becomes expert": Turn("O", "E", _role(Role.EXPERT)),
    "a stranger joins": Turn("N", "P", _STATEMENTS["join"], is_own=True),
    "a server is named": Turn("N", "S", lambda s: Server(secretariat=s.actor.public)),
    "another server is named": Turn(
        "S",
        "N",
        lambda _: Server(secretariat=make_signing_key("new server").public),
        Reason.REMOVED,
    ),
}
MOMENTS = ("before", "at the same time", "after")


@dataclass(frozen=True)
class Forged:
    """What came of a forgery."""

    office: Office
    made: SetId
    state: State


def forge(turn: Turn, when: str, make: Callable[[Scene], Statement | Change]) -> Forged:
    """The turn, and what the actor makes before, after, or without knowing of it."""
    scene = Scene(turn.before)
    office, author = scene.office, scene.actor if turn.is_own else scene.office.ana
    forged, event = make(scene), turn.make(scene)
    if when == "before":
        made = office.write(scene.actor, forged)
        office.write(author, event)
    elif when == "after":
        office.write(author, event)
        made = office.write(scene.actor, forged)
    else:
        made = office.write(scene.actor, forged, after=scene.start)
        office.write(author, event, after=scene.start)
    state = office.state()
    refuse_another_order(office, state, sets=3)
    return Forged(office, made, state)


def refuse_another_order(office: Office, state: State, *, sets: int) -> None:
    """Whatever of the last sets comes first, what was held before being as it was."""
    held = list(office.sets)
    first, last = held[:-sets], held[-sets:]
    for order in itertools.permutations(last):
        if list(order) != last:  # that is how the state was derived
            assert office.state([*first, *order]) == state


def expected(turn: Turn, when: str, may: str, lost: Standing) -> Standing:
    """How it must stand, by who may make it."""
    if when == "after":
        return Standing.EFFECTIVE if turn.after in may else Standing.REFUSED
    if turn.before not in may:
        return Standing.REFUSED
    return lost if when == "at the same time" and turn.after not in may else Standing.EFFECTIVE


def refusals(letter: str) -> set[Reason]:
    """Why somebody may be refused."""
    special = {"N": {Reason.UNKNOWN_DEVICE}, "X": {Reason.REMOVED}}
    return special.get(letter, {Reason.NOT_ENTITLED, Reason.RESTRICTED})


def test_nothing_that_can_be_made_is_missing_here() -> None:
    """A kind of change, a type of record or a statement that is new is forged here too."""
    assert MAY_CHANGE.keys() == _CHANGES.keys()
    assert MAY_STATE.keys() == _STATEMENTS.keys()
    scene = Scene("E")
    assert {row_of(scene.change(what)) for what in _CHANGES} == CHANGES.keys()
    assert {type(scene.statement(what)) for what in _STATEMENTS} == STATEMENTS.keys()
    assert CHANGES.keys() >= set(RecordType) | (set(Kind) - {Kind.RECORD})
    assert STATEMENTS.keys() == set(get_args(Statement))


@pytest.mark.parametrize("when", MOMENTS)
@pytest.mark.parametrize("name", TURNS)
def test_each_change_stands_as_the_table_says(name: str, when: str) -> None:
    turn = TURNS[name]
    for what, may in MAY_CHANGE.items():
        forged = forge(turn, when, lambda scene, what=what: scene.change(what))  # type: ignore[misc]
        found = {
            Standing.WAITING: [
                one for one in forged.state.waiting if one.set_id == forged.made
            ],
            Standing.REFUSED: [
                one for one in forged.state.refused if one.set_id == forged.made
            ],
        }
        must = expected(turn, when, may, Standing.WAITING)
        assert {one for one, judged in found.items() if judged} == {must} - {
            Standing.EFFECTIVE
        }, what
        for judged in found[Standing.WAITING]:
            assert judged.reason is turn.reason, what
        for judged in found[Standing.REFUSED]:
            letter = turn.after if when == "after" else turn.before
            assert judged.reason in refusals(letter), what


@pytest.mark.parametrize("when", MOMENTS)
@pytest.mark.parametrize("name", TURNS)
def test_each_statement_stands_as_the_table_says(name: str, when: str) -> None:
    turn = TURNS[name]
    for what, may in MAY_STATE.items():
        if when == "at the same time" and what in SETTLED_ELSEWHERE:
            continue
        forged = forge(turn, when, lambda scene, what=what: scene.statement(what))  # type: ignore[misc]
        stands = what in STANDS_ANYHOW or (turn.before == "S" and what == "epoch")
        lost = Standing.EFFECTIVE if stands else Standing.VOID
        must = expected(turn, when, may, lost)
        found = [one for one in forged.state.void_statements if one.set_id == forged.made]
        assert {one.standing for one in found} == {must} - {Standing.EFFECTIVE}, what


@pytest.mark.parametrize("when", MOMENTS)
@pytest.mark.parametrize("name", TURNS)
def test_each_order_of_arrival_comes_to_the_same(name: str, when: str) -> None:
    forged = forge(TURNS[name], when, lambda scene: scene.change("answer to another question"))
    refuse_another_order(forged.office, forged.state, sets=4)
