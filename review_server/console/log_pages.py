"""The page of what the staff did; it can only be read."""

from __future__ import annotations

from starlette.responses import Response

from review_server.console.journal import newest_lines
from review_server.console.showing import show
from review_server.console.visits import Page, Visit

ON_A_PAGE = 100


def log(visit: Visit) -> Response:
    """The newest first, a hundred at a time."""
    asked = visit.asked("before")
    before = int(asked) if asked.isdecimal() and len(asked) < 18 else 0
    with visit.server.database.begin() as transaction:
        lines = newest_lines(transaction, ON_A_PAGE, before=before)
    older = lines[-1].number if len(lines) == ON_A_PAGE else 0
    return show(visit, "log", lines=lines, older=older)


PAGES = (Page(path="/log", show=log),)
