"""Pages from templates. Everything that is put in is escaped; nothing can be left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from review_protocol.timelines import VIENNA
from review_server.console.visits import Visit

TEMPLATES = Path(__file__).parents[1] / "templates"
SAID = {
    "signed-out": "You are signed out.",
    "set-up": "The account is set up, and you are signed in.",
    "password-changed": "The password is changed. Every other session of yours has ended.",
    "review-created": "The review is created. Now make an invitation for its focal point.",
    "review-changed": "The review is changed. What was sent or signed before stays as it is.",
    "granted": "The request is granted. Members are told when they synchronise next.",
    "refused": "The request is refused. Members are told when they synchronise next.",
    "message-sent": "The message is on its way. Members get it when they synchronise next.",
}
"""Sentences that a page may be asked to begin with; an address names them, never says them."""


def show(visit: Visit, template: str, *, status: int = 200, **values: Any) -> Response:
    """A page. With faults in its form it says so, and its status is 422."""
    faults = visit.form.faults
    page = _environment().get_template(f"{template}.html")
    shared: dict[str, Any] = {
        "base": visit.place.base,
        "who": visit.session.name if visit.session else "",
        "form_token": visit.form_token,
        "said": SAID.get(visit.asked("said"), ""),
        "faults": faults,
        "sent": visit.form.texts,
        "now": visit.now,
    }
    text = page.render(shared | values)
    return HTMLResponse(text, 422 if faults and status == 200 else status)


def moment(at: int) -> Markup:
    """A time with its zone, month in letters."""
    when = datetime.fromtimestamp(at, UTC)
    shown = f"{when.day} {when:%B %Y, %H:%M} UTC"
    return Markup('<time datetime="{}">{}</time>').format(f"{when:%Y-%m-%dT%H:%M:%SZ}", shown)


def moments(at: int) -> Markup:
    """The same with the time in Vienna, where the secretariat is."""
    there = datetime.fromtimestamp(at, VIENNA)
    is_same_day = there.date() == datetime.fromtimestamp(at, UTC).date()
    clock = f"{there:%H:%M} in Vienna"
    shown = clock if is_same_day else f"{there.day} {there:%B %Y}, {clock}"
    return moment(at) + Markup(' (<time datetime="{}">{}</time>)').format(
        f"{there:%Y-%m-%dT%H:%M:%S%z}", shown
    )


def day(given: date | str) -> Markup:
    """A date, or one in ISO's form, month in letters."""
    when = date.fromisoformat(given) if isinstance(given, str) else given
    shown = f"{when.day} {when:%B %Y}"
    return Markup('<time datetime="{}">{}</time>').format(when.isoformat(), shown)


def digits(text: str) -> str:
    """As much of an id as is shown."""
    return text[:8]


@cache
def style() -> str:
    """The style sheet."""
    return (TEMPLATES / "console.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"moment": moment, "moments": moments, "day": day, "digits": digits}
    return made
