"""The page of submission in every state, made with nothing but values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from PySide6.QtWidgets import QWidget

from desktop_app.domain.keys import PackHash
from desktop_app.domain.reports import FileKind
from desktop_app.domain.responses import Status
from desktop_app.domain.servers import ServerStanding, Synchronised
from desktop_app.domain.submissions import (
    Apart,
    ChangedAnswer,
    FinalApproval,
    Gap,
    NotTaken,
    OnItsWay,
    ReceiptShown,
    Reopened,
    Reopening,
    Sending,
    SubmissionState,
)
from desktop_app.errors import ApprovalRefused
from desktop_app.services.completeness import completeness
from desktop_app.services.response import Response
from desktop_app.services.stopping import Stop
from desktop_app.ui.autosave import Autosave
from desktop_app.ui.changes import ChangeHub
from desktop_app.ui.submission.given import Look, SendingDeeds, SubmissionDeeds
from desktop_app.ui.submission.page import SubmissionPage
from desktop_app.ui.synchronising.given import Done, ServerDeeds, ServerGiven, Stoppable
from desktop_app.ui.synchronising.line_watch import LineWatch
from desktop_app.ui.synchronising.synchroniser import Synchroniser
from desktop_app.ui.synchronising.timing import Timing
from desktop_app.ui.windows.page import Given
from review_protocol.message_kinds import Kind
from review_protocol.names import ChangeId, ContentId
from tests.builders.responses import all_answered, key, with_conspiracy, with_instruments
from tests.ui.shell.rooms_of import House, Room, written_at_three

MOMENT = datetime(2026, 3, 3, 13, 3, tzinfo=UTC)
DIGITS = "04821 55310 77120 90334 11872 65003 20918 33471 60055 18204"
APPROVAL = FinalApproval(
    number=1,
    change=ChangeId("c"),
    by="Ana Petrov",
    at=MOMENT,
    pack=PackHash("p" * 64),
    digest="d" * 64,
    digits=DIGITS,
    missing=("q_bodies", "c_6_2_b"),
    reason="The ministry of finance answers article 6 next year.",
)
CHANGED = (
    ChangedAnswer(
        key=key("why_5"),
        approved="Only attempts of some crimes.",
        now="No attempts at all, since the law of 2019 was repealed.",
        author="Ben Okoro",
        at=MOMENT,
    ),
    ChangedAnswer(
        key=key("examples_5"), now="A case of 2021", author="Ben Okoro", at=MOMENT, is_new=True
    ),
    ChangedAnswer(
        key=key("laws_5_title", "gone"), approved="Penal Code", author="Cleo", is_gone=True
    ),
)
ASIDE = (Apart(Gap.WAITING, key("party_name")), Apart(Gap.REFUSED, key("party_name")))
MINE = SubmissionState(may_approve=True, focal_point="Ana Petrov")
LOCKED = SubmissionState(
    approvals=(
        replace(
            APPROVAL,
            reopened=Reopened(by="Ana Petrov", at=MOMENT, reason="A law was passed yesterday."),
        ),
        replace(APPROVAL, number=2, at=MOMENT + timedelta(days=9)),
    ),
    is_locked=True,
    reopening=Reopening.HERE,
    may_approve=True,
    focal_point="Ana Petrov",
)


OTHER = replace(APPROVAL, number=2, at=MOMENT + timedelta(days=9), by="Ben Okoro")
"""Made at the same time as the second, which counts."""


def done(*_anything: object) -> bool:
    """A deed that went well."""
    return True


def refused(*_anything: object) -> FinalApproval:
    """A deed that did not."""
    raise ApprovalRefused("moved")


def printed(_number: int, file: Path, _kind: FileKind) -> int:
    """A file that was written."""
    return file.write_bytes(b"%PDF-")


def submitted(_stop: Stoppable) -> Done:
    """A round that went well."""
    return Done(so_far=Synchronised(came=1))


ALL_SENDING = SendingDeeds(
    submit=submitted,
    submit_file=lambda _file: None,
    ask_reopening=done,
    verify=lambda _name: ReceiptShown(registered_at=MOMENT, is_verified=True),
    print_receipt=done,
    save_receipt=done,
)


def deeds(look: Look, sending: SendingDeeds) -> SubmissionDeeds:
    """Deeds of which only looking is asked for here."""
    return SubmissionDeeds(
        look=lambda: look,
        approve=refused,
        reopen=lambda _reason: None,
        print_approved=printed,
        sending=sending,
    )


def synchroniser(house: House) -> Synchroniser:
    """What talks to a server that nobody asks anything of here."""
    deeds = ServerDeeds(
        look=ServerStanding,
        preview=_unasked,
        connect=_unasked,
        choose=_unasked,
        make_stop=Stop,
        synchronise=_unasked,
    )
    given = ServerGiven(
        deeds=deeds,
        timing=Timing(lambda: 0.0, lambda: 0.0),
        watch=LineWatch(),
        quiet_s=lambda: 0.0,
    )
    return Synchroniser(
        given, runner=house.runner, save=lambda _ends_editing: None, parent=house.keep
    )


def _unasked(*_anything: object) -> NoReturn:
    raise AssertionError("nobody should ask for this")


class _Shown(SubmissionPage):
    """Shows what it is given, and asks nobody."""

    def reload(self) -> None:
        look = self._deeds.look()
        response = self.given.response
        self.show_state(look, completeness(response, look.aside))


def page(
    house: House,
    state: SubmissionState,
    response: Response | None = None,
    *,
    aside: tuple[Apart, ...] = (),
    sending: SendingDeeds | None = None,
) -> SubmissionPage:
    """The page in this state."""
    response = response or half_answered()
    given = Given(
        response=response,
        autosave=Autosave(response, written_at_three, runner=house.runner, parent=house.keep),
        runner=house.runner,
        hub=ChangeHub(house.keep),
        language="en",
        server=synchroniser(house),
    )
    look = Look(state=state, aside=aside)
    made = _Shown(given, deeds(look, sending or SendingDeeds()), settling_page=5)
    made.reload()
    return made


def half_answered() -> Response:
    """Some answers, one of them finished, some not."""
    response = with_conspiracy("part")
    card = response.card_of(key("q_5_model"))
    assert card is not None
    response.set_status(card, Status.READY)
    return response


def in_three_times(
    house: House,
    *,
    is_verified: bool | None = True,
    asked_at: datetime | None = None,
    other: FinalApproval | None = None,
    sending: SendingDeeds = ALL_SENDING,
    **more: str,
) -> QWidget:
    """Submitted by courier, and receipted."""
    receipt = ReceiptShown(
        id=ContentId("2" * 64),
        number=2,
        is_by_courier=True,
        party="Ruritania",
        cluster="I",
        sent_at=MOMENT,
        received_at=MOMENT + timedelta(days=8),
        registered_at=MOMENT + timedelta(days=9),
        counts="received",
        digits=DIGITS,
        is_verified=is_verified,
        other=other,
        **more,
    )
    state = replace(
        LOCKED,
        reopening=Reopening.ASK_SECRETARIAT,
        sending=Sending(
            by_line=True,
            way=OnItsWay(sealed_at=MOMENT, handed_at=MOMENT),
            receipt=receipt,
            receipts=(replace(receipt, id=ContentId("1" * 64), number=1), receipt),
            asked=OnItsWay(sealed_at=asked_at, handed_at=asked_at) if asked_at else None,
        ),
    )
    return page(house, state, sending=sending)


def on_its_way(house: House, way: OnItsWay) -> QWidget:
    """Approved, and not receipted yet."""
    state = replace(LOCKED, sending=Sending(by_line=True, way=way))
    return page(house, state, sending=ALL_SENDING)


def not_taken(house: House, word: str = "pack") -> QWidget:
    """The server refused it, and a request to reopen it as well."""
    refused = NotTaken(
        id=ContentId("3" * 64), kind=Kind.SUBMISSION, number=2, word=word, at=MOMENT
    )
    wish = replace(refused, kind=Kind.REOPENING, word="nothing")
    sending = Sending(by_line=True, not_taken=refused, wish_not_taken=wish)
    return page(house, replace(LOCKED, sending=sending), sending=ALL_SENDING)


def failed(house: House) -> QWidget:
    """Approving was refused."""
    made = page(house, MINE)
    made._on_failed(ApprovalRefused("moved"))
    return made


SUBMISSION_SCENES: Mapping[str, Room] = {
    "submission-empty": lambda house: page(house, MINE, with_instruments("UNTOC")),
    "submission-missing": lambda house: page(
        house, replace(MINE, changed=CHANGED), aside=ASIDE
    ),
    "submission-complete": lambda house: page(house, MINE, all_answered()),
    "submission-not-mine": lambda house: page(house, replace(MINE, may_approve=False)),
    "submission-locked": lambda house: page(house, replace(LOCKED, changed=CHANGED)),
    "submission-locked-not-mine": lambda house: page(
        house, replace(LOCKED, may_approve=False, reopening=Reopening.ASK_FOCAL_POINT)
    ),
    "submission-unsent": lambda house: page(
        house, replace(LOCKED, sending=Sending(by_line=True)), sending=ALL_SENDING
    ),
    "submission-waits": lambda house: on_its_way(house, OnItsWay(sealed_at=MOMENT)),
    "submission-carried": lambda house: on_its_way(
        house, OnItsWay(sealed_at=MOMENT, carried_at=MOMENT)
    ),
    "submission-handed": lambda house: on_its_way(
        house, OnItsWay(sealed_at=MOMENT, handed_at=MOMENT)
    ),
    "submission-not-taken": not_taken,
    "submission-receipted": in_three_times,
    "submission-of-another": lambda house: in_three_times(
        house, own_party="Graustark", own_cluster="III"
    ),
    "submission-unverified": lambda house: in_three_times(house, is_verified=False),
    "submission-unverifiable": lambda house: in_three_times(house, is_verified=None),
    "submission-of-the-other": lambda house: in_three_times(house, other=OTHER),
    "submission-asked": lambda house: in_three_times(house, asked_at=MOMENT),
    "submission-failed": failed,
}
