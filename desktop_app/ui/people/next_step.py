"""The one thing to do next about the people of a response."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.members import Member, MemberDeed, People
from desktop_app.ui.people.words import name_of
from desktop_app.ui.wording import isolated

translate = QCoreApplication.translate


class Way(StrEnum):
    """Where the button of a next step leads."""

    NOWHERE = ""
    CONFIRM = "confirm"
    DECIDE = "decide"
    INVITE = "invite"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What to do and why; ``action`` stands on the button, if it leads anywhere."""

    title: str
    detail: str
    way: Way = Way.NOWHERE
    action: str = ""
    member: Member | None = None


def next_step(people: People) -> NextStep | None:
    """What is due first; None when nothing is."""
    me = next((each for each in people.members if each.is_me), None)
    if me is None or me.is_removed:
        return NextStep(
            title=translate("People", "You are no longer a member of this response."),
            detail=translate(
                "People",
                "You can read what you have. What you write is not taken any more. If that is "
                "a mistake, ask the focal point for a new invitation, and open it at “Other "
                "responses”, “Join a colleague's response”: you go on with what is here.",
            ),
        )
    if any(each.is_this for each in me.to_confirm):
        title = translate("People", "The focal point has to confirm this computer.")
        if me.is_provisional:
            title = translate("People", "The focal point has to confirm you.")
        return NextStep(
            title=title,
            detail=translate(
                "People",
                "Send them an exchange file, and compare the digits below by telephone. You "
                "can begin to work meanwhile.",
            ),
        )
    return _for_focal_point(people)


def _for_focal_point(people: People) -> NextStep | None:
    present = [each for each in people.members if not each.is_removed]
    waits = next((each for each in present if each.to_confirm), None)
    if waits is not None and MemberDeed.CONFIRM in people.deeds:
        return _confirming(waits)
    if people.waiting and MemberDeed.DECIDE in people.deeds:
        return NextStep(
            title=translate("People", "Work waits for your decision."),
            detail=translate(
                "People",
                "Somebody wrote it after they had been removed or given another role.",
            ),
            way=Way.DECIDE,
            action=translate("People", "Go to it"),
        )
    if len(present) == 1 and MemberDeed.INVITE in people.deeds:
        return _alone()
    if not people.has_reserve and MemberDeed.MAKE_RESERVE in people.deeds:
        return NextStep(
            title=translate("People", "Make the reserve for the safe."),
            detail=translate(
                "People",
                "A file and a printed code. If the focal point is ill, or their computer is "
                "lost, whoever opens it becomes focal point.",
            ),
            way=Way.RESERVE,
            action=translate("People", "Make the reserve…"),
        )
    return None


def _confirming(waits: Member) -> NextStep:
    title = translate("People", "Confirm the new computer of {name}.")
    detail = translate(
        "People",
        "Call them, and compare its digits. Until then what they write there is shown as not "
        "confirmed.",
    )
    if waits.is_provisional:
        title = translate("People", "Confirm {name}.")
        detail = translate(
            "People",
            "Call them, and compare the digits of their computer. Until then their work is "
            "shown as not confirmed.",
        )
    return NextStep(
        title=title.format(name=isolated(name_of(waits))),
        detail=detail,
        way=Way.CONFIRM,
        action=translate("People", "Compare and confirm…"),
        member=waits,
    )


def _alone() -> NextStep:
    sentences = (
        translate(
            "People",
            "Invite experts: they get a file and a code, and work on their own computers, "
            "without a network.",
        ),
        translate("People", "Add a second computer of your own, to work in two places."),
        translate(
            "People",
            "Make the reserve for the safe, so that the response survives an illness or a lost "
            "computer.",
        ),
    )
    return NextStep(
        title=translate("People", "You work on this response alone."),
        detail="\n".join(sentences),
        way=Way.INVITE,
        action=translate("People", "Invite somebody…"),
    )
