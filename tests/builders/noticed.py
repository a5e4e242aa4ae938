"""A secretariat's office that gives notices: its reviews, its dates, to whom its mail goes."""

from __future__ import annotations

from dataclasses import replace

from review_server import plans
from review_server.notice_runs import Outcome
from tests.builders.delegates import Delegate
from tests.builders.mail import MailServer
from tests.builders.secretariat import founder, new_review, noon
from tests.builders.servers import Office

ADDRESS, OTHER = "focal@example.org", "mission@example.org"
NAMED, EXPERTS = "focal-point", "experts"


def mailing(office: Office, mail: MailServer) -> Office:
    """The office sends its e-mail there."""
    configuration = replace(
        office.server.configuration,
        smtp_host="127.0.0.1",
        smtp_port=mail.port,
        smtp_security="none",
        mail_from="secretariat@example.org",
    )
    office.server = replace(office.server, configuration=configuration)
    return office


def prepared(office: Office, day: str = "2026-11-16") -> tuple[str, Delegate]:
    """A review that began on 1 November, and its focal point; it is noon of a day."""
    office.now = noon(day)
    review = new_review(office)
    return review, founder(office, review)


def synced(office: Office, *delegates: Delegate) -> None:
    for each in delegates:
        each.at = office.now
        each.sync(office.send)


def kinds(outcome: Outcome) -> list[tuple[str, str]]:
    return [(str(each.notice.kind), each.notice.step) for each in outcome.given]


def enter(office: Office, review: str, step: str, **what: object) -> None:
    with office.transaction as transaction:
        plans.enter_date(transaction, review, step, office.now, **what)  # type: ignore[arg-type]  # as given


def clear(office: Office, review: str, step: str) -> None:
    with office.transaction as transaction:
        plans.clear_dates(transaction, review, step, office.now)


def contact(office: Office, review: str, *addresses: str) -> None:
    with office.transaction as transaction:
        for each in addresses:
            plans.add_contact(transaction, review, each)
