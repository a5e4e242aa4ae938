"""Errors as sentences: what happened, what is safe, what to do.

Every class of the tree in `errors` that can be raised has an entry in `_WORDINGS`; what is
no AppError is a fault of the program and is worded as one. Details are for support: class
and facts, never the text of an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from desktop_app import errors
from desktop_app.ui import approval_words, server_words, submission_words
from desktop_app.ui.argument_words import argument_words
from desktop_app.ui.wording import apart, left_to_right

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Problem:
    """An error as a person reads it. ``details`` is not translated.

    ``is_for_support``: the person can do little alone, and support wants the details.
    """

    happened: str
    safe: str = ""
    to_do: str = ""
    details: str = ""
    is_for_support: bool = False

    @property
    def for_support(self) -> str:
        """The details, if anybody can make use of them."""
        return self.details if self.is_for_support else ""

    @property
    def advice(self) -> str:
        """What is safe and what to do, as one paragraph."""
        return " ".join(filter(None, [self.safe, self.to_do]))


def problem_of(error: BaseException) -> Problem:
    """Put an error into words."""
    for kind in type(error).__mro__:
        wording = _WORDINGS.get(kind)
        if wording is not None:
            happened, safe, to_do = wording(error)
            wants_help = isinstance(error, _FOR_SUPPORT)
            return Problem(happened, safe, to_do, details_of(error), wants_help)
    happened, safe, to_do = _bug(error)
    return Problem(happened, safe, to_do, details_of(error), is_for_support=True)


def details_of(error: BaseException) -> str:
    """The class of an error, and its facts if it is one of ours."""
    name = type(error).__name__
    if isinstance(error, errors.AppError) and str(error):
        return f"{name}: {error}"
    return name


Sentences = tuple[str, str, str]


def _thing(what: str) -> str:
    """The name of a file or place that an error is about."""
    names = {
        "profile": translate("Errors", "the profile"),
        "backup": translate("Errors", "the backup"),
        "pack": translate("Errors", "the questionnaire file"),
        "report": translate("Errors", "the report"),
        "settings": translate("Errors", "the settings"),
        "database": translate("Errors", "the profile"),
        "profile keys": translate("Errors", "the keys of the profile"),
        "profile folder": translate("Errors", "the folder of the profile"),
        "exchange file": translate("Errors", "the exchange file"),
    }
    return names.get(what, translate("Errors", "the file “{name}”").format(name=apart(what)))


def _bug(_error: BaseException) -> Sentences:
    happened = translate("Errors", "Something in the program went wrong.")
    safe = translate("Errors", "What was saved is safe.")
    to_do = translate(
        "Errors", "Go on working or start the program again, and report this to support."
    )
    return happened, safe, to_do


def _wrong_passphrase(_error: Any) -> Sentences:
    happened = translate("Errors", "This passphrase or code does not open the profile.")
    safe = translate("Errors", "Nothing was changed.")
    to_do = translate("Errors", "Check caps lock and the keyboard layout, then try again.")
    return happened, safe, to_do


def _damaged_file(error: errors.DamagedFile) -> Sentences:
    happened = translate("Errors", "Review Desk cannot read {what}: it is damaged.")
    safe = translate("Errors", "It was left as it is.")
    to_do = translate("Errors", "Restore the latest backup, or ask support with the details.")
    return happened.format(what=_thing(error.what)), safe, to_do


def _newer_format(error: errors.NewerFormat) -> Sentences:
    happened = translate(
        "Errors",
        "A newer program made {what}: its format is {found}, this program reads {supported}.",
    )
    safe = translate("Errors", "Nothing was changed.")
    to_do = translate("Errors", "Install the newer Review Desk to open it.")
    facts = {"found": error.found, "supported": error.supported}
    return happened.format(what=_thing(error.what), **facts), safe, to_do


def _upgrade_failed(error: errors.UpgradeFailed) -> Sentences:
    happened = translate(
        "Errors", "Your profile could not be brought to this program's format."
    )
    safe = translate("Errors", "It is as it was, and a copy was made: {backup}.")
    to_do = translate("Errors", "Go on with the older program, and ask support.")
    return happened, safe.format(backup=left_to_right(str(error.backup))), to_do


def _disk_full(error: errors.DiskFull) -> Sentences:
    happened = translate("Errors", "There is no room left on the disk that holds {what}.")
    safe = translate("Errors", "What was saved before is safe, and nothing was half written.")
    to_do = translate("Errors", "Free some space on that disk, then try again.")
    return happened.format(what=_thing(error.what)), safe, to_do


def _not_writable(error: errors.NotWritable) -> Sentences:
    happened = translate("Errors", "Review Desk is not allowed to write {what}.")
    safe = translate("Errors", "What was saved before is safe.")
    to_do = translate(
        "Errors",
        "Close it if it is open in another program, check the rights of its folder, or choose "
        "another place.",
    )
    return happened.format(what=_thing(error.what)), safe, to_do


def _profile_in_use(_error: Any) -> Sentences:
    happened = translate("Errors", "This profile is open in another window or program.")
    safe = translate("Errors", "Nothing was changed.")
    to_do = translate("Errors", "Go on in that window, or close it and try again.")
    return happened, safe, to_do


def _profile_missing(error: errors.ProfileMissing) -> Sentences:
    happened = translate("Errors", "There is no profile in the folder {folder}.")
    to_do = translate("Errors", "Make a profile there, or restore one from a backup.")
    return happened.format(folder=left_to_right(str(error.folder))), "", to_do


def _profile_exists(error: errors.ProfileExists) -> Sentences:
    happened = translate("Errors", "There is a profile in the folder {folder} already.")
    safe = translate("Errors", "It was not touched.")
    to_do = translate("Errors", "Choose an empty folder.")
    return happened.format(folder=left_to_right(str(error.folder))), safe, to_do


def _weak_passphrase(error: errors.WeakPassphrase) -> Sentences:
    happened = translate("Errors", "This passphrase is too easy to guess.")
    to_do = translate("Errors", "Take four or more words that do not belong together.")
    if error.reason == "short":
        happened = translate("Errors", "This passphrase is too short.")
    return happened, "", to_do


def _form_refused(error: errors.FormRefused) -> Sentences:
    happened = translate("Errors", "This questionnaire cannot be used.")
    safe = translate("Errors", "Nothing of it was taken.")
    to_do = translate("Errors", "Send the details to whoever made it.")
    if error.faults:
        happened = translate("Errors", "This questionnaire cannot be used: {fault}")
        happened = happened.format(fault=error.faults[0])
    return happened, safe, to_do


def _pack_refused(error: errors.PackRefused) -> Sentences:
    ask = translate("Errors", "Ask whoever sent it for a new copy.")
    reasons = {
        "altered": translate("Errors", "The questionnaire file was altered after it was made."),
        "unsigned": translate("Errors", "Nobody has signed this questionnaire file."),
        "unknown-signer": translate(
            "Errors", "This questionnaire is signed by somebody whom you have not accepted yet."
        ),
        "wrong-format": translate("Errors", "This file is not a questionnaire of Review Desk."),
        "not-built": translate("Errors", "The program came without its questionnaires."),
        "too-large": translate("Errors", "This file is larger than a questionnaire can be."),
    }
    happened = reasons.get(error.reason)
    if happened is None:
        happened = translate("Errors", "This questionnaire file cannot be opened.")
    if error.reason == "not-built":
        return happened, "", translate("Errors", "Install the program again.")
    return happened, translate("Errors", "Nothing of it was taken."), ask


def _unknown_reference(error: errors.UnknownReference) -> Sentences:
    happened = translate("Errors", "The questionnaire has no question “{reference}”.")
    to_do = translate("Errors", "Search for the question by its words instead.")
    return happened.format(reference=left_to_right(error.ref)), "", to_do


def _step_refused(error: errors.StepRefused) -> Sentences:
    reasons = {
        "readonly": translate("Errors", "This answer is given by the questionnaire itself."),
        "no-such-choice": translate("Errors", "This choice is not offered here any more."),
        "bad-value": translate("Errors", "This is not an answer of the kind asked for."),
        "limit": translate("Errors", "There is no room for more here."),
        "counted": translate("Errors", "The questionnaire itself says how many there are."),
        "not-your-part": translate(
            "Errors", "The focal point restricted you to your part of the questionnaire."
        ),
        "observer": translate("Errors", "Observers read everything and change nothing."),
        "removed": translate("Errors", "You are no longer a member of this response."),
        "locked": translate("Errors", "The response is approved and locked."),
        "to-settle": translate("Errors", "There are two versions of this answer to settle."),
    }
    happened = reasons.get(error.reason)
    if happened is None:
        happened = translate("Errors", "This cannot be done here.")
    safe = translate("Errors", "The answer is as it was before.")
    return happened, safe, ""


def _answer_not_finished(error: errors.AnswerNotFinished) -> Sentences:
    happened = translate("Errors", "This question cannot be called finished yet.")
    to_do = translate("Errors", "Mend what is marked in it first.")
    if error.reason == "blank":
        to_do = translate("Errors", "Answer it first.")
    return happened, "", to_do


def _dossier_missing(_error: Any) -> Sentences:
    happened = translate("Errors", "This response is not in the profile.")
    to_do = translate("Errors", "Choose another response on the home page.")
    return happened, "", to_do


def _missing_fonts(error: errors.MissingFonts) -> Sentences:
    happened = translate("Errors", "The report needs fonts that this computer lacks: {names}.")
    safe = translate("Errors", "Your answers are not concerned.")
    to_do = translate(
        "Errors", "Install them and make the PDF again, or take Word, which needs none."
    )
    missing = ", ".join(error.names)
    if error.characters:
        happened = translate("Errors", "No font on this computer has the character {names}.")
        to_do = translate(
            "Errors", "Install a font that has it, write it otherwise, or take Word."
        )
        missing = ", ".join(f"“{c}” (U+{ord(c):04X})" for c in error.characters)
    return happened.format(names=missing), safe, to_do


def _bad_argument(error: errors.BadArgument) -> Sentences:
    if error.name == "recovery code":
        return _mistyped_code(error.reason, 48)
    if error.name == "code":
        return _mistyped_code(error.reason, 24)
    found = argument_words().get((error.name, error.reason))
    if found is not None:
        return found[0], translate("Errors", "Nothing was changed."), found[1]
    happened = translate("Errors", "“{name}” cannot be used: {reason}.")
    return happened.format(name=error.name, reason=error.reason), "", ""


def _mistyped_code(reason: str, digits: int) -> Sentences:
    happened = translate("Errors", "This is not the whole code: it has {digits} digits.")
    happened = happened.format(digits=digits)
    if reason == "letters":
        happened = translate("Errors", "A code has digits only.")
    elif reason.startswith("group-"):
        happened = translate("Errors", "Group {number} of the code has a slip in it.")
        happened = happened.format(number=reason.removeprefix("group-"))
    safe = translate("Errors", "Nothing was changed.")
    to_do = translate("Errors", "Compare it with what you noted, digit by digit.")
    return happened, safe, to_do


def _exchange_refused(error: errors.ExchangeRefused) -> Sentences:
    reasons = {
        "not-for-us": translate("Errors", "This file was made for somebody else."),
        "other-dossier": translate("Errors", "This file belongs to another response."),
        "unknown-sender": translate(
            "Errors", "This file comes from somebody who is not a member of this response."
        ),
        "not-an-exchange-file": translate("Errors", "This is no exchange file."),
        "invitation": translate("Errors", "This file is an invitation."),
        "truncated": translate("Errors", "The end of this file is missing."),
        "too-large": translate("Errors", "This file is larger than an exchange file may be."),
        "newer": translate("Errors", "A newer program made this file."),
        "missing-parts": translate("Errors", "Parts of this file are missing."),
        "unreadable": translate("Errors", "This file cannot be read from where it is."),
        "nothing-new": translate("Errors", "All that this file brings is here already."),
        "wrong-code": translate("Errors", "The code is not that of this file."),
        "already-here": translate("Errors", "This response is in the profile already."),
        "another-purpose": translate("Errors", "This file is for something else."),
        "void-invitation": translate("Errors", "This invitation counts no more."),
        "void-computer": translate("Errors", "The computer that this file is for was removed."),
        "void-reserve": translate("Errors", "This reserve was replaced by a later one."),
    }
    to_do = {
        "not-for-us": translate("Errors", "Ask its sender to make one for you."),
        "invitation": translate("Errors", "Open it with “Join a colleague's response”."),
        "truncated": translate("Errors", "Copy it again from where it came."),
        "newer": translate("Errors", "Install the newer Review Desk, then try again."),
        "missing-parts": translate("Errors", "Choose all parts together."),
        "unreadable": translate("Errors", "Copy it again from where it came."),
        "nothing-new": translate("Errors", "There is nothing to do."),
        "wrong-code": translate("Errors", "Have the code told to you again."),
        "already-here": translate(
            "Errors",
            "Choose it from the list of responses. Only a computer that was removed has to "
            "join again.",
        ),
    }
    to_do |= {
        "void-invitation": translate("Errors", "Ask the focal point for another one."),
        "void-computer": translate("Errors", "Make another file at your other computer."),
        "void-reserve": translate("Errors", "Use the file and the code of that one."),
    }
    damaged = translate("Errors", "This file is damaged or was altered on the way.")
    again = translate("Errors", "Ask its sender for a new one.")
    safe = translate("Errors", "Nothing was changed.")
    return reasons.get(error.reason, damaged), safe, to_do.get(error.reason, again)


def _send_refused(error: errors.SendRefused) -> Sentences:
    happened = translate("Errors", "No exchange file was made.")
    reasons = {
        "nobody-else": translate(
            "Errors", "Invite somebody first: there is nobody to send to."
        ),
        "unknown-member": translate("Errors", "Choose again whom it is for."),
        "not-shared": translate(
            "Errors", "An older program made this response; it cannot be shared."
        ),
        "too-large": translate("Errors", "Make a file instead of text, or larger parts."),
        "small-parts": translate("Errors", "Choose larger parts."),
        "too-many-computers": translate(
            "Errors",
            "It would be for too many computers, most of them of {who}. Choose whom it is for, "
            "or have the focal point remove computers.",
        ),
    }
    safe = translate("Errors", "What was saved is safe.")
    return happened, safe, reasons.get(error.reason, "").format(who=apart(error.who))


def _file_refused(error: errors.FileRefused) -> Sentences:
    happened, to_do = {
        "unreadable": (
            translate("Errors", "{what} cannot be read."),
            translate("Errors", "Check that it is a file, and your rights to it."),
        ),
        "empty": (
            translate("Errors", "{what} is empty."),
            translate("Errors", "Choose the file that has the text."),
        ),
        "too-large": (
            translate("Errors", "{what} is too large: a file may have 15 MiB."),
            translate("Errors", "Attach the part of it that matters."),
        ),
        "not-here": (
            translate("Errors", "{what} is still to come."),
            translate("Errors", "Ask for an exchange file with working files."),
        ),
        "damaged": (
            translate("Errors", "{what} is damaged."),
            translate("Errors", "Ask whoever attached it to attach it again."),
        ),
    }.get(
        error.reason,
        (
            translate("Errors", "{what} is not attached any more."),
            translate("Errors", "Look at the list of files again."),
        ),
    )
    what = translate("Errors", "The file “{name}”").format(name=apart(error.name))
    if not error.name:
        what = translate("Errors", "The file")
    safe = translate("Errors", "Nothing was changed.")
    return happened.format(what=what), safe, to_do


def _faulty_medium(error: errors.FaultyMedium) -> Sentences:
    happened = translate("Errors", "What was written of {what} could not be read back.")
    safe = translate("Errors", "What was saved is safe.")
    to_do = translate("Errors", "Take another stick or disk: this one may be faulty.")
    return happened.format(what=_thing(error.what)), safe, to_do


def _not_entitled(_error: errors.NotEntitled) -> Sentences:
    happened = translate("Errors", "Your role in this response does not let you do this.")
    safe = translate("Errors", "Nothing was changed.")
    to_do = translate("Errors", "Ask the focal point to do it.")
    return happened, safe, to_do


def _upgrade_refused(error: errors.UpgradeRefused) -> Sentences:
    happened = {
        "another-questionnaire": translate("Errors", "This is another questionnaire: {new}."),
        "same": translate("Errors", "This response has this version already."),
        "locked": translate("Errors", "This response is approved and locked."),
        "not-newer": translate(
            "Errors", "This is version {new}, and the response has version {old} already."
        ),
    }[error.reason].format(old=error.old, new=error.new)
    safe = translate("Errors", "Nothing was changed.")
    to_do = translate("Errors", "Choose a newer version of the same questionnaire.")
    if error.reason == "locked":
        to_do = translate("Errors", "The focal point can open it again.")
    return happened, safe, to_do


_FOR_SUPPORT = (
    errors.BugError,
    errors.DamagedFile,
    errors.FormRefused,
    errors.PackRefused,
    errors.UpgradeFailed,
)

_WORDINGS: dict[type[BaseException], Callable[[Any], Sentences]] = {
    errors.BugError: _bug,
    errors.ExchangeRefused: _exchange_refused,
    errors.SendRefused: _send_refused,
    errors.FileRefused: _file_refused,
    errors.FaultyMedium: _faulty_medium,
    errors.NotEntitled: _not_entitled,
    errors.ApprovalRefused: approval_words.refused,
    errors.SubmissionRefused: submission_words.refused,
    errors.NotConnected: server_words.not_connected,
    errors.ServerUnreachable: server_words.unreachable,
    errors.ServerRefused: server_words.refused,
    errors.UpgradeRefused: _upgrade_refused,
    errors.WrongPassphrase: _wrong_passphrase,
    errors.DamagedFile: _damaged_file,
    errors.NewerFormat: _newer_format,
    errors.UpgradeFailed: _upgrade_failed,
    errors.DiskFull: _disk_full,
    errors.NotWritable: _not_writable,
    errors.ProfileInUse: _profile_in_use,
    errors.ProfileMissing: _profile_missing,
    errors.ProfileExists: _profile_exists,
    errors.WeakPassphrase: _weak_passphrase,
    errors.FormRefused: _form_refused,
    errors.PackRefused: _pack_refused,
    errors.UnknownReference: _unknown_reference,
    errors.StepRefused: _step_refused,
    errors.AnswerNotFinished: _answer_not_finished,
    errors.DossierMissing: _dossier_missing,
    errors.MissingFonts: _missing_fonts,
    errors.BadArgument: _bad_argument,
}
