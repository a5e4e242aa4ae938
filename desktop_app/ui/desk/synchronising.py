"""What synchronising has done in one response's profile, and when."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.domain.keys import DossierId
from desktop_app.domain.servers import (
    Schedule,
    ServerOffer,
    ServerStanding,
    ServerStatus,
    Synchronised,
)
from desktop_app.errors import NotConnected, ServerRefused, ServerUnreachable
from desktop_app.ui.synchronising.given import Done, ServerDeeds, ServerGiven, Stoppable
from desktop_app.ui.synchronising.line_watch import SystemLine
from desktop_app.ui.synchronising.timing import Timing
from desktop_app.ui.tools import Tools

if TYPE_CHECKING:
    from desktop_app.services.profile import Profile


def server_given(
    profile: Profile, dossier: DossierId, tools: Tools, quiet_s: Callable[[], float]
) -> ServerGiven:
    """For one response that is open."""
    return ServerGiven(
        deeds=server_deeds(profile, dossier),
        timing=Timing(tools.clock, tools.random.random),
        watch=SystemLine(),
        quiet_s=quiet_s,
    )


def server_deeds(profile: Profile, dossier: DossierId) -> ServerDeeds:
    """What can be done; each is run on a lane."""
    return ServerDeeds(
        look=partial(_look, profile, dossier),
        preview=partial(_preview, profile, dossier),
        connect=partial(_connect, profile, dossier),
        choose=partial(_choose, profile, dossier),
        make_stop=_make_stop,
        synchronise=partial(_synchronise, profile, dossier),
    )


def _look(profile: Profile, dossier: DossierId) -> ServerStanding:
    from desktop_app.services import servers  # noqa: PLC0415

    return servers.standing(profile, dossier)


def _preview(profile: Profile, dossier: DossierId, invitation: Path | str) -> ServerOffer:
    from desktop_app.services import servers  # noqa: PLC0415

    return servers.preview(profile, dossier, invitation)


def _connect(
    profile: Profile, dossier: DossierId, invitation: Path | str | None, for_party: str
) -> ServerStatus:
    from desktop_app.services import servers  # noqa: PLC0415

    return servers.connect(profile, dossier, invitation, for_party=for_party)


def _choose(profile: Profile, dossier: DossierId, schedule: Schedule) -> None:
    from desktop_app.services import servers  # noqa: PLC0415

    servers.choose_schedule(profile, dossier, schedule)


def _make_stop() -> Stoppable:
    from desktop_app.services.stopping import Stop  # noqa: PLC0415

    return Stop()


def _synchronise(
    profile: Profile,
    dossier: DossierId,
    stop: Stoppable,
    tell: Callable[[Synchronised], None],
) -> Done:
    from desktop_app.services import servers  # noqa: PLC0415

    last = Synchronised()

    def heard(so_far: Synchronised) -> None:
        nonlocal last
        last = so_far
        tell(so_far)

    assert isinstance(stop, servers.Stop)
    try:
        servers.synchronise(profile, dossier, stop=stop, tell=heard)
    except (NotConnected, ServerUnreachable, ServerRefused) as error:
        return Done(so_far=last, error=error)
    return Done(so_far=last)
