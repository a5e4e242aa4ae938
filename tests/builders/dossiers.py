"""A profile in a temporary folder with a dossier on the sample questionnaire in it."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from desktop_app.domain.responses import DossierInfo
from desktop_app.forms.pack import Pack, write_pack
from desktop_app.forms.pack_content import PackContents
from desktop_app.services import dossiers, journal, profiles
from desktop_app.services.profile import Profile
from desktop_app.services.response import Response
from review_protocol.costs import KdfCost
from tests.builders.clocks import SteppingClock
from tests.builders.responses import PARTY, sample_info
from tests.builders.sample_form import sample_xform

PASSPHRASE = "seven brown lamps over Strelsau harbour"


@cache
def sample_pack() -> Pack:
    """The sample questionnaire as a pack, unsigned."""
    return write_pack(PackContents(info=sample_info().pack, xform=sample_xform()))


def new_profile(
    folder: Path, *, name: str = "A. Expert", clock: SteppingClock | None = None
) -> Profile:
    """An unlocked profile, at the lowest cost of a key slot."""
    made = profiles.create_profile(
        folder,
        name=name,
        email="a.expert@example.org",
        passphrase=PASSPHRASE,
        clock=clock or SteppingClock(),
        kdf=KdfCost.FOR_TESTS,
    )
    return made.profile


def new_dossier(
    profile: Profile,
    *,
    party: str = PARTY,
    start: date | None = None,
    instruments: tuple[str, ...] = ("UNTOC",),
) -> DossierInfo:
    """A dossier on the sample questionnaire."""
    return dossiers.create_dossier(
        profile, pack=sample_pack(), party=party, start=start, instruments=instruments
    )


def save(profile: Profile, response: Response) -> None:
    """What autosave does."""
    journal.write(profile, response.info.id, response.take_pending())
