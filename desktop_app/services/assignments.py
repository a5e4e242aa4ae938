"""Who is asked to do which part of the questionnaire, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.keys import DossierId, NodeKey
from desktop_app.domain.members import Allotted, Assignment
from desktop_app.errors import BadArgument
from desktop_app.services import journal
from desktop_app.services.people import people
from desktop_app.services.profile import Profile
from desktop_app.services.record_conflicts import disputed, record_conflicts
from desktop_app.store import records
from review_protocol.changes import RecordType

_TARGET, _ASSIGNEE, _DUE = "target", "assignee", "due"


def list_assignments(profile: Profile, dossier: DossierId) -> tuple[Assignment, ...]:
    """All that stand, by due date, those without one last."""
    with profile.store.read() as transaction:
        found = records.read_records(transaction, dossier, RecordType.ASSIGNMENT)
        names = records.read_names(transaction, dossier)
        me = records.member_in(transaction, dossier)
    at_odds = disputed(found)
    assignments = [
        Assignment(
            id=each.subject,
            target=each.fields.get(_TARGET, ""),
            assignee=(assignee := each.fields.get(_ASSIGNEE, "")),
            assignee_name=names.get(assignee, assignee),
            due=_date(each.fields.get(_DUE, "")),
            made_by=names.get(each.author, each.author),
            is_mine=assignee == me,
            is_conflict=each.subject in at_odds,
        )
        for each in found
        if not each.withdrawn
    ]
    return tuple(sorted(assignments, key=lambda one: (one.due or date.max, one.target, one.id)))


def assign(
    profile: Profile,
    dossier: DossierId,
    target: NodeKey,
    assignee: str,
    *,
    due: date | None = None,
    assignment: str | None = None,
) -> str:
    """Give an article or question to a member or an organisation; the assignment's id.

    ``assignment`` names one that is changed. Raises BadArgument without an assignee, and
    NotEntitled for anybody but the focal point and the deputy.
    """
    if not assignee.strip():
        raise BadArgument("assignee", "empty")
    name = assignment or new_id()
    fields = {
        _TARGET: str(target),
        _ASSIGNEE: assignee.strip(),
        _DUE: due.isoformat() if due else "",
    }
    _write(profile, dossier, name, fields)
    return name


def assign_all(
    profile: Profile,
    dossier: DossierId,
    targets: Iterable[NodeKey],
    assignee: str,
    *,
    due: date | None = None,
) -> None:
    """The same for several at once; one that they have already gets this due date."""
    known = {
        each.target: each.id
        for each in list_assignments(profile, dossier)
        if each.assignee == assignee
    }
    for target in sorted(targets):
        assign(profile, dossier, target, assignee, due=due, assignment=known.get(str(target)))


def allotted(profile: Profile, dossier: DossierId) -> Allotted:
    """What is assigned to whom, who there is, and what is to be settled about it."""
    return Allotted(
        assignments=list_assignments(profile, dossier),
        people=people(profile, dossier),
        at_odds=record_conflicts(profile, dossier),
    )


def withdraw(profile: Profile, dossier: DossierId, assignment: str) -> None:
    """Take an assignment back. Raises BadArgument for none that stands, or NotEntitled."""
    known = {each.id: each for each in list_assignments(profile, dossier)}
    if assignment not in known:
        raise BadArgument("assignment", "unknown")
    fields = {_TARGET: known[assignment].target, _ASSIGNEE: known[assignment].assignee}
    _write(profile, dossier, assignment, fields, withdrawn=True)


def _write(
    profile: Profile,
    dossier: DossierId,
    name: str,
    fields: dict[str, str],
    *,
    withdrawn: bool = False,
) -> None:
    entry = Recorded(
        id=ChangeId(new_id()),
        type=RecordType.ASSIGNMENT,
        subject=name,
        fields=fields,
        withdrawn=withdrawn,
        at=profile.clock(),
    )
    journal.write(profile, dossier, [entry])


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
