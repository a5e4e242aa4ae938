"""Sentences on exchange files, members and what is said about them on the command line."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.domain.exchanges import FileLook, FileVerdict, Tally
from desktop_app.domain.members import People, WarningOfMembers
from desktop_app.domain.submissions import NotTaken
from review_protocol.message_kinds import Kind

REFUSED_FILES = {
    "not-for-us": "it was made for somebody else; ask its sender to make one for you",
    "other-dossier": "it belongs to another response",
    "unknown-sender": "its sender is not a member of this response",
    "not-an-exchange-file": "it is no exchange file",
    "invitation": "a code opens it; open it with `review-desk member join`",
    "damaged": "it is damaged or was altered; ask for a new one",
    "truncated": "its end is missing; copy it again",
    "too-large": "it is larger than an exchange file may be",
    "newer": "a newer program made it; install the newer Review Desk",
    "missing-parts": "parts of it are missing; name all parts together",
    "unreadable": "it is not there or cannot be read; check its name, or copy it again",
    "nothing-new": "all that it brings is here already",
    "wrong-code": "the code is not that of this file; ask for it again",
    "already-here": "the response is in this profile, and this computer takes part in it",
    "another-purpose": "it is for something else",
    "void-invitation": "this invitation counts no more; ask the focal point for another one",
    "void-computer": "the computer that it is for was removed; make another file for it",
    "void-reserve": "a later reserve took its place; use the file and the code of that one",
}
"""Why an exchange file cannot be used, by the reason of ExchangeRefused or the verdict."""

DEEDS = {
    "upgrade": "go on with another version of the questionnaire",
    "approve": "approve answers",
    "submit": "submit the response",
    "reopen": "open the response again",
    "assign": "give out parts of the questionnaire",
    "timeline": "enter dates of the review",
    "invite": "invite somebody",
    "confirm": "confirm a member",
    "set-role": "change a role",
    "restrict": "restrict an expert",
    "remove": "remove a member or a computer of somebody else",
    "hand-over": "hand over",
    "take-over": "take over",
    "take-back": "take back",
    "make-reserve": "make the reserve",
    "decide": "decide on work that waits",
    "describe": "write down who somebody else is",
    "add-computer": "add a computer",
    "note": "leave notes",
    "wording": "load official wording",
    "record": "write this",
    "attach": "attach files",
    "withdraw-file": "take back a file that somebody else attached",
    "be-a-member": "do this: you are not a member any more",
}
"""What NotEntitled says that somebody may not do."""

NOT_SENT = {
    "nobody-else": "there is no other computer that it could be for; invite somebody first",
    "unknown-member": "one of those it should be for is not a member of this response",
    "not-shared": "an older program made this response, and it cannot be shared",
    "too-large": "it would be larger than such a file may be; take a file instead of text, or"
    " larger parts",
    "small-parts": "the parts would be too small; take at least 1000 bytes",
    "too-many-computers": "it would be for too many computers, most of them of {who}; name"
    " with --to whom it is for, or have the focal point remove computers",
}
"""Why SendRefused says that no exchange file was made."""


def files_in_words(count: int) -> str:
    """How many working files."""
    return "1 working file" if count == 1 else f"{count} working files"


NOT_SUBMITTED = {
    "malformed": "the server cannot read it; tell the secretariat",
    "newer": "the other side has a newer program; install the newer Review Desk",
    "role": "the server knows this computer as none of the focal point's; synchronise, then try"
    " again",
    "locked": "the server is not ready to take submissions; it is kept, and goes with the next"
    " `review-desk sync`",
    "key": "it was sealed to a key that the secretariat uses no longer; send it again, by line"
    " or in a new file",
    "pack": "the secretariat does not accept this version of the questionnaire; ask which one",
    "incomplete": "the server found questions that are not complete, and no reason was given;"
    " open the response again and approve it with a reason",
    "standing": "an earlier submission stands; ask to reopen it with `review-desk submit"
    " --ask-reopening --reason TEXT`",
    "number": "the server has a later submission; synchronise, and look at the receipts",
    "reason": "a reason is needed",
    "nothing": "there is nothing to reopen; synchronise, and look at the receipts",
    "not-approved": "it is not approved; approve it with `review-desk clear --final`",
    "other-approval": "the secretariat has another approval of that number, made at the same"
    " time at another computer; see `review-desk receipt show`, and ask to reopen it with"
    " `review-desk submit --ask-reopening --reason TEXT`",
    "opened-again": "it was opened again at another computer, and was not sent; approve it"
    " again with `review-desk clear --final`",
    "other-content": "this program works out something else than was approved; install the"
    " version that it was approved with, or open it again and approve it anew",
    "no-receipt": "the server took it, and no receipt came; run `review-desk sync`",
    "none-approved": "no receipt has come yet; the response is not approved: the focal point"
    " approves it with `review-desk clear --final`",
    "none-yet": "no receipt has come yet; the response is approved, and was not sent from this"
    " computer: the focal point sends it with `review-desk submit`",
    "none-waiting": "no receipt has come yet; the submission waits, and the secretariat does"
    " NOT have it: run `review-desk sync`",
    "none-carried": "no receipt has come yet; the submission is in a file for a courier: take"
    " the reply in with `review-desk package import`",
    "none-refused": "no receipt has come yet; the secretariat's server refused the submission:"
    " `review-desk server status` says why",
    "no-such-receipt": "there is no receipt of this number; `review-desk receipt show` lists"
    " those there are",
    "nothing-to-reopen": "there is no submission that only the secretariat can open",
    "asked-already": "the secretariat was asked already; its answer comes with the next"
    " `review-desk sync`",
    "bad-receipt": "the file is no receipt, or was altered",
    "damaged-reply": "the file is damaged; ask for the reply again",
    "not-for-us": "the reply is for another computer; take it in there",
    "unknown-reply": "it replies to no file that was written here",
    "other-server": "another server signed it; ask the secretariat",
}
NOT_ATTACHED = {
    "unreadable": "it cannot be read, or is no file; check its name and your rights to it",
    "empty": "it is empty",
    "too-large": "it is larger than the 15 MiB that a file may have; attach the part of it that"
    " matters",
    "unknown": "there is no such file; `review-desk file list` shows them",
    "not-here": "it is still to come; synchronise, or ask for an exchange file with working"
    " files",
    "damaged": "what came of it is damaged; ask whoever attached it to do so again",
}
"""What FileRefused says is the matter with a working file."""

_LIST = "`review-desk member list` shows who is in the response"
_COMPUTERS = "`review-desk device list` shows the computers"
ARGUMENTS = {
    ("member", "unknown"): "Nobody in the response is called that. Give the whole name, the"
    f" e-mail address or the beginning of the id; {_LIST}.",
    ("member", "several"): "More than one member is called that. Give the e-mail address or"
    f" the beginning of the id; {_LIST}.",
    ("member", "focal-point"): "This cannot be done to the focal point. Hand over to"
    " somebody else first, with `review-desk member hand-over`.",
    ("member", "not-a-successor"): "The response cannot be handed over to this member. Confirm"
    " them first, or name somebody else.",
    ("until", "over"): "This day is over. Give one that is still to come, or none.",
    ("role", "hand-over"): "The focal point's role is not given or taken like another. Use"
    " `review-desk member hand-over`.",
    ("computer", "nothing-to-confirm"): "There is nothing to confirm about this member. If"
    " they have only just joined, import the exchange file that they made since.",
    ("computer", "several"): "More than one computer fits. Compare the digits of `review-desk"
    " device list`, and name one by the beginning of its id.",
    ("computer", "not-waiting"): "This computer of theirs does not wait to be confirmed."
    f" Compare the digits; {_COMPUTERS}.",
    ("computer", "unknown"): f"No computer has an id that begins like that; {_COMPUTERS}.",
    ("computer", "last-of-focal-point"): "This is the only computer of the focal point. Hand"
    " over, or add another computer first.",
    ("computer", "too-many"): "You have had so many computers in this response that you cannot"
    " add one. Ask the focal point to invite you again, or, if that is you, hand over first.",
    ("name", "empty"): "Somebody without a name cannot be invited. Give it with --name.",
    ("waiting", "unknown"): "Nothing that this member wrote waits for a decision.",
    ("assignee", "empty"): "Nobody is named for this part. Give a member or an organisation"
    " with --to.",
    ("assignment", "unknown"): "There is no such assignment any more.",
    ("text", "empty"): "There is nothing in the note. Write something.",
    ("text", "too-long"): "The note is too long. Make two of it.",
    ("entry", "too-long"): "What you wrote is too long to be shared. Make it shorter.",
    ("note", "not-yours"): "Only its author can take a note back.",
    ("reason", "empty"): "Say why with --reason; everybody in the response can read it.",
    ("reason", "too-long"): "The reason is too long. Sum it up.",
    ("approval", "unknown"): "There is no approval of this number. `review-desk clear` lists"
    " those there are.",
    ("step", "unknown"): "The review has no such step. `review-desk timeline show` lists them.",
    ("day", "not-yet"): "This day is still to come in Vienna. Note what is done once it is.",
    ("entry", "unknown"): "There is no such entry. `review-desk inbox list --all` shows them.",
    ("entry", "several"): "More than one entry begins like that. Give more of its id.",
    ("version", "unknown"): "The answer has no such version. `review-desk conflict list` shows"
    " the versions; copy the name of one.",
    ("version", "short"): "Give eight digits of the version's name or more.",
    (
        "version",
        "ambiguous",
    ): "Several versions of the answer begin with these digits. Give more"
    " of the name of the one that stands.",
}
"""Whole sentences on what BadArgument names, by name and reason."""

_WARNINGS = {
    WarningOfMembers.FORK: "The profile of {who} was used in two places at once. Nothing is"
    " lost; ask them to go on at one place, and to add a second computer for the other.",
    WarningOfMembers.TWO_HAND_OVERS: "The response was handed over to two people at once."
    " Agree who is focal point; the one who is can hand over to the other.",
    WarningOfMembers.INVITATION_TWICE: "Two computers used the same invitation. Compare the"
    " digits by telephone, and confirm only the right one.",
    WarningOfMembers.VOID_STATEMENT: "{who} decided about people after handing over. It has no"
    " effect until the focal point of today does it again.",
    WarningOfMembers.BROKEN_SET: "Some work in a file could not be read and was left out. Ask"
    " whoever sent it for a new file.",
}
COUNTED = (
    ("answers", "answer", "answers"),
    ("statuses", "status", "statuses"),
    ("rows", "row added or removed", "rows added or removed"),
    ("notes", "note", "notes"),
    ("members", "step about people", "steps about people"),
    ("others", "other change", "other changes"),
)
_BLOCKED = (
    (
        "waiting",
        "change waits for the focal point's decision",
        "changes wait for the focal point's decision",
    ),
    (
        "refused",
        "change does not count, since its author might not make it",
        "changes do not count, since their author might not make them",
    ),
    (
        "incomplete",
        "part waits for earlier work that has not come yet; it will be asked for",
        "parts wait for earlier work that has not come yet; it will be asked for",
    ),
    (
        "unreadable",
        "part cannot be read here yet and is kept; ask the focal point for a new file",
        "parts cannot be read here yet and are kept; ask the focal point for a new file",
    ),
    (
        "newer",
        "part is kept and needs a newer Review Desk",
        "parts are kept and need a newer Review Desk",
    ),
)


def sentence_on_refusal(refusal: NotTaken) -> str:
    """What the secretariat's server did not take, and why; without a full stop."""
    what = {
        Kind.SUBMISSION: f"submission {refusal.number}",
        Kind.REOPENING: f"the request to reopen submission {refusal.number}",
    }[refusal.kind]
    why = NOT_SUBMITTED.get(refusal.word, refusal.word)
    return f"The secretariat does NOT have {what}: {why}"


def refusal_facts(refusal: NotTaken) -> dict[str, object]:
    """The same as JSON."""
    return {
        "message": refusal.id,
        "kind": str(refusal.kind),
        "number": refusal.number,
        "reason": refusal.word,
        "at": refusal.at.isoformat(),
    }


def sentence_on_file(look: FileLook) -> str:
    """One file of an import: whose it is, or why it is not used; without a full stop."""
    if look.verdict is FileVerdict.GOOD:
        sender = f" from {look.sender_name}" if look.sender_name else ""
        return f"{shown_name(look.name)}: good{sender}"
    if look.verdict is FileVerdict.NOTHING_NEW:
        return f"{shown_name(look.name)}: nothing new; {REFUSED_FILES[look.verdict]}"
    return why_refused(look.name, look.verdict, look.detail)


def why_refused(name: str, reason: str, detail: str) -> str:
    """What is the matter with a file, without an end."""
    where = f" ({detail})" if detail else ""
    what = REFUSED_FILES.get(reason, reason)
    return f"{shown_name(name) or 'The file'} cannot be used{where}: {what}"


def shown_name(name: str) -> str:
    """The name of a file or a person, which may have been made to mislead: nothing is shown
    that is no letter, digit or sign.
    """
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name)


def tally_lines(tally: Tally) -> Iterable[str]:
    """What an import brings, and what there is to do about it."""
    counts = [(getattr(tally, name), one, many) for name, one, many in COUNTED]
    brought = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    yield f"It brings {', '.join(brought)}." if brought else "It changes no answer."
    if tally.focal_point:
        yield f"{shown_name(tally.focal_point)} is the focal point from then on."
    if tally.removed:
        yield f"No member any more: {', '.join(map(shown_name, tally.removed))}."
    if tally.to_settle:
        yield (
            f"{len(tally.to_settle)} now with two versions to settle:"
            " see `review-desk conflict list`."
        )
    for name, one, many in _BLOCKED:
        if count := getattr(tally, name):
            yield f"{count} {one if count == 1 else many}."


def warning_lines(found: People) -> Iterable[str]:
    """What everybody in the response should know of, and what waits for a decision."""
    yield from dict.fromkeys(_warnings(found))
    for work in found.waiting:
        count = len(work.changes)
        yield (
            f"{count} {'change' if count == 1 else 'changes'} of"
            f" {work.author_name or work.author} {'waits' if count == 1 else 'wait'}: the focal"
            " point takes or rejects them with `review-desk member decide`."
        )


def _warnings(found: People) -> Iterable[str]:
    for warning in found.warnings:
        owners = (
            member.person.name
            for member in found.members
            if warning.subject in {member.id, *(each.id for each in member.computers)}
        )
        yield _WARNINGS[warning.kind].format(who=next(owners, "") or "a member")
