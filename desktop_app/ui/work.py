"""What a page asks of and tells one response of an open profile, bound for a lane."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.responses import VersionInfo

if TYPE_CHECKING:
    from desktop_app.services.profile import Profile

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A profile that is open, and one dossier in it. Calling it runs nothing."""

    profile: Profile
    dossier: DossierId

    def __call__(
        self,
        deed: Callable[Concatenate[Profile, DossierId, P], T],
        *args: P.args,
        **named: P.kwargs,
    ) -> Callable[[], T]:
        """What a service does in this dossier, as work without arguments for a lane."""
        return partial(deed, self.profile, self.dossier, *args, **named)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What the questionnaire asks the profile for: the versions of an answer, and, where
    there is a profile, what its members share.
    """

    history: Callable[[NodeKey], tuple[VersionInfo, ...]]
    work: Work | None = None
