"""People in offices that share no network: each with a profile, and sticks between them.

An office edits as the window does: a new version takes the place of what is seen, which of
versions to settle is the own one.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from desktop_app.crypto.device import DeviceKey
from desktop_app.domain.entries import (
    ChangeId,
    Entry,
    InstanceAdded,
    InstanceRemoved,
    Loaded,
    StatusSet,
    Typed,
    new_id,
)
from desktop_app.domain.exchanges import ExchangeNote, Plan
from desktop_app.domain.keys import DossierId, NodeKey, VersionId
from desktop_app.domain.responses import Status
from desktop_app.exchange.holding import Held, differences, hold
from desktop_app.exchange.keyholding import keys_for_file
from desktop_app.exchange.sealing import seal
from desktop_app.services import dossiers, invitations, journal, notes, packages, profiles
from desktop_app.services.invitations import ForCode
from desktop_app.services.profile import Profile
from desktop_app.store import records, sets
from desktop_app.store.schema import versions
from review_protocol.costs import KdfCost
from review_protocol.invitations import Invitation
from review_protocol.names import MemberId
from review_protocol.signing import SigningKey
from review_protocol.statements import Confirm, Invite, RemoveMember, Role, Statement
from tests.builders.clocks import SteppingClock
from tests.builders.dossiers import sample_pack

PASSPHRASE = "seven brown lamps over Strelsau harbour"
NOWHERE = DossierId("")


@dataclass
class Office:
    """One person at one computer."""

    name: str
    folder: Path
    clock: SteppingClock = field(default_factory=SteppingClock)
    dossier: DossierId = NOWHERE
    email: str = ""
    profile: Profile = field(init=False)

    def __post_init__(self) -> None:
        if self.folder.exists():
            self.profile = profiles.unlock(self.folder, PASSPHRASE, clock=self.clock)
            return
        self.profile = profiles.create_profile(
            self.folder,
            name=self.name,
            email=self.email or f"{self.name.lower()}@example.org",
            passphrase=PASSPHRASE,
            clock=self.clock,
            kdf=KdfCost.FOR_TESTS,
        ).profile

    @property
    def device(self) -> DeviceKey:
        """The keys of this computer."""
        return self.profile.device_for(self.dossier)

    @property
    def member(self) -> MemberId:
        """Who this is in the dossier."""
        with self.profile.store.read() as transaction:
            return MemberId(records.member_in(transaction, self.dossier))

    def found(self, party: str = "Ruritania") -> Office:
        """Make the dossier."""
        info = dossiers.create_dossier(
            self.profile, pack=sample_pack(), party=party, instruments=("UNTOC", "TIP")
        )
        self.dossier = info.id
        return self

    def invite(
        self, target: Path, role: Role = Role.EXPERT, *, back: MemberId | None = None
    ) -> ForCode:
        """Write an invitation; the code is told by telephone."""
        key = SigningKey(secrets.token_bytes(32))
        self.declare(Invite(invitation=key.public, role=role, member=back))
        keys = keys_for_file(self.held())
        grant = Invitation(seed=key.seed(), role=role, member=back, keys=keys)
        return invitations.write_for_code(
            self.profile, self.dossier, target, lambda _: grant, cost=KdfCost.FOR_TESTS
        )

    def join(self, invited: ForCode) -> Office:
        """Open an invitation."""
        self.dossier = invitations.join(self.profile, invited.sent.files[0], invited.code)
        return self

    def confirm(self, other: Office) -> None:
        """Say that somebody is who they should be."""
        self.declare(Confirm(member=other.member, device=other.device.id))

    def remove(self, other: MemberId) -> None:
        """Take somebody out; they read nothing that is sealed from now on."""
        self.declare(RemoveMember(member=other))

    def declare(self, *statements: Statement) -> None:
        """Seal statements."""
        with self.profile.store.begin() as transaction:
            seal(
                transaction,
                self.dossier,
                self.device,
                self.tick(),
                statements=statements,
            )

    def held(self) -> Held:
        """All that is here."""
        with self.profile.store.read() as transaction:
            return hold(transaction, self.dossier, self.device)

    def held_bytes(self) -> list[bytes]:
        """The sets that are here, as they travel."""
        with self.profile.store.read() as transaction:
            wanted = sets.set_ids(transaction, self.dossier)
            return list(sets.read_some(transaction, self.dossier, wanted).values())

    def tick(self) -> datetime:
        """The time, a second later than the last."""
        self.clock.pass_by(seconds=1)
        return self.clock()

    def write(self, *entries: Entry) -> None:
        """What autosave does."""
        journal.write(self.profile, self.dossier, entries)

    def load(self) -> Loaded:
        """The dossier's state."""
        return journal.load(self.profile, self.dossier)

    def answer(self, key: str, value: str) -> VersionId:
        """Answer, and leave: the version that is seen gets a successor."""
        current = self.load().versions.get(NodeKey.parse(key), ())
        in_conflict = len({each.value for each in current}) > 1
        seen = current[:1] if in_conflict else current
        return self.type(key, value, [each.id for each in seen])

    def settle(self, key: str, value: str) -> VersionId:
        """Put one text in the place of all that stand."""
        seen = self.load().versions[NodeKey.parse(key)]
        return self.type(key, value, [each.id for each in seen])

    def mark(self, key: str, status: Status = Status.READY) -> None:
        """Give what stands a status."""
        current = self.load().versions[NodeKey.parse(key)]
        ids = tuple(each.id for each in current)
        self.write(StatusSet(id=_id(), versions=ids, status=status, at=self.tick()))

    def add(self, instance: str, order: str = "1") -> None:
        """Add a row, or take its removal back."""
        key = NodeKey.parse(instance)
        self.write(InstanceAdded(id=_id(), key=key, order=order, at=self.tick()))

    def drop(self, instance: str) -> None:
        """Remove a row, seeing all that is answered in it."""
        key = NodeKey.parse(instance)
        path = key.instances
        saw = tuple(
            version.id
            for node, versions in self.load().versions.items()
            if node.instances[: len(path)] == path
            for version in versions
        )
        self.write(InstanceRemoved(id=_id(), key=key, saw=saw, at=self.tick()))

    def note(self, question: str, text: str) -> str:
        """Write a note for the others."""
        return notes.add_note(self.profile, self.dossier, NodeKey.parse(question), text)

    def send(self, folder: Path, to: Iterable[Office] | None = None) -> Path:
        """Write what others lack into a file in a folder."""
        members = None if to is None else [each.member for each in to]
        sent = packages.export(self.profile, self.dossier, folder, to=members)
        return sent.files[0]

    def receive(self, *files: Path) -> ExchangeNote:
        """Import files, or a folder."""
        return packages.apply(self.profile, self.plan(*files))

    def plan(self, *files: Path) -> Plan:
        """What an import would do."""
        return packages.plan(self.profile, self.dossier, files)

    def export(self) -> bytes:
        """The whole state as canonical JSON."""
        return dossiers.export_dossier(self.profile, self.dossier)

    def values(self) -> dict[str, str]:
        """The answers as they are shown, by the text form of their keys."""
        return {str(key): value for key, value in self.load().answers.values.items()}

    def texts(self) -> set[tuple[str, str]]:
        """Every text of an answer that was sealed: here, or elsewhere."""
        query = select(versions).where(versions.c.id.contains("."))
        with self.profile.store.read() as transaction:
            rows = transaction.execute(query.where(versions.c.dossier == self.dossier))
            return {(f"{row.question}@{row.instances}", row.value) for row in rows}

    def digest(self) -> str:
        """The digits that people read to each other."""
        return packages.digest(self.profile, self.dossier)

    def is_sound(self) -> bool:
        """Whether the tables say what follows from the sets."""
        with self.profile.store.read() as transaction:
            return not differences(transaction, self.dossier, self.device)

    def stands(self, key: str) -> set[str]:
        """All texts that stand for an answer; several are to be settled."""
        return {each.value for each in self.load().versions.get(NodeKey.parse(key), ())}

    def history(self, key: str) -> set[str]:
        """Every text that was ever here for an answer."""
        found = journal.history(self.profile, self.dossier, NodeKey.parse(key))
        return {each.value for each in found}

    def close(self) -> None:
        """Lock the profile."""
        self.profile.close()

    def reopen(self) -> Office:
        """Unlock it again."""
        self.profile = profiles.unlock(self.folder, PASSPHRASE, clock=self.clock)
        return self

    def again(self) -> Office:
        """The same, locked and unlocked: nothing is left in memory."""
        self.close()
        return self.reopen()

    def image(self, to: Path) -> Path:
        """A copy of the locked profile, as a backup or a second disk would hold it."""
        self.close()
        shutil.copytree(self.folder, to)
        self.reopen()
        return to

    def put_back(self, image: Path) -> None:
        """The disk is as it was when the image was made."""
        self.close()
        shutil.rmtree(self.folder)
        shutil.copytree(image, self.folder)
        self.reopen()

    def twin(self, folder: Path) -> Office:
        """The same profile at another computer, copied as files."""
        self.image(folder)
        clock = SteppingClock(self.clock.now)
        return Office(name=self.name, folder=folder, dossier=self.dossier, clock=clock)

    def type(self, key: str, value: str, seen: Iterable[VersionId]) -> VersionId:
        """A version that takes the place of these; the name it has here."""
        at = self.tick()
        typed = Typed(
            key=NodeKey.parse(key),
            value=value,
            version_id=VersionId(new_id()),
            replaces=tuple(seen),
            started_at=at,
            at=at,
            closes=True,
        )
        self.write(typed)
        return typed.version_id


def _id() -> ChangeId:
    return ChangeId(new_id())
