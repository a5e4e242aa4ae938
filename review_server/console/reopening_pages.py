"""The page of a request to reopen: what is asked, a decision, and that it is meant."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from review_server.console.journal import Deed, note_deed
from review_server.console.responses import expect_response
from review_server.console.showing import show
from review_server.console.visits import Missing, Page, Visit
from review_server.secretariat import issue
from review_server.submissions import (
    MAX_REASON,
    Asked,
    decide,
    list_requests,
    list_submissions,
    subject_of,
)

_DEEDS = {"granted": Deed.REOPENING_GRANTED, "refused": Deed.REOPENING_REFUSED}


def request(visit: Visit) -> Response:
    """Asked, then shown once more, then decided: a decision cannot be taken back."""
    asked, review, subject = _asked(visit)
    what: dict[str, Any] = {"asked": asked, "review": review, "subject": subject}
    if not visit.is_sent or asked.granted is not None:
        return show(visit, "request", **what)
    form = visit.form
    decision = form.line("decision")
    answer = form.text("answer", most=MAX_REASON)
    if decision not in _DEEDS:
        form.faults["decision"] = "Choose whether it is granted or refused."
    elif decision == "refused" and not answer:
        form.faults.setdefault("answer", "Say why it is refused: the members read it.")
    if form.faults:
        return show(visit, "request", **what)
    if form.secret("meant") != "yes":
        return show(visit, "request-sure", decision=decision, answer=answer, **what)
    _decide(visit, asked, decision, answer)
    return visit.to(f"/reviews/{review}", decision)


PAGES = (Page(path="/requests/{request}", show=request, takes_form=True),)


def _asked(visit: Visit) -> tuple[Asked, str, str]:
    """A request, its review, and what it is about."""
    name = visit.part("request")
    with visit.server.database.begin() as transaction:
        for each in list_requests(transaction):
            if each.id == name:
                review = expect_response(transaction, each.dossier).review
                taken = list_submissions(transaction, review=review)
                return each, review, subject_of(taken, each)
    raise Missing


def _decide(visit: Visit, asked: Asked, decision: str, answer: str) -> None:
    with visit.server.database.begin() as transaction:
        change = decide(
            transaction,
            asked.dossier,
            asked.id,
            granted=decision == "granted",
            answer=answer,
            now=visit.now,
        )
        issue(transaction, visit.server.keys, asked.dossier, [change])
        note_deed(transaction, visit.now, visit.who, _DEEDS[decision], asked.id)
