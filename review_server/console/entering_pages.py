"""Pages at the door: sign in, set an account up, sign out, change the password."""

from __future__ import annotations

from starlette.responses import Response

from review_server.console import entering
from review_server.console.entering import Credentials, Outcome
from review_server.console.journal import Deed, note_deed
from review_server.console.passwords import why_not
from review_server.console.sessions import end_all_sessions, end_session
from review_server.console.showing import show
from review_server.console.visits import (
    BROWSER,
    FORM,
    SESSION,
    Page,
    Visit,
    drop_cookie,
    set_cookie,
)

_REFUSED = (
    "Name, password or code is not right, or the code was used before. "
    "Wait for the next code and try again."
)
_NOT_SET_UP = (
    "Name, set-up code or code is not right, or the set-up code does not count any more. "
    "The operator can make a new one."
)
_NOT_CHANGED = (
    "Password or code is not right, or the code was used before. "
    "Wait for the next code and try again."
)


def sign_in(visit: Visit) -> Response:
    """By password and one-time code, together: nothing tells which was wrong."""
    if not visit.is_sent:
        return visit.to("/reviews") if visit.session else show(visit, "sign-in")
    given = _credentials(visit, visit.form.line("name", "Enter your name."), "password")
    if not visit.form.faults:
        done = entering.sign_in(visit.server, given)
        if done.word:
            return _entered(visit, done, given.name, "/reviews", "")
        _say_no(visit, done, "name", _REFUSED)
    return show(visit, "sign-in")


def set_up(visit: Visit) -> Response:
    """A first password, by the two things that the operator handed over."""
    if not visit.is_sent:
        return show(visit, "set-up")
    form = visit.form
    given = _credentials(visit, form.line("name", "Enter your name."), "password")
    code = form.line("setup", "Enter the set-up code.")
    _check_new(visit, given.name, "password")
    if not form.faults:
        done = entering.set_up(visit.server, given, code)
        if done.word:
            return _entered(visit, done, given.name, "/reviews", "set-up")
        _say_no(visit, done, "setup", _NOT_SET_UP)
    return show(visit, "set-up")


def account(visit: Visit) -> Response:
    """The own password, and an end to all sessions."""
    if not visit.is_sent:
        return show(visit, "account")
    form = visit.form
    given = _credentials(visit, visit.who, "present")
    new = form.secret("password")
    _check_new(visit, visit.who, "password")
    if not form.faults:
        done = entering.change_password(visit.server, given, new)
        if done.word:
            return _entered(visit, done, visit.who, "/account", "password-changed")
        _say_no(visit, done, "present", _NOT_CHANGED)
    return show(visit, "account")


def sign_out(visit: Visit) -> Response:
    """This session ends; with `everywhere`, all of theirs."""
    if not visit.is_sent:
        return visit.to("/reviews")
    session = visit.session
    assert session is not None  # the page needs one
    is_everywhere = bool(visit.form.secret("everywhere"))
    with visit.server.database.begin() as transaction:
        if is_everywhere:
            end_all_sessions(transaction, session.name)
        end_session(transaction, session)
        deed = Deed.SIGNED_OUT_EVERYWHERE if is_everywhere else Deed.SIGNED_OUT
        note_deed(transaction, visit.now, session.name, deed)
    response = visit.to("/sign-in", "signed-out")
    drop_cookie(response, visit.place, SESSION)
    return response


PAGES = (
    Page(path="/sign-in", show=sign_in, needs_session=False, takes_form=True),
    Page(path="/set-up", show=set_up, needs_session=False, takes_form=True),
    Page(path="/account", show=account, takes_form=True),
    Page(path="/sign-out", show=sign_out, takes_form=True),
)


def _credentials(visit: Visit, name: str, password: str) -> Credentials:
    form = visit.form
    if not form.secret(password):
        form.faults.setdefault(password, "Enter the password.")
    if not form.secret("code").strip():
        form.faults.setdefault("code", "Enter the six digits that your authenticator shows.")
    return Credentials(
        name=name.lower(),
        password=form.secret(password),
        code=form.secret("code"),
        address=visit.address,
        browser=visit.cookie(BROWSER),
    )


def _check_new(visit: Visit, name: str, field: str) -> None:
    """A new password is typed twice and is not easily guessed."""
    form = visit.form
    fault = why_not(form.secret(field), name)
    if fault:
        form.faults[field] = fault
    elif form.secret(field) != form.secret("again"):
        form.faults["again"] = "This is not the same password."


def _say_no(visit: Visit, done: Outcome, field: str, sentence: str) -> None:
    if done.wait_s:
        sentence = (
            f"There were too many tries. Wait {_in_words(done.wait_s)}, then try again. "
            "A browser that you have signed in with before is not made to wait by others."
        )
    visit.form.faults[field] = sentence


def _in_words(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} seconds"
    return f"{-(-seconds // 60)} minutes"


def _entered(visit: Visit, done: Outcome, name: str, path: str, said: str) -> Response:
    """On to a page, in the new session; one that this browser had before is over."""
    if visit.session is not None:
        with visit.server.database.begin() as transaction:
            end_session(transaction, visit.session)
    response = visit.to(path, said)
    browser = entering.know_browser(visit.server, name, visit.now)
    set_cookie(response, visit.place, SESSION, done.word)
    set_cookie(response, visit.place, BROWSER, browser, max_age=entering.KNOWN_FOR_S)
    drop_cookie(response, visit.place, FORM)
    return response
