"""The pages after the questionnaire, in the order of their tabs, for one open response.

A page is made when it is first shown, and gets here what its profile is asked and told by.
"""

from __future__ import annotations

from desktop_app.domain.keys import DossierId
from desktop_app.services.profile import Profile
from desktop_app.ui.windows.page import PageMaker


def pages_of(_profile: Profile, _dossier: DossierId) -> tuple[PageMaker, ...]:
    """People (Ctrl+3), then exchange (Ctrl+4), as soon as there is something to show."""
    return ()
