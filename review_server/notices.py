"""Notices of steps that come, were missed or were moved: each is given once.

A run computes them for every review, gives each dossier a set of the secretariat's, and sends
e-mail to the review's contacts. What was told stands in the database and in the journal
(`notice_journal`), so that neither a second run nor a database that was put back tells twice.
docs/decisions/0052-notices-once.md.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert, select, update

from review_protocol.changes import RecordChange, RecordType
from review_protocol.errors import ProtocolError
from review_protocol.names import SetId
from review_protocol.notices import (
    Notice,
    NoticeKind,
    notice_change,
    notice_name,
    notices_of,
    of_fields,
)
from review_protocol.timelines import day_in_vienna
from review_server import mails
from review_server.database import Transaction
from review_server.logs import note, short
from review_server.mails import InDoubt, Line, Mail, NoLine, NotTaken
from review_server.notice_journal import Journal, State, new_journal, open_journal
from review_server.plans import Plan, read_plan
from review_server.problems import Problem, Unusable
from review_server.reviews import Review, list_reviews
from review_server.rounds import Server
from review_server.schema import notice_runs, notices

TURN_S = 600
Issue = Callable[[Transaction, Server, SetId, Sequence[RecordChange]], object]
"""`secretariat.issue`: one set of the secretariat's with these changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notice that was, or would be, given: to a dossier, or to an address."""

    review: str
    notice: Notice
    dossier: str = ""
    address: str = ""


@dataclass(slots=True)
class Outcome:
    """What a run did. ``is_busy``: another run is under way, and this one did nothing."""

    day: date
    given: list[Told] = field(default_factory=list)
    mailed: list[Told] = field(default_factory=list)
    refused: list[Told] = field(default_factory=list)
    failed: int = 0
    in_doubt: tuple[str, ...] = ()
    is_mail_down: bool = False
    is_busy: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left for the next run."""
        return not (self.refused or self.failed or self.is_mail_down)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A notice that is to be given, and since when. ``number`` tells moves apart."""

    notice: Notice
    since: date
    number: int = 0

    def name(self, dossier: str) -> str:
        """The subject of its record in a dossier."""
        return notice_name(dossier, self.notice, self.number)


class TurnLost(Exception):
    """Another run has taken over: this one was too slow."""


def run(
    server: Server,
    issue: Issue,
    *,
    again: bool = False,
    fresh_journal: bool = False,
) -> Outcome:
    """Give every notice that is to be given today, and was not given.

    ``again``: e-mail that is in doubt is sent once more. ``fresh_journal``: the journal was
    lost, and what was to be told up to today counts as told. Raises Unusable.
    """
    outcome = Outcome(day=day_of(server))
    if server.configuration.smtp_host:
        mails.check_configuration(server.configuration)
    turn = _Turn(server)
    if not turn.take():
        outcome.is_busy = True
        return outcome
    try:
        journal = _journal(server, outcome.day, fresh=fresh_journal)
        _Run(server, issue, turn, journal, outcome).go(again=again)
    except TurnLost:
        outcome.failed += 1
    finally:
        turn.give_back()
    note(
        "notices",
        given=len(outcome.given),
        mailed=len(outcome.mailed),
        failed=outcome.failed + len(outcome.refused),
        in_doubt=len(outcome.in_doubt),
    )
    return outcome


def preview(server: Server) -> Outcome:
    """What a run would give now; nothing is changed."""
    outcome = Outcome(day=day_of(server))
    journal = open_journal(server.configuration.folder)
    with server.database.begin() as transaction:
        for review in list_reviews(transaction):
            plan = read_plan(transaction, review.id)
            wanted = wanted_of(plan, outcome.day)
            for dossier in review.dossiers:
                for each in _fresh(transaction, journal, SetId(dossier), wanted):
                    outcome.given.append(
                        Told(review=review.id, notice=each.notice, dossier=dossier)
                    )
            if server.configuration.smtp_host:
                outcome.mailed += [
                    Told(review=review.id, notice=each.notice, address=address)
                    for each, address, name in _letters(plan, wanted)
                    if _is_to_be_sent(journal, name, each, again=False)
                ]
    return outcome


def take_back(
    transaction: Transaction, dossier: SetId, changes: Iterable[RecordChange]
) -> None:
    """A set of the secretariat's own came back from a member: its notices were given."""
    id_ = bytes.fromhex(dossier)
    for change in changes:
        if change.type is not RecordType.NOTICE or not _is_name(change.subject):
            continue
        try:
            notice = of_fields(change.fields)
        except ProtocolError:
            continue  # of a newer version of this program
        subject = bytes.fromhex(change.subject)
        query = select(notices.c.at).filter_by(dossier=id_, subject=subject)
        if notice.kind is not NoticeKind.MESSAGE and transaction.scalar(query) is None:
            _remember(transaction, id_, subject, notice, change.at)


def wanted_of(plan: Plan, day: date) -> tuple[Wanted, ...]:
    """The notices of a review on a day: of steps that come or were missed, and of moves."""
    steps = plan.steps()
    ahead = {each.step: each.ahead for each in steps}
    found = []
    for notice in notices_of(steps, day):
        assert notice.due is not None  # `notices_of` says so
        days = 1 if notice.kind is NoticeKind.OVERDUE else -ahead[notice.step]
        found.append(Wanted(notice=notice, since=notice.due + timedelta(days=days)))
    for step in steps:
        entered = plan.entered.get(step.step)
        if entered is not None and entered.revised and step.actual is None:
            notice = Notice(
                kind=NoticeKind.REVISED,
                step=step.step,
                due=entered.revised,
                text=entered.reason,
            )
            since = day_in_vienna(datetime.fromtimestamp(entered.at, UTC))
            found.append(Wanted(notice=notice, since=since, number=entered.number))
    return tuple(found)


def day_of(server: Server) -> date:
    """Today, in Vienna."""
    return day_in_vienna(datetime.fromtimestamp(server.clock(), UTC))


class _Run:
    """One run, whose turn it is."""

    def __init__(
        self, server: Server, issue: Issue, turn: _Turn, journal: Journal, outcome: Outcome
    ) -> None:
        self._server, self._issue, self._turn = server, issue, turn
        self._journal, self._outcome = journal, outcome

    def go(self, *, again: bool) -> None:
        """Sets first: they do not depend on the mail server."""
        with self._server.database.begin() as transaction:
            _repair(transaction, self._journal, self._server.clock())
            reviews = list_reviews(transaction)
            plans = {each.id: read_plan(transaction, each.id) for each in reviews}
        for review in reviews:
            self._give(review, wanted_of(plans[review.id], self._outcome.day))
        if self._server.configuration.smtp_host:
            line = Line(self._server.configuration)
            try:
                for review in reviews:
                    self._mail(plans[review.id], line, again=again)
            except NoLine:
                self._outcome.is_mail_down = True
            finally:
                line.close()
        self._outcome.in_doubt = self._journal.in_doubt()

    def _give(self, review: Review, wanted: Sequence[Wanted]) -> None:
        for dossier in map(SetId, review.dossiers):
            self._turn.renew()
            try:
                given = self._server.database.run(
                    lambda transaction, dossier=dossier: self._issue_in(  # type: ignore[misc]  # bound for this turn of the loop
                        transaction, dossier, wanted
                    )
                )
            except (Problem, ProtocolError) as error:
                note("notices-failed", dossier=short(dossier), fault=type(error).__name__)
                self._outcome.failed += 1
                continue
            for each in given:
                self._journal.note(
                    _set_name(dossier, each.name(dossier)), State.DONE, self._server.clock()
                )
                self._outcome.given.append(
                    Told(review=review.id, notice=each.notice, dossier=dossier)
                )

    def _issue_in(
        self, transaction: Transaction, dossier: SetId, wanted: Sequence[Wanted]
    ) -> tuple[Wanted, ...]:
        fresh = tuple(_fresh(transaction, self._journal, dossier, wanted))
        now = self._server.clock()
        if fresh:
            changes = [notice_change(w.name(dossier), w.notice, now) for w in fresh]
            self._issue(transaction, self._server, dossier, changes)
            for each in fresh:
                subject = bytes.fromhex(each.name(dossier))
                _remember(transaction, bytes.fromhex(dossier), subject, each.notice, now)
        return fresh

    def _mail(self, plan: Plan, line: Line, *, again: bool) -> None:
        for each, address, name in _letters(plan, wanted_of(plan, self._outcome.day)):
            if not _is_to_be_sent(self._journal, name, each, again=again):
                continue
            self._turn.renew()
            told = Told(review=plan.review, notice=each.notice, address=address)
            if self._send(line, _letter(plan, each, address, name), name):
                self._outcome.mailed.append(told)
            else:
                self._outcome.refused.append(told)

    def _send(self, line: Line, mail: Mail, name: str) -> bool:
        now = self._server.clock()
        try:
            line.send(mail, now, lambda: self._journal.note(name, State.BEGUN, now))
        except NotTaken as error:
            note("mail-refused", mail=short(mail.id), code=error.code)
            self._journal.note(name, State.FAILED, now)
            return False
        except InDoubt:
            note("mail-in-doubt", mail=short(mail.id))
            return False
        self._journal.note(name, State.DONE, now)
        return True


class _Turn:
    """Whose turn it is, for all processes on one database."""

    def __init__(self, server: Server) -> None:
        self._server, self._me = server, secrets.token_hex(16)

    def take(self) -> bool:
        """Whether it is ours now; a run that died has it for ten minutes more."""
        return self._server.database.run(self._take_in)

    def renew(self) -> None:
        """It stays ours. Raises TurnLost."""
        with self._server.database.begin() as transaction:
            kept = update(notice_runs).filter_by(id=1, holder=self._me)
            if not transaction.execute(kept.values(until=self._until())).rowcount:
                raise TurnLost

    def give_back(self) -> None:
        """Let the next one run."""
        with self._server.database.begin() as transaction:
            mine = update(notice_runs).filter_by(id=1, holder=self._me)
            transaction.execute(mine.values(holder="", until=0))

    def _take_in(self, transaction: Transaction) -> bool:
        query = select(notice_runs).filter_by(id=1).with_for_update()
        row = transaction.execute(query).one_or_none()
        values = {"holder": self._me, "until": self._until()}
        if row is None:
            transaction.execute(insert(notice_runs), {"id": 1, "journal": "", **values})
            return True
        if row.holder and row.until > self._server.clock():
            return False
        transaction.execute(update(notice_runs).filter_by(id=1).values(**values))
        return True

    def _until(self) -> int:
        return self._server.clock() + TURN_S


def _journal(server: Server, day: date, *, fresh: bool) -> Journal:
    """The journal that belongs to this database. Raises Unusable for none, or another."""
    folder = server.configuration.folder
    with server.database.begin() as transaction:
        known = transaction.scalar(select(notice_runs.c.journal).filter_by(id=1)) or ""
        found = open_journal(folder)
        if fresh:
            found = new_journal(folder, day)
        elif found is None and not known:
            found = new_journal(folder, None)
        elif found is None or known not in ("", found.id):
            raise Unusable(
                "The journal of notices in this folder is missing, or is another database's:"
                " nothing was sent. Put notices.journal back, or run with --new-journal."
            )
        transaction.execute(update(notice_runs).filter_by(id=1).values(journal=found.id))
    return found


def _repair(transaction: Transaction, journal: Journal, now: int) -> None:
    """What the database knows and the journal does not: a run was cut between the two."""
    for row in transaction.execute(select(notices.c.dossier, notices.c.subject)):
        name = _set_name(SetId(bytes(row.dossier).hex()), bytes(row.subject).hex())
        if journal.state(name) is None:
            journal.note(name, State.DONE, now)


def _fresh(
    transaction: Transaction,
    journal: Journal | None,
    dossier: SetId,
    wanted: Iterable[Wanted],
) -> Iterator[Wanted]:
    """Those that were not given to a dossier, as far as anything here tells."""
    query = select(notices.c.subject).filter_by(dossier=bytes.fromhex(dossier))
    given = {bytes(each).hex() for each in transaction.scalars(query)}
    for each in wanted:
        name = each.name(dossier)
        is_noted = journal is not None and journal.state(_set_name(dossier, name)) is not None
        if name not in given and not is_noted and not _is_before(journal, each):
            yield each


def _letters(plan: Plan, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, str, str]]:
    """Every notice to every address of a review, with the name it has in the journal."""
    for each in wanted:
        for address in plan.contacts:
            yield each, address, f"mail {_mail_id(plan.review, each, address)}"


def _is_to_be_sent(journal: Journal | None, name: str, wanted: Wanted, *, again: bool) -> bool:
    state = journal.state(name) if journal else None
    if state is State.BEGUN:
        return again
    return state is not State.DONE and not _is_before(journal, wanted)


def _is_before(journal: Journal | None, wanted: Wanted) -> bool:
    """Whether it lies before what a journal that was begun anew knows of."""
    floor = journal.floor if journal else None
    return floor is not None and wanted.since <= floor


def _letter(plan: Plan, wanted: Wanted, address: str, name: str) -> Mail:
    notice = wanted.notice
    due = f"{notice.due.day} {notice.due:%B %Y}" if notice.due else ""
    title = plan.title(notice.step)
    happened = {
        NoticeKind.DUE: f"{title}: due on {due}",
        NoticeKind.OVERDUE: f"{title}: was due on {due}",
        NoticeKind.REVISED: f"{title}: moved to {due}",
    }[notice.kind]
    reason = f"Reason: {notice.text}\n\n" if notice.text else ""
    review = f"{plan.party}, cluster {plan.cluster}"
    return Mail(
        id=name.removeprefix("mail "),
        to=address,
        subject=f"{review}: {happened}",
        text=f"Review of the implementation of the Convention: {review}.\n\n{happened}.\n\n"
        f"{reason}The day ends in Vienna. If this has been done, no answer is needed; the\n"
        "secretariat notes it when it learns of it.\n\nThis message was made by a program.\n",
    )


def _mail_id(review: str, wanted: Wanted, address: str) -> str:
    notice = wanted.notice
    due = notice.due.isoformat() if notice.due else ""
    parts = ("mail", review, notice.step, str(notice.kind), due, str(wanted.number), address)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _set_name(dossier: SetId, subject: str) -> str:
    return f"set {dossier} {subject}"


def _remember(
    transaction: Transaction, dossier: bytes, subject: bytes, notice: Notice, at: int
) -> None:
    row = {
        "dossier": dossier,
        "subject": subject,
        "step": notice.step,
        "kind": str(notice.kind),
        "due": notice.due.isoformat() if notice.due else "",
        "at": at,
    }
    transaction.execute(insert(notices), row)


def _is_name(text: str) -> bool:
    return len(text) == 32 and all(each in "0123456789abcdef" for each in text)
