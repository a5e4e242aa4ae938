"""The nomination list for the note verbale: who is a member, how to reach them, which role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from desktop_app.domain.keys import DossierId
from desktop_app.domain.members import Member, MemberRole
from desktop_app.domain.reports import NominationWords
from desktop_app.reports.nominations import Nominations, Nominee, render
from desktop_app.services.dossiers import find_dossier
from desktop_app.services.people import people
from desktop_app.services.profile import Profile
from desktop_app.services.written_files import write_file

SUFFIX = ".docx"
_ROLES: Mapping[MemberRole, str] = {
    MemberRole.FOCAL_POINT: "Focal point",
    MemberRole.DEPUTY: "Deputy of the focal point",
    MemberRole.EXPERT: "Expert",
    MemberRole.OBSERVER: "Observer",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """In which language, with which words and date in words."""

    date: str
    language: str = "en"
    words: NominationWords = field(default_factory=NominationWords)
    roles: Mapping[MemberRole, str] = field(default_factory=lambda: _ROLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """How many stand in the list, and how many of them lack a title, e-mail or telephone."""

    members: int
    incomplete: int


def write_nominations(
    profile: Profile, dossier: DossierId, file: Path, *, wanted: Wanted, now: datetime
) -> Listed:
    """Put the list in the place of a file. Raises DiskFull or NotWritable.

    Who was removed is not in it; who is not confirmed yet is.
    """
    info = find_dossier(profile, dossier)
    titles = info.pack.titles
    title = titles.get(wanted.language) or titles.get("en") or next(iter(titles.values()), "")
    members = [each for each in people(profile, dossier).members if not each.is_removed]
    nominations = Nominations(
        party=info.party,
        questionnaire=title,
        date=wanted.date,
        language=wanted.language,
        nominees=tuple(_nominee(each, wanted) for each in members),
        words=wanted.words,
    )
    write_file(file, render(nominations, timestamp=now.replace(microsecond=0)))
    return Listed(members=len(members), incomplete=sum(map(_is_incomplete, members)))


def _nominee(member: Member, wanted: Wanted) -> Nominee:
    person = member.person
    return Nominee(
        name=person.name,
        title=person.title,
        email=person.email,
        phone=person.phone,
        role=wanted.roles[member.role],
    )


def _is_incomplete(member: Member) -> bool:
    person = member.person
    return not all((person.name, person.title, person.email, person.phone))
