"""Working files on questions: a law's text, a letter. They travel, and are no answers.

A file is encrypted before it is written anywhere, under a key of its own that members get
with the record; what is written out again leaves the encrypted profile. Everything here
reads or writes the store and belongs on its lane.
"""

from __future__ import annotations

import mimetypes
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.contents import HeldContent
from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.working_files import (
    FilesAtHand,
    FileState,
    QuestionFiles,
    WorkingFile,
)
from desktop_app.errors import FileRefused, NotEntitled
from desktop_app.exchange import attached
from desktop_app.exchange.attached import Named, fields_of, named
from desktop_app.services import journal
from desktop_app.services.profile import Profile
from desktop_app.services.written_files import free_name, safe_name, write_file
from desktop_app.store import contents, facts, records
from desktop_app.store.records import Record
from desktop_app.store.transaction import Transaction
from review_protocol import working_files
from review_protocol.changes import RecordType
from review_protocol.chunks import KEY_SIZE
from review_protocol.errors import ProtocolError
from review_protocol.names import ContentId, MemberId
from review_protocol.rules import may
from review_protocol.sets import set_id
from review_protocol.state import Roster
from review_protocol.statements import Role
from review_protocol.working_files import MAX_FILE

__all__ = [
    "MAX_FILE",
    "add",
    "at_hand",
    "get",
    "list_files",
    "may_attach",
    "on_question",
    "withdraw",
]

_QUESTION, _NAME, _TYPE = "question", "name", "type"
_ANY_TYPE = "application/octet-stream"


def list_files(
    profile: Profile, dossier: DossierId, question: NodeKey | None = None
) -> tuple[WorkingFile, ...]:
    """The files of a dossier, or on one of its questions, the oldest first."""
    with profile.store.read() as transaction:
        found = records.read_records(transaction, dossier, RecordType.FILE)
        desk = _Desk(transaction, profile, dossier)
    files = [desk.file_of(each) for each in found if not each.withdrawn]
    if question is not None:
        files = [each for each in files if each.question == str(question)]
    return tuple(sorted(files, key=lambda file: (file.made_at, file.id)))


def on_question(profile: Profile, dossier: DossierId, question: NodeKey) -> QuestionFiles:
    """All that a page shows of a question's files."""
    return QuestionFiles(
        files=list_files(profile, dossier, question), may_attach=may_attach(profile, dossier)
    )


def at_hand(profile: Profile, dossier: DossierId) -> FilesAtHand:
    """What a package with all working files would take along, and what it would lack."""
    with profile.store.read() as transaction:
        wanted = attached.files_named(transaction, dossier)
        held = contents.held_contents(transaction, dossier)
    here = [held[name] for name in wanted if name in held and held[name].is_whole]
    return FilesAtHand(
        here=len(here),
        size_bytes=sum(each.size for each in here),
        to_come=len(wanted) - len(here),
    )


def may_attach(profile: Profile, dossier: DossierId) -> bool:
    """Whether somebody at this computer may attach files: everybody but observers."""
    with profile.store.read() as transaction:
        return _Desk(transaction, profile, dossier).may_attach


def add(
    profile: Profile,
    dossier: DossierId,
    question: NodeKey,
    path: Path,
    *,
    go_on: Callable[[], None] = lambda: None,
) -> str:
    """Attach a file to a question; the id of the attachment. The file stays where it is.

    ``go_on`` is called between the steps and may raise to stop; nothing is kept then. Raises
    FileRefused (unreadable, empty, too-large), NotEntitled for an observer, or DiskFull.
    """
    if not may_attach(profile, dossier):
        raise NotEntitled("attach")
    data = _read(path)
    go_on()
    key = secrets.token_bytes(KEY_SIZE)
    content = working_files.write_file(data, key)
    go_on()
    what = Named(content=ContentId(set_id(content)), size=len(data), key=key)
    name = safe_name(path.name)
    fields = {
        _QUESTION: str(question),
        _NAME: name,
        _TYPE: mimetypes.guess_type(name)[0] or _ANY_TYPE,
        **fields_of(what),
    }
    file = new_id()
    record = _record(profile, file, fields)
    journal.attach(profile, dossier, record=record, content=content)
    return file


def get(profile: Profile, dossier: DossierId, file: str, target: Path) -> Path:
    """Write a file out, not encrypted: under that name, or in that folder under its own.

    In a folder nothing is written over; what has the name already stays, and the new file
    gets a number. Where it went is returned. Raises FileRefused (unknown, not-here,
    damaged), DiskFull or NotWritable.
    """
    with profile.store.read() as transaction:
        record, what = _wanted(transaction, dossier, file)
        content = contents.read_content(transaction, dossier, what.content)
    if content is None:
        raise FileRefused("not-here", safe_name(record.fields.get(_NAME, "")))
    try:
        data = working_files.read_file(content, what.key)
    except ProtocolError as error:
        raise FileRefused("damaged", safe_name(record.fields.get(_NAME, ""))) from error
    path = target
    if target.is_dir():
        path = free_name(target, safe_name(record.fields.get(_NAME, "")))
    write_file(path, data)
    return path


def withdraw(profile: Profile, dossier: DossierId, file: str) -> None:
    """Take an attachment back: one's own, or, for the focal point, anybody's.

    The others are told with the next exchange. What nobody names any more is not kept here.
    Raises FileRefused (unknown), or NotEntitled for another's.
    """
    known = {each.id: each for each in list_files(profile, dossier)}
    if file not in known:
        raise FileRefused("unknown")
    if not known[file].may_withdraw:
        raise NotEntitled("withdraw-file")
    with profile.store.read() as transaction:
        record = _standing(transaction, dossier, file)
    kept = (_QUESTION, _NAME, attached.CONTENT)  # and no key: nobody need open it any more
    fields = {name: record.fields[name] for name in kept if name in record.fields}
    journal.write(profile, dossier, [_record(profile, file, fields, withdrawn=True)])
    with profile.store.begin() as transaction:
        attached.let_go(transaction, dossier)


def _record(
    profile: Profile, file: str, fields: dict[str, str], *, withdrawn: bool = False
) -> Recorded:
    return Recorded(
        id=ChangeId(new_id()),
        type=RecordType.FILE,
        subject=file,
        fields=fields,
        withdrawn=withdrawn,
        at=profile.clock(),
    )


def _read(path: Path) -> bytes:
    """All of a file; what is no plain file is not opened, for a pipe would never end."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise FileRefused("unreadable", path.name)
        with path.open("rb") as file:
            data = file.read(MAX_FILE + 1)
    except (OSError, ValueError) as error:
        raise FileRefused("unreadable", path.name) from error
    if not data:
        raise FileRefused("empty", path.name)
    if len(data) > MAX_FILE:
        raise FileRefused("too-large", path.name)
    return data


def _wanted(transaction: Transaction, dossier: DossierId, file: str) -> tuple[Record, Named]:
    """The record of an attachment that stands, and what it names."""
    found = _standing(transaction, dossier, file)
    what = named(found.fields)
    if what is None:
        raise FileRefused("damaged", safe_name(found.fields.get(_NAME, "")))
    return found, what


def _standing(transaction: Transaction, dossier: DossierId, file: str) -> Record:
    for each in records.read_records(transaction, dossier, RecordType.FILE):
        if each.subject == file and not each.withdrawn:
            return each
    raise FileRefused("unknown")


class _Desk:
    """Who this is in a dossier, who the others are, and which bytes are here."""

    def __init__(self, transaction: Transaction, profile: Profile, dossier: DossierId) -> None:
        self._own = profile.device_for(dossier).id
        self._me = MemberId(records.member_in(transaction, dossier))
        self._names = records.read_names(transaction, dossier)
        self._held = contents.held_contents(transaction, dossier)
        self._roster: Roster = facts.read_facts(transaction, dossier).roster

    @property
    def may_attach(self) -> bool:
        return may(self._roster, self._own, RecordType.FILE)

    def file_of(self, record: Record) -> WorkingFile:
        what = named(record.fields)
        held = None if what is None else self._held.get(what.content)
        is_mine = record.author == self._me
        return WorkingFile(
            id=record.subject,
            question=record.fields.get(_QUESTION, ""),
            name=safe_name(record.fields.get(_NAME, "")),
            media_type=record.fields.get(_TYPE, ""),
            size_bytes=what.size if what else 0,
            state=_state(what, held),
            author=MemberId(record.author),
            author_name=self._names.get(record.author, record.author),
            made_at=record.made_at,
            is_mine=is_mine,
            may_withdraw=self.may_attach and (is_mine or self._is_focal_point),
            come_bytes=held.come if held else 0,
        )

    @property
    def _is_focal_point(self) -> bool:
        found = self._roster.members.get(self._me)
        return found is not None and found.role is Role.FOCAL_POINT


def _state(what: Named | None, held: HeldContent | None) -> FileState:
    if what is None:
        return FileState.DAMAGED
    return FileState.HERE if held is not None and held.is_whole else FileState.COMING
