"""An unlocked profile: one person's encrypted store on one computer, while it is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.keys import DossierId
from desktop_app.store.locking import FolderLock
from desktop_app.store.store import Store

Clock = Callable[[], datetime]
NO_DEVICES: Mapping[DossierId, DeviceKey] = MappingProxyType({})


def utc_now() -> datetime:
    """The time of this computer."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose profile it is. ``member`` is the id of the device that it was made on."""

    name: str
    email: str
    language: str
    member: str


class Profile:
    """Open from construction until ``close``; nobody else can open the folder meanwhile."""

    def __init__(
        self,
        folder: Path,
        *,
        owner: Owner,
        device: DeviceKey,
        store: Store,
        lock: FolderLock,
        clock: Clock,
        devices: Mapping[DossierId, DeviceKey] = NO_DEVICES,
    ) -> None:
        self.folder = folder
        self.owner = owner
        self.device = device
        self.store = store
        self.clock = clock
        self._devices = dict(devices)
        self._lock = lock

    @property
    def name(self) -> str:
        """The person's name."""
        return self.owner.name

    @property
    def email(self) -> str:
        """The person's e-mail address, or ""."""
        return self.owner.email

    @property
    def language(self) -> str:
        """The language tag that the profile was made with."""
        return self.owner.language

    @property
    def member(self) -> str:
        """The person's member id."""
        return self.owner.member

    def device_for(self, dossier: DossierId) -> DeviceKey:
        """The keys with which this computer takes part in a dossier.

        They are its own, or those that another computer of the same member made for it.
        """
        return self._devices.get(dossier, self.device)

    @property
    def devices(self) -> tuple[DeviceKey, ...]:
        """All keys with which this computer takes part in some dossier."""
        return (self.device, *self._devices.values())

    def use_device(self, dossier: DossierId, device: DeviceKey) -> None:
        """Take part in a dossier with these keys; the caller has stored them."""
        self._devices[dossier] = device

    def close(self) -> None:
        """Lock: end editing sessions, close the database, let others in. Once is enough."""
        if self._lock.is_held:
            try:
                self.store.close()
            finally:
                self._lock.release()

    def abandon(self) -> None:
        """Let go of everything and write nothing, as a crash would."""
        self.store.abandon()
        self._lock.release()


@dataclass(frozen=True, slots=True)
class NewProfile:
    """A profile with the recovery code that is shown this once."""

    profile: Profile
    recovery_code: str = field(repr=False)
