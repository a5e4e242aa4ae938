"""Why something for the secretariat did not go, or was not taken, as sentences."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app import errors
from desktop_app.domain.submissions import NotTaken
from review_protocol.message_kinds import Kind

translate = QCoreApplication.translate

Sentences = tuple[str, str, str]


def refused(error: errors.SubmissionRefused) -> Sentences:
    """What happened, what is safe, what to do."""
    happened, to_do = (_of_server() | _of_ours() | _of_receipts()).get(
        error.reason, (translate("Submission", "The secretariat did not take it."), _tell())
    )
    return happened, translate("Submission", "What was approved stays as it is."), to_do


def not_taken_title(kind: Kind) -> str:
    """That the secretariat's server refused a message."""
    if kind is Kind.REOPENING:
        return translate("Submission", "The request to open it again was not taken")
    return translate("Submission", "The submission was not taken: the secretariat has none")


def why_not_taken(word: str) -> str:
    """Why, and what to do about it."""
    happened, _, to_do = refused(errors.SubmissionRefused(word))
    return f"{happened} {to_do}"


def not_taken_words(refusal: NotTaken) -> str:
    """All of it, in sentences."""
    return f"{not_taken_title(refusal.kind)}. {why_not_taken(refusal.word)}"


def _tell() -> str:
    return translate("Submission", "Tell the secretariat.")


def _of_server() -> dict[str, tuple[str, str]]:
    """The words of docs/protocol.md, section 9."""
    synchronise = translate("Submission", "Synchronise, then try again.")
    return {
        "malformed": (translate("Submission", "The server could not read it."), _tell()),
        "newer": (
            translate("Submission", "The other side has a newer program."),
            translate("Submission", "Install the newer Review Desk."),
        ),
        "role": (
            translate(
                "Submission", "The server knows this computer as none of the focal point's."
            ),
            synchronise,
        ),
        "locked": (
            translate("Submission", "The server is not ready to take submissions."),
            translate("Submission", "It goes with the next synchronisation."),
        ),
        "key": (
            translate("Submission", "The secretariat uses another key by now."),
            translate("Submission", "Submit once more, or write a new file for the courier."),
        ),
        "pack": (
            translate(
                "Submission",
                "The secretariat does not accept this version of the questionnaire.",
            ),
            translate("Submission", "Ask the secretariat which one it accepts."),
        ),
        "incomplete": (
            translate("Submission", "The server found questions that are not complete."),
            translate("Submission", "Open the response again, and approve it with a reason."),
        ),
        "standing": (
            translate("Submission", "An earlier submission stands."),
            translate("Submission", "Ask the secretariat to open it again."),
        ),
        "number": (
            translate("Submission", "The server has a later submission already."),
            synchronise,
        ),
        "reason": (
            translate("Submission", "A reason is needed."),
            translate("Submission", "Say in a sentence why."),
        ),
        "nothing": (translate("Submission", "There is nothing to open again."), synchronise),
    }


def _of_ours() -> dict[str, tuple[str, str]]:
    return {
        "not-approved": (
            translate("Submission", "The response is not approved."),
            translate("Submission", "Approve it first."),
        ),
        "other-approval": (
            translate(
                "Submission",
                "The secretariat has another approval of this number, made at the same time at "
                "another computer.",
            ),
            translate("Submission", "Look at the receipt, or ask to open it again."),
        ),
        "opened-again": (
            translate(
                "Submission",
                "It was opened again at another computer, so it was not sent.",
            ),
            translate("Submission", "Approve it again when it is ready."),
        ),
        "other-content": (
            translate("Submission", "This program works out something else than was approved."),
            translate(
                "Submission",
                "Use the version it was approved with, or open it again and approve it anew.",
            ),
        ),
        "nothing-to-reopen": (
            translate("Submission", "No submission needs the secretariat to be opened."),
            translate("Submission", "Open the response here."),
        ),
        "asked-already": (
            translate("Submission", "The secretariat was asked already."),
            translate("Submission", "Its answer comes with a synchronisation."),
        ),
        "damaged-reply": (
            translate("Submission", "The reply is damaged."),
            translate("Submission", "Ask the secretariat for it again."),
        ),
        "not-for-us": (
            translate("Submission", "The reply is for another computer."),
            translate("Submission", "Take it in on the computer that wrote the file."),
        ),
        "unknown-reply": (
            translate("Submission", "It replies to no file that was written here."),
            translate("Submission", "Look for the reply to the last file."),
        ),
        "other-server": (
            translate("Submission", "Another server signed the reply."),
            _tell(),
        ),
    }


def _of_receipts() -> dict[str, tuple[str, str]]:
    """Why there is none, or this is none."""
    none_yet = translate("Submission", "No receipt has come yet.")
    return {
        "no-receipt": (
            translate("Submission", "The server took it, and no receipt came."),
            translate("Submission", "Synchronise: it comes then."),
        ),
        "no-such-receipt": (
            translate("Submission", "There is no receipt of this number."),
            translate("Submission", "Look at the list of receipts."),
        ),
        "none-approved": (none_yet, translate("Submission", "Approve the response first.")),
        "none-yet": (
            none_yet,
            translate(
                "Submission",
                "The response was not sent from this computer: the focal point submits it.",
            ),
        ),
        "none-waiting": (
            none_yet,
            translate("Submission", "The submission waits: synchronise, and it goes."),
        ),
        "none-carried": (
            none_yet,
            translate(
                "Submission",
                "The submission is in a file for a courier: take the reply in when it comes.",
            ),
        ),
        "none-refused": (
            none_yet,
            translate(
                "Submission",
                "The server refused the submission: the page “Submission” says why.",
            ),
        ),
        "bad-receipt": (
            translate("Submission", "The file is no receipt, or was altered."),
            translate("Submission", "Choose another file."),
        ),
    }
