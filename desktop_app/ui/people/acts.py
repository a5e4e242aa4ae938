"""What a person can choose to do about somebody, and the words for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.members import Member, MemberDeed, MemberRole, People
from review_protocol.names import DeviceId

translate = QCoreApplication.translate


class Act(StrEnum):
    """Something to choose, by its name in code."""

    CONFIRM = "confirm"
    DESCRIBE = "describe"
    ASSIGN = "assign"
    SET_ROLE = "set-role"
    RESTRICT = "restrict"
    LIFT = "lift-restriction"
    HAND_OVER = "hand-over"
    READMIT = "readmit"
    REMOVE_COMPUTER = "remove-computer"
    REMOVE = "remove"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """An act, and whom (or which of their computers) it is about."""

    act: Act
    member: Member
    computer: DeviceId | None = None


def act_words(act: Act) -> str:
    """What stands in the menu."""
    words = {
        Act.CONFIRM: translate("People", "Confirm…"),
        Act.DESCRIBE: translate("People", "Name, title, telephone…"),
        Act.ASSIGN: translate("People", "Assign articles…"),
        Act.SET_ROLE: translate("People", "Give another role…"),
        Act.RESTRICT: translate("People", "Restrict to a part…"),
        Act.LIFT: translate("People", "Lift the restriction"),
        Act.HAND_OVER: translate("People", "Hand over to this person…"),
        Act.READMIT: translate("People", "Invite again with another computer…"),
        Act.REMOVE_COMPUTER: translate("People", "Remove a computer…"),
        Act.REMOVE: translate("People", "Remove from the response…"),
    }
    return words[act]


def acts_on(member: Member, people: People) -> Iterator[Chosen]:
    """What can be done about somebody from here, in the order of the menu."""
    deeds, leads = people.deeds, people.me == people.focal_point
    is_lead = member.id == people.focal_point

    def may(deed: MemberDeed) -> bool:
        return deed in deeds

    offered = {
        Act.CONFIRM: bool(member.to_confirm) and may(MemberDeed.CONFIRM),
        Act.DESCRIBE: member.is_me or leads,
        Act.ASSIGN: member.role is not MemberRole.OBSERVER and may(MemberDeed.ASSIGN),
        Act.SET_ROLE: not is_lead and may(MemberDeed.SET_ROLE),
        Act.RESTRICT: member.role is MemberRole.EXPERT and may(MemberDeed.RESTRICT),
        Act.LIFT: member.restricted_to is not None and may(MemberDeed.RESTRICT),
        Act.HAND_OVER: not (is_lead or member.is_provisional) and may(MemberDeed.HAND_OVER),
        Act.READMIT: not is_lead and may(MemberDeed.INVITE),
        Act.REMOVE: not is_lead and may(MemberDeed.REMOVE),
    }
    if member.is_removed:
        offered = {Act.READMIT: may(MemberDeed.INVITE)}
    for act, is_offered in offered.items():
        if is_offered:
            yield Chosen(act=act, member=member)
    if member.is_removed or not (member.is_me or leads):
        return
    present = [each for each in member.computers if not each.is_removed]
    for computer in present if len(present) > 1 else ():
        if not computer.is_this:
            yield Chosen(act=Act.REMOVE_COMPUTER, member=member, computer=computer.id)
