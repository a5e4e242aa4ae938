"""The page for a message to the members of a response."""

from __future__ import annotations

from starlette.responses import Response

from review_protocol.notices import MAX_TEXT, MAX_TITLE
from review_server.console.journal import Deed, note_deed
from review_server.console.responses import expect_response
from review_server.console.showing import show
from review_server.console.visits import Page, Visit
from review_server.messages import send_message, topics_of
from review_server.plans import read_plan


def message(visit: Visit) -> Response:
    """Write a message, and send it as a set of the secretariat's."""
    server = visit.server
    with server.database.begin() as transaction:
        response = expect_response(transaction, visit.part("response"))
        topics = topics_of(transaction, response.review, response.id)
        party = read_plan(transaction, response.review).party
    if not visit.is_sent:
        return show(visit, "message", response=response, topics=topics, party=party)
    title = visit.form.line("title", "Enter a title.", most=MAX_TITLE)
    text = visit.form.text("text", "Enter the message.", most=MAX_TEXT)
    about = visit.form.line("about")
    if about and about not in topics:
        visit.form.faults["about"] = "Choose what is in the list."
    if visit.form.faults:
        return show(visit, "message", response=response, topics=topics, party=party)
    with server.database.begin() as transaction:
        send_message(
            transaction, server.keys, response.id,
            title=title, text=text, now=visit.now, about=about,
        )  # fmt: skip
        note_deed(transaction, visit.now, visit.who, Deed.MESSAGE_SENT, response.id)
    return visit.to(f"/reviews/{response.review}", "message-sent")


PAGES = (Page(path="/responses/{response}/message", show=message, takes_form=True),)
