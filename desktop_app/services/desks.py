"""What exchanges with a server work with, for a dossier of a profile."""

from __future__ import annotations

from desktop_app.domain.keys import DossierId
from desktop_app.exchange.rounds import Desk
from desktop_app.services.profile import Profile


def desk_of(profile: Profile, dossier: DossierId) -> Desk:
    """Its store, its computer, its clock."""
    return Desk(
        store=profile.store,
        dossier=dossier,
        device=profile.device_for(dossier),
        clock=profile.clock,
    )
