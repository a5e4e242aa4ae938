"""Real profiles in temporary folders, with a passphrase that costs nothing to derive from."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop_app.domain.entries import (
    ChangeId,
    DossierCreated,
    Entry,
    InstanceAdded,
    InstanceRemoved,
    Loaded,
    PackUpgraded,
    StatusSet,
    Typed,
    Wording,
    WordingLoaded,
    new_id,
)
from desktop_app.domain.keys import DossierId, NodeKey, PackHash, QuestionId, VersionId
from desktop_app.domain.responses import Status
from desktop_app.services import journal, profiles
from desktop_app.services.profile import Clock, NewProfile, Profile
from desktop_app.store import records
from tests.builders.clocks import CountingIds, SteppingClock

PASSPHRASE = "seven grey herons over Ruritania"
OTHER_PASSPHRASE = "a quiet lighthouse keeper's almanac"
NAME = "Ana Ruritanova"
EMAIL = "ana@ministry.example"
PACK = b"a questionnaire's bytes"
NONE = DossierId("")
NONE = DossierId("")
PACK_HASH = PackHash("ab" * 32)


def make_profile(folder: Path, *, clock: Clock = profiles.utc_now) -> NewProfile:
    """A new profile, open; close it."""
    return profiles.create_profile(
        folder,
        name=NAME,
        email=EMAIL,
        passphrase=PASSPHRASE,
        clock=clock,
        kdf=profiles.KdfCost.FOR_TESTS,
    )


def dossier_of(profile: Profile) -> DossierId:
    """The only dossier of a profile; "" when there is none."""
    with profile.store.read() as connection:
        found = records.list_dossiers(connection)
    return found[0].id if found else NONE


def copy_profile(folder: Path, to: Path) -> Path:
    """The files of a profile as they are at this moment, as a disk image would hold them."""
    shutil.copytree(folder, to)
    return to


@dataclass
class Desk:
    """A dossier in an open profile, and somebody who works at it."""

    profile: Profile
    dossier: DossierId = NONE
    clock: SteppingClock = field(default_factory=SteppingClock)
    ids: CountingIds = field(default_factory=CountingIds)
    party: str = "Ruritania"

    def __post_init__(self) -> None:
        self.dossier = self.dossier or dossier_of(self.profile)

    def create(self) -> Desk:
        """Make the dossier."""
        first = DossierCreated(
            id=self.change_id(),
            pack=PACK_HASH,
            party=self.party,
            instruments=("UNTOC", "TIP"),
            at=self.tick(),
        )
        self.dossier = journal.create(self.profile, DossierId(new_id()), first=first, pack=PACK)
        return self

    def tick(self) -> datetime:
        """The time, a second later than the last."""
        self.clock.pass_by(seconds=1)
        return self.clock()

    def change_id(self) -> ChangeId:
        """A fresh id."""
        return ChangeId(self.ids())

    def write(self, *entries: Entry) -> None:
        """Write entries as one batch."""
        journal.write(self.profile, self.dossier, entries)

    def typed(
        self,
        key: str,
        value: str,
        *,
        version: str = "",
        replaces: Sequence[str] = (),
        closes: bool = True,
        facet: str = "value",
    ) -> Typed:
        """An autosave, not written yet; by default a whole session of its own."""
        at = self.tick()
        return Typed(
            key=NodeKey.parse(key),
            value=value,
            version_id=VersionId(version or self.ids()),
            replaces=tuple(VersionId(id_) for id_ in replaces),
            started_at=at,
            at=at,
            closes=closes,
            facet=facet,
        )

    def answer(self, key: str, value: str, replaces: Sequence[str] = ()) -> VersionId:
        """Type an answer and leave it; the version."""
        entry = self.typed(key, value, replaces=replaces)
        self.write(entry)
        return entry.version_id

    def set_status(self, status: Status, *versions: VersionId) -> StatusSet:
        """Give versions a status."""
        entry = StatusSet(id=self.change_id(), versions=versions, status=status, at=self.tick())
        self.write(entry)
        return entry

    def add(self, key: str, order: str) -> None:
        """Add an instance."""
        node = NodeKey.parse(key)
        self.write(InstanceAdded(id=self.change_id(), key=node, order=order, at=self.tick()))

    def remove(self, key: str, *saw: VersionId) -> None:
        """Remove an instance."""
        node = NodeKey.parse(key)
        self.write(InstanceRemoved(id=self.change_id(), key=node, saw=saw, at=self.tick()))

    def word(self, question: str, text: str, language: str = "en", number: str = "1") -> None:
        """Load official wording for a question."""
        wording = (Wording(QuestionId(question), language, number, text),)
        self.write(WordingLoaded(id=self.change_id(), wording=wording, at=self.tick()))

    def upgrade(self, version: int = 2, pack: str = "") -> PackHash:
        """Go on with another pack; its hash."""
        change = PackUpgraded(
            id=self.change_id(),
            pack=PackHash(pack or f"{version:064}"),
            version=version,
            at=self.tick(),
        )
        journal.upgrade(self.profile, self.dossier, change=change, pack=PACK)
        return change.pack

    def load(self) -> Loaded:
        """The dossier's state."""
        return journal.load(self.profile, self.dossier)

    def values(self) -> dict[str, str]:
        """The answers by the text form of their keys."""
        return {str(key): value for key, value in self.load().answers.values.items()}


def fill(desk: Desk, answers: int = 40) -> Desk:
    """One of every kind of change, and some answers with history."""
    for number in range(answers):
        first = desk.answer(f"q{number}", f"first answer to {number} " * 20)
        if number % 3 == 0:
            second = desk.answer(f"q{number}", f"better answer to {number}", [first])
            desk.set_status(Status.READY, second)
    desk.add("law@i1", "1")
    inside = desk.answer("law_title@i1", "Penal Code")
    desk.add("law@i2", "2")
    desk.remove("law@i1", inside)
    desk.remove("made@t1")
    desk.word("card_1", "Official text of question one")
    desk.upgrade()
    return desk
