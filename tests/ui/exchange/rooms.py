"""Exchange, what is to be settled, and my part at home, opened for looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.domain.exchanges import (
    Direction,
    ExchangeNote,
    FileLook,
    FileVerdict,
    Plan,
    SentFile,
    Tally,
)
from desktop_app.domain.keys import DossierId, NodeKey, VersionId
from desktop_app.domain.members import Allotted, Assignment, People
from desktop_app.domain.responses import VersionInfo
from desktop_app.domain.working_files import FilesAtHand
from desktop_app.services.response import Response
from desktop_app.services.settling import Conflict, Removal, RemovedRow, Unsettled, Written
from desktop_app.ui.assignments.assigned import Assigned
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub
from desktop_app.ui.dates.card import TimelineCard
from desktop_app.ui.errors import Problem
from desktop_app.ui.exchange.given import ExchangeDeeds, Standing
from desktop_app.ui.exchange.page import ExchangePage
from desktop_app.ui.exchange.receive_card import ReceiveCard
from desktop_app.ui.exchange.send_card import SendCard
from desktop_app.ui.home import Home
from desktop_app.ui.settling.page import SettlingPage
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.windows.page import Given
from review_protocol.names import ContentId, MemberId
from tests.builders.responses import key, with_instruments
from tests.ui.people.rooms import ANA, EVERYBODY, MOMENT
from tests.ui.shell.rooms_of import House, Room, written_at_three

TALLY = Tally(answers=14, notes=2, statuses=3, members=1, to_settle=("party_name",), waiting=1)
LOG = tuple(
    ExchangeNote(
        at=MOMENT,
        direction=direction,
        members=("Ben Okoro", "Cleo Marchand"),
        files=("20260303-1303-a1b2.rdexch",),
        tally=TALLY,
        sets=3,
        size_bytes=12_345,
        working_files=2,
    )
    for direction in Direction
)
PLAN = Plan(
    dossier=DossierId("d"),
    files=(
        FileLook(
            name="20260303-1303-a1b2.rdexch",
            verdict=FileVerdict.GOOD,
            sender=ANA.id,
            sender_name="Ben Okoro",
            made_at=MOMENT,
            sets=3,
            new=3,
        ),
        *(
            FileLook(name=f"{verdict}.rdexch", verdict=verdict)
            for verdict in (FileVerdict.NOT_FOR_US, FileVerdict.DAMAGED, FileVerdict.NEWER)
        ),
    ),
    tally=TALLY,
    by_author={ANA.id: TALLY},
    names={ANA.id: "Ben Okoro"},
    sets={},
    working_files={ContentId("a" * 64): 840_000},
    to_come=1,
    size_bytes=12_345,
)
LONG = "The offence is committed by agreeing with one or more persons to commit a crime. " * 5


def given(house: House, response: Response) -> Given:
    """What a page works with."""
    return Given(
        response=response,
        autosave=Autosave(response, written_at_three, runner=house.runner, parent=house.keep),
        runner=house.runner,
        hub=ChangeHub(house.keep),
        language="en",
    )


def _never(*_: object, **__: object) -> None:
    raise AssertionError("nobody asks in a room")


class _ShownExchange(ExchangePage):
    def __init__(self, given_: Given, standing: Standing) -> None:
        deeds = ExchangeDeeds(
            look=lambda: standing,
            send=_never,  # type: ignore[arg-type]  # not asked
            plan=_never,  # type: ignore[arg-type]
            apply=_never,  # type: ignore[arg-type]
            write_courier=_never,
            take_reply=_never,  # type: ignore[arg-type]
        )
        super().__init__(given_, deeds, people_page=2)
        self._standing = standing
        self._show(standing)

    def reload(self) -> None:
        self._show(self._standing)


def exchange(
    house: House,
    people: People,
    log: tuple[ExchangeNote, ...],
    server: Synchroniser | None = None,
) -> ExchangePage:
    """The page as it stands."""
    digits = " ".join(["04821", "55310", "77120", "90334", "11872"] * 2)
    files = FilesAtHand(here=3, size_bytes=4_210_000, to_come=1)
    standing = Standing(people=people, log=log, digits=digits, files=files)
    worked_with = replace(given(house, with_instruments("UNTOC")), server=server)
    return _ShownExchange(worked_with, standing)


def exchange_alone(house: House) -> ExchangePage:
    """Nobody to send to."""
    return exchange(house, People(members=(ANA,), me=ANA.id), ())


def exchange_at_work(house: House) -> ExchangePage:
    """A file went out, another is looked at."""
    page = exchange(house, EVERYBODY, LOG)
    send, receive = page.findChild(SendCard), page.findChild(ReceiveCard)
    assert send is not None
    assert receive is not None
    file = Path("/media/stick/20260303-1303-a1b2.rdexch")
    box = send.findChild(QCheckBox, "as-text")
    assert box is not None
    box.setChecked(True)
    send.show_sent(SentFile(files=(file,), size_bytes=12_345, sets=3, members=(ANA.id,)))
    receive.show_plan(PLAN)
    return page


def exchange_failed(house: House) -> ExchangePage:
    """Both ways went wrong."""
    page = exchange(house, EVERYBODY, LOG)
    problem = Problem(
        happened="The disk is full.",
        safe="What was saved is safe.",
        to_do="Make room on the disk, then try again.",
    )
    send, receive = page.findChild(SendCard), page.findChild(ReceiveCard)
    assert send is not None
    assert receive is not None
    send.show_problem(problem)
    receive.show_problem(problem)
    return page


class _ShownSettling(SettlingPage):
    def __init__(self, given_: Given, found: Unsettled) -> None:
        super().__init__(given_, lambda *_: found, _never)
        self._found = found
        self._show_all(found)

    def reload(self) -> None:
        self._show_all(self._found)


def _version(name: str, node: NodeKey, value: str, author: str) -> VersionInfo:
    return VersionInfo(
        id=VersionId(name),
        key=node,
        value=value,
        author=author,
        member=MemberId(author),
        started_at=MOMENT,
        ended_at=MOMENT,
        is_current=True,
    )


def _conflict(node: NodeKey, values: Iterable[str], ancestor: str) -> Conflict:
    authors = ("Ana Petrov", "Ben Okoro", "منى الحسيني")
    versions = tuple(
        _version(str(number), node, value, authors[number])
        for number, value in enumerate(values)
    )
    return Conflict(key=node, versions=versions, ancestor=ancestor)


def _row(response: Response, title: str) -> RemovedRow:
    repeat = key("laws_5")
    row = response.add(repeat).changed.added[0].key
    node = NodeKey.parse(f"laws_5_title@{'/'.join(row.instances)}")
    return RemovedRow(
        key=row,
        removals=(Removal(author="Ana Petrov", at=MOMENT),),
        written=(
            Written(key=node, value=title, author="Ben Okoro", at=MOMENT, is_unseen=True),
        ),
    )


def settling(house: House) -> SettlingPage:
    """Two versions of a long text, and rows behind them."""
    response = with_instruments("UNTOC")
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), "part")
    found = Unsettled(
        conflicts=(
            _conflict(key("why_5"), (LONG, LONG.replace("persons", "other people")), LONG[:80]),
            _conflict(key("party_name"), ("Ruritania", "The Kingdom", "مملكة روريتانيا"), ""),
        ),
        rows=(_row(response, "Penal Code, chapter 7"), _row(response, "Law 12/2004")),
    )
    return _ShownSettling(given(house, response), found)


def settling_rows(house: House) -> SettlingPage:
    """Removed rows alone."""
    response = with_instruments("UNTOC")
    response.set(key("q_5_model"), "conspiracy")
    response.set(key("q_5_conspiracy"), "part")
    rows = (_row(response, "Penal Code, chapter 7"), _row(response, LONG))
    return _ShownSettling(given(house, response), Unsettled(rows=rows))


def settling_nothing(house: House) -> SettlingPage:
    """All is settled."""
    return _ShownSettling(given(house, with_instruments("UNTOC")), Unsettled())


def my_part(house: House) -> QWidget:
    """At home, with work for me: one thing late, one without a date."""
    response = with_instruments("UNTOC")
    hub = ChangeHub(house.keep)
    assigned = Assigned(response, hub, house.runner, parent=house.keep)
    today = datetime.now(UTC).date()
    dues: dict[str, date | None] = {
        "untoc_5": today - timedelta(days=3),
        "c_6_2_b": today + timedelta(days=9),
        "untoc_6": None,
    }
    assigned.show(
        Allotted(
            assignments=tuple(
                Assignment(
                    id=target,
                    target=target,
                    assignee="a",
                    assignee_name="Ana",
                    due=due,
                    is_mine=True,
                )
                for target, due in dues.items()
            )
        )
    )
    dates = TimelineCard(response.info, "en")
    return Home(response, hub, language="en", assigned=assigned, dates=dates)


EXCHANGE_SCENES: Mapping[str, Room] = {
    "exchange": lambda house: exchange(house, EVERYBODY, LOG),
    "exchange-alone": exchange_alone,
    "exchange-at-work": exchange_at_work,
    "exchange-failed": exchange_failed,
    "settling": settling,
    "settling-rows": settling_rows,
    "settling-nothing": settling_nothing,
    "my-part": my_part,
}
