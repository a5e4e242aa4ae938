"""A profile unlocked for the length of one command, and the response that is meant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import typer

from desktop_app.cli.global_options import GlobalOptions, options_of
from desktop_app.cli.passphrase import new_passphrase, passphrase
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.profile_place import ProfilePlace
from desktop_app.domain.responses import DossierInfo
from desktop_app.errors import BadArgument, ProfileMissing
from desktop_app.services import dossiers, journal, profiles
from desktop_app.services.profiles import Profile
from desktop_app.services.response import Response


@contextmanager
def unlocked(context: typer.Context) -> Iterator[Profile]:
    """The profile, open until the command is done."""
    options = options_of(context)
    if profiles.look(options.folder) is ProfilePlace.ABSENT:
        raise ProfileMissing(str(options.folder))  # before anybody types a passphrase
    profile = profiles.unlock(options.folder, passphrase(options))
    try:
        yield profile
    finally:
        profile.close()


@contextmanager
def unlocked_or_new(
    context: typer.Context, *, name: str, email: str
) -> Iterator[tuple[Profile, str]]:
    """The profile, or a new one for this person, whose recovery code comes along."""
    options = options_of(context)
    if profiles.look(options.folder) is not ProfilePlace.ABSENT:
        with unlocked(context) as profile:
            yield profile, ""
        return
    if not name.strip():
        raise BadArgument("This", "there is no profile yet, and a new one needs --name")
    made = profiles.create_profile(
        options.folder,
        name=name,
        email=email,
        passphrase=new_passphrase(options.passphrase_file),
    )
    try:
        yield made.profile, made.recovery_code
    finally:
        made.profile.close()


def chosen(options: GlobalOptions, profile: Profile) -> DossierInfo:
    """The response that --dossier names, by the start of its id, or the only one."""
    return dossiers.find_dossier(profile, options.dossier or None)


@dataclass(frozen=True, slots=True)
class Opened:
    """A response in its profile; `keep` writes what was changed in it."""

    profile: Profile
    info: DossierInfo
    response: Response

    def key(self, ref: str) -> NodeKey:
        """What a reference names: a path, or a name as exports and notes have it.

        Raises UnknownReference.
        """
        form = self.response.form
        if ref.startswith("/"):
            return form.resolve(ref)
        found = next((key for key in self.response.walk() if str(key) == ref), None)
        return form.resolve(ref) if found is None else found

    def keep(self) -> None:
        """End the editing session and write it; durable when this returns."""
        self.response.leave()
        journal.write(self.profile, self.info.id, self.response.take_pending())


@contextmanager
def opened(context: typer.Context, *, language: str | None = None) -> Iterator[Opened]:
    """The response that is meant, in a profile that is open meanwhile."""
    with unlocked(context) as profile:
        info = chosen(options_of(context), profile)
        yield Opened(profile, info, dossiers.open_response(profile, info.id, language=language))
