"""The people of a response in words: roles, states, warnings."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.members import (
    Computer,
    Member,
    MemberRole,
    MembersWarning,
    People,
    WarningOfMembers,
)
from desktop_app.ui.wording import day_words, isolated, moment_words

translate = QCoreApplication.translate


def role_words(role: MemberRole) -> str:
    """What a role is called."""
    words = {
        MemberRole.FOCAL_POINT: translate("People", "Focal point"),
        MemberRole.DEPUTY: translate("People", "Deputy of the focal point"),
        MemberRole.EXPERT: translate("People", "Expert"),
        MemberRole.OBSERVER: translate("People", "Observer"),
    }
    return words[role]


def role_meaning(role: MemberRole) -> str:
    """What somebody in a role may do."""
    words = {
        MemberRole.FOCAL_POINT: translate("People", "Decides about people and approves."),
        MemberRole.DEPUTY: translate(
            "People", "Answers, gives out work, and can take over as focal point."
        ),
        MemberRole.EXPERT: translate(
            "People", "Answers any question, unless you restrict them to a part."
        ),
        MemberRole.OBSERVER: translate("People", "Reads everything and changes nothing."),
    }
    return words[role]


def name_of(member: Member) -> str:
    """How somebody is called here."""
    return member.person.name or translate("People", "Somebody without a name")


def state_words(member: Member, people: People) -> str:
    """Role, and what is special about it: "Expert, not confirmed yet"."""
    words = role_words(member.role)
    if member.is_removed:
        return translate("People", "{role}, removed").format(role=words)
    if member.is_provisional:
        return translate("People", "{role}, not confirmed yet").format(role=words)
    if member.id == people.focal_point and people.until is not None:
        until = day_words(people.until)
        return translate("People", "{role} until {day}").format(role=words, day=until)
    if member.restricted_to is not None:
        return translate("People", "{role}, restricted to a part").format(role=words)
    return words


def heard_words(computer: Computer) -> str:
    """When something last came from a computer, and whether it had everything then."""
    if computer.is_removed:
        return translate("People", "Removed: it reads nothing new.")
    if computer.is_this:
        return translate("People", "This computer.")
    if computer.heard_at is None:
        return translate("People", "Nothing has come from it yet.")
    heard = translate("People", "Last heard from: {moment}.")
    heard = heard.format(moment=moment_words(computer.heard_at))
    if not computer.lacks:
        return f"{heard} " + translate("People", "It had everything then.")
    lacks = translate(
        "People", "It has not confirmed all that is here: send it a file, or synchronise."
    )
    return f"{heard} {lacks}"


def sent_words(member: Member) -> str:
    """When a file for somebody was last written here, or ""."""
    if member.sent_at is None or member.is_removed:
        return ""
    words = translate("People", "Last file made for them: {moment}.")
    return words.format(moment=moment_words(member.sent_at))


def warning_words(warning: MembersWarning, people: People) -> tuple[str, str]:
    """What happened, and what to do."""
    about = _owner(warning.subject, people)
    who = isolated(about or translate("People", "A member"))
    happened, to_do = {
        WarningOfMembers.FORK: (
            translate("People", "The profile of {name} was used in two places at once."),
            translate(
                "People",
                "Nothing is lost. Ask them to go on at one place only, and to add a second "
                "computer for the other.",
            ),
        ),
        WarningOfMembers.TWO_HAND_OVERS: (
            translate("People", "The response was handed over to two people at once."),
            translate(
                "People",
                "{name} is focal point now. Agree by telephone whether that is right; they "
                "can hand over to the other.",
            ),
        ),
        WarningOfMembers.INVITATION_TWICE: (
            translate("People", "Two computers used the same invitation."),
            translate(
                "People",
                "Somebody else may have got hold of it. Compare the digits by telephone, and "
                "confirm only the right computer.",
            ),
        ),
        WarningOfMembers.VOID_STATEMENT: (
            translate("People", "{name} decided about people after handing over."),
            translate(
                "People", "It has no effect until the focal point of today does it again."
            ),
        ),
        WarningOfMembers.BROKEN_SET: (
            translate("People", "Some work in a file could not be read."),
            translate("People", "It was left out. Ask whoever sent it for a new file."),
        ),
    }[warning.kind]
    if warning.kind is WarningOfMembers.TWO_HAND_OVERS:
        who = isolated(_name(people.focal_point, people))
    return happened.format(name=who), to_do.format(name=who)


def _owner(subject: str, people: People) -> str:
    for member in people.members:
        if subject == member.id or any(each.id == subject for each in member.computers):
            return name_of(member)
    return ""


def _name(member: str | None, people: People) -> str:
    found = next((each for each in people.members if each.id == member), None)
    return name_of(found) if found else translate("People", "Somebody")
