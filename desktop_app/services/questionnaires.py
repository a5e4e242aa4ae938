"""The questionnaires of a profile's packs: read once, then made again from what was kept.

What was read and parsed of a pack is kept as an image in the profile's encrypted database,
for this very program only; another version of it reads the pack again. Belongs on the
store lane.
"""

from __future__ import annotations

import logging
from functools import cache
from pathlib import Path

import desktop_app.forms
from desktop_app import VERSION
from desktop_app.domain.keys import PackHash
from desktop_app.errors import DamagedFile, UserError
from desktop_app.forms.image import FORMAT
from desktop_app.forms.pack import Pack
from desktop_app.forms.questionnaire import (
    Questionnaire,
    questionnaire_of_image,
    read_with_image,
)
from desktop_app.services.profile import Profile
from desktop_app.store import records

_LOG = logging.getLogger(__name__)


def questionnaire_of(profile: Profile, pack: Pack) -> Questionnaire:
    """A pack's questionnaire; the profile holds the pack already. Raises FormRefused."""
    with profile.store.read() as connection:
        image = records.read_image(connection, pack.info.hash, program())
    if image is not None:
        try:
            return questionnaire_of_image(image)
        except DamagedFile as error:
            _LOG.info("an image of a questionnaire is of no use: %s", error.detail)
    questionnaire, image = read_with_image(pack.xform, pack.secondary)
    keep(profile, pack.info.hash, image)
    return questionnaire


def keep(profile: Profile, pack: PackHash, image: bytes) -> None:
    """Keep an image, if there is room: it can be made again at any time."""
    try:
        with profile.store.begin() as connection:
            records.keep_image(connection, pack, program(), image)
    except UserError as error:
        _LOG.info("an image of a questionnaire was not kept: %s", type(error).__name__)


@cache
def program() -> str:
    """What names this very program.

    An installed one is named by its version; in a checkout the version stays while the
    engine changes, so there its files count too.
    """
    engine = Path(desktop_app.forms.__file__).parent
    files = [path.stat() for path in engine.rglob("*.py")]
    newest = max((found.st_mtime_ns for found in files), default=0)
    size = sum(found.st_size for found in files)
    return f"{VERSION} {FORMAT} {len(files)} {size} {newest}"
