"""Errors as one sentence each: what happened, and what to do next."""

from __future__ import annotations

from functools import singledispatch

from desktop_app import errors
from desktop_app.cli import server_wording
from desktop_app.cli.exchange_wording import (
    ARGUMENTS,
    DEEDS,
    NOT_ATTACHED,
    NOT_SENT,
    NOT_SUBMITTED,
    shown_name,
    why_refused,
)
from desktop_app.domain.profiles import FolderWarning


@singledispatch
def sentence(error: errors.AppError) -> str:
    """What is printed for an error of the program's own tree."""
    return sentence_of_fault(error)


def sentence_of_fault(error: BaseException) -> str:
    """For what must never happen: where it did, and no content."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f" at {code.co_qualname}, line {trace.tb_lineno}"
        trace = trace.tb_next
    kind = type(error).__name__
    return f"This is a fault of Review Desk itself ({kind}{place}); please report it."


_PLACES = {
    FolderWarning.NETWORK_SHARE: "is on a network share, where a broken line can damage it",
    FolderWarning.CLOUD_FOLDER: "is in a folder that a cloud program copies while it is in use",
}


def sentence_on_place(warning: FolderWarning) -> str:
    """Why a profile's folder is a poor place, and what to do."""
    return (
        f"Warning: the profile {_PLACES[warning]}; keep it on a disk of this computer"
        " and make backups instead."
    )


_THINGS = {
    "pack": "the questionnaire file",
    "profile": "the profile",
    "backup": "the backup",
    "database": "the profile's database",
    "profile keys": "the profile's keys",
    "profile folder": "the profile's folder",
    "exchange file": "the exchange file",
}


def _thing(what: str) -> str:
    return _THINGS.get(what, what)


@sentence.register
def _(_error: errors.BugError) -> str:
    return sentence_of_fault(_error)


@sentence.register
def _(_error: errors.WrongPassphrase) -> str:
    return "The passphrase or recovery code does not open this profile; nothing was changed."


@sentence.register
def _(error: errors.DamagedFile) -> str:
    detail = f" ({error.detail})" if error.detail else ""
    return (
        f"Cannot read {_thing(error.what)}{detail}: it is damaged or missing;"
        " nothing was changed, use a backup or another copy."
    )


@sentence.register
def _(error: errors.NewerFormat) -> str:
    return (
        f"A newer program made {_thing(error.what)} (format {error.found}, this one reads"
        f" {error.supported}): install the newer Review Desk."
    )


@sentence.register
def _(error: errors.UpgradeFailed) -> str:
    return (
        f"Cannot bring {_thing(error.what)} up to date: it is as it was, and a copy is in"
        f" {error.backup}; use the older program and report this."
    )


@sentence.register
def _(error: errors.DiskFull) -> str:
    return (
        f"No room is left on the disk of {_thing(error.what)}: free some and try again;"
        " nothing was changed."
    )


@sentence.register
def _(error: errors.NotWritable) -> str:
    detail = f" ({error.detail})" if error.detail else ""
    return f"Cannot write {_thing(error.what)}{detail}: check the folder and your rights to it."


@sentence.register
def _(_error: errors.ProfileInUse) -> str:
    return "The profile is open in another window or program: close it there first."


@sentence.register
def _(error: errors.ProfileMissing) -> str:
    return (
        f"There is no profile in {error.folder}: create one with `review-desk profile create`,"
        " or name its folder with --profile."
    )


@sentence.register
def _(error: errors.ProfileExists) -> str:
    return f"There is a profile in {error.folder} already: choose an empty folder."


@sentence.register
def _(error: errors.WeakPassphrase) -> str:
    if error.reason == "short":
        return "The passphrase is too short: take four or more unrelated words."
    return "The passphrase is too easy to guess: take four or more unrelated words."


@sentence.register
def _(error: errors.FormRefused) -> str:
    count = len(error.faults)
    more = f" (and {count - 1} more)" if count > 1 else ""
    first = f": {error.faults[0]}" if error.faults else ""
    return f"The questionnaire cannot be used{first}{more}"


_PACK_REASONS = {
    "altered": "it is damaged or was altered; ask for a new copy",
    "unsigned": "nobody has signed it; ask for a signed one",
    "wrong-format": "it is no questionnaire file, or damaged",
    "too-large": "it is too large",
    "not-built": "none came with this program; install it again, or run `python3 dev.py run`"
    " once in a checkout of the sources",
}


@sentence.register
def _(error: errors.PackRefused) -> str:
    if error.reason == "unknown-signer":
        return (
            "The questionnaire's signer is not known to you: compare this fingerprint with the"
            " one you were told, and if it is the same, repeat the command with"
            f' --accept-signer "{error.detail}"'
        )
    reason = _PACK_REASONS.get(error.reason, error.reason)
    return f"The questionnaire cannot be opened: {reason}."


@sentence.register
def _(error: errors.UnknownReference) -> str:
    return f"The questionnaire has nothing called {error.ref}."


_STEP_REASONS = {
    "readonly": "the questionnaire itself gives this answer",
    "no-such-choice": "this choice is not offered",
    "bad-value": "this is not an answer of the kind asked for",
    "limit": "there is no room for more",
    "counted": "the questionnaire itself says how many there are",
    "not-a-repeat": "it is not something of which there can be several",
    "not-an-instance": "it is not one of several",
    "not-your-part": "the focal point restricted you to another part",
    "observer": "observers read everything and change nothing",
    "removed": "you are no longer a member of this response",
    "locked": "the response is approved and locked; the focal point can open it again with"
    " `review-desk clear --reopen`",
    "to-settle": "there are two versions of it; settle them first, see `review-desk conflict"
    " list`",
}


@sentence.register
def _(error: errors.StepRefused) -> str:
    reason = _STEP_REASONS.get(error.reason, error.reason)
    return f"{error.ref} was not changed: {reason}."


@sentence.register
def _(error: errors.AnswerNotFinished) -> str:
    if error.reason == "blank":
        return f"{error.ref} cannot be called finished: it has no answer yet."
    return f"{error.ref} cannot be called finished: an answer in it breaks a rule."


@sentence.register
def _(error: errors.DossierMissing) -> str:
    known = ", ".join(error.known)
    if error.dossier:
        return f"The profile has no response {error.dossier}; it has: {known or 'none'}."
    if known:
        return f"Say which response is meant with --dossier: {known}."
    return "The profile has no response yet: make one with `review-desk dossier create`."


@sentence.register
def _(error: errors.MissingFonts) -> str:
    if error.characters:
        missing = ", ".join(f"{c} (U+{ord(c):04X})" for c in error.characters)
        return f"No font that is installed has the character {missing}."
    return f"The report needs fonts that are not installed: {', '.join(error.names)}."


_CODE_REASONS = {
    "letters": "there are letters in it, and it has digits only",
    "length": "it is too short or too long",
}


@sentence.register
def _(error: errors.BadArgument) -> str:
    if whole := ARGUMENTS.get((error.name, error.reason)):
        return whole
    reason = _CODE_REASONS.get(error.reason, error.reason)
    if error.reason.startswith("group-"):
        reason = f"group {error.reason.removeprefix('group-')} has a wrong digit"
    name = "The code" if error.name == "code" else error.name
    return f"{name} cannot be used: {reason}."


@sentence.register
def _(error: errors.ExchangeRefused) -> str:
    return f"{why_refused(error.file, error.reason, error.detail)}; nothing was changed."


_UPGRADES = {
    "another-questionnaire": (
        "The response is to the questionnaire {old}, and this is {new}: use a newer version of"
        " the same questionnaire; nothing was changed."
    ),
    "same": "The response has version {old} of the questionnaire already; nothing was changed.",
    "locked": (
        "The response is approved and locked: the focal point can open it again with"
        " `review-desk clear --reopen`; nothing was changed."
    ),
    "not-newer": (
        "The response has version {old} of the questionnaire, and this is version {new}: use a"
        " newer one; nothing was changed."
    ),
}


@sentence.register
def _(error: errors.UpgradeRefused) -> str:
    return _UPGRADES[error.reason].format(old=error.old, new=error.new)


_NOT_APPROVED = {
    "locked": "it is approved and locked already; open it again first, with `review-desk clear"
    " --reopen --reason TEXT`",
    "to-settle": "there are two versions of an answer; settle them first, see `review-desk"
    " conflict list`",
    "incomplete": "{count} questions are not complete, see `review-desk clear`; complete them,"
    " or say with --reason why it is approved all the same",
    "nothing": "nothing has been answered yet",
    "moved": "something came in meanwhile; look at it and try again",
    "not-locked": "it is not locked",
    "ask-secretariat": "it was submitted; only the secretariat can open it again, ask it to",
}


@sentence.register
def _(error: errors.ApprovalRefused) -> str:
    reason = _NOT_APPROVED.get(error.reason, error.reason).format(count=error.count)
    return f"The response stays as it is: {reason}."


@sentence.register
def _(error: errors.SubmissionRefused) -> str:
    return f"Not done: {NOT_SUBMITTED.get(error.reason, error.reason)}."


@sentence.register
def _(error: errors.NotEntitled) -> str:
    deed = DEEDS.get(error.deed, error.deed)
    return f"Your role in this response does not let you {deed}; ask the focal point."


@sentence.register
def _(error: errors.SendRefused) -> str:
    why = NOT_SENT.get(error.reason, error.reason).format(who=shown_name(error.who))
    return f"No exchange file was made: {why}."


@sentence.register
def _(error: errors.FileRefused) -> str:
    name = error.name if error.name.isprintable() and error.name else "The file"
    return f"{name} cannot be used: {NOT_ATTACHED.get(error.reason, error.reason)}."


@sentence.register
def _(error: errors.FaultyMedium) -> str:
    return (
        f"What was written of {_thing(error.what)} could not be read back: take another stick"
        " or disk; nothing was left on this one."
    )


@sentence.register
def _(error: errors.NotConnected) -> str:
    reason = server_wording.NOT_CONNECTED.get(error.reason, error.reason)
    reason = reason.format(invited=error.invited, own=error.own)
    return f"Nothing was synchronised: {reason}."


@sentence.register
def _(error: errors.ServerUnreachable) -> str:
    return f"Not synchronised: {server_wording.UNREACHABLE.get(error.reason, error.reason)}."


@sentence.register
def _(error: errors.ServerRefused) -> str:
    return f"Not synchronised: {server_wording.REFUSED.get(error.reason, error.reason)}."
