"""Offices that do anything at all to each other, step by step, and what must hold at the end.

A step is a kind and three numbers, read modulo what there is to choose from; so any list of
steps can be played, and any part of a list too. What somebody may not do they do not do, but
for typing: also what the window bars (a restricted expert, an observer) is written here, as by
an altered program, so that all must come to refuse it alike.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.exchanges import FileVerdict
from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.members import MemberRole, Person
from desktop_app.domain.responses import Status
from desktop_app.errors import (
    BadArgument,
    ExchangeRefused,
    NotEntitled,
    SendRefused,
    UpgradeRefused,
)
from desktop_app.exchange.holding import state_of
from desktop_app.exchange.opening import Opened
from desktop_app.services import members
from desktop_app.services.access import access_of
from desktop_app.services.invitations import ForCode
from desktop_app.services.upgrading import upgrade_dossier
from review_protocol.costs import KdfCost
from review_protocol.names import SetId
from review_protocol.state import OpenedSet, Roster
from tests.builders.agreement import (
    Memory,
    Shown,
    Text,
    check_one,
    check_repeated,
    shown,
)
from tests.builders.clocks import START, SteppingClock
from tests.builders.engines import compiled_once
from tests.builders.later_packs import later_pack
from tests.builders.offices import Office
from tests.builders.world_members import deeds_of_members
from tests.builders.world_steps import QUESTIONS, Kind, Step

ROWS = ("laws_5@r1", "laws_5@r2", "laws_5@r3")
INSIDE = tuple(row.replace("laws_5@", "laws_5_title@") for row in ROWS)
LATER = ((2, "reworded"), (2, "rechosen"), (3, "-examples_5"), (3, "+why_6"))
"""Newer versions of the questionnaire: two of each, so that two can be begun at once."""
SPARE = 2
"""Profiles with which somebody can come back."""


def build_template(folder: Path) -> Path:
    """Alice, the focal point, with two computers; Bob, her deputy; Carol, an expert."""
    folder.mkdir(parents=True, exist_ok=True)
    stick = folder / "stick"
    stick.mkdir()
    alice = Office(name="Alice", folder=folder / "alice").found()
    bob, carol = (
        _joined(alice, Office(name=name, folder=folder / name.lower()), role, stick)
        for name, role in (("Bob", MemberRole.DEPUTY), ("Carol", MemberRole.EXPERT))
    )
    second = Office(name="Alice", folder=folder / "second")
    file = members.add_computer(alice.profile, alice.dossier, stick, cost=KdfCost.FOR_TESTS)
    second.join(file)
    news = alice.send(stick)
    for office in (bob, carol, second):
        office.receive(news)
    for number in range(SPARE):
        Office(name="Again", folder=folder / f"spare{number}").close()
    for office in (alice, bob, carol, second):
        office.close()
    shutil.rmtree(stick)
    (folder / "dossier").write_text(alice.dossier, encoding="ascii")
    return folder


def _joined(alice: Office, office: Office, role: MemberRole, stick: Path) -> Office:
    invited = members.invite(
        alice.profile,
        alice.dossier,
        stick,
        person=Person(name=office.name),
        role=role,
        cost=KdfCost.FOR_TESTS,
    )
    office.join(invited)
    alice.receive(office.send(stick))
    members.confirm(alice.profile, alice.dossier, office.member)
    return office


@dataclass
class World:
    """Some offices, a drawer of sticks that may be lost, old images of disks, and a safe."""

    folder: Path
    offices: list[Office] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    images: dict[int, tuple[Path, Memory]] = field(default_factory=dict)
    spares: list[Path] = field(default_factory=list)
    reserves: list[ForCode] = field(default_factory=list)
    memories: dict[int, Memory] = field(default_factory=dict)
    count: int = 0

    def play(self, steps: Iterable[Step]) -> None:
        """All of them, one after the other."""
        for step in steps:
            self.step(step)

    def step(self, step: Step) -> None:
        """Let it happen, if whoever it happens to may do it."""
        self.count += 1
        office = self.offices[step.who % len(self.offices)]
        with suppress(NotEntitled, BadArgument, ExchangeRefused, SendRefused, UpgradeRefused):
            self._deeds()[step.kind](office, step.one, step.other)

    def converge(self) -> None:
        """Everybody sees every file there is; then one, who is a member at the end, collects
        what all the others have and gives it to them, until nobody has anything new.

        Nobody else helps: what that one wrongly takes to be known to somebody never comes.
        Only whoever does not know that one gives their file to everybody. A file opens for the
        computers that its sender knows, so two who came in without knowing of each other can
        open none of each other's: somebody whom both know must introduce them. Nor does who
        copied a profile collect for the copy: what it lacks is brought by the others. If there
        are no others, for the only computer that is left is there twice, nobody is to be sent
        to: then the copy is handed the files that the other one had.
        """
        given: set[Text] = set()
        arrived: list[Path] = []
        for number in range(8):
            stick = self.folder / f"last{number}"
            stick.mkdir()
            sent = [(office, self._sent(office, stick)) for office in self.offices]
            if not number:
                given = self._given()
            hub = self._hub()
            self.files += [file for office, file in sent if file and not _knows(office, hub)]
            hub.receive(*self.files, *(file for _, file in sent if file))
            collected = self._sent(hub, stick)
            if len({office.device.id for office in self.present()}) == 1:
                handed = [file for _, file in sent if file]
            else:
                assert collected is not None, "who collects can send nothing"
                handed = [collected]
            arrived = [*self.files, *handed]
            for office in self.offices:
                if office is not hub:
                    office.receive(*arrived)
            self.files.clear()
            present = self.present()
            if len({office.export() for office in present}) == 1:
                break  # all hold the same, and can read it
        assert len({office.export() for office in present}) == 1, "they do not say the same"
        for office in present:
            assert given <= office.texts(), f"lost: {given - office.texts()}"
        check_repeated(present[-1], arrived)
        check_one(present[self.count % len(present)].again(), given)

    def _hub(self) -> Office:
        """One who is a member now, at a computer of which there is no copy, if there is any."""
        present = self.present()
        computers = [office.device.id for office in present]
        alone = [each for each in present if computers.count(each.device.id) == 1] or present
        return alone[self.count % len(alone)]

    def _given(self) -> set[Text]:
        """What must not be lost: all that is in the sets of those who ever were members, and
        what they say themselves that they gave.
        """
        given: set[Text] = set()
        for office in self.known():
            self.memory(office).sealed()
            given |= office.texts() | self.memory(office).given
        return given

    def memory(self, office: Office) -> Memory:
        """What somebody at an office would tell."""
        return self.memories.setdefault(id(office), Memory())

    def known(self) -> list[Office]:
        """Those at computers that ever were in the roster, by all the sets there are.

        Whoever was invited by somebody who was out by then, which that one did not know,
        never was: nobody takes a file from them but those who do not know either. What
        reached one of those, who was a member once, is theirs, and counts.
        """
        devices = self._roster().devices
        return [office for office in self.offices if office.device.id in devices]

    def present(self) -> list[Office]:
        """Those at computers that are in it now."""
        roster = self._roster()
        return [office for office in self.offices if roster.has_active(office.device.id)]

    def _roster(self) -> Roster:
        union: dict[SetId, OpenedSet] = {}
        for office in self.offices:
            union |= {opened.id: opened for opened in office.held().sealed}
        return state_of(self.offices[0].dossier, Opened(sets=tuple(union.values()))).roster

    def close(self) -> None:
        """Lock every profile."""
        for office in self.offices:
            office.close()

    def _sent(self, office: Office, stick: Path) -> Path | None:
        try:
            return office.send(stick)
        except SendRefused:
            return None

    def _deeds(self) -> dict[Kind, Callable[[Office, int, int], object]]:
        return {
            Kind.ANSWER: lambda office, one, other: self._answer(
                office, QUESTIONS[one % len(QUESTIONS)], other
            ),
            Kind.ANSWER_IN_ROW: lambda office, one, other: self._answer(
                office, INSIDE[one % len(INSIDE)], other
            ),
            Kind.ADD: lambda office, one, _: office.add(
                ROWS[one % len(ROWS)], str(one % len(ROWS))
            ),
            Kind.DROP: lambda office, one, _: office.drop(ROWS[one % len(ROWS)]),
            Kind.MARK: self._mark,
            Kind.SETTLE: self._settle,
            Kind.NOTE: lambda office, one, _: office.note(
                QUESTIONS[one % len(QUESTIONS)], self._text(office)
            ),
            Kind.UPGRADE: self._upgrade,
            Kind.HAND: self._hand,
            Kind.SEND: self._send,
            Kind.RECEIVE: self._receive,
            Kind.RECEIVE_ALL: lambda office, *_: self._take(office, self.files),
            Kind.CUT: self._cut,
            Kind.LOSE: self._lose,
            Kind.IMAGE: self._image,
            Kind.PUT_BACK: self._put_back,
            Kind.TWIN: self._twin,
            **deeds_of_members(self),
        }

    def _answer(self, office: Office, key: str, other: int) -> None:
        """Sometimes once more at once, sometimes by the name that the last version had when
        it was typed, as an open page knows it.
        """
        memory = self.memory(office)
        for count in range(1 + other % 2):
            text = f"{self._text(office)}{', again' * count}"
            id_, before = memory.own.get(key, (None, ""))
            if id_ is not None and office.stands(key) == {before}:
                id_ = office.type(key, text, [id_])
            else:
                id_ = office.answer(key, text)
            memory.typed(key, text)
            memory.own[key] = id_, text

    def _text(self, office: Office) -> str:
        return f"{self.count} by {office.name}"

    def _mark(self, office: Office, one: int, other: int) -> None:
        answered = sorted(map(str, office.load().versions))
        office.mark(answered[one % len(answered)], [Status.DRAFT, Status.READY][other % 2])

    def _settle(self, office: Office, one: int, _: int) -> None:
        open_ = sorted(
            str(key)
            for key, versions in office.load().versions.items()
            if len({version.value for version in versions}) > 1
        )
        if open_:
            key, text = open_[one % len(open_)], self._text(office)
            office.settle(key, text)
            self.memory(office).typed(key, text)

    def _upgrade(self, office: Office, one: int, _: int) -> None:
        version, change = LATER[one % len(LATER)]
        upgrade_dossier(office.profile, office.dossier, later_pack(change, version=version))

    def _hand(self, office: Office, one: int, other: int) -> None:
        """A file goes from hand to hand, and may come again later."""
        self._send(office, 1, other)
        self._take(self.offices[one % len(self.offices)], self.files[-1:])

    def _send(self, office: Office, one: int, other: int) -> None:
        stick = self.folder / "sticks"
        stick.mkdir(exist_ok=True)
        to = None if one % 3 else [self.offices[other % len(self.offices)]]
        before = _rightly_shown(office)
        self.files.append(office.send(stick, to))
        self.memory(office).sealed()
        assert _rightly_shown(office) == before, "what was typed looks other when it is sealed"

    def _receive(self, office: Office, one: int, other: int) -> None:
        if self.files:
            chosen = [self.files[one % len(self.files)]]
            if other % 2:
                chosen.append(self.files[other % len(self.files)])
            self._take(office, chosen)

    def _take(self, office: Office, files: list[Path]) -> None:
        before = office.texts()
        note = office.receive(*files)
        if note.files:  # else nothing was done at all
            self.memory(office).sealed()
        assert before <= office.texts(), "an import took a text away"

    def _cut(self, office: Office, one: int, other: int) -> None:
        """A file of which the end is missing is no good, and does no harm."""
        if self.files:
            file = self.files[one % len(self.files)]
            data, cut = file.read_bytes(), self.folder / f"cut{self.count}.rdexch"
            cut.write_bytes(data[: len(data) * (other % 9) // 9])
            before = office.digest()
            (look,) = office.plan(cut).files
            assert look.verdict not in {FileVerdict.GOOD, FileVerdict.NOTHING_NEW}
            office.receive(cut)
            assert office.digest() == before

    def _lose(self, _office: Office, one: int, _: int) -> None:
        if self.files:
            self.files.pop(one % len(self.files)).unlink(missing_ok=True)

    def _image(self, office: Office, *_: int) -> None:
        image = office.image(self.folder / f"image{self.count}")
        self.images[id(office)] = image, self.memory(office).copy()

    def _put_back(self, office: Office, *_: int) -> None:
        if id(office) in self.images:
            image, memory = self.images[id(office)]
            office.put_back(image)
            self.memories[id(office)] = memory.copy()

    def _twin(self, office: Office, *_: int) -> None:
        if len(self.offices) < 5:
            twin = office.twin(self.folder / f"twin{self.count}")
            self.memories[id(twin)] = self.memory(office).copy()
            self.offices.append(twin)


def _knows(office: Office, other: Office) -> bool:
    """Whether files from an office are for the other, and open there."""
    return office.held().state.roster.has_active(other.device.id)


def _rightly_shown(office: Office) -> Shown:
    """What stands for each answer that may be written there.

    What was typed where it is barred stands until it is sealed, and is refused from then on.
    """
    access = access_of(office.profile, office.dossier)
    return {
        key: found
        for key, found in shown(office).items()
        if access.objection(NodeKey.parse(key)) is None
    }


@contextmanager
def world(template: Path, folder: Path) -> Iterator[World]:
    """A world of its own, as the template has it."""
    with compiled_once():
        yield from _world(template, folder)


def _world(template: Path, folder: Path) -> Iterator[World]:
    names = {"alice": "Alice", "second": "Alice", "bob": "Bob", "carol": "Carol"}
    shutil.copytree(template, folder)
    dossier = DossierId((folder / "dossier").read_text(encoding="ascii"))
    offices = [
        Office(name=name, folder=folder / place, clock=SteppingClock(START), dossier=dossier)
        for place, name in names.items()
    ]
    made = World(
        folder=folder,
        offices=offices,
        images={  # everybody has an old copy of the disk, from the day it all began
            id(office): (template / place, Memory())
            for office, place in zip(offices, names, strict=True)
        },
        spares=[folder / f"spare{number}" for number in range(SPARE)],
    )
    try:
        yield made
    finally:
        made.close()
