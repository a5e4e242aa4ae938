"""Pages of the reviews: all of them, one, a new one, and the invitations to it.

All are in the order of the parties' names. What is due or overdue stands beside each in words;
it neither sorts nor counts nor leaves the page, for the Mechanism ranks nobody.
"""

from __future__ import annotations

import re

from starlette.responses import Response

from review_protocol.server_invitations import write_server_invitation
from review_server import reviews
from review_server.console.files import download
from review_server.console.forms import Form
from review_server.console.journal import Deed, note_deed
from review_server.console.responses import responses_of
from review_server.console.showing import show
from review_server.console.steps import day_of, word_of, words_of
from review_server.console.visits import Missing, Page, Refusal, Visit
from review_server.database import Transaction
from review_server.plans import read_plan
from review_server.reviews import Review
from review_server.submissions import list_requests, list_submissions

MAX_REVIEWERS = 20
MAX_DAYS = 365
_CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
_ID = re.compile(r"[0-9a-f]{64}")
_CODES_HINT = "Write each code in letters, digits and dashes, with commas between."


def all_reviews(visit: Visit) -> Response:
    """Every review, by party."""
    day = day_of(visit.now)
    with visit.server.database.begin() as transaction:
        rows = [
            (each, words_of(read_plan(transaction, each.id), day))
            for each in reviews.list_reviews(transaction)
        ]
    return show(visit, "reviews", rows=rows)


def one_review(visit: Visit) -> Response:
    """All that the server knows of one."""
    with visit.server.database.begin() as transaction:
        return _one(visit, transaction, _found(visit, transaction))


def new_review(visit: Visit) -> Response:
    """Note a review that a party takes part in."""
    if not visit.is_sent:
        return show(visit, "review-new")
    made = _read_review(visit.form)
    if visit.form.faults:
        return show(visit, "review-new")
    with visit.server.database.begin() as transaction:
        id_ = reviews.create_review(transaction, made, visit.now)
        note_deed(transaction, visit.now, visit.who, Deed.REVIEW_CREATED, id_)
    return visit.to(f"/reviews/{id_}", "review-created")


def invite(visit: Visit) -> Response:
    """Make an invitation and hand it out at once: its key is kept nowhere else.

    If the form names an open invitation, that one is withdrawn.
    """
    if not visit.is_sent:
        return visit.to(f"/reviews/{visit.part('review')}")
    days, old = _days(visit.form), visit.form.line("instead")
    server = visit.server
    with server.database.begin() as transaction:
        review = _found(visit, transaction)
        if visit.form.faults:
            return _one(visit, transaction, review)
        if old:
            _withdraw(visit, transaction, review.id, old)
        made = reviews.invite(
            transaction, server.configuration, server.keys, review.id, visit.now, days=days
        )
        deed = Deed.REINVITED if old else Deed.INVITED
        note_deed(transaction, visit.now, visit.who, deed, review.id)
    data = write_server_invitation(made, server.keys.signing)
    return download(data, f"{review.party} {review.id}", "rdserver")


PAGES = (
    Page(path="/reviews", show=all_reviews),
    Page(path="/reviews/new", show=new_review, takes_form=True),
    Page(path="/reviews/{review}", show=one_review),
    Page(path="/reviews/{review}/invitations", show=invite, takes_form=True),
)


def _found(visit: Visit, transaction: Transaction) -> Review:
    found = reviews.find_review(transaction, visit.part("review"))
    if found is None:
        raise Missing
    return found


def _one(visit: Visit, transaction: Transaction, review: Review) -> Response:
    plan, day = read_plan(transaction, review.id), day_of(visit.now)
    return show(
        visit,
        "review",
        review=review,
        invitations=reviews.list_invitations(transaction, review.id),
        responses=responses_of(transaction, review.id),
        submissions=list_submissions(transaction, review=review.id),
        requests=list_requests(transaction, review=review.id),
        plan=plan,
        steps=[(plan.title(each.step), each, word_of(each, day)) for each in plan.steps()],
        fingerprint=visit.server.keys.fingerprint,
    )


def _withdraw(visit: Visit, transaction: Transaction, review: str, old: str) -> None:
    is_name = bool(_ID.fullmatch(old))
    if not is_name or not reviews.withdraw(transaction, review, old, visit.now):
        raise Refusal(
            409,
            "This invitation cannot be withdrawn",
            "It was used or has expired meanwhile. Open the review again.",
        )


def _days(form: Form) -> int:
    typed = form.line("days", "Say for how many days it shall count.", most=3)
    if typed.isdecimal() and 1 <= int(typed) <= MAX_DAYS:
        return int(typed)
    form.faults.setdefault("days", f"Write a number from 1 to {MAX_DAYS}.")
    return 0


def _read_review(form: Form) -> Review:
    instruments = _codes(form, "instruments", form.line("instruments"))
    return Review(
        id="",
        party=form.line("party", "Enter the party's name."),
        cluster=form.line("cluster", "Enter the cluster.", most=20),
        start=form.day("start"),
        instruments=instruments,
        reviewers=_reviewers(form, instruments),
    )


def _reviewers(form: Form, instruments: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    missing = "Enter at least two reviewing States, each on a line of its own."
    text = form.text("reviewers", missing, most=MAX_REVIEWERS * 200)
    found: dict[str, tuple[str, ...]] = {}
    for line in filter(None, map(str.strip, text.split("\n"))):
        state, _, codes = line.partition(":")
        name = " ".join(state.split())
        scope = _codes(form, "reviewers", codes)
        if not name or name in found:
            form.faults.setdefault("reviewers", f"Name each State once: “{line}”.")
        elif instruments and not set(scope) <= set(instruments):
            form.faults.setdefault(
                "reviewers", f"{name} cannot review what is not under review here."
            )
        found[name] = scope
    if len(found) < 2:
        form.faults.setdefault("reviewers", missing)
    if len(found) > MAX_REVIEWERS:
        form.faults.setdefault("reviewers", f"Enter at most {MAX_REVIEWERS} States.")
    return found


def _codes(form: Form, name: str, text: str) -> tuple[str, ...]:
    codes = tuple(code.strip() for code in text.split(",") if code.strip())
    if all(map(_CODE.fullmatch, codes)):
        return codes
    form.faults.setdefault(name, _CODES_HINT)
    return ()
