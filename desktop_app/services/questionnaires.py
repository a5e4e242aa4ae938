"""The questionnaires of a profile's packs: read once, then made again from what was kept.

What was read and parsed of a pack is kept as an image in the profile's encrypted database,
for this very program only; another version of it reads the pack again. So is what differs
between two packs. Belongs on the store lane.
"""

from __future__ import annotations

import json
import logging
from functools import cache
from pathlib import Path

import desktop_app.forms
from desktop_app import VERSION
from desktop_app.domain.keys import NO_PACK, PackHash, QuestionId
from desktop_app.domain.upgrades import Difference, Differences
from desktop_app.errors import BugError, DamagedFile, UserError
from desktop_app.forms.comparing import Questions, differences
from desktop_app.forms.definition import Definition
from desktop_app.forms.image import FORMAT, of_image
from desktop_app.forms.pack import Pack, read_pack
from desktop_app.forms.questionnaire import (
    Questionnaire,
    questionnaire_of_image,
    read_questionnaire,
    read_with_image,
)
from desktop_app.services.profile import Profile
from desktop_app.store import records
from desktop_app.store.records import ImageName

_LOG = logging.getLogger(__name__)
_ahead: dict[PackHash, Questionnaire] = {}


def pack_in(profile: Profile, hash_: PackHash) -> Pack:
    """A pack that the profile holds."""
    with profile.store.read() as connection:
        content = records.read_pack(connection, hash_)
    if content is None:
        raise BugError("a dossier is there without its pack")
    return read_pack(content)


def read_ahead(pack: Pack) -> None:
    """Read a questionnaire before a response to it is opened, and keep it in memory.

    Needs no profile: what ships with the program is no secret. Raises FormRefused.
    """
    if pack.info.hash not in _ahead:
        _ahead[pack.info.hash] = read_questionnaire(pack.xform, pack.secondary)


def questionnaire_of(profile: Profile, pack: Pack) -> Questionnaire:
    """A pack's questionnaire; the profile holds the pack already. Raises FormRefused."""
    ahead = _ahead.get(pack.info.hash)
    if ahead is not None:
        return ahead
    image = _kept(profile, pack.info.hash)
    if image is not None:
        try:
            return questionnaire_of_image(image)
        except DamagedFile as error:
            _LOG.info("an image of a questionnaire is of no use: %s", error.detail)
    questionnaire, image = read_with_image(pack.xform, pack.secondary)
    keep(profile, pack.info.hash, image)
    return questionnaire


def definition_of(profile: Profile, pack: Pack) -> Definition:
    """What a pack says, without compiling it."""
    image = _kept(profile, pack.info.hash)
    if image is not None:
        try:
            return of_image(image).definition
        except DamagedFile as error:
            _LOG.info("an image of a questionnaire is of no use: %s", error.detail)
    return read_with_image(pack.xform, pack.secondary)[0].definition


def differences_since(
    profile: Profile, old: PackHash, pack: PackHash, definition: Definition
) -> Differences:
    """In what the questions of a pack, which says ``definition``, differ from an older's."""
    kept = _kept(profile, pack, since=old)
    if kept is not None:
        return {
            QuestionId(name): frozenset(map(Difference, found))
            for name, found in json.loads(kept).items()
        }
    before = Questions(definition_of(profile, pack_in(profile, old)))
    found = differences(before, Questions(definition))
    plain = {name: sorted(each) for name, each in found.items()}
    keep(profile, pack, json.dumps(plain).encode(), since=old)
    return found


def keep(profile: Profile, pack: PackHash, image: bytes, since: PackHash = NO_PACK) -> None:
    """Keep an image, if there is room: it can be made again at any time."""
    try:
        with profile.store.begin() as connection:
            records.keep_image(connection, ImageName(pack, program(), since), image)
    except UserError as error:
        _LOG.info("an image of a questionnaire was not kept: %s", type(error).__name__)


def _kept(profile: Profile, pack: PackHash, since: PackHash = NO_PACK) -> bytes | None:
    with profile.store.read() as connection:
        return records.read_image(connection, ImageName(pack, program(), since))


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
