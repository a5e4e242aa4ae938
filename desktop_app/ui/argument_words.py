"""What cannot be done about members, parts and notes: what happened, and what to do instead."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate

Words = dict[tuple[str, str], tuple[str, str]]


def argument_words() -> Words:
    """By the name and the reason of a BadArgument."""
    return _of_members() | _of_work() | _of_dates()


def _of_dates() -> Words:
    return {
        ("step", "unknown"): (
            translate("Errors", "The questionnaire has no such step any more."),
            translate("Errors", "Look at the timeline again."),
        ),
        ("day", "not-yet"): (
            translate("Errors", "This day is still to come in Vienna."),
            translate("Errors", "Note what is done once it is done."),
        ),
    }


def _of_members() -> Words:
    look = translate("Errors", "Look at the page “People” again.")
    return {
        ("member", "unknown"): (
            translate("Errors", "This person is not a member of this response any more."),
            look,
        ),
        ("member", "several"): (
            translate("Errors", "There is more than one member of this name."),
            translate("Errors", "Choose by e-mail address."),
        ),
        ("member", "focal-point"): (
            translate("Errors", "The focal point cannot be removed."),
            translate("Errors", "Hand over to somebody else first."),
        ),
        ("member", "not-a-successor"): (
            translate("Errors", "The response cannot be handed over to this person."),
            translate("Errors", "Confirm them first, or choose somebody else."),
        ),
        ("until", "over"): (
            translate("Errors", "This day is over."),
            translate("Errors", "Choose one that is still to come, or hand over for good."),
        ),
        ("role", "hand-over"): (
            translate("Errors", "The role of focal point is not given like another role."),
            translate("Errors", "Hand over to somebody instead."),
        ),
        ("computer", "nothing-to-confirm"): (
            translate("Errors", "There is nothing to confirm about this person any more."),
            look,
        ),
        ("computer", "several"): (
            translate("Errors", "Two computers used this invitation."),
            translate("Errors", "Compare the digits, and choose the right computer."),
        ),
        ("computer", "not-waiting"): (
            translate("Errors", "This computer does not wait to be confirmed any more."),
            look,
        ),
        ("computer", "unknown"): (
            translate("Errors", "This computer is not in the response any more."),
            look,
        ),
        ("computer", "last-of-focal-point"): (
            translate("Errors", "This is the only computer of the focal point."),
            translate("Errors", "Hand over, or add another computer first."),
        ),
        ("computer", "too-many"): (
            translate("Errors", "You have had too many computers in this response."),
            translate("Errors", "Ask the focal point to invite you with the new computer."),
        ),
    }


def _of_work() -> Words:
    look = translate("Errors", "Look at the page “People” again.")
    return {
        ("name", "empty"): (
            translate("Errors", "Somebody without a name cannot be invited."),
            translate("Errors", "Type their name."),
        ),
        ("waiting", "unknown"): (
            translate("Errors", "This work waits no longer: it was decided about."),
            look,
        ),
        ("assignee", "empty"): (
            translate("Errors", "Nobody is chosen for this part."),
            translate("Errors", "Choose a member, or type the name of an organisation."),
        ),
        ("assignment", "unknown"): (
            translate("Errors", "This assignment was taken back already."),
            look,
        ),
        ("text", "empty"): (
            translate("Errors", "There is nothing in the note yet."),
            translate("Errors", "Write something first."),
        ),
        ("text", "too-long"): (
            translate("Errors", "The note is too long: 10,000 characters are the most."),
            translate("Errors", "Make two of it."),
        ),
        ("entry", "too-long"): (
            translate("Errors", "What you wrote is too long to be shared."),
            translate("Errors", "Make it shorter."),
        ),
        ("reason", "empty"): (
            translate("Errors", "There is no reason yet."),
            translate("Errors", "Write why; everybody in the response can read it."),
        ),
        ("reason", "too-long"): (
            translate("Errors", "The reason is too long."),
            translate("Errors", "Sum it up."),
        ),
        ("note", "not-yours"): (
            translate("Errors", "This note is not yours, or was taken back already."),
            translate("Errors", "Only whoever wrote a note can take it back."),
        ),
    }
