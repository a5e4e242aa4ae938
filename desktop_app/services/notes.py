"""Notes on questions among members. They travel with everything else, and are no answers."""

from __future__ import annotations

from desktop_app.domain.entries import ChangeId, Drafted, Recorded, new_id
from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.members import Note
from desktop_app.errors import BadArgument
from desktop_app.services import journal
from desktop_app.services.drafts import note_on
from desktop_app.services.profile import Profile
from desktop_app.store import records
from review_protocol.changes import RecordType
from review_protocol.names import MemberId

_QUESTION, _TEXT = "question", "text"
MAX_LENGTH = 10_000


def list_notes(
    profile: Profile, dossier: DossierId, question: NodeKey | None = None
) -> tuple[Note, ...]:
    """The notes of a dossier, or on one of its questions, the oldest first."""
    with profile.store.read() as transaction:
        found = records.read_records(transaction, dossier, RecordType.NOTE)
        names = records.read_names(transaction, dossier)
        me = records.member_in(transaction, dossier)
    notes = [
        Note(
            id=each.subject,
            question=each.fields.get(_QUESTION, ""),
            text=each.fields.get(_TEXT, ""),
            author=MemberId(each.author),
            author_name=names.get(each.author, each.author),
            made_at=each.made_at,
            is_mine=each.author == me,
        )
        for each in found
        if not each.withdrawn
    ]
    if question is not None:
        notes = [each for each in notes if each.question == str(question)]
    return tuple(sorted(notes, key=lambda note: (note.made_at, note.id)))


def add_note(profile: Profile, dossier: DossierId, question: NodeKey, text: str) -> str:
    """Write a note on a question; its id.

    Raises BadArgument when it is empty or too long, and NotEntitled for an observer.
    """
    text = text.strip()
    if not text:
        raise BadArgument("text", "empty")
    if len(text) > MAX_LENGTH:
        raise BadArgument("text", "too-long")
    note = new_id()
    fields = {_QUESTION: str(question), _TEXT: text}
    begun = Drafted(subject=note_on(question), text="")
    journal.write(profile, dossier, [_recorded(profile, note, fields), begun])
    return note


def withdraw_note(profile: Profile, dossier: DossierId, note: str) -> None:
    """Take a note of one's own back; others' stay.

    Raises BadArgument for no such note, and NotEntitled for an observer.
    """
    own = {each.id: each for each in list_notes(profile, dossier) if each.is_mine}
    if note not in own:
        raise BadArgument("note", "not-yours")
    fields = {_QUESTION: own[note].question, _TEXT: ""}
    journal.write(profile, dossier, [_recorded(profile, note, fields, withdrawn=True)])


def _recorded(
    profile: Profile, note: str, fields: dict[str, str], *, withdrawn: bool = False
) -> Recorded:
    return Recorded(
        id=ChangeId(new_id()),
        type=RecordType.NOTE,
        subject=note,
        fields=fields,
        withdrawn=withdrawn,
        at=profile.clock(),
    )
