"""Working files of people in offices: made, attached, listed, read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.keys import NodeKey
from desktop_app.domain.working_files import WorkingFile
from desktop_app.services import journal, servers, working_files
from desktop_app.store import contents, records
from review_protocol.changes import RecordType
from review_protocol.names import ContentId
from tests.builders.offices import Office

WHY = NodeKey.parse("why_5")
LAW = b"Article 5. Whoever ... shall be punished. " * 30


def attach(
    office: Office, name: str = "law.pdf", data: bytes = LAW, question: NodeKey = WHY
) -> str:
    """Write a file on the person's disk and attach it; the attachment's id."""
    disk = office.folder.with_name(f"disk of {office.name}")
    disk.mkdir(exist_ok=True)
    (disk / name).write_bytes(data)
    office.tick()
    return working_files.add(office.profile, office.dossier, question, disk / name)


def listed(office: Office, question: NodeKey | None = None) -> tuple[WorkingFile, ...]:
    """The files that this person sees."""
    return working_files.list_files(office.profile, office.dossier, question)


def states(office: Office) -> dict[str, str]:
    """Whether each file is here, by name."""
    return {each.name: str(each.state) for each in listed(office)}


def held(office: Office) -> set[ContentId]:
    """The contents that are in the profile, whole or not."""
    with office.profile.store.read() as transaction:
        return set(contents.held_contents(transaction, office.dossier))


def written(office: Office, file: str, folder: Path) -> bytes:
    """What the person finds in the file when they save it."""
    return working_files.get(office.profile, office.dossier, file, folder).read_bytes()


def fields_of(office: Office, file: str) -> Mapping[str, str]:
    """What the record of an attachment says."""
    with office.profile.store.read() as transaction:
        found = records.read_records(transaction, office.dossier, RecordType.FILE)
    return next(each.fields for each in found if each.subject == file)


def forge(office: Office, fields: Mapping[str, str], subject: str = "f" * 32) -> str:
    """Write what another program could write as the record of a file."""
    entry = Recorded(
        id=ChangeId(new_id()),
        type=RecordType.FILE,
        subject=subject,
        fields=dict(fields),
        at=office.tick(),
    )
    journal.write(office.profile, office.dossier, [entry])
    return subject


def waiting(who: Office) -> int:
    """How many files are told to wait to go to the server."""
    return servers.status(who.profile, who.dossier).files
