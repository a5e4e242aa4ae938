"""What a page is given and what it gives back: the words shared by all pages.

A page is a plain function from a `Visit` to a response. It runs on a thread, opens its own
transactions, and may raise `Refusal` or one of `problems`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from review_server.console.forms import Form
from review_server.console.place import Place
from review_server.console.sessions import Session
from review_server.rounds import Server

MAX_FORM = 64 * 1024
BROWSER, FORM, SESSION = "browser", "form", "session"
"""Our cookies."""


class Refusal(Exception):
    """What a page answers instead of what was asked for; the texts are for the officer."""

    def __init__(self, status: int, title: str, text: str) -> None:
        super().__init__(title)
        self.status, self.title, self.text = status, title, text


class Missing(Refusal):
    """There is no such page, review or response."""

    def __init__(self) -> None:
        super().__init__(404, "Not found", "There is no such page. Start from the reviews.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A request by somebody who may make it; ``form`` is empty but for a form that is sent.

    ``session`` is None only on pages that need none. ``form_token`` goes into every form; of
    who is not signed in it is made from ``form_word``, which their browser keeps.
    """

    server: Server
    place: Place
    request: Request
    now: int
    session: Session | None
    form_word: str
    form_token: str
    form: Form = field(default_factory=Form)

    @property
    def is_sent(self) -> bool:
        """Whether a form was sent, and is to be acted upon."""
        return self.request.method == "POST"

    @property
    def who(self) -> str:
        """The account that is signed in."""
        assert self.session is not None  # the page asked for one
        return self.session.name

    def part(self, name: str) -> str:
        """A part of the page's path."""
        return str(self.request.path_params[name])

    def asked(self, name: str) -> str:
        """What the address says after its question mark."""
        return self.request.query_params.get(name, "")

    def cookie(self, name: str) -> str:
        """A cookie of ours, or ""."""
        return self.request.cookies.get(self.place.cookie(name), "")

    @property
    def address(self) -> str:
        """Whom the network says it is."""
        return self.request.client.host if self.request.client else ""

    def to(self, path: str, said: str = "") -> Response:
        """Go on to another page of ours, which says a sentence that `showing` knows."""
        query = f"?said={said}" if said else ""
        return RedirectResponse(f"{self.place.base}{path}{query}", 303)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where a page is, who may see it, and how much may be sent to it."""

    path: str
    show: Callable[[Visit], Response]
    needs_session: bool = True
    takes_form: bool = False
    most: int = MAX_FORM


def set_cookie(
    response: Response, place: Place, name: str, value: str, *, max_age: int | None = None
) -> None:
    """For this host alone, never for scripts, never from another site."""
    response.set_cookie(
        place.cookie(name),
        value,
        max_age=max_age,
        path="/",
        secure=place.is_secure,
        httponly=True,
        samesite="strict",
    )


def drop_cookie(response: Response, place: Place, name: str) -> None:
    """The browser forgets it."""
    set_cookie(response, place, name, "", max_age=0)
