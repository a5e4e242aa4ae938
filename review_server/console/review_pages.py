"""Pages of the reviews: all of them, one, a new one, and the invitations to it.

All are in the order of the parties' names. What is due or overdue stands beside each in words;
it neither sorts nor counts nor leaves the page, for the Mechanism ranks nobody.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace

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
from review_server.parties import other_parties
from review_server.plans import read_plan
from review_server.review_rules import (
    MAX_CLUSTER,
    MAX_NAME,
    MAX_REVIEWERS,
    Draft,
    codes_of,
    faults_of,
    noted_words,
    reviewer_of,
)
from review_server.reviews import Review
from review_server.submissions import list_requests, list_submissions

MAX_DAYS = 365
_ID = re.compile(r"[0-9a-f]{64}")


def all_reviews(visit: Visit) -> Response:
    """Every review, by party."""
    day = day_of(visit.now)
    with visit.server.database.begin() as transaction:
        found = reviews.list_reviews(transaction)
        plans = [(each, read_plan(transaction, each.id)) for each in found]
    rows = [(each, plan, words_of(plan, day)) for each, plan in plans]
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
        if known := reviews.noted_already(transaction, made):
            visit.form.faults["party"] = noted_words(made, known)
            return show(visit, "review-new")
        id_ = reviews.create_review(transaction, made, visit.now)
        note_deed(transaction, visit.now, visit.who, Deed.REVIEW_CREATED, id_)
    return visit.to(f"/reviews/{id_}", "review-created")


def change_review(visit: Visit) -> Response:
    """Correct what was noted of a review, or add a reviewing State."""
    with visit.server.database.begin() as transaction:
        known = _found(visit, transaction)
        if not visit.is_sent:
            return _change_page(visit, known, _typed(known))
        if visit.form.line("seen") != _state(known):
            raise Refusal(409, "The review was changed meanwhile", _LOOK_AGAIN)
        made = _read_review(visit.form, start=known.start)
        if visit.form.faults:
            return _change_page(visit, known, visit.form.texts)
        made = replace(made, id=known.id)
        if other := reviews.noted_already(transaction, made):
            visit.form.faults["party"] = noted_words(made, other)
            return _change_page(visit, known, visit.form.texts)
        if reviews.change_review(transaction, made):
            note_deed(transaction, visit.now, visit.who, Deed.REVIEW_CHANGED, known.id)
    return visit.to(f"/reviews/{known.id}", "review-changed")


_LOOK_AGAIN = "Somebody else has changed it. Open the review again to see what it says now."


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
    Page(path="/reviews/{review}/change", show=change_review, takes_form=True),
    Page(path="/reviews/{review}/invitations", show=invite, takes_form=True),
)


def _change_page(visit: Visit, review: Review, typed: Mapping[str, str]) -> Response:
    return show(visit, "review-change", review=review, sent=typed, seen=_state(review))


def _found(visit: Visit, transaction: Transaction) -> Review:
    found = reviews.find_review(transaction, visit.part("review"))
    if found is None:
        raise Missing
    return found


def _one(visit: Visit, transaction: Transaction, review: Review) -> Response:
    plan, day = read_plan(transaction, review.id), day_of(visit.now)
    sent = list_submissions(transaction, review=review.id)
    return show(
        visit,
        "review",
        review=review,
        invitations=reviews.list_invitations(transaction, review.id),
        responses=responses_of(transaction, review.id),
        submissions=sent,
        others=other_parties(transaction, visit.server.opener, sent, review.party),
        requests=list_requests(transaction, review=review.id),
        plan=plan,
        steps=[(plan.title(each.step), each, word_of(each, day)) for each in plan.steps()],
        fingerprint=visit.server.keys.fingerprint,
        has_mail=bool(visit.server.configuration.smtp_host),
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


def _read_review(form: Form, *, start: str | None = None) -> Review:
    """What was typed; with faults if it cannot be a review."""
    lines = form.text("reviewers", most=MAX_REVIEWERS * MAX_NAME).split("\n")
    draft = Draft(
        party=form.line("party", most=MAX_NAME),
        cluster=form.line("cluster", most=MAX_CLUSTER),
        start=form.day("start") if start is None else start,
        instruments=codes_of(form.line("instruments")),
        reviewers=tuple(map(reviewer_of, filter(str.strip, lines))),
    )
    for name, sentence in faults_of(draft).items():
        form.faults.setdefault(name, sentence)
    return draft.review()


def _typed(review: Review) -> dict[str, str]:
    """What the form for a review is filled in with."""
    return {
        "party": review.party,
        "cluster": review.cluster,
        "instruments": ", ".join(review.instruments),
        "reviewers": "\n".join(
            f"{state}: {', '.join(scope)}" if scope else state
            for state, scope in sorted(review.reviewers.items())
        ),
    }


def _state(review: Review) -> str:
    """A digest of what can be changed, so that nobody changes what they have not seen."""
    said = "\0".join(_typed(review).values())
    return hashlib.sha256(said.encode()).hexdigest()[:32]
