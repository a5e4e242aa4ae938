"""A run gives every notice that is to be given today and was not: each once.

To each dossier as a set of the secretariat's, and to the review's contacts by e-mail. What was
told stands in the database and in the journal, so that neither a second run nor a database
that was put back tells twice (docs/decisions/0052-notices-once.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from sqlalchemy import select, update

from review_protocol.errors import ProtocolError
from review_protocol.names import SetId
from review_protocol.notices import Notice, NoticeKind, notice_change
from review_protocol.timelines import day_in_vienna
from review_server import mails
from review_server.database import Transaction
from review_server.letters import letter_id, letter_of
from review_server.logs import note, short
from review_server.mails import InDoubt, Line, Mail, NoLine, NotTaken
from review_server.notice_journal import Journal, State, new_journal, open_journal
from review_server.notices import Wanted, given_to, last_told, remember, wanted_of
from review_server.plans import Plan, read_plan
from review_server.problems import NotNamed, Problem, Unusable
from review_server.reviews import Review, list_reviews
from review_server.rounds import Server
from review_server.schema import notice_runs, notices
from review_server.secretariat import issue
from review_server.turns import Turn, TurnLost


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A notice that was, or would be, given: to a dossier, or to an address."""

    review: str
    notice: Notice
    dossier: str = ""
    address: str = ""


@dataclass(slots=True)
class Outcome:
    """What a run did. ``is_busy``: another run is under way, and this one did nothing.

    ``waiting`` are dossiers whose focal point has not named this server yet; ``in_doubt``
    the e-mails of which nobody knows whether they were taken.
    """

    day: date
    given: list[Told] = field(default_factory=list)
    mailed: list[Told] = field(default_factory=list)
    refused: list[Told] = field(default_factory=list)
    waiting: int = 0
    failed: int = 0
    in_doubt: tuple[str, ...] = ()
    is_mail_down: bool = False
    is_busy: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left that the next run, or somebody, has to look after."""
        return not (self.refused or self.failed or self.in_doubt or self.is_mail_down)


def run(server: Server, *, again: bool = False, fresh_journal: bool = False) -> Outcome:
    """Give what is to be given. Raises Unusable: for mail set up wrongly, nothing was given.

    ``again``: e-mail that is in doubt is sent once more. ``fresh_journal``: the journal was
    lost, and what was to be told up to today counts as told.
    """
    outcome = Outcome(day=day_of(server))
    if server.configuration.smtp_host:
        mails.check_configuration(server.configuration)
    turn = Turn(server)
    if not turn.take():
        outcome.is_busy = True
        return outcome
    try:
        journal = _journal(server, outcome.day, fresh=fresh_journal)
        _Run(server, turn, journal, outcome).go(again=again)
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
                outcome.given += [
                    Told(review=review.id, notice=each.notice, dossier=dossier)
                    for each in _fresh(transaction, journal, SetId(dossier), wanted)
                ]
            if server.configuration.smtp_host:
                outcome.mailed += [
                    Told(review=review.id, notice=each.notice, address=address)
                    for each, address in _letters(plan, wanted)
                    if _is_to_be_sent(journal, plan, each, address, again=False)
                ]
    return outcome


def day_of(server: Server) -> date:
    """Today, in Vienna."""
    return day_in_vienna(datetime.fromtimestamp(server.clock(), UTC))


class _Run:
    """One run, whose turn it is."""

    def __init__(self, server: Server, turn: Turn, journal: Journal, outcome: Outcome) -> None:
        self._server, self._turn = server, turn
        self._journal, self._outcome = journal, outcome

    def go(self, *, again: bool) -> None:
        """Sets first: they do not depend on the mail server."""
        self._repair()
        with self._server.database.begin() as transaction:
            reviews = list_reviews(transaction)
            plans = {each.id: read_plan(transaction, each.id) for each in reviews}
        for review in reviews:
            self._give(review, wanted_of(plans[review.id], self._outcome.day))
        if self._server.configuration.smtp_host:
            self._mail_all(plans.values(), again=again)
        self._outcome.in_doubt = self._journal.in_doubt()

    def _repair(self) -> None:
        """What the database knows and the journal does not: a run was cut between the two."""
        with self._server.database.begin() as transaction:
            rows = transaction.execute(select(notices.c.dossier, notices.c.subject)).all()
        for row in rows:
            name = _set_name(SetId(bytes(row.dossier).hex()), bytes(row.subject).hex())
            if self._journal.state(name) is None:
                self._turn.renew()
                self._journal.note(name, State.DONE, self._server.clock())

    def _give(self, review: Review, wanted: Sequence[Wanted]) -> None:
        for dossier in map(SetId, review.dossiers):
            self._turn.renew()
            try:
                given = self._issue(dossier, wanted)
            except NotNamed:
                self._outcome.waiting += 1
            except (Problem, ProtocolError) as error:
                note("notices-failed", dossier=short(dossier), fault=type(error).__name__)
                self._outcome.failed += 1
            else:
                self._note_given(review, dossier, given)

    def _issue(self, dossier: SetId, wanted: Sequence[Wanted]) -> tuple[Wanted, ...]:
        def work(transaction: Transaction) -> tuple[Wanted, ...]:
            fresh = tuple(_fresh(transaction, self._journal, dossier, wanted))
            if fresh:
                now = max(self._server.clock(), last_told(transaction, dossier) + 1)
                named = [(each.name(dossier), each.notice) for each in fresh]
                changes = [notice_change(name, notice, now) for name, notice in named]
                issue(transaction, self._server.keys, dossier, changes)
                remember(transaction, dossier, named, now)
            return fresh

        return self._server.database.run(work)

    def _note_given(self, review: Review, dossier: SetId, given: Iterable[Wanted]) -> None:
        for each in given:
            name = _set_name(dossier, each.name(dossier))
            self._journal.note(name, State.DONE, self._server.clock())
            told = Told(review=review.id, notice=each.notice, dossier=dossier)
            self._outcome.given.append(told)

    def _mail_all(self, plans: Iterable[Plan], *, again: bool) -> None:
        line = Line(self._server.configuration)
        try:
            for plan in plans:
                self._mail(plan, line, again=again)
        except NoLine:
            note("mail-down")
            self._outcome.is_mail_down = True
        finally:
            line.close()

    def _mail(self, plan: Plan, line: Line, *, again: bool) -> None:
        for each, address in _letters(plan, wanted_of(plan, self._outcome.day)):
            if not _is_to_be_sent(self._journal, plan, each, address, again=again):
                continue
            self._turn.renew()
            told = Told(review=plan.review, notice=each.notice, address=address)
            try:
                self._send(line, letter_of(plan, each, address))
            except NotTaken:
                self._outcome.refused.append(told)
            except InDoubt:
                pass  # the journal knows it, and is asked when all are through
            else:
                self._outcome.mailed.append(told)

    def _send(self, line: Line, mail: Mail) -> None:
        """Raises NotTaken or InDoubt, when that is noted."""
        name, now = _mail_name(mail.id), self._server.clock()
        try:
            line.send(mail, now, lambda: self._journal.note(name, State.BEGUN, now))
        except NotTaken as error:
            note("mail-refused", mail=short(mail.id), code=error.code)
            self._journal.note(name, State.FAILED, now)
            raise
        except InDoubt:
            note("mail-in-doubt", mail=short(mail.id))
            raise
        self._journal.note(name, State.DONE, now)


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


def _fresh(
    transaction: Transaction,
    journal: Journal | None,
    dossier: SetId,
    wanted: Iterable[Wanted],
) -> Iterator[Wanted]:
    """Those that were not given to a dossier, as far as anything here tells."""
    given = given_to(transaction, dossier)

    def is_told(each: Wanted) -> bool:
        name = each.name(dossier)
        is_noted = journal is not None and journal.state(_set_name(dossier, name)) is not None
        return name in given or is_noted

    for each in wanted:
        is_due = not each.takes_back or any(map(is_told, each.takes_back))
        if is_due and not is_told(each) and not _is_before(journal, each):
            yield each


def _letters(plan: Plan, wanted: Iterable[Wanted]) -> Iterator[tuple[Wanted, str]]:
    """Every notice to every address of a review; that something is done reminds nobody."""
    for each in wanted:
        for address in plan.contacts:
            if each.notice.kind is not NoticeKind.DONE:
                yield each, address


def _is_to_be_sent(
    journal: Journal | None, plan: Plan, wanted: Wanted, address: str, *, again: bool
) -> bool:
    def state_of(each: Wanted) -> State | None:
        name = _mail_name(letter_id(plan.review, each, address))
        return journal.state(name) if journal else None

    sent = (State.BEGUN, State.DONE)
    if wanted.takes_back and not any(state_of(each) in sent for each in wanted.takes_back):
        return False
    state = state_of(wanted)
    if state is State.BEGUN:
        return again
    return state is not State.DONE and not _is_before(journal, wanted)


def _is_before(journal: Journal | None, wanted: Wanted) -> bool:
    """Whether it lies before what a journal that was begun anew knows of."""
    floor = journal.floor if journal else None
    return floor is not None and wanted.since <= floor


def _set_name(dossier: SetId, name: str) -> str:
    return f"set {dossier} {name}"


def _mail_name(mail: str) -> str:
    return f"mail {mail}"
