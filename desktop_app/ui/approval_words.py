"""Why a response cannot be approved or opened again, as sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app import errors

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def refused(error: errors.ApprovalRefused) -> Sentences:
    """What happened, what is safe, what to do."""
    words = {
        "locked": (
            translate("Approval", "The response is approved and locked already."),
            translate("Approval", "Open it again first, with a reason."),
        ),
        "to-settle": (
            translate("Approval", "There are two versions of an answer."),
            translate("Approval", "Settle them first, on the page “To settle”."),
        ),
        "incomplete": (
            translate("Approval", "Questions that are not complete: {count}."),
            translate("Approval", "Complete them, or say why it is approved all the same."),
        ),
        "nothing": (
            translate("Approval", "Nothing has been answered yet."),
            translate("Approval", "Answer the first questions, then come back."),
        ),
        "moved": (
            translate("Approval", "Something came in while you were about to approve."),
            translate("Approval", "Look at it, and approve again."),
        ),
        "not-locked": (
            translate("Approval", "The response is not locked."),
            translate("Approval", "You can go on editing it."),
        ),
        "ask-secretariat": (
            translate("Approval", "The response was submitted."),
            translate("Approval", "Only the secretariat can open it again: ask it to."),
        ),
    }
    happened, to_do = words.get(
        error.reason, (translate("Approval", "This cannot be done now."), "")
    )
    return (
        happened.format(count=error.count),
        translate("Approval", "Nothing was changed."),
        to_do,
    )
