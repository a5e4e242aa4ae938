"""The console as an application of its own, which `web` mounts: who may, before what.

In this order: the form comes from a page of ours, somebody is signed in, the body is small
enough, the form brings the session's token. Only then a page is asked.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from review_server.console import (
    courier_pages,
    entering_pages,
    log_pages,
    message_pages,
    reopening_pages,
    review_pages,
    submission_pages,
)
from review_server.console.forms import read_form
from review_server.console.place import Place, place_of
from review_server.console.sessions import Session, find_session, form_token
from review_server.console.showing import show, style
from review_server.console.visits import (
    FORM,
    SESSION,
    Missing,
    Page,
    Refusal,
    Visit,
    set_cookie,
)
from review_server.logs import note, note_fault
from review_server.problems import Problem, Unusable
from review_server.rounds import Server

FIELD = "form_token"
POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",  # with none at all, browsers tell a form no origin
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}
_STRICT_TRANSPORT = "max-age=31536000"
_ELSEWHERE = ("Not from this console", "The form did not come from a page of this console.")
_STALE = (
    "The form is too old",
    "It was made for another session. Open the page again; cookies must be allowed.",
)
_ENDED = (
    "Your session has ended",
    "Nothing was done. Sign in, and fill in the form again.",
)
AT_ONCE = 8
"""How many of the forty threads pages may take: rounds of members need the others."""
Handler = Callable[[Request], Awaitable[Response]]
Seats = asyncio.Semaphore


def _nowhere(_visit: Visit) -> Response:
    raise Missing


PAGES: tuple[Page, ...] = (
    *entering_pages.PAGES,
    *review_pages.PAGES,
    *message_pages.PAGES,
    *submission_pages.PAGES,
    *reopening_pages.PAGES,
    *courier_pages.PAGES,
    *log_pages.PAGES,
    Page(path="/{rest:path}", show=_nowhere, needs_session=False),
)


def add_console(app: Starlette, server: Server) -> None:
    """Put the console under /console of a server's application."""
    place = place_of(server.configuration.url)
    home = _home(place)
    app.add_route("/console", home, include_in_schema=False)
    app.mount("/console", make_console(server, place, home))


def make_console(server: Server, place: Place, home: Handler) -> Starlette:
    """The application, to be mounted under the last part of its place."""
    seats = Seats(AT_ONCE)
    console = Starlette(
        routes=[
            Route("/style.css", _style),
            Route("/", home),
            *(_route(server, place, page, seats) for page in PAGES),
        ]
    )
    console.add_exception_handler(HTTPException, _plainly)
    return console


def _route(server: Server, place: Place, page: Page, seats: Seats) -> Route:
    methods = ["GET", "POST"] if page.takes_form else ["GET"]

    async def handle(request: Request) -> Response:
        visit = _arrive(server, place, request)
        try:
            visit = await _recognise(visit, seats)
            response = await _admit(visit, page, seats)
        except (Refusal, Problem, Unusable, TimeoutError, ClientDisconnect) as error:
            response = _refuse(visit, error)
        except Exception as error:  # noqa: BLE001  # the edge: nothing may leave but a page
            note_fault("fault", error)
            response = _refuse(visit, Problem())
        return _finish(visit, response)

    return Route(page.path, handle, methods=methods)


def _arrive(server: Server, place: Place, request: Request) -> Visit:
    """Whoever comes, nobody yet; their forms hang on a cookie that says nothing else."""
    word = request.cookies.get(place.cookie(FORM), "") or secrets.token_urlsafe(32)
    return Visit(
        server=server,
        place=place,
        request=request,
        now=server.clock(),
        session=None,
        form_word=word,
        form_token=form_token(word),
    )


async def _recognise(visit: Visit, seats: Seats) -> Visit:
    """The same with whom it is by, if they are signed in. Raises Refusal or Problem."""
    request = visit.request
    if visit.is_sent:
        origin, host = request.headers.get("origin", ""), request.headers.get("host", "")
        if not visit.place.is_own(origin, host):
            raise Refusal(403, *_ELSEWHERE)
    async with seats:
        session = await run_in_threadpool(_session_of, visit)
    if session is None:
        return visit
    return replace(visit, session=session, form_token=session.form_token)


async def _admit(visit: Visit, page: Page, seats: Seats) -> Response:
    """What the page says to them. Raises Refusal, Problem, TimeoutError, ClientDisconnect."""
    if visit.session is None and page.needs_session:
        if visit.is_sent:
            raise Refusal(403, *_ENDED)
        return visit.to("/sign-in")
    if visit.is_sent:
        visit = replace(visit, form=await read_form(visit.request, page.most))
        brought = visit.form.secret(FIELD).encode()
        if not secrets.compare_digest(brought, visit.form_token.encode()):
            raise Refusal(403, *_STALE)
    async with seats:
        return await run_in_threadpool(page.show, visit)


def _session_of(visit: Visit) -> Session | None:
    word = visit.cookie(SESSION)
    if not word:
        return None
    with visit.server.database.begin() as transaction:
        return find_session(transaction, word, visit.now)


def _refuse(visit: Visit, error: Exception) -> Response:
    match error:
        case Refusal(status=status, title=title, text=text):
            pass
        case Problem(status=status, title=title):
            text = "Nothing was done."
        case Unusable():
            status, title, text = 409, "This cannot be done", str(error)
        case _:
            status, title, text = 408, "Too slow", "The form did not come in time."
    note("console refused", status=status)
    return show(visit, "refused", status=status, title=title, text=text)


def _finish(visit: Visit, response: Response) -> Response:
    response.headers.update(HEADERS)
    if visit.place.is_secure:
        response.headers["Strict-Transport-Security"] = _STRICT_TRANSPORT
    if visit.session is None and visit.cookie(FORM) != visit.form_word:
        set_cookie(response, visit.place, FORM, visit.form_word)
    return response


def _home(place: Place) -> Handler:
    async def home(_request: Request) -> Response:
        return RedirectResponse(f"{place.base}/reviews", 303, {**HEADERS})

    return home


async def _style(_request: Request) -> Response:
    kept = {**HEADERS, "Cache-Control": "max-age=600"}
    return PlainTextResponse(style(), media_type="text/css", headers=kept)


async def _plainly(_request: Request, error: Exception) -> Response:
    """A method that a page does not know."""
    assert isinstance(error, HTTPException)
    return PlainTextResponse(error.detail, error.status_code, {**HEADERS})
