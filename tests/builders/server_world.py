"""Three people, their server, and all that can happen to rounds, files and backups.

What must hold whatever happens: a set or a file that anybody still holds, or the server, is
with everybody in the end; nobody is asked; a few rounds each are enough; no receipt that
somebody saw changes its time, unless the server was put back, and then the earliest that
anybody still holds counts; no notice is given or sent by e-mail twice; and whoever was
removed learns nothing new.
"""

from __future__ import annotations

import base64
import contextlib
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from sqlalchemy import select

from review_protocol.changes import RecordType
from review_protocol.names import ContentId, SetId
from review_protocol.receipts import Receipt, read_receipt
from review_server import plans, schema, submissions
from review_server.notice_runs import run
from review_server.problems import Repeated, Stranger, WrongClock
from review_server.rounds import answer_round
from review_server.submissions import Courier
from tests.builders.backups import backed_up, put_back
from tests.builders.contents import working_file
from tests.builders.delegates import Delegate, Send
from tests.builders.listening import listening, sending
from tests.builders.mail import MailServer, serving_mail
from tests.builders.parties import accept, party, unlock_new_key, written
from tests.builders.secretariat import told
from tests.builders.servers import DAY_S, Office, make_office
from tests.builders.submitted import answered_submission
from tests.builders.timelines import dated_pack

PEOPLE = ("ana", "ben", "cora")
LAST = 2
"""Who may be removed."""
STEP_S = 60
LATER = (0, 10, 40)
"""So many days may go by before notices are told."""
MAIL_BREAKS = ("", "AFTER-DATA", "MAIL")
"""The line to the mail server holds, breaks once it has the message, or before."""
CONTACTS = ("focal@example.org", "mission@example.org")


class Kind(Enum):
    """What can happen."""

    WRITE = auto()
    SYNC = auto()
    HAND_ALL = auto()
    HAND_SOME = auto()
    LOSE_REQUEST = auto()
    LOSE_ANSWER = auto()
    REPEAT = auto()
    COURIER = auto()
    ATTACH = auto()
    SUBMIT = auto()
    REMOVE = auto()
    BACK_UP = auto()
    PUT_BACK = auto()
    BACK_UP_SERVER = auto()
    PUT_BACK_SERVER = auto()
    NOTICES = auto()


OFTEN = {Kind.WRITE: 6, Kind.SYNC: 6, Kind.HAND_ALL: 2, Kind.LOSE_ANSWER: 2, Kind.ATTACH: 2}


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens: who does it, and a number for what else there is to choose."""

    kind: Kind
    who: int
    more: int = 0

    def __repr__(self) -> str:
        return f"Step(Kind.{self.kind.name}, {self.who}, {self.more})"


def any_steps(chance: Random, count: int) -> list[Step]:
    """Steps by chance."""
    kinds = chance.choices(list(Kind), [OFTEN.get(kind, 1) for kind in Kind], k=count)
    return [Step(kind, chance.randrange(3), chance.randrange(3)) for kind in kinds]


class LostError(Exception):
    """The line broke."""


@dataclass
class World:
    """Where it happens, on a database of a kind; backups of all four are kept beside."""

    folder: Path
    kind: str = "sqlite"
    office: Office = field(init=False)
    people: list[Delegate] = field(init=False)
    files: list[ContentId] = field(default_factory=list)
    backups: dict[int, Delegate] = field(default_factory=dict)
    last: bytes = b""
    submission: ContentId | None = None
    seen: dict[ContentId, set[int]] = field(default_factory=dict)
    was_put_back: bool = False
    removal: SetId | None = None
    mail: MailServer = field(default_factory=MailServer)
    line: Send | None = None
    """How requests reach the server; none is needed in the same process."""

    def __post_init__(self) -> None:
        self.office = make_office(
            self.folder / "server",
            self.kind,
            smtp_host="127.0.0.1",
            smtp_port=self.mail.port,
            smtp_security="none",
            mail_from="secretariat@example.org",
        )
        unlock_new_key(self.office)
        ana = party(self.office)
        self.expect_steps()
        self.people = [ana, *(self.office.delegate(n).join(ana) for n in PEOPLE[1:])]
        for each in self.people:
            each.at = self.office.now
            each.sync(self.office.send)

    def take(self, step: Step) -> None:
        """Let it happen."""
        self.office.now += STEP_S
        who, more = self.people[step.who], step.more
        match step.kind:
            case Kind.WRITE:
                # Two copies of one machine draw other salts: `_count` goes on after a restore.
                who.write(after=[who.dossier])
            case Kind.SYNC:
                self.sync(who)
            case Kind.HAND_ALL:
                self.people[more].sets |= who.sets
            case Kind.HAND_SOME:
                some = sorted(who.sets)[more::2]
                self.people[(step.who + 1) % 3].sets |= {name: who.sets[name] for name in some}
            case Kind.ATTACH:
                self.files += who.has(working_file(1_000 + more * 40_000, seed=len(self.files)))
            case Kind.SUBMIT:
                self.submit()
            case Kind.NOTICES:
                self.office.now += LATER[more] * DAY_S
                self.mail.breaks = MAIL_BREAKS[step.who]
                run(self.office.server)
            case Kind.REMOVE if self.removal is None:
                self.removal = self.people[0].remove(self.people[LAST])
            case _:
                self.travel(step, who)
                self.keep(step)

    def travel(self, step: Step, who: Delegate) -> None:
        """What poor lines and couriers do to a request."""
        match step.kind:
            case Kind.LOSE_REQUEST | Kind.LOSE_ANSWER:
                self.lose(who, after=step.more, is_answer=step.kind is Kind.LOSE_ANSWER)
            case Kind.COURIER:
                self.carry(who)
            case Kind.REPEAT if self.last:
                with contextlib.suppress(Repeated, Stranger, WrongClock):
                    answer_round(self.office.server, self.last)
                    raise AssertionError("a request was answered twice")

    def keep(self, step: Step) -> None:
        """Copy somebody's computer, or the server, or put the copy back."""
        backup, who = self.folder / "backup", step.who
        match step.kind:
            case Kind.BACK_UP:
                self.backups[who] = _copy(self.people[who])
            case Kind.PUT_BACK if who in self.backups:
                kept = _copy(self.backups[who])
                kept._count = self.people[who]._count
                self.people[who] = kept
                self.forget()
            case Kind.BACK_UP_SERVER:
                backup.unlink(missing_ok=True)
                backed_up(self.office, backup)
            case Kind.PUT_BACK_SERVER if backup.exists():
                put_back(self.office, backup)
                self.last = b""  # what it has forgotten it answers again
                self.was_put_back = True
                self.forget()

    def sync(self, who: Delegate) -> int:
        """Go on until both hold the same; how many requests."""
        who.at = self.office.now
        who.named = [*self.files]
        turns = who.sync(self.send)
        self.look(who)
        return turns

    def send(self, data: bytes) -> bytes:
        """To the server, which answers."""
        self.last = data
        return (self.line or self.office.send)(data)

    def lose(self, who: Delegate, *, after: int, is_answer: bool) -> None:
        """Let some requests through, then lose one, or the answer to it."""
        left = [after]

        def send(data: bytes) -> bytes:
            left[0] -= 1
            if left[0] < 0 and not is_answer:
                raise LostError
            answer = self.send(data)
            if left[0] < 0:
                raise LostError
            return answer

        who.at = self.office.now
        who.named = [*self.files]
        with contextlib.suppress(LostError):
            who.sync(send)

    def carry(self, who: Delegate) -> None:
        """Send all by courier, and never hear of the reply."""
        who.at = self.office.now
        data = who.bytes_of(who.request(sets=tuple(who.sets.values()), ticket=who.ticket))
        courier = Courier(received=self.office.now, remark="By courier.")
        answer_round(self.office.server, data, courier)

    def submit(self) -> None:
        """The focal point's one submission, as it was frozen."""
        ana = self.people[0]
        if self.submission is None:
            (self.submission,) = ana.has(written(self.office, ana, answered_submission()))
            self.files.append(self.submission)

    def expect_steps(self) -> None:
        """The review has steps, and contacts who are told of them."""
        with self.office.transaction as transaction:
            review = str(transaction.scalar(select(schema.reviews.c.id)))
            for each in CONTACTS:
                plans.add_contact(transaction, review, each)
        self.office.now += STEP_S  # the questionnaire with the steps is the newer one
        accept(self.office, review, dated_pack())

    def look(self, who: Delegate) -> None:
        """All times that receipts ever say; a second one only after the server was put back.

        The server goes by the earliest that it or who has just synchronised knows.
        """
        for receipt in _receipts(who):
            times = self.seen.setdefault(receipt.submission, set())
            is_new = receipt.time not in times
            assert not (is_new and times) or self.was_put_back, "a receipt has another time"
            times.add(receipt.time)
        given = Counter(each.subject for each in told(who) if each.type is RecordType.NOTICE)
        assert all(number == 1 for number in given.values()), "a notice was given twice"
        if who is not self.people[LAST] or self.removal is None:
            held = _times([who])
            assert self.taken() == {name: min(times) for name, times in held.items()}

    def forget(self) -> None:
        """What nobody holds any more, since both who had it and the server were put back."""
        held, taken = _times(self.people), self.taken()
        left = {
            name: times & (held.get(name, set()) | {taken.get(name, 0)})
            for name, times in self.seen.items()
        }
        self.seen = {name: times for name, times in left.items() if times}

    def taken(self) -> dict[ContentId, int]:
        """The time that the server goes by, of each submission."""
        with self.office.transaction as transaction:
            found = submissions.list_submissions(transaction)
        return {each.id: each.receipt.time for each in found}

    def converge(self) -> None:
        """Everybody synchronises twice, and what must hold holds."""
        self.office.now += STEP_S
        sets, files = self.all_sets(), self.all_files()
        is_removed = self.removal in sets
        turns = [self.sync(each) for _ in range(3) for each in self.people]
        assert max(turns) <= 5 + 2 * len(files), turns
        stay = self.people[:LAST] if is_removed else self.people
        for each in stay:
            assert each.sets.keys() >= sets, "a set that somebody held is gone"
            assert each.drawer.whole.keys() >= files, "a file that somebody held is gone"
        assert len({frozenset(each.sets) for each in stay}) == 1
        self.check_receipt(stay)
        self.check_notices(stay)

    def check_notices(self, people: Iterable[Delegate]) -> None:
        """All that is to be told is told once; a message that was cut off is left in doubt."""
        self.mail.breaks = ""
        assert not run(self.office.server).refused
        again = run(self.office.server)
        assert (again.given, again.mailed, again.failed) == ([], [], 0)
        for each in people:
            self.sync(each)
        sent = Counter(each["Message-ID"] for each in self.mail.messages)
        assert all(number == 1 for number in sent.values()), "an e-mail was sent twice"

    def check_receipt(self, people: Iterable[Delegate]) -> None:
        """Whoever is in the dossier reads the first receipt; the server goes by it."""
        first = {name: min(times) for name, times in self.seen.items()}
        assert self.taken() == first, "a receipt has another time"
        for who in people:
            assert {name: min(times) for name, times in _times([who]).items()} == first

    def all_sets(self) -> set[SetId]:
        """What anybody holds, or the server."""
        with self.office.transaction as transaction:
            there = transaction.scalars(select(schema.sets.c.id)).all()
        return set().union(
            (SetId(bytes(each).hex()) for each in there), *(each.sets for each in self.people)
        )

    def all_files(self) -> set[ContentId]:
        """The same of contents; who may be removed may bring none."""
        with self.office.transaction as transaction:
            there = transaction.scalars(select(schema.contents.c.id)).all()
        found = {ContentId(bytes(each).hex()) for each in there}
        people = self.people[:LAST] if self.removal else self.people
        return found.union(*(each.drawer.whole for each in people))

    def close(self) -> None:
        """Let the database go."""
        self.office.server.database.close()


def _receipts(who: Delegate) -> list[Receipt]:
    """The receipts that have come to a computer."""
    return [
        read_receipt(base64.b64decode(each.fields["receipt"]))
        for each in told(who)
        if each.type is RecordType.RECEIPT
    ]


def _times(people: Iterable[Delegate]) -> dict[ContentId, set[int]]:
    """What the receipts at some computers say, of each submission."""
    found: dict[ContentId, set[int]] = {}
    for each in people:
        for receipt in _receipts(each):
            found.setdefault(receipt.submission, set()).add(receipt.time)
    return found


def _copy(who: Delegate) -> Delegate:
    """A computer as it is now."""
    kept = replace(who, sets=dict(who.sets), known=set(who.known), named=list(who.named))
    kept.there, kept.refused = set(who.there), dict(who.refused)
    kept.drawer = type(who.drawer)(who.drawer.whole.values())
    kept.drawer.parts = dict(who.drawer.parts)
    return kept


def play(steps: Iterable[Step], kind: str = "sqlite", *, by_http: bool = False) -> None:
    """Take the steps, let everybody synchronise, and compare."""
    with TemporaryDirectory() as folder, serving_mail() as mail, ExitStack() as stack:
        world = World(Path(folder), kind, mail=mail)
        stack.callback(world.close)
        if by_http:
            world.line = sending(stack.enter_context(listening(world.office)))
        for step in steps:
            world.take(step)
        world.converge()
