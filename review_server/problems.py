"""Why a request is refused: what a client can tell apart, as problem documents (RFC 9457).

Problem
├─ Malformed        no request, or one of its sets is none of this dossier
├─ Newer            a version that this program does not know
├─ WrongSignature   altered, or meant for another server
├─ Stranger         the device is in no roster of the dossier
├─ BadTicket        the invitation is unknown, expired, or used for another dossier
├─ UnknownDossier   nobody has made it known yet
├─ Repeated         this very request was answered before
├─ RequestTooLarge  more than is taken at once
├─ WrongClock       the request's time is too far from ours; `now` is ours
├─ NotNamed         the members have not been told of this server: they would refuse its sets
├─ Busy             to be tried again
└─ Full             no room, on the disk or for this dossier
"""

from __future__ import annotations

from typing import Any

PREFIX = "urn:review-desk:problem:"
MEDIA_TYPE = "application/problem+json"


class ServerError(Exception):
    """The root of what this program itself raises."""


class Unusable(ServerError):
    """What an operator asked for, or gave, cannot be used; the message is for them."""


class Problem(ServerError):
    """The root of refusals; `status`, `type` and `title` are those of the document."""

    status = 500
    type = "fault"
    title = "The server failed."

    def document(self) -> dict[str, Any]:
        """What goes out; never anything of what came in."""
        return {"type": PREFIX + self.type, "title": self.title, "status": self.status}


class Malformed(Problem):
    """No request, or one of its sets is none of this dossier."""

    status, type, title = 400, "malformed", "This is no request that can be understood."


class Newer(Problem):
    """A version that this program does not know."""

    status, type, title = 400, "newer", "A newer program made this request."


class WrongSignature(Problem):
    """Altered, or meant for another server."""

    status, type, title = 401, "signature", "The signature does not fit."


class Stranger(Problem):
    """The device is in no roster of the dossier."""

    status, type, title = 403, "stranger", "This computer is in no roster of the response."


class BadTicket(Problem):
    """The invitation is unknown, expired, or used for another dossier."""

    status, type, title = 403, "invitation", "The invitation does not count, or not any more."


class UnknownDossier(Problem):
    """Nobody has made it known yet."""

    status, type, title = 404, "unknown-dossier", "The response is not known here."


class Repeated(Problem):
    """This very request was answered before."""

    status, type, title = 409, "repeated", "This very request was answered before."


class RequestTooLarge(Problem):
    """More than is taken at once."""

    status, type, title = 413, "too-large", "This is more than is taken at once."


class WrongClock(Problem):
    """The request's time is too far from ours."""

    status, type, title = 422, "clock", "The time of the request is too far from the server's."

    def __init__(self, now: int) -> None:
        super().__init__()
        self.now = now

    def document(self) -> dict[str, Any]:
        """With our time, in seconds since 1970."""
        return {**super().document(), "now": self.now}


class NotNamed(Problem):
    """The focal point has named another server in the response, or none."""

    status, type, title = 409, "not-named", "The response is not connected to this server."


class Busy(Problem):
    """To be tried again."""

    status, type, title = 503, "busy", "The server is busy; try again."


class Full(Problem):
    """No room, on the disk or for this dossier."""

    status, type, title = 507, "full", "There is no room for this."
