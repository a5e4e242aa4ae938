"""The central server: connecting a dossier to it, and synchronising.

Connecting opens no line: that is for the first synchronisation. What uses the store takes
turns with the line, and never holds a transaction while the line is open. When to
synchronise is for the window, and for a person: nothing here begins by itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import (
    LastRound,
    Schedule,
    ServerOffer,
    ServerStanding,
    ServerStatus,
    Synchronised,
    Trouble,
    together,
)
from desktop_app.errors import NotConnected, ServerRefused, ServerUnreachable
from desktop_app.exchange import carrying, connecting, outbox, rounds
from desktop_app.exchange.rounds import Desk, Tell
from desktop_app.services import freshness, refusals
from desktop_app.services.desks import desk_of
from desktop_app.services.dossiers import find_dossier
from desktop_app.services.profile import Profile
from desktop_app.services.server_invitations import (
    Invited,
    offer_of,
    read_invitation,
    refuse_other,
    start_from,
)
from desktop_app.services.stopping import Stop
from desktop_app.store import server_notes, servers
from desktop_app.store.transaction import Transaction
from review_protocol.signing import fingerprint

if TYPE_CHECKING:  # it brings the libraries of HTTP: see `_open`
    from desktop_app.remote.line import Line

__all__ = [
    "Stop",
    "choose_schedule",
    "connect",
    "desk_of",
    "minutes_off",
    "preview",
    "standing",
    "status",
    "synchronise",
]


def preview(profile: Profile, dossier: DossierId, invitation: Invited | None) -> ServerOffer:
    """What `connect` would use, and for whom it is; nothing is kept. Raises NotConnected."""
    if invitation is None:
        with profile.store.read() as transaction:
            offer = _offer(transaction, profile, dossier)
        if offer is None:
            raise NotConnected("no-server")
        return offer
    info = find_dossier(profile, dossier)
    return offer_of(profile, info, read_invitation(invitation))


def connect(
    profile: Profile,
    dossier: DossierId,
    invitation: Invited | None,
    *,
    for_party: str = "",
) -> ServerStatus:
    """Use the server of an invitation; or, without one, that of the focal point.

    What is known of the same server stays, such as how far both are in step. A dossier that
    exists already keeps its id and all that is in it; if it has no start of
    the review, it gets that of the invitation. Raises NotConnected, also for an invitation
    to another review; ``for_party`` is a party of another spelling that is meant all the
    same, and that the receipts will name.
    """
    desk = desk_of(profile, dossier)
    with profile.store.read() as transaction:
        before = servers.read_server(transaction, dossier)
    if invitation is None:
        place = connecting.connect_as_told(desk)
    else:
        found, info = read_invitation(invitation), find_dossier(profile, dossier)
        offer = offer_of(profile, info, found)
        refuse_other(offer, for_party)
        place = connecting.connect(desk, found, also=start_from(profile, dossier, info, offer))
    is_same = before is not None and before.key == place.key
    with profile.store.begin() as transaction:
        forget = server_notes.forget_trouble if is_same else server_notes.forget_outcomes
        forget(transaction, dossier)
    if before is not None and not is_same:
        _seal_for_other(profile, dossier)
    return status(profile, dossier)


def _seal_for_other(profile: Profile, dossier: DossierId) -> None:
    """What waits was sealed for one server, and no other takes it."""
    from desktop_app.services import outgoing  # noqa: PLC0415  # it loads slowly

    with profile.store.read() as transaction:
        waiting = carrying.waiting(transaction, dossier, frozenset())
    outgoing.seal_anew(profile, dossier, dict.fromkeys(waiting, outbox.KEY))


def standing(profile: Profile, dossier: DossierId) -> ServerStanding:
    """How it stands with a server, whether or not there is one."""
    with profile.store.read() as transaction:
        found = _status(transaction, profile, dossier)
        offer = None if found else _offer(transaction, profile, dossier)
    return ServerStanding(status=found, offer=offer)


def status(profile: Profile, dossier: DossierId) -> ServerStatus:
    """Which server, what waits to go there, and how it went. Raises NotConnected."""
    with profile.store.read() as transaction:
        found = _status(transaction, profile, dossier)
    if found is None:
        raise NotConnected("no-server")
    return found


def choose_schedule(profile: Profile, dossier: DossierId, schedule: Schedule) -> None:
    """Have the window synchronise so from now on; the command line never does it by itself."""
    with profile.store.begin() as transaction:
        server_notes.write_schedule(transaction, dossier, schedule)


def synchronise(
    profile: Profile,
    dossier: DossierId,
    *,
    stop: Stop | None = None,
    pause: Callable[[float], None] = time.sleep,
    ticks: Callable[[], float] = time.monotonic,
    tell: Tell = lambda _so_far: None,
    open_line: Callable[[str], Line] | None = None,
) -> Synchronised:
    """Bring this computer and the server to the same, all of it or as far as the line lasts.

    What is pending is sealed first, so all that was typed must have been written. ``pause``
    waits before a line is tried again, ``ticks`` tells how long an answer takes, ``tell``
    hears what was done so far. What is for the secretariat and was sealed to a key of former
    times is sealed anew, and brought at once; what was refused is remembered. Raises
    NotConnected, ServerUnreachable ("stopped" by ``stop``) or ServerRefused; what had come
    until then stays.
    """
    open_line = open_line or _open
    go_on = _goes_on
    if stop is not None:
        open_line, pause, go_on = stop.opening(open_line), stop.wait, stop.check
    desk = desk_of(profile, dossier)
    so_far = _SoFar(profile, dossier, tell)
    try:
        while True:
            rounds.synchronise(
                desk, open_line, pause=pause, go_on=go_on, ticks=ticks, tell=so_far.hear
            )
            if not so_far.seal_anew():
                break
    except (ServerUnreachable, ServerRefused) as error:
        _note_trouble(profile, dossier, error)
        raise
    finally:
        so_far.conclude(desk)
        freshness.remember(profile)
    with profile.store.begin() as transaction:
        last = LastRound(at=profile.clock(), done=so_far.done)
        server_notes.write_last(transaction, dossier, last)
    return so_far.done


class _SoFar:
    """What was done so far, in one round, or in two if the first found another key."""

    def __init__(self, profile: Profile, dossier: DossierId, tell: Tell) -> None:
        self._profile, self._dossier, self._tell = profile, dossier, tell
        self._before = Synchronised()
        self._has_sealed = False
        self.done = Synchronised()

    def hear(self, round_: Synchronised) -> None:
        """The present round has come so far."""
        self.done = together(self._before, round_)
        self._tell(self.done)

    def seal_anew(self) -> bool:
        """Seal anew, once, what was sealed to a key of former times; whether any was."""
        if self._has_sealed or outbox.KEY not in self.done.refused.values():
            return False
        from desktop_app.services import outgoing  # noqa: PLC0415  # it loads slowly

        self._has_sealed = True
        with self._profile.store.begin() as transaction:
            outbox.use_key(transaction, self._dossier, self.done.kem)
        anew = outgoing.seal_anew(self._profile, self._dossier, self.done.refused)
        refused = {name: word for name, word in self.done.refused.items() if name not in anew}
        self._before = self.done = replace(self.done, refused=refused)
        return bool(anew)

    def conclude(self, desk: Desk) -> None:
        """Remember what was taken and refused, also where the line broke behind it."""
        if self.done.requests:
            self.seal_anew()
            not_taken = outbox.note_round(desk, self.done)
            self.done = replace(self.done, not_taken=not_taken)
            self._tell(self.done)


def _goes_on() -> None:
    """Nobody stops it."""


def _open(url: str) -> Line:
    from desktop_app.remote.line import Line as OverHttp  # noqa: PLC0415

    return OverHttp(url)


def _note_trouble(
    profile: Profile, dossier: DossierId, error: ServerUnreachable | ServerRefused
) -> None:
    if error.reason == "stopped":
        return
    trouble = Trouble(since=profile.clock(), kind=type(error).__name__, reason=error.reason)
    with profile.store.begin() as transaction:
        server_notes.write_trouble(transaction, dossier, trouble)


def minutes_off(done: Synchronised) -> int:
    """By how many minutes this computer's clock is fast; negative when it is slow."""
    return round((done.clock_off or timedelta()).total_seconds() / 60)


def _status(
    transaction: Transaction, profile: Profile, dossier: DossierId
) -> ServerStatus | None:
    place = servers.read_server(transaction, dossier)
    if place is None:
        return None
    behind = servers.sets_behind(transaction, dossier, place.known)
    own = profile.device_for(dossier).id
    return ServerStatus(
        url=place.url,
        review=place.review,
        fingerprint=fingerprint(place.key),
        in_step_at=place.in_step_at,
        unsent=len(frozenset(behind) - place.also),
        pending=server_notes.count_pending(transaction, dossier),
        messages=len(carrying.waiting(transaction, dossier, place.there)),
        files=len(carrying.files_waiting(transaction, dossier, place.there, own)),
        schedule=server_notes.read_schedule(transaction, dossier),
        last=server_notes.read_last(transaction, dossier),
        trouble=server_notes.read_trouble(transaction, dossier),
        not_taken=refusals.standing(transaction, dossier),
    )


def _offer(
    transaction: Transaction, profile: Profile, dossier: DossierId
) -> ServerOffer | None:
    place = connecting.told(transaction, desk_of(profile, dossier))
    if place is None:
        return None
    return ServerOffer(
        url=place.url, review=place.review, fingerprint=fingerprint(place.key), is_told=True
    )
