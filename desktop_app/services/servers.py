"""The central server: connecting a dossier to it, and synchronising, by button.

Connecting opens no line: that is for the first synchronisation. What uses the store takes
turns with the line, and never holds a transaction while the line is open.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import ServerStatus, Synchronised
from desktop_app.errors import NotConnected
from desktop_app.exchange import outbox, rounds
from desktop_app.exchange.rounds import Desk
from desktop_app.remote.line import Line
from desktop_app.services import freshness
from desktop_app.services.profile import Profile
from desktop_app.store import servers
from review_protocol.errors import NeedsNewer, ProtocolError
from review_protocol.server_invitations import (
    MAX_FILE,
    ServerInvitation,
    read_server_invitation,
)
from review_protocol.signing import fingerprint

__all__ = ["connect", "status", "synchronise"]


def connect(profile: Profile, dossier: DossierId, invitation: Path | None) -> ServerStatus:
    """Use the server of an invitation's file; or, without one, that of the focal point.

    A dossier that exists already keeps its id and all that is in it. Raises NotConnected.
    """
    desk = _desk(profile, dossier)
    if invitation is None:
        rounds.connect_as_told(desk)
    else:
        rounds.connect(desk, _read(invitation))
    return status(profile, dossier)


def status(profile: Profile, dossier: DossierId) -> ServerStatus:
    """Which server, and what waits to go there. Raises NotConnected."""
    with profile.store.read() as transaction:
        place = servers.read_server(transaction, dossier)
        if place is None:
            raise NotConnected("no-server")
        behind = servers.sets_behind(transaction, dossier, place.known)
    return ServerStatus(
        url=place.url,
        review=place.review,
        fingerprint=fingerprint(place.key),
        in_step_at=place.in_step_at,
        unsent=len(frozenset(behind) - place.also),
    )


def synchronise(
    profile: Profile,
    dossier: DossierId,
    *,
    go_on: Callable[[], None] = lambda: None,
    pause: Callable[[float], None] = time.sleep,
    open_line: Callable[[str], Line] = Line,
    ticks: Callable[[], float] = time.monotonic,
) -> Synchronised:
    """Bring this computer and the server to the same, all of it or as far as the line lasts.

    What is pending is sealed first, so all that was typed must have been written. ``pause``
    waits before a line is tried again, ``ticks`` tells how long an answer takes. Raises
    NotConnected, ServerUnreachable or ServerRefused; what had come until then stays.
    """
    desk = _desk(profile, dossier)
    try:
        done = rounds.synchronise(desk, open_line, pause=pause, go_on=go_on, ticks=ticks)
        if done.refused:
            outbox.drop_refused(desk, done)
        return done
    finally:
        freshness.remember(profile)


def minutes_off(done: Synchronised) -> int:
    """By how many minutes this computer's clock is fast; negative when it is slow."""
    return round((done.clock_off or timedelta()).total_seconds() / 60)


def _desk(profile: Profile, dossier: DossierId) -> Desk:
    return Desk(
        store=profile.store,
        dossier=dossier,
        device=profile.device_for(dossier),
        clock=profile.clock,
    )


def _read(path: Path) -> ServerInvitation:
    try:
        with path.open("rb") as file:
            return read_server_invitation(file.read(MAX_FILE + 1))
    except NeedsNewer as error:
        raise NotConnected("newer") from error
    except (OSError, ProtocolError) as error:
        raise NotConnected("damaged") from error
