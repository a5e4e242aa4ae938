"""What goes wrong with the central server, as sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app import errors

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def not_connected(error: errors.NotConnected) -> Sentences:
    """The response knows no server yet."""
    to_do = {
        "not-asked": translate(
            "Server", "The focal point has named a server: choose to use it here."
        ),
        "other-server": translate(
            "Server", "The focal point has named another server: ask which one counts."
        ),
        "expired": translate("Server", "The invitation has expired: ask for a new one."),
        "damaged": translate("Server", "The invitation cannot be read: ask for it again."),
        "newer": translate("Server", "Install the newer Review Desk, then try again."),
    }
    happened = translate("Server", "This response is not connected to a server.")
    safe = translate("Server", "What was saved is safe.")
    ask = translate("Server", "Connect it with the secretariat's invitation.")
    return happened, safe, to_do.get(error.reason, ask)


def unreachable(error: errors.ServerUnreachable) -> Sentences:
    """No answer of the server came."""
    happened = {
        "offline": translate("Server", "There is no line to the server."),
        "timeout": translate("Server", "The server did not answer in time."),
        "certificate": translate(
            "Server", "The server's certificate is not trusted, or has expired."
        ),
        "not-the-server": translate(
            "Server", "Something else answered in the server's place, perhaps this network."
        ),
        "busy": translate("Server", "The server is busy."),
    }
    to_do = {
        "certificate": translate("Server", "Tell the secretariat."),
        "not-the-server": translate(
            "Server", "Sign in to the network in a browser, or try another network."
        ),
    }
    broke = translate("Server", "The line to the server broke again and again.")
    safe = translate("Server", "What was saved is safe, and what came until then is kept.")
    again = translate("Server", "Try again later.")
    return happened.get(error.reason, broke), safe, to_do.get(error.reason, again)


def refused(error: errors.ServerRefused) -> Sentences:
    """The server will not."""
    happened = {
        "stranger": translate("Server", "The server does not know this computer yet."),
        "removed": translate("Server", "You were removed from this response."),
        "invitation": translate("Server", "The invitation has expired, or was used."),
        "unknown-dossier": translate("Server", "The server does not know this response yet."),
        "full": translate("Server", "The server has no room left."),
        "clock": translate("Server", "The clock of this computer is wrong."),
    }
    to_do = {
        "stranger": translate("Server", "Ask the focal point to synchronise first."),
        "removed": translate("Server", "Ask the focal point if this is a mistake."),
        "unknown-dossier": translate("Server", "Ask the focal point to synchronise first."),
        "clock": translate("Server", "Set it right, then try again."),
        "newer": translate("Server", "Install the newer Review Desk, then try again."),
    }
    other = translate("Server", "The server and this computer do not come to an agreement.")
    safe = translate("Server", "What was saved is safe.")
    tell = translate("Server", "Tell the secretariat.")
    return happened.get(error.reason, other), safe, to_do.get(error.reason, tell)
