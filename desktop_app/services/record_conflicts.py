"""Two versions of a person, an assignment or a date: listed, and one of them kept.

Belongs on the store lane.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from desktop_app.domain.entries import ChangeId, Recorded, new_id
from desktop_app.domain.keys import DossierId
from desktop_app.domain.record_conflicts import (
    SETTLED_BY_MEMBERS,
    RecordConflict,
    RecordVersion,
)
from desktop_app.errors import BadArgument
from desktop_app.services import journal
from desktop_app.services.entitlement import may_write, refuse_unless_may
from desktop_app.services.profile import Profile
from desktop_app.store import records
from desktop_app.store.records import Record
from review_protocol.changes import RecordType

SHORTEST = 8
"""So many digits of a version's name are enough, if no other begins with them."""
_ASSIGNEE = "assignee"
_ABOUT = {
    RecordType.ASSIGNMENT: "target",
    RecordType.FILE: "name",
    RecordType.NOTE: "question",
    RecordType.SERVER: "url",
}


def disputed(known: Sequence[Record]) -> frozenset[str]:
    """The subjects of which there are versions that say different things."""
    return frozenset(subject for subject, _ in _at_odds(known))


def record_conflicts(profile: Profile, dossier: DossierId) -> tuple[RecordConflict, ...]:
    """All of them, by what they are about."""
    with profile.store.read() as transaction:
        names = records.read_names(transaction, dossier)
        found = []
        for type_ in SETTLED_BY_MEMBERS:
            known = records.read_records(transaction, dossier, type_)
            for subject, versions in _at_odds(known):
                whose = subject if type_ is RecordType.PERSON else None
                may = may_write(transaction, profile, dossier, type_, subject=whose)
                found.append(_conflict(type_, subject, versions, names, may_settle=may))
    return tuple(found)


def keep(
    profile: Profile, dossier: DossierId, type_: RecordType, subject: str, version: str
) -> None:
    """Let one of them stand in the place of all, named by its beginning if that is enough.

    Raises BadArgument for none of them or no conflict any more, and NotEntitled.
    """
    whose = subject if type_ is RecordType.PERSON else None
    with profile.store.read() as transaction:
        refuse_unless_may(transaction, profile, dossier, type_, subject=whose)
        known = records.read_records(transaction, dossier, type_)
    found = dict(_at_odds(known)).get(subject, [])
    chosen = _named(found, version)
    entry = Recorded(
        id=ChangeId(new_id()),
        type=type_,
        subject=subject,
        fields=dict(chosen.fields),
        withdrawn=chosen.withdrawn,
        at=profile.clock(),
    )
    journal.write(profile, dossier, [entry])


def _at_odds(known: Sequence[Record]) -> Iterator[tuple[str, list[Record]]]:
    """Of one type, as they are read: by subject."""
    for subject, grouped in groupby(known, key=lambda each: each.subject):
        versions = list(grouped)
        if len({_said(each) for each in versions}) > 1:
            yield subject, versions


def _said(version: Record) -> tuple[bool, frozenset[tuple[str, str]]]:
    """What two versions must have in common to say the same: "" is as good as nothing."""
    return version.withdrawn, frozenset(each for each in version.fields.items() if each[1])


def _named(found: Sequence[Record], version: str) -> Record:
    begin_so = [each for each in found if version and each.change.startswith(version)]
    exact = [each for each in begin_so if each.change == version]
    if exact:
        return exact[0]
    if not begin_so:
        raise BadArgument("version", "unknown")
    if len(version) < SHORTEST:
        raise BadArgument("version", "short")
    if len(begin_so) > 1:
        raise BadArgument("version", "ambiguous")
    return begin_so[0]


def _conflict(
    type_: RecordType,
    subject: str,
    versions: Sequence[Record],
    names: Mapping[str, str],
    *,
    may_settle: bool,
) -> RecordConflict:
    about = names.get(subject, subject)
    if type_ in _ABOUT:
        said = (each.fields.get(_ABOUT[type_], "") for each in versions)
        about = next(filter(None, said), subject)
    return RecordConflict(
        type=type_,
        subject=subject,
        about=about,
        may_settle=may_settle,
        versions=tuple(
            RecordVersion(
                id=each.change,
                author=names.get(each.author, each.author),
                at=each.made_at,
                fields=_readable(each.fields, names),
                withdrawn=each.withdrawn,
            )
            for each in versions
        ),
    )


def _readable(fields: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    shown = dict(fields)
    if _ASSIGNEE in shown:
        shown[_ASSIGNEE] = names.get(shown[_ASSIGNEE], shown[_ASSIGNEE])
    return shown
