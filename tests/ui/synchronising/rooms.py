"""The server on the exchange page and in the bar, in each of its states, opened for looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from desktop_app.domain.exchanges import Tally
from desktop_app.domain.servers import (
    LastRound,
    Schedule,
    ServerOffer,
    ServerStanding,
    ServerStatus,
    Synchronised,
    Trouble,
)
from desktop_app.domain.submissions import NotTaken
from desktop_app.errors import NotConnected
from desktop_app.ui.exchange.page import ExchangePage
from desktop_app.ui.synchronising.given import Done, ServerDeeds, ServerGiven, ServerState
from desktop_app.ui.synchronising.line_watch import LineWatch
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.synchronising.timing import Timing
from desktop_app.ui.windows.workspace import Workspace
from review_protocol.message_kinds import Kind
from review_protocol.names import ContentId
from tests.ui.exchange.rooms import LOG, exchange
from tests.ui.people.rooms import EVERYBODY, MOMENT
from tests.ui.shell.rooms_of import House, Room

DIGITS = "04821 55310 77120 90334 11872 20987 33401 58216"
DONE = Synchronised(
    came=3,
    went=2,
    requests=1,
    bytes_sent=6_912,
    bytes_received=48_120,
    files_came=2,
    files_to_come=1,
    tally=Tally(answers=14, notes=2),
)
STATUS = ServerStatus(
    url="https://review.untoc.example:8443/desk",
    review="ruritania-2026-1",
    fingerprint=DIGITS,
    in_step_at=MOMENT,
    unsent=0,
    pending=3,
    last=LastRound(at=MOMENT, done=DONE),
)
OFFER = ServerOffer(url=STATUS.url, review=STATUS.review, fingerprint=DIGITS, is_told=True)
EXPIRED = replace(OFFER, is_told=False, expires=datetime(2026, 3, 1, tzinfo=UTC))
INVITED = replace(
    OFFER,
    is_told=False,
    expires=datetime(2126, 3, 1, tzinfo=UTC),
    party="Ruritania",
    cluster="1",
    start=date(2026, 11, 1),
)
NO_CERTIFICATE = Trouble(since=MOMENT, kind="ServerUnreachable", reason="certificate-expired")
REFUSED = (
    NotTaken(id=ContentId("a" * 64), kind=Kind.SUBMISSION, number=1, word="pack", at=MOMENT),
)
CONNECTED = ServerState(standing=ServerStanding(status=STATUS))
FAST = replace(
    STATUS,
    schedule=Schedule.LINE,
    trouble=NO_CERTIFICATE,
    last=LastRound(at=MOMENT, done=replace(DONE, clock_off=timedelta(minutes=190))),
)


def in_state(house: House, state: ServerState) -> Synchroniser:
    """One that shows this, and asks nobody."""

    def never(*_: object) -> None:
        raise AssertionError("nobody asks in a room")

    def look() -> ServerStanding:
        return state.standing or ServerStanding()

    deeds = ServerDeeds(
        look=look,
        preview=lambda _file: OFFER,
        connect=lambda _file, _for_party: STATUS,
        choose=never,
        make_stop=never,  # type: ignore[arg-type]  # it never returns
        synchronise=lambda _stop, _tell: Done(so_far=DONE),
    )
    given = ServerGiven(
        deeds=deeds,
        timing=Timing(lambda: 0.0, lambda: 0.0),
        watch=LineWatch(house.keep),
        quiet_s=lambda: 0.0,
    )
    made = Synchroniser(given, runner=house.runner, save=never, parent=house.keep)
    made._state = state
    return made


def page(house: House, state: ServerState) -> ExchangePage:
    """The exchange page with the server like this."""
    return exchange(house, EVERYBODY, LOG, server=in_state(house, state))


def bar(house: House, state: ServerState) -> Workspace:
    """At home, with the facts in the bar."""
    from tests.ui.shell.rooms import workspace

    pages = workspace(house)
    pages.follow(in_state(house, state))
    pages._bar.show_unsettled(2)
    return pages


def with_status(**what: object) -> ServerState:
    """Connected, but for this."""
    return ServerState(standing=ServerStanding(status=replace(STATUS, **what)))  # type: ignore[arg-type]


SERVER_SCENES: Mapping[str, Room] = {
    "server-none": lambda house: page(house, ServerState(standing=ServerStanding())),
    "server-damaged-invitation": lambda house: page(
        house, ServerState(standing=ServerStanding(), error=NotConnected("damaged"))
    ),
    "server-told": lambda house: page(house, ServerState(standing=ServerStanding(offer=OFFER))),
    "server-invitation": lambda house: page(
        house, ServerState(standing=ServerStanding(), offered=EXPIRED)
    ),
    "server-invited": lambda house: page(
        house, ServerState(standing=ServerStanding(), offered=INVITED)
    ),
    "server-other-party": lambda house: page(
        house,
        ServerState(
            standing=ServerStanding(),
            offered=replace(
                INVITED,
                party="Graustark",
                own_party="Ruritania",
                own_start=date(2026, 10, 15),
            ),
        ),
    ),
    "server-other-cluster": lambda house: page(
        house,
        ServerState(
            standing=ServerStanding(), offered=replace(INVITED, cluster="3", own_cluster="I")
        ),
    ),
    "server-not-taken": lambda house: page(house, with_status(not_taken=REFUSED)),
    "bar-not-taken": lambda house: bar(house, with_status(not_taken=REFUSED)),
    "server-never": lambda house: page(house, with_status(in_step_at=None, last=None)),
    "server-connected": lambda house: page(house, CONNECTED),
    "server-running": lambda house: page(
        house, replace(CONNECTED, is_running=True, so_far=DONE)
    ),
    "server-trouble": lambda house: page(
        house, ServerState(standing=ServerStanding(status=FAST))
    ),
    "bar-synchronised": lambda house: bar(house, CONNECTED),
    "bar-running": lambda house: bar(house, replace(CONNECTED, is_running=True)),
    "bar-trouble": lambda house: bar(house, ServerState(standing=ServerStanding(status=FAST))),
}
