"""What somebody may not write is refused where it is written, and never lost on the way."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.access import Bar
from desktop_app.domain.members import MemberRole, Person
from desktop_app.domain.responses import Status
from desktop_app.errors import NotEntitled, StepRefused
from desktop_app.services import (
    assignments,
    dossiers,
    finalising,
    journal,
    members,
    notes,
    record_conflicts,
    submitting,
    timeline,
    upgrading,
    working_files,
)
from review_protocol.changes import RecordType
from review_protocol.costs import KdfCost
from review_protocol.names import SetId
from review_protocol.statements import Role
from tests.builders.approving import opened
from tests.builders.attachments import attach
from tests.builders.carrying import carry
from tests.builders.later_packs import later_pack
from tests.builders.offices import Office
from tests.builders.responses import key

WHY, CARD = key("why_5"), key("c_5_1_a_i")
CHEAP = KdfCost.FOR_TESTS
DAY = date(2026, 3, 2)
SERVICES = Path(notes.__file__).parent


@dataclass
class Room:
    """Alice, the focal point, whose response somebody holds; and what stands in it."""

    alice: Office
    who: Office
    folder: Path
    assignment: str = ""
    file: str = ""
    note: str = ""

    def sheet(self) -> Path:
        path = self.folder / "wording.csv"
        path.write_text("card,language,number,text\nc_5_1_a_i,en,7,Official text\n", "utf-8")
        return path


@pytest.fixture
def room(alice: Office, tmp_path: Path) -> Iterator[Room]:
    """Bob joins as an expert, leaves a note, and may have another role afterwards."""
    folder = tmp_path / "folder"
    folder.mkdir()
    bob = Office(name="Bob", folder=tmp_path / "bob").join(alice.invite(folder))
    carry(bob, alice)
    alice.confirm(bob)
    made = Room(alice, bob, folder)
    made.assignment = assignments.assign(alice.profile, alice.dossier, CARD, bob.member)
    made.file = attach(alice)
    carry(alice, bob)
    made.note = bob.note("why_5", "written while it was allowed")
    carry(bob, alice)
    yield made
    bob.close()


def _in(
    service: Callable[..., object], *what: object, **more: object
) -> Callable[[Room], object]:
    return lambda room: service(room.who.profile, room.who.dossier, *what, **more)


def _revise(room: Room) -> None:
    info = dossiers.find_dossier(room.who.profile)
    timeline.revise(room.who.profile, room.who.dossier, info, "start", DAY, "It was late.")


def _note_done(room: Room) -> None:
    info = dossiers.find_dossier(room.who.profile)
    timeline.note_done(room.who.profile, room.who.dossier, info, "start", DAY)


def _answer(room: Room) -> None:
    response = opened(room.who)
    response.set(WHY, "An answer")
    response.leave()
    journal.write(room.who.profile, room.who.dossier, response.take_pending())


def _ready(room: Room) -> None:
    response = opened(room.who)
    response.set(key("instruments"), "UNTOC")
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), "no")
    response.set_status(CARD, Status.READY)
    response.leave()
    journal.write(room.who.profile, room.who.dossier, response.take_pending())


def _row(room: Room) -> None:
    response = opened(room.who)
    response.add(key("bodies"))
    journal.write(room.who.profile, room.who.dossier, response.take_pending())


DEEDS: dict[str, Callable[[Room], object]] = {
    "answer": _answer,
    "status": _ready,
    "row": _row,
    "approve": lambda room: opened(room.who).set_status(CARD, Status.CLEARED),
    "note": _in(notes.add_note, WHY, "A remark"),
    "note-back": lambda room: _in(notes.withdraw_note, room.note)(room),
    "file": lambda room: attach(room.who, "his.pdf"),
    "file-back": lambda room: _in(working_files.withdraw, room.file)(room),
    "wording": lambda room: _in(dossiers.load_wording, room.sheet())(room),
    "assign": _in(assignments.assign, CARD, "The ministry"),
    "assign-all": _in(assignments.assign_all, [CARD], "The ministry"),
    "assignment-back": lambda room: _in(assignments.withdraw, room.assignment)(room),
    "assignment-kept": lambda room: _in(
        record_conflicts.keep, RecordType.ASSIGNMENT, room.assignment, "f" * 8
    )(room),
    "timeline": _revise,
    "timeline-done": _note_done,
    "upgrade": _in(upgrading.upgrade_dossier, later_pack("reworded")),
    "final": _in(finalising.approve_everything, reason="The rest follows."),
    "reopen": _in(finalising.reopen, "A mistake"),
    "submit": lambda room: _in(submitting.submit_file, room.folder / "s")(room),
    "ask": _in(submitting.ask_reopening, "A mistake"),
    "self": lambda room: _in(members.describe, room.who.member, Person(name="Robert"))(room),
    "other": lambda room: _in(members.describe, room.alice.member, Person(name="Al"))(room),
    "restrict": lambda room: _in(members.restrict, room.who.member, None)(room),
    "decide": _in(members.decide, [SetId("0" * 64)], accept=True),
    "invite": lambda room: _in(
        members.invite, room.folder / "i", person=Person(name="C"), role=MemberRole.EXPERT
    )(room),
    "confirm": lambda room: _in(members.confirm, room.alice.member)(room),
    "role": lambda room: _in(members.set_role, room.who.member, MemberRole.DEPUTY)(room),
    "remove": lambda room: _in(members.remove, room.alice.member)(room),
    "computer-out": lambda room: _in(members.remove_computer, room.alice.device.id)(room),
    "hand-over": lambda room: _in(members.hand_over, room.who.member)(room),
    "take-over": _in(members.take_over),
    "take-back": _in(members.take_back),
    "reserve": lambda room: _in(members.make_reserve, room.folder / "r", cost=CHEAP)(room),
    "computer": lambda room: _in(members.add_computer, room.folder / "c", cost=CHEAP)(room),
}
EXPERT = frozenset({"answer", "status", "row", "note", "note-back", "file", "self", "computer"})
OBSERVER = frozenset({"self", "computer"})


def kept(office: Office) -> tuple[object, ...]:
    """All that would ever leave this computer."""
    held = office.held()
    return held.pending.names, tuple(each.id for each in held.sealed)


def is_refused(room: Room, deed: Callable[[Room], object]) -> bool:
    """Whether the role was held against it, and nothing else."""
    try:
        deed(room)
    except NotEntitled:
        return True
    except StepRefused as refused:
        if refused.reason not in set(Bar):
            raise
        return True
    return False


@pytest.mark.parametrize("role", [Role.EXPERT, Role.OBSERVER])
def test_every_deed_is_taken_by_the_others_or_refused_at_once(room: Room, role: Role) -> None:
    if role is Role.OBSERVER:
        members.set_role(
            room.alice.profile, room.alice.dossier, room.who.member, MemberRole.OBSERVER
        )
        carry(room.alice, room.who)
    done = set()
    for name, deed in DEEDS.items():
        before = kept(room.who)
        if is_refused(room, deed):
            assert kept(room.who) == before, name
        else:
            assert kept(room.who) != before, name
            done.add(name)
    assert done == (EXPERT if role is Role.EXPERT else OBSERVER)
    carry(room.who, room.alice)
    for office in (room.alice, room.who):
        state = office.held().state
        assert not state.refused
        assert not state.waiting
        assert office.is_sound()


def test_who_was_removed_writes_nothing_for_others(room: Room) -> None:
    room.alice.remove(room.who.member)
    carry(room.alice, room.who)
    before = kept(room.who)
    for name in EXPERT:
        with pytest.raises((NotEntitled, StepRefused)):
            DEEDS[name](room)
    assert kept(room.who) == before


def test_every_service_that_writes_is_among_them() -> None:
    """A new one must say above what an observer and an expert may do with it."""
    writing = {"write", "attach", "upgrade", "writer"}
    found = {
        path.stem
        for path in SERVICES.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in writing
        and isinstance(node.value, ast.Name)
        and node.value.id == "journal"
    }
    assert found == {
        "assignments",
        "dossiers",
        "finalising",
        "members",
        "notes",
        "record_conflicts",
        "timeline",
        "upgrading",
        "working_files",
    }
