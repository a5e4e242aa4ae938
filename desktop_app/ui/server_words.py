"""What goes wrong with the central server, as sentences; one entry for each reason."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app import errors
from desktop_app.ui.wording import isolated

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def not_connected(error: errors.NotConnected) -> Sentences:
    """The response knows no server yet."""
    to_do = {
        "no-server": translate("Server", "Connect it with the secretariat's invitation."),
        "not-asked": translate(
            "Server", "The focal point has named a server: choose to use it here."
        ),
        "other-server": translate(
            "Server", "The focal point has named another server: ask which one counts."
        ),
        "expired": translate("Server", "It has expired: ask the secretariat for a new one."),
        "damaged": translate("Server", "It is damaged, or something else: ask for it again."),
        "newer": translate("Server", "Install the newer Review Desk, then try again."),
    }
    happened = translate("Server", "This response is not connected to a server.")
    if error.reason in {"other-server", "expired", "damaged", "newer"}:
        happened = translate("Server", "This invitation cannot be used.")
    elif error.reason in _OTHER_REVIEW:
        happened, to_do[error.reason] = _other_review(error)
    safe = translate("Server", "What was saved is safe.")
    return happened, safe, to_do.get(error.reason, "")


_OTHER_REVIEW = frozenset({"other-cluster", "other-party"})


def _other_review(error: errors.NotConnected) -> tuple[str, str]:
    """An invitation that is for somebody else: what happened, and what to do."""
    words = translate("Server", "This invitation is for another cluster: {invited}, not {own}.")
    to_do = translate("Server", "Ask the secretariat for the right one.")
    if error.reason == "other-party":
        words = translate(
            "Server", "This invitation is for another party: {invited}, not {own}."
        )
        to_do = translate(
            "Server",
            "Ask the secretariat for the right one, unless it is the same party spelled in "
            "another way.",
        )
    return words.format(invited=isolated(error.invited), own=isolated(error.own)), to_do


def unreachable(error: errors.ServerUnreachable) -> Sentences:
    """No answer of the server came."""
    happened = _why_unreachable().get(error.reason, "")
    safe = translate("Server", "What was saved is safe, and what came until then is kept.")
    again = translate("Server", "Try again later.")
    return happened, safe, _when_unreachable().get(error.reason, again)


def _why_unreachable() -> dict[str, str]:
    return {
        "offline": translate("Server", "There is no line to the server."),
        "proxy": translate(
            "Server", "The proxy of this network does not answer, or lets nothing through."
        ),
        "timeout": translate("Server", "The server did not answer in time."),
        "certificate": translate(
            "Server", "Nobody whom this computer trusts vouches for the server's certificate."
        ),
        "certificate-expired": translate(
            "Server", "The server's certificate has expired, or is not valid yet."
        ),
        "certificate-name": translate(
            "Server", "What answered showed the certificate of another address."
        ),
        "broken": translate("Server", "The line to the server broke again and again."),
        "not-the-server": translate(
            "Server", "Something else answered in the server's place, perhaps this network."
        ),
        "busy": translate("Server", "The server is busy, or does not run just now."),
        "fault": translate("Server", "The server failed."),
        "stopped": translate("Server", "It was stopped."),
        "address": translate(
            "Server", "The server's address is not safe to use. Nothing was sent."
        ),
    }


def _when_unreachable() -> dict[str, str]:
    sign_in = translate(
        "Server", "Sign in to the network in a browser, or try another network."
    )
    return {
        "proxy": translate("Server", "Ask whoever runs this network, or try another one."),
        "certificate": translate(
            "Server",
            "Sign in to the network in a browser if it asks for that; else tell the "
            "secretariat.",
        ),
        "certificate-expired": translate(
            "Server", "See whether this computer's clock is right; else tell the secretariat."
        ),
        "certificate-name": sign_in,
        "broken": translate("Server", "The next try goes on from there."),
        "not-the-server": sign_in,
        "busy": translate("Server", "Try again in some minutes."),
        "fault": translate("Server", "Try again later, and tell the secretariat."),
        "stopped": translate("Server", "The next time goes on from there."),
        "address": translate("Server", "Ask the secretariat for a new invitation."),
    }


def refused(error: errors.ServerRefused) -> Sentences:
    """The server will not."""
    other = translate("Server", "The server and this computer do not come to an agreement.")
    safe = translate("Server", "What was saved is safe.")
    tell = translate("Server", "Tell the secretariat.")
    happened = _why_refused().get(error.reason, other)
    return happened, safe, _when_refused().get(error.reason, tell)


def _why_refused() -> dict[str, str]:
    return {
        "stranger": translate("Server", "The server does not know this computer yet."),
        "removed": translate(
            "Server",
            "You were removed from this response. What you wrote until then was still taken.",
        ),
        "invitation": translate("Server", "The invitation has expired, or was used."),
        "unknown-dossier": translate("Server", "The server does not know this response yet."),
        "full": translate("Server", "The server has no room left."),
        "too-large": translate("Server", "This is more than the server takes."),
        "newer": translate("Server", "The server speaks with newer programs only."),
        "signature": translate(
            "Server", "This is not the server that the response was connected to."
        ),
        "clock": translate("Server", "The clock of this computer is wrong."),
        "malformed": translate("Server", "The server does not understand this program."),
        "no-agreement": translate(
            "Server", "The server and this computer do not come to hold the same."
        ),
        "not-named": translate("Server", "The response is connected to another server."),
        "bad-answer": translate(
            "Server", "What the server sent is not of this response; nothing of it was kept."
        ),
    }


def _when_refused() -> dict[str, str]:
    focal = translate("Server", "Ask the focal point to synchronise first.")
    newer = translate("Server", "Install the newer Review Desk, then try again.")
    return {
        "stranger": focal,
        "removed": translate("Server", "Ask the focal point if this is a mistake."),
        "invitation": translate("Server", "Ask the secretariat for a new one."),
        "unknown-dossier": focal,
        "not-named": focal,
        "newer": newer,
        "signature": translate(
            "Server", "Ask the secretariat whether the server has a new invitation for you."
        ),
        "clock": translate("Server", "Set it right, then try again."),
        "malformed": translate(
            "Server", "Look for a newer Review Desk, and tell the secretariat."
        ),
        "no-agreement": translate("Server", "Try again; if it stays so, tell the secretariat."),
    }
